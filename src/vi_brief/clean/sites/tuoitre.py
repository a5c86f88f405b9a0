"""Tuoi Tre: 'TTO - ' before the lead, ' - Ảnh: X' at the end of captions, stars for readers behind the article."""

DOMAINS = ("tuoitre.vn",)
RULES: dict[str, tuple[str, ...]] = {
    "tags": ("TTO",),
    "chrome": ("x1", "x5", "x10", "tang sao"),
    "starts": ("tuoi tre sao", "tang sao cho tac gia"),
}
