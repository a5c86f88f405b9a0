"""VOV: 'VOV.VN - ' before leads and teasers, the writer with the bureau ('X/VOV-Bangkok')."""

DOMAINS = ("vov.vn", "vovworld.vn")
RULES: dict[str, tuple[str, ...]] = {"tags": ("VOV.VN", "VOV", "VOV5"), "starts": ("moi quy doc gia theo doi vov",)}
