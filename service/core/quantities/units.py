"""Units of news English, each under one name; currencies under their ISO 4217 codes."""

from fractions import Fraction


def _table(lines: str) -> dict[str, str]:
    """'meter: metre metres' -> each spelling, words joined by a space, to the unit's name; "_" stands for a space."""
    table: dict[str, str] = {}
    for line in lines.strip().splitlines():
        unit, _, spellings = line.strip().partition(":")
        for spelling in spellings.split():
            table[spelling.replace("_", " ")] = unit
    return table


# Words after the number, alone or hyphenated: "50 meters", "a 50-meter fence", "50 m".
WORDS = _table("""
    meter: meter meters metre metres
    kilometer: kilometer kilometers kilometre kilometres km kms
    centimeter: centimeter centimeters centimetre centimetres cm
    millimeter: millimeter millimeters millimetre millimetres mm
    mile: mile miles mi
    nautical mile: nautical_mile nautical_miles
    foot: foot feet ft
    inch: inch inches
    yard: yard yards
    square kilometer: square_kilometer square_kilometers square_kilometre square_kilometres sq_km sq_kms km² km2
    square mile: square_mile square_miles sq_mi sq_miles
    square meter: square_meter square_meters square_metre square_metres sq_m m² m2
    square foot: square_foot square_feet sq_ft
    cubic meter: cubic_meter cubic_meters cubic_metre cubic_metres m³ m3
    acre: acre acres
    hectare: hectare hectares ha
    kilogram: kilogram kilograms kilogramme kilogrammes kg kgs kilo kilos
    gram: gram grams gramme grammes
    tonne: tonne tonnes metric_ton metric_tons
    ton: ton tons
    kiloton: kiloton kilotons
    ounce: ounce ounces oz
    pound-mass: lb lbs
    liter: liter liters litre litres
    milliliter: milliliter milliliters millilitre millilitres ml
    gallon: gallon gallons
    barrel: barrel barrels bbl
    watt: watt watts
    kilowatt: kilowatt kilowatts kw
    megawatt: megawatt megawatts mw
    gigawatt: gigawatt gigawatts gw
    kilowatt hour: kilowatt_hour kilowatt_hours kwh
    gigawatt hour: gigawatt_hour gigawatt_hours gwh
    acre-foot: acre_foot acre_feet
    megawatt hour: megawatt_hour megawatt_hours mwh
    terawatt hour: terawatt_hour terawatt_hours twh
    mile per hour: mph mile_per_hour miles_per_hour miles_an_hour
    kilometer per hour: kph kmh km_h kilometer_per_hour kilometers_per_hour kilometre_per_hour kilometres_per_hour
    kilometer per hour: kilometers_an_hour kilometres_an_hour
    celsius: celsius degrees_celsius degree_celsius degrees_c degrees_centigrade
    fahrenheit: fahrenheit degrees_fahrenheit degree_fahrenheit degrees_f
    degree: degree degrees
    byte: byte bytes
    megabyte: megabyte megabytes mb
    gigabyte: gigabyte gigabytes gb
    terabyte: terabyte terabytes tb
    second: second seconds sec secs
    minute: minute minutes min mins
    hour: hour hours hr hrs
    day: day days
    week: week weeks
    fortnight: fortnight fortnights
    month: month months
    year: year years yr yrs
    decade: decade decades
    century: century centuries
    generation: generation generations
    percent: percent per_cent pct pc %
    percentage point: percentage_point percentage_points percent_point percent_points pp ppt ppts
    basis point: basis_point basis_points bp bps
    point: point points
    USD: dollar dollars usd us_dollar us_dollars american_dollars buck bucks
    AUD: australian_dollar australian_dollars aud
    CAD: canadian_dollar canadian_dollars cad
    NZD: nzd
    HKD: hkd
    SGD: singapore_dollars sgd
    TWD: taiwan_dollars twd
    EUR: euro euros eur
    pound: pound pounds
    GBP: pounds_sterling sterling gbp british_pounds quid
    JPY: yen jpy
    CNY: yuan renminbi rmb cny
    INR: rupee rupees inr indian_rupees
    RUB: ruble rubles rouble roubles rub
    UAH: hryvnia hryvnias hryvnya uah
    CHF: franc francs swiss_franc swiss_francs chf
    PLN: zloty zlotys zlotych złoty złotys pln
    TRY: lira liras turkish_lira
    ILS: shekel shekels ils
    crown: crown crowns krona kronor krone kroner
    SEK: sek swedish_kronor swedish_crowns swedish_krona
    NOK: nok norwegian_kroner norwegian_crowns norwegian_krone
    DKK: dkk danish_kroner danish_crowns danish_krone
    ISK: isk icelandic_kronur icelandic_krona
    CZK: czk czech_crowns czech_koruna czech_korunas koruna korunas
    HUF: forint forints huf
    RON: lei ron
    THB: baht thb
    IDR: rupiah idr
    MYR: ringgit myr
    NGN: naira ngn
    VND: dong vnd
    KZT: tenge kzt
    PHP: philippine_pesos
    ARS: argentine_pesos ars
    CLP: chilean_pesos clp
    PKR: pakistani_rupees pkr
    KES: kenyan_shillings kes
    EGP: egyptian_pounds egp
    XOF: cfa_francs
    ZAR: rand zar
    BRL: real reais brl
    peso: peso pesos
    MXN: mxn mexican_pesos
    KRW: korean_won krw
    SAR: riyal riyals sar
    AED: dirham dirhams aed
    cent: cent cents
    penny: penny pence
""")
LONGEST = 3  # words in a unit

