"""VnExpress: 'Ảnh: X' at the end of captions, the byline behind the text, comments with reaction counts."""

DOMAINS = ("vnexpress.net",)
RULES: dict[str, tuple[str, ...]] = {
    "tags": ("VnExpress",),
    "starts": ("tro lai ", "ban quyen"),
    "chrome": ("copy link thanh cong", "chia se bai viet qua email"),
}
