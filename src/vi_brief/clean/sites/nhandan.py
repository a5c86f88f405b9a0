"""Nhan Dan: 'NDO - ' or 'NDĐT - ' before the lead, on a line of its own in the newer layout."""

DOMAINS = ("nhandan.vn", "nhandan.com.vn")
RULES: dict[str, tuple[str, ...]] = {"tags": ("NDO", "NDĐT", "NDDT"), "starts": ("co quan ngon luan cua dang",)}