# Letters that are a unit only right after the digits: "50kg" is spelled like a word above, "50C" is not.
SUFFIXES = {"C": "celsius", "F": "fahrenheit", "g": "gram", "l": "liter", "s": "second", "h": "hour", "p": "penny"}

SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₴": "UAH",
    "₺": "TRY",
    "₪": "ILS",
    "₩": "KRW",
    "₫": "VND",
    "₦": "NGN",
    "₱": "PHP",
}
# What stands right before "$": "A$50".
DOLLARS = {
    "us": "USD",
    "a": "AUD",
    "au": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "nz": "NZD",
    "hk": "HKD",
    "s": "SGD",
    "nt": "TWD",
    "r": "BRL",
}
CODES = frozenset(
    "USD EUR GBP JPY CNY INR RUB UAH CHF PLN TRY ILS SEK NOK DKK ZAR BRL MXN KRW SAR AED AUD CAD NZD HKD SGD "
    "TWD ISK CZK HUF RON THB IDR MYR NGN VND KZT PHP ARS CLP PKR KES EGP".split()
)
PREFIXES = {"Rs": "INR", "RMB": "CNY", "US": "USD"} | {code: code for code in CODES}
MONEY = frozenset(SIGNS.values()) | CODES | {"pound", "crown", "peso", "cent", "penny", "XOF"}

# Never the plain noun they look like unless a number of money stands before: "they won", "the real reason".
_TIMID = frozenset(
    {"real", "rand", "ron", "lei", "dong", "try", "rub", "sar", "pc", "mb", "gb", "tb", "pp", "bp", "quid"}
)

# After a hyphen only: "three-weekly rounds", but "two daily papers".
RHYTHMS = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
}
# What is exactly convertible: (dimension, how many of its smallest unit). Miles and meters are not in it: a converted
# figure is a new figure, "1,000 meters" for "a kilometer" is the same one.
EXACT = {
    "second": ("time", 1),
    "minute": ("time", 60),
    "hour": ("time", 3600),
    "day": ("time", 86_400),
    "week": ("time", 604_800),
    "month": ("calendar", 1),
    "year": ("calendar", 12),
    "millimeter": ("length", 1),
    "centimeter": ("length", 10),
    "meter": ("length", 1000),
    "kilometer": ("length", 10**6),
    "gram": ("mass", 1),
    "kilogram": ("mass", 1000),
    "tonne": ("mass", 10**6),
    "kilowatt": ("power", 1),
    "megawatt": ("power", 1000),
    "gigawatt": ("power", 10**6),
    "cent": ("dollar", 1),
    "USD": ("dollar", 100),
    "penny": ("sterling", 1),
    "GBP": ("sterling", 100),
}

# Days in a month, as people reckon: 90 days and 91.25 are three months, 52 weeks are twelve.
MONTH_LENGTHS = (Fraction(30), Fraction(365, 12), Fraction(364, 12))
# Units with a zero that numbers stand below.
SIGNED = frozenset({"celsius", "fahrenheit", "degree"})

# Units that are the same stretch said otherwise, as (unit, how many).
SAME_AS = {
    "decade": ("year", Fraction(10)),
    "century": ("year", Fraction(100)),
    "fortnight": ("week", Fraction(2)),
    "basis point": ("percentage point", Fraction(1, 100)),
}
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
    "dozen": 12,
}
# Right after the digits, or after an amount of money.
SCALE_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}

_ALIKE = (
    # "$" is written for many dollars, "¥" for two currencies, "pound" for money and mass.
    frozenset({"USD", "AUD", "CAD", "NZD", "HKD", "SGD", "TWD"}),
    frozenset({"JPY", "CNY"}),
    frozenset({"ton", "tonne"}),
)
_INTERCHANGEABLE = (
    frozenset({"pound", "GBP"}),
    frozenset({"pound", "pound-mass"}),
    frozenset({"degree", "celsius"}),
    frozenset({"degree", "fahrenheit"}),
    frozenset({"point", "percentage point"}),
    *(frozenset({"crown", code}) for code in ("SEK", "NOK", "DKK", "ISK", "CZK")),
    *(frozenset({"peso", code}) for code in ("MXN", "PHP", "ARS", "CLP")),
    frozenset({"INR", "PKR"}),  # "rupees" alone
)


def is_timid(word: str) -> bool:
    """Whether a word is a unit only right after digits, being another word elsewhere."""
    return word in _TIMID


def is_coin(word: str) -> bool:
    """Whether a timid word is money after "million" all the same: "5 million rand"."""
    return word in {"rand", "quid", "lei", "dong"}


def is_symbol(word: str) -> bool:
    """Whether a timid word is a unit in capitals: "8 GB", "500 million RUB"."""
    return word.isupper() and word in {"GB", "MB", "TB", "RUB", "SAR", "TRY", "RON"}


def is_same(one: str | None, other: str | None) -> bool:
    """Whether two unit names mean one unit."""
    return one == other or any(one in pair and other in pair for pair in _INTERCHANGEABLE)


def is_alike(one: str | None, other: str | None) -> bool:
    """Whether two units are told apart so loosely in print that a difference is worth a flag only."""
    return any(one in pair and other in pair for pair in _ALIKE)
