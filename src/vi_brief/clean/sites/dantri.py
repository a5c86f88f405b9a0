"""Dan Tri: '(Dân trí) - ' before the lead, the title and ' - 1' as alternative text."""

DOMAINS = ("dantri.com.vn",)
RULES: dict[str, tuple[str, ...]] = {"tags": ("Dân trí",), "starts": ("theo doi dan tri",), "chrome": ("dan tri",)}
