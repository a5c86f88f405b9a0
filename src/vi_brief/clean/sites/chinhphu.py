"""The government's paper and portal: '(Chinhphu.vn) - ' before the lead, '- Ảnh: VGP/X' in captions."""

DOMAINS = ("chinhphu.vn", "baochinhphu.vn")
RULES: dict[str, tuple[str, ...]] = {"tags": ("Chinhphu.vn", "VGP News"), "starts": ("cong thong tin dien tu chinh phu",)}
