"""Tables of number words, months, weekdays and of the words around quantities, Vietnamese and English. Data only."""

from decimal import Decimal


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


THOUSAND, MILLION, BILLION, TRILLION = Decimal(10**3), Decimal(10**6), Decimal(10**9), Decimal(10**12)

MONTHS = _words("January February March April May June July August September October November December")
MONTHS_EN: dict[str, int] = {form: n for n, name in enumerate(MONTHS, 1) for form in (name.lower(), name[:3].lower())} | {"sept": 9}
WEEKDAYS = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
# "Easter Sunday" is a name, whatever the Vietnamese calls it.
NAMED_DAYS = _words("Easter Palm Good Black Bloody Super Cyber Ash")

# "Ba mẹ con" are a mother and two children: what the English counts may be one less.
FAMILY_VI = r"(?:mẹ|bố|cha|bà|ông|chú|cô|bác)\s+(?:con|cháu)"

# Vietnamese scale words; "chục" and "trăm" stand after a figure too ("5 chục", "3 trăm").
SCALES_VI: dict[str, Decimal] = {
    "chục": Decimal(10),
    "trăm": Decimal(100),
    "nghìn": THOUSAND,
    "ngàn": THOUSAND,
    "vạn": Decimal(10**4),
    "triệu": MILLION,
    "tỷ": BILLION,
    "tỉ": BILLION,
}

SCALES_EN: dict[str, Decimal] = {
    "hundred": Decimal(100),
    "thousand": THOUSAND,
    "million": MILLION,
    "mln": MILLION,
    "mn": MILLION,
    "billion": BILLION,
    "bln": BILLION,
    "bn": BILLION,
    "trillion": TRILLION,
    "tn": TRILLION,
    "quadrillion": Decimal(10**15),
}

DIGITS_VI: dict[str, int] = {word: n for n, word in enumerate(_words("không một hai ba bốn năm sáu bảy tám chín"))} | {
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
    "nhăm": 5,
    "bẩy": 7,
}

SMALL_EN: dict[str, int] = {
    word: n
    for n, word in enumerate(
        _words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
            "nineteen"
        )
    )
}
TENS_EN: dict[str, int] = {word: 10 * n for n, word in enumerate(_words("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
ORDINALS_EN: dict[str, int] = {
    word: n
    for n, word in enumerate(
        _words(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
            "seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
}

# After "N đồng" these make another word: "5 đồng chí" is five comrades, no money.
NOT_DONG = _words("chí bào đội nghiệp hồ hương minh phạm thời loạt tác phục tổ sáng chủ hành diễn đạo")

# After "đô", a city or a wrestler, no dollars: "5 đô thị", "2 đô vật".
NOT_DOLLARS = _words("thị vật đốc hộ thành")

# What comes whole: "106,420 người" has one reading.
WHOLE_VI = _words(
    "người hộ ca vụ xe khách lượt học cử cổ binh lính tàu chiếc ngôi nhà căn phòng trẻ em cán bộ công sinh lao doanh trường quân đại con "
    "máy vé bản phiếu giường hành thí bệnh"
)

# A scale word before one of these is another word: "một tỉ lệ", "triệu tập".
NOT_SCALE = (*_words("lệ số phú trọng giá suất mỉ tập hồi vật"), r"đại\s+sứ")

# Vietnamese words that make a number word after them vague: no value can be given.
VAGUE_VI = _words("hàng vài mấy nhiều dăm mươi đôi")

# Nouns that are counted: with one of them behind it, the word "năm" is five, not year.
COUNTED_VI = _words(
    "người nước ngày tháng năm lần giờ phút tỉnh chiếc em cháu cán điểm vụ con trẻ bị dự bài quốc vị đội trận "
    "bàn huy ngôi căn tầng cầu loại nhóm nhà doanh khu xã phường huyện quận sinh đối bên tên vấn giải ứng"
)

# After one of these, "năm" is year.
BEFORE_YEAR = frozenset(
    _words("mỗi hàng hằng trong mấy nhiều cả cuối đầu giữa các những từng bao sang tới mới qua số vào sau trước suốt theo của từ một")
)

# What follows a true fraction: "2/3 số phiếu" is two thirds of the votes, no date.
FRACTION_VI = tuple(
    "số|tổng|thế kỷ|diện tích|dân số|quân|lãnh thổ|chặng|đại biểu|quãng|lượng|thời gian|sản lượng|giá trị|nhân loại|thành viên|phiếu|gdp|"
    "kinh phí|vốn|thị phần|trái đất".split("|")
)
