"""An indirect question as a direct one: "whether it would rain" is "Will it rain?"."""

import re

from service.core.attribution.tokens import AUXILIARIES, CLOSED
from service.engines.extractive import prose
from service.engines.extractive.splitting import PASTS

AUXILIARY = r"(?:will|would|can|could|may|might|must|should|is|are|was|were|has|have|had|did|does|do)"
WH = r"(?:whether|if|who|what|when|where|why|how|which)"

_FRONT = re.compile(rf"^(?:whether|if) (?P<subject>.+?) (?P<auxiliary>{AUXILIARY}) (?P<rest>.+)$", re.IGNORECASE)
_SUBJECT_QUESTION = re.compile(
    rf"^(?P<wh>(?:who|what|which [a-z]+|how (?:many|much)(?: [a-z]+(?: [a-z]+)?)??)) (?P<rest>(?:{AUXILIARY}|[a-z]+ed|"
    rf"[a-z]+s|{'|'.join(sorted(PASTS))}) .+|(?:will|would) [a-z]+)$",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    rf"^(?P<wh>when|where|why|how(?: (?:many|much|long|far|soon|often)(?: [a-z]+)?)?|who|what) (?P<subject>.+?) "
    rf"(?P<auxiliary>{AUXILIARY}) (?P<rest>.+)$",
    re.IGNORECASE,
)


# "What had caused it" is "What caused it?".
_UNSHIFTED = re.compile(r"^had (?=[a-z]+ed\b(?! by\b))")
# "how the bees remember the step", "whether other insects share the skill": a plural, then its verb.
_PLURAL = re.compile(
    r"^(?P<wh>how|why|where|when|whether|if) "
    r"(?P<subject>(?:the |other |some |most |these )?(?:[a-z-]+ )?[a-z]{3,}(?<!s)s) "
    r"(?P<verb>[a-z]{3,}(?<!s)(?<!ed)(?<!ing)(?<!ly)) "
    r"(?P<rest>(?:the|a|an|to|from|in|on|at|with|for|by|about|more|enough) .+|[a-z]+)$",
    re.IGNORECASE,
)


def _is_no_verb(word: str) -> bool:
    """Whether a word after a plural noun is certainly no verb of it."""
    return word in CLOSED or word in AUXILIARIES


def turned(clause: str, *, keep_tense: bool = False) -> str | None:
    """An indirect question as a direct one: "whether it would rain" is "Will it rain?"; None where it is not safe."""
    clause = re.sub(rf", (?:the|an?|which|who) [^,]{{3,80}}, (?={AUXILIARY}\b)", " ", clause)
    clause = re.split(r", (?!or |[a-z]+ [a-z]+$)| (?:although|because|while|since) ", clause.strip(" .?"), maxsplit=1)[
        0
    ].strip(" .,")
    front = _FRONT.match(clause)
    if front and not keep_tense and re.search(rf"\b{AUXILIARY}\b", front.group("subject")):
        return None
    if front:
        return _asked(front, "", keep_tense=keep_tense)
    direct = _SUBJECT_QUESTION.match(clause)
    if direct:
        rest = re.sub(r"^would\b", "will", direct.group("rest"))
        rest = _UNSHIFTED.sub("", rest) if prose.count(rest) > 2 else re.sub(r"^had\b", "has", rest)
        if direct.group("wh").lower().startswith("how many"):
            rest = re.sub(r"^had\b", "have", rest)
        return prose.capital(f"{direct.group('wh')} {rest}?")
    plain = _PLURAL.match(clause)
    if plain and not _is_no_verb(plain.group("verb")):
        opener = "" if plain.group("wh").lower() in {"whether", "if"} else plain.group("wh") + " "
        return prose.capital(f"{opener}do {plain.group('subject')} {plain.group('verb')} {plain.group('rest')}?")
    adverbial = _ADVERBIAL.match(clause)
    if adverbial:
        return _asked(adverbial, adverbial.group("wh") + " ", keep_tense=keep_tense)
    return None


def _asked(found: re.Match[str], opener: str, *, keep_tense: bool) -> str | None:
    auxiliary = found.group("auxiliary").lower()
    subject = found.group("subject").strip()
    if prose.count(subject) > 9 or _has_verb(subject):
        return None
    if auxiliary == "would" and not keep_tense:
        auxiliary = "will"
    if auxiliary == "had":
        auxiliary = (
            "has" if re.match(r"an? |any |the [a-z]+[^s ]$", subject) else "have" if subject.endswith("s") else "had"
        )
    return prose.capital(f"{opener}{auxiliary} {subject} {found.group('rest')}?")


def _has_verb(subject: str) -> bool:
    return re.search(r"\b(?:that|who|which|said|says|if|when|because)\b", subject, re.IGNORECASE) is not None
