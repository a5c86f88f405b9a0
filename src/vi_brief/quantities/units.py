"""Units of measure and currencies in both languages. Data only; forms are lower case and separated by bars."""

from decimal import Decimal
from typing import NamedTuple


class Currency(NamedTuple):
    """How a currency is printed: after the figure in Vietnamese and in English, as a sign before it, and in our style.

    `style` is a sign ("$") that goes before the figure, or a word that goes after it.
    """

    vi: tuple[str, ...]
    en: tuple[str, ...]
    signs: tuple[str, ...]
    style: str


class Unit(NamedTuple):
    """How a unit is printed, its English plural in our style, and what it is in the base unit of its dimension.

    The factor lets "18 tháng" meet "1.5 years" and "5 tạ" meet "500 kg".
    """

    vi: tuple[str, ...]
    en: tuple[str, ...]
    plural: str
    factor: Decimal
    base: str


def _forms(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


def _currency(vi: str, en: str, signs: str, style: str) -> Currency:
    return Currency(_forms(vi), _forms(en), _forms(signs), style)


def _dollars(places: str, more: str = "") -> str:
    """The Vietnamese forms of a dollar: every spelling of the word with every name of the country."""
    return "|".join((*(f"{dollar} {place}" for dollar in ("đô la", "đô-la", "đôla", "đô") for place in places.split("|")), *_forms(more)))


def _unit(vi: str, en: str, plural: str, factor: str, base: str) -> Unit:
    return Unit(_forms(vi), _forms(en), plural, Decimal(factor), base)


CURRENCIES: dict[str, Currency] = {
    "VND": _currency("đồng|vnd|vnđ|đ", "dong|dongs|vnd|vietnamese dong", "vnd|₫", "dong"),
    "USD": _currency(
        _dollars("mỹ|hoa kỳ", "usd|đô la|đô-la|đôla|đô|dollar mỹ|dollars|dollar|us$|mỹ kim|$"),
        "us dollars|u.s. dollars|us dollar|u.s. dollar|american dollars|usd|dollars|dollar",
        "us$|usd|$",
        "$",
    ),
    "EUR": _currency("euro|eur|€", "euros|euro|eur", "€|eur", "euros"),
    "CNY": _currency("nhân dân tệ|ndt|cny|rmb|tệ", "yuan|chinese yuan|renminbi|rmb|cny|ndt", "rmb|cny", "yuan"),
    "JPY": _currency("yên nhật|yen nhật|yên|yen|jpy", "japanese yen|yen|jpy", "¥|jpy", "yen"),
    "KRW": _currency("won|krw", "south korean won|korean won|won|krw", "₩|krw", "won"),
    "GBP": _currency("bảng anh|bảng|gbp|£", "british pounds|pounds sterling|pounds|pound|gbp", "£|gbp", "pounds"),
    "AUD": _currency(_dollars("úc|australia", "aud"), "australian dollars|aud", "a$|au$|aud", "Australian dollars"),
    "SGD": _currency(_dollars("singapore", "sgd|s$"), "singapore dollars|singaporean dollars|sgd", "s$|sgd", "Singapore dollars"),
    "CAD": _currency(_dollars("canada", "cad"), "canadian dollars|cad", "c$|ca$", "Canadian dollars"),
    "HKD": _currency(_dollars("hồng kông|hong kong|hongkong", "hkd"), "hong kong dollars|hkd", "hk$", "Hong Kong dollars"),
    "NZD": _currency(_dollars("new zealand", "nzd"), "new zealand dollars|nzd", "nz$", "New Zealand dollars"),
    "TWD": _currency(_dollars("đài loan", "đài tệ|tân đài tệ|twd"), "taiwan dollars|new taiwan dollars|twd", "nt$", "Taiwan dollars"),
    "THB": _currency("baht|bạt|thb", "thai baht|baht|thb", "thb", "baht"),
    "RUB": _currency("rúp|ruble|rouble|rub", "rubles|ruble|roubles|russian rubles|rub", "", "rubles"),
    "INR": _currency("rupee|inr", "indian rupees|rupees|inr", "", "rupees"),
    "MYR": _currency("ringgit|myr", "ringgit|myr", "", "ringgit"),
    "IDR": _currency("rupiah|idr", "rupiah|idr", "", "rupiah"),
    "PHP": _currency("peso", "philippine pesos|pesos|peso", "", "pesos"),
    "LAK": _currency("kíp|kip", "lao kip|kip", "", "kip"),
    "KHR": _currency("riel", "riel|riels", "", "riel"),
    "CHF": _currency("franc thụy sĩ|chf", "swiss francs|chf", "", "Swiss francs"),
    "BTC": _currency("bitcoin|btc", "bitcoins|bitcoin|btc", "", "bitcoin"),
}
"""By ISO 4217 code."""

UNITS: dict[str, Unit] = {
    "km": _unit("km|kilomet|ki lô mét|ki-lô-mét|cây số", "km|kms|kilometers|kilometer|kilometres|kilometre", "km", "1000", "m"),
    "m": _unit("m|mét|met", "m|meters|meter|metres|metre", "meters", "1", "m"),
    "cm": _unit("cm|xăng ti mét|xentimét", "cm|centimeters|centimeter|centimetres|centimetre", "cm", "0.01", "m"),
    "mm": _unit("mm|milimét|mi li mét", "mm|millimeters|millimeter|millimetres", "mm", "0.001", "m"),
    "mile": _unit("dặm", "miles|mile", "miles", "1609.344", "m"),
    "nmi": _unit("hải lý", "nautical miles|nautical mile", "nautical miles", "1852", "m"),
    "foot": _unit("feet|foot|bộ anh", "feet|foot|ft", "feet", "0.3048", "m"),
    "inch": _unit("inch|inches", "inches|inch", "inches", "0.0254", "m"),
    "km2": _unit(
        "km2|km²|km vuông|kilomet vuông|kilômét vuông|cây số vuông",
        "km2|km²|sq km|square kilometers|square kilometer|square kilometres",
        "square kilometers",
        "1000000",
        "m2",
    ),
    "m2": _unit("m2|m²|mét vuông", "m2|m²|sqm|sq m|square meters|square meter|square metres", "square meters", "1", "m2"),
    "ha": _unit("ha|hecta|héc ta|héc-ta", "ha|hectares|hectare", "hectares", "10000", "m2"),
    "mi2": _unit("dặm vuông", "square miles|square mile|sq miles|sq mi", "square miles", "2589988.110336", "m2"),
    "acre": _unit("mẫu anh|acre", "acres|acre", "acres", "4046.8564224", "m2"),
    "m3": _unit("m3|m³|mét khối", "m3|m³|cubic meters|cubic meter|cubic metres", "cubic meters", "1", "m3"),
    "litre": _unit("lít|lit", "liters|liter|litres|litre", "liters", "0.001", "m3"),
    "ml": _unit("ml", "ml|milliliters", "ml", "0.000001", "m3"),
    "barrel": _unit("thùng dầu", "barrels of oil|barrels|barrel", "barrels", "1", "barrel"),
    "kg": _unit("kg|kilogam|ki lô gam", "kg|kgs|kilograms|kilogram|kilos|kilo", "kg", "1", "kg"),
    "pound": _unit("pao|cân anh|pound|lbs|lb", "lbs|lb", "pounds", "0.45359237", "kg"),
    "g": _unit("g|gam|gram", "g|grams|gram", "grams", "0.001", "kg"),
    "mg": _unit("mg", "mg|milligrams", "mg", "0.000001", "kg"),
    "tonne": _unit("tấn", "tonnes|tonne|metric tons|tons|ton", "tonnes", "1000", "kg"),
    "quintal": _unit("tạ", "quintals|quintal", "quintals", "100", "kg"),
    "km/h": _unit(
        "km/h|km/giờ|km một giờ", "km/h|km/hr|kph|kmh|kilometers per hour|kilometers an hour|km per hour|km an hour", "km/h", "1", "km/h"
    ),
    "m/s": _unit("m/s|m/giây", "m/s|m/sec|meters per second|meters a second", "m/s", "1", "m/s"),
    "celsius": _unit("độ c|°c|ºc|oc", "degrees celsius|degree celsius|degrees c|°c|celsius", "degrees Celsius", "1", "degree"),
    "degree": _unit("độ|độ richter|°", "degrees|degree|°", "degrees", "1", "degree"),
    "MW": _unit("mw|megawatt", "mw|megawatts|megawatt", "MW", "1", "MW"),
    "kW": _unit("kw|kilowatt", "kw|kilowatts|kilowatt", "kW", "0.001", "MW"),
    "GW": _unit("gw", "gw|gigawatts|gigawatt", "GW", "1000", "MW"),
    "kWh": _unit("kwh", "kwh|kilowatt-hours|kilowatt hours", "kWh", "1", "kWh"),
    "MB": _unit("mb", "mb|megabytes", "MB", "1", "MB"),
    "GB": _unit("gb", "gb|gigabytes", "GB", "1000", "MB"),
    "TB": _unit("tb", "tb|terabytes", "TB", "1000000", "MB"),
    "Mbps": _unit("mbps|mb/s", "mbps|mb/s", "Mbps", "1", "Mbps"),
    "second": _unit("giây", "seconds|second", "seconds", "1", "second"),
    "minute": _unit("phút", "minutes|minute|mins", "minutes", "60", "second"),
    "hour": _unit("giờ đồng hồ|tiếng đồng hồ|giờ|tiếng|h", "hours|hour|hrs", "hours", "3600", "second"),
    "day": _unit("ngày", "days|day", "days", "1", "day"),
    "week": _unit("tuần lễ|tuần", "weeks|week", "weeks", "7", "day"),
    "month": _unit("tháng", "months|month", "months", "1", "month"),
    "quarter": _unit("quý", "quarters", "quarters", "3", "month"),
    "year": _unit("năm tuổi|năm|tuổi", "years old|years of age|year old|years|year", "years", "12", "month"),
    "decade": _unit("thập kỷ|thập niên", "decades|decade", "decades", "120", "month"),
    "century": _unit("thế kỷ", "centuries|century", "centuries", "1200", "month"),
}
"""By canonical name."""
