"""Number words with their values, and the words that no counted thing is called."""

FUNCTION_WORDS = frozenset(
    "a an the and or but nor of to in on at by for from with as than that which who is are was were be been has have "
    "had will would could may might can it its this these those while when if after before since until over under "
    "about into per not so said more less fewer out up down off between during through against among across this last "
    "including then he she they we you i his her their our also only even he’s do did does".split()
)

DIGIT_WORDS = "zero one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
BASE = frozenset(DIGIT_WORDS + TEENS + TENS)
MULTIPLIERS = frozenset({"hundred", "thousand", "million", "billion"})
CARDINALS = BASE | MULTIPLIERS
ORDINAL_UNITS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        start=1,
    )
}
ORDINAL_TENS = {f"{word[:-1]}ieth": 10 * value for value, word in enumerate(TENS, start=2)}
ORDINALS = ORDINAL_UNITS | ORDINAL_TENS | {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}
PARTS = {word: value for word, value in ORDINALS.items() if value > 2} | {"half": 2, "quarter": 4}
PART_NAMES = PARTS | {f"{word}s": value for word, value in PARTS.items()} | {"halves": 2}
CHARACTERS = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8)}
VAGUE = {"dozens": 12, "scores": 20, "tens": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6} | {
    "billions": 10**9,
    "trillions": 10**12,
}
FEW = frozenset({"several", "few", "many", "couple", "some", "multiple"})
STARTERS = CARDINALS | frozenset(ORDINALS) | frozenset(VAGUE) | frozenset(CHARACTERS) | {
    "a", "an", "half", "quarter", "dozen", "trillion", "nineties", "eighties", "seventies", "sixties", "fifties",
    "forties", "thirties", "twenties", "several", "few", "nil",
}  # fmt: skip
# What "a", "an" or "half" must have somewhere behind it to be a number.
AFTER_ARTICLES = frozenset("lakh crore couple half quarter".split()) | frozenset(PARTS)
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60} | {
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
