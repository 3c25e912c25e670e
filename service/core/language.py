"""Which language a text is in, by its script and its commonest words; no model, nothing to download."""

import re
from collections import Counter

from service.core.words import FUNCTION_WORDS

_SAMPLE_CHARACTERS = 20_000
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u3040-\ud7af]")  # any of these; most texts have none
# The words that tell a language from its neighbours best are its short function words.
_STOP_WORDS = {
    "en": "the of and to in a is that for it was on with as by at from his her they be have has had not are this said "
    "which will would an or were but their been",
    "de": "der die das und ist nicht mit auf für von den dem ein eine zu im sich des auch als wird sind werden hat",
    "fr": "le la les des et est dans une que qui pour pas sur du au aux ce sont avec par plus ont été il elle",
    "es": "el la los las de que y en un una por con para del se no es al como más pero sus ha fue",
    "it": "il la di che e un una per con del della non sono è al dei nel si le gli ha più anche",
    "pt": "o a os as de que e em um uma por com para do da não se ao como mais foi são dos das no na",
    "nl": "de het een en van is dat niet op te met voor zijn aan er om ook als bij maar door heeft",
    "sv": "och att det som en på är av för med den till inte har ett om var de sig från men",
    "da": "og at det som en på er af for med den til ikke har et om var de sig fra men der",
    "no": "og at det som en på er av for med den til ikke har et om var de seg fra men ble",
    "fi": "ja on ei se että oli mutta ovat myös kun hän joka mukaan sen ole kuin",
    "pl": "i w na z do się nie że jest to o jak za po przez od dla są który była",
    "cs": "a v na se je že s z do o k pro by ale jsou který jako podle byl",
    "tr": "ve bir bu için ile da de olarak olan daha çok ise gibi sonra kadar",
    "id": "yang dan di untuk dengan ini itu dari pada tidak akan dalam adalah oleh",
    "vi": "và của là có cho các được trong một không với người những này đã",
    "ro": "și în de la cu a pe că nu este un o pentru din care mai au",
    "hu": "a az és hogy nem is egy van de ez volt meg csak már",
}
_STOP_WORD_SETS = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")


def is_english(language: str | None) -> bool:
    """Whether English rules apply; a text too short to tell is read as English."""
    return language is None or language == "en"


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language most of a text is in, or None where it cannot be told.

    Reads the first 20,000 characters. A script that serves one language decides at once; Latin script is told
    apart by stop words: two at least, one word in twenty, and more than any other language has.
    """
    sample = text[:_SAMPLE_CHARACTERS]
    words = list(map(str.lower, _WORD.findall(sample)))
    letters = sum(map(len, words))
    if not letters:
        return None
    for language, script in _SCRIPTS if _OTHER_SCRIPT.search(sample) else ():
        if len(script.findall(sample)) > (0.02 if language in {"ja", "uk"} else 0.3) * letters:
            return language
    counts = Counter(words)
    said = frozenset(counts)
    scores = {language: sum(map(counts.__getitem__, stops & said)) for language, stops in _STOP_WORD_SETS.items()}
    language, runner_up = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
    is_clear = scores[language] >= 2 and scores[language] > scores[runner_up]
    return language if is_clear and scores[language] * 20 >= len(words) else None


def is_foreign(sentence: str) -> bool:
    """Whether a sentence of an English text is in another language: another script, or its function words and no ours.

    Words that English shares with others ("a", "in", "is") tell nothing; fewer than four words are not asked.
    """
    words = set(map(str.lower, _WORD.findall(sentence)))
    if not sentence.isascii():
        letters = "".join(words)
        if len(_OTHER_SCRIPT.findall(letters)) > len(letters) / 2:
            return True
    if len(words) < _FEWEST_TOLD or not _OURS.isdisjoint(words):
        return False
    return any(
        len(words & (stops - FUNCTION_WORDS)) >= _FEWEST_FOREIGN
        for language, stops in _STOP_WORD_SETS.items()
        if language != "en"
    )


_FEWEST_TOLD, _FEWEST_FOREIGN = 4, 2  # words of a sentence, function words of a language
_OURS = (FUNCTION_WORDS | _STOP_WORD_SETS["en"]) - frozenset(
    "a an in is of on was as at by for to die so am as man he".split()
)
