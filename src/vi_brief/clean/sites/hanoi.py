"""The portal of Hanoi: 'HNP - ' before every lead and teaser, lists of titles with hour-ago stamps behind the article."""

DOMAINS = ("hanoi.gov.vn", "hanoiportal.vn")
RULES: dict[str, tuple[str, ...]] = {"tags": ("HNP",), "chrome": ("xem theo ngay",)}
