"""VietnamPlus (TTXVN): credits in brackets, unaccented alternative text, a player's menu behind the article."""

DOMAINS = ("vietnamplus.vn",)
RULES: dict[str, tuple[str, ...]] = {
    "tags": ("Vietnam+", "VNA"),
    "chrome": ("mac dinh", "noi bat", "moi nhat"),
    "starts": ("powered by onecms",),
}
