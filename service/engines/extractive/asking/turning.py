"""An indirect question as a direct one: "whether it would rain" is "Will it rain?"."""

import re

from service.core.attribution.cues import CUES
from service.core.attribution.tokens import AUXILIARIES, CLOSED, DETERMINERS, SUBORDINATORS
from service.engines.extractive.sentences import prose, verbs

AUXILIARY = r"(?:will|would|can|could|may|might|must|should|is|are|was|were|has|have|had|did|does|do)"
WH = r"(?:whether|if|who|whom|whose|what|when|where|why|how|which)"
_MOST_SUBJECT = 9  # words

_DEGREE = r"(?:long|far|soon|often|badly|seriously|serious|big|large|widely|widespread|quickly|close|high|deep|safe)"
_OPENER = re.compile(
    rf"^(?P<wh>whether|if|when|where|why|how (?:many|much)|how {_DEGREE}|how|whom|who|whose|which|what) (?P<rest>.+)$",
    re.IGNORECASE,
)
_MOST_ASKED = 5  # words that say of what: "how many of the 37 fires"
_AUXILIARY = re.compile(rf"{AUXILIARY}$")
_CLAUSE_END = re.compile(
    r", (?!or |[a-z]+ (?!said$|says$|added$)[a-z]+$)| (?:although|because|though|while|since(?! \d)|but|so that|nor) "
    rf"| and (?={WH}\b)| (?:or|and) (?:if|whether|not|when|where|why|how|who|what)\b| and that\b"
    rf"| and (?=(?:he|she|it|they|{AUXILIARY}) )| –| —|: | \("
)
_AND_VERB = re.compile(r",? and (?:[a-z]+ly )?(?P<verb>[a-z]+)\b")
_ASKING = frozenset({"who", "whom", "what", "whose", "which", "how many", "how much"})
_OWNERS = frozenset("the a an its their his her this that these those some any every each".split())
# Of a singular noun, told as present. Others in "-s" are as often plural nouns ("what rights the tenants have").
_PRESENT = {
    f"{verb}{'es' if verb.endswith(('s', 'h', 'o')) else 's'}": verb
    for verb in (
        "work know plan intend want mean pay need go come happen spread affect cost own run make take get use "
        "expect keep "
        "stand depend differ begin start end hold believe think propose offer remain lie feel see sell cause bring"
    ).split()
}
# "how the bees remember the step": a plural, then its verb.
_PLURAL = re.compile(
    r"^(?P<subject>(?:the |other |some |most |these |(?:[A-Z][\w-]+ )*[A-Z][\w-]*[’']s? )?(?:[a-z-]+ "
    r"){0,2}?[a-z]{3,}(?<!s)s) "
    r"(?P<verb>[a-z]{3,}(?<!s)(?<!ed)(?<!ing)(?<!ly))"
    r"(?P<rest> (?:the|a|an|any|to|from|in|on|at|with|for|by|about|more|enough) .+| [a-z]+ed [a-z]+.*| [a-z]+|)$",
    re.IGNORECASE,
)


def turned(clause: str, *, keep_tense: bool = False) -> str | None:
    """An indirect question as a direct one: "whether it would rain" is "Will it rain?"; None where it is not safe.

    Args:
        clause: From its "whether", "who", "how" on; what follows the clause in the sentence may stand behind it.
        keep_tense: Whether "would" stays as it is: in what somebody denied it is no future.
    """
    clause = re.sub(rf", (?:the|an?|which|who|[a-z]+ed) [^,]{{3,80}}, (?={AUXILIARY}\b)", " ", clause)
    clause = re.sub(r"^(whether|if) or not ", r"\1 ", clause, flags=re.IGNORECASE)
    clause = re.sub(r"^(?:whether|if) (?:or|and) (?=when|how)", "", clause, flags=re.IGNORECASE)
    clause = _CLAUSE_END.split(clause.strip(" .?"), maxsplit=1)[0].strip(" .,").removesuffix(" by then")
    clause = before_speaker(clause)
    opened = _OPENER.match(clause)
    if opened is None:
        return None
    wh, rest = opened.group("wh"), opened.group("rest")
    if rest.startswith("to "):
        return None
    if there := re.fullmatch(r"(?P<what>(?:[a-z-]+ ){0,4})there (?P<be>is|are|was|were)", rest):
        return prose.capital(f"{wh} {there.group('what')}{there.group('be')} there?")
    if wh.lower() in {"whether", "if"}:
        return _of_clause("", rest, keep_tense=keep_tense)
    if wh.lower() not in _ASKING:
        return _of_clause(f"{wh} ", rest, keep_tense=keep_tense)
    words = rest.split()
    first = next((at for at in range(min(len(words), _MOST_ASKED + 1)) if _opens_predicate(words, at)), None)
    if first is not None and _is_asked_of(words[:first]):
        return _of_subject(" ".join([wh, *words[:first]]), words[first:])
    own = next((at for at, word in enumerate(words[:3]) if word.lower() in _OWNERS or word[:1].isupper()), 0)
    return _of_clause(f"{' '.join([wh, *words[:own]])} ", " ".join(words[own:]), keep_tense=keep_tense)


_SAY = frozenset("say says warn warns argue argues add adds insist insists".split())


def before_speaker(clause: str) -> str:
    """A clause up to where the sentence goes on with its speaker: "what caused it", of "… and urged people to wait"."""
    for found in _AND_VERB.finditer(clause):
        verb = found.group("verb")
        if verb in _SAY or (verb in CUES and verbs.is_past(verb)):
            return clause[: found.start()]
    return clause


def _is_asked_of(words: list[str]) -> bool:
    """Whether words belong to "how many" or "which" itself, and name nobody who does anything."""
    if words[:1] == ["of"]:
        return True
    return not any(word.lower() in _OWNERS or word[:1].isupper() for word in words)


def _opens_predicate(words: list[str], at: int) -> bool:
    word = words[at]
    if _AUXILIARY.match(word):
        return True
    if at == 0:
        is_verb = verbs.is_past(word) or word in _PRESENT or _is_singular_verb(word, words)
        return is_verb and not _has_other_verb(words[1:])
    return verbs.is_past(word) and not _has_other_verb(words[at + 1 :])


def _of_subject(asked: str, words: list[str]) -> str | None:
    """A question for the subject: "who prepared the papers" stays as it stands."""
    first = words[0]
    if not _AUXILIARY.match(first):
        return prose.capital(f"{asked} {' '.join(words)}?")
    if len(words) == 1:
        return None
    if first == "would" and words[1:2] != ["have"]:
        words = ["will", *words[1:]]
    if first == "had":
        # "What had caused it" is "What caused it?", and "who had complained" is "Who has complained?".
        is_told = verbs.is_past(words[1]) and len(words) > 2 and words[2] != "by"
        has = "have" if re.match(r"how many\b|which [a-z]+[^s]s$", asked, re.IGNORECASE) else "has"
        words = words[1:] if is_told else [has, *words[1:]]
    return prose.capital(f"{asked} {' '.join(words)}?")


def _is_singular_verb(first: str, words: list[str]) -> bool:
    return first.endswith("s") and first not in CLOSED and len(words) > 1 and words[1] in DETERMINERS


def _has_other_verb(words: list[str]) -> bool:
    """Whether a finite verb follows that no "that" or "who" has brought along: then the first word was no verb."""
    for word in words:
        if word.lower() in SUBORDINATORS or word in {"after", "before", "and", "to", "as", "than"}:
            return False
        if _AUXILIARY.match(word):
            return True
    return False


def _of_clause(opener: str, rest: str, *, keep_tense: bool) -> str | None:
    words = rest.split()
    if not any(_AUXILIARY.match(word) for word in words) and (plural := _of_plural(opener, rest)):
        return plural
    at = next((at for at in range(1, len(words)) if _is_finite(words, at)), None)
    if at is None:
        return _of_plural(opener, rest)
    subject, verb, after = " ".join(words[:at]), words[at].lower(), " ".join(words[at + 1 :])
    if prose.count(subject) > _MOST_SUBJECT or not _is_subject(subject):
        return None
    if not _AUXILIARY.match(verb):
        plain = _present(words, at)
        does = "does" if plain else "did"
        plain = plain or verbs.plain(verb)
        after = up_to_second(after)
        return prose.capital(f"{opener}{does} {subject} {plain} {after}".rstrip() + "?") if plain else None
    if verb in {"have", "has"} and not after:
        return prose.capital(f"{opener}{'do' if verb == 'have' else 'does'} {subject} have?") if opener else None
    if not after and not (opener.strip().lower() in {"who", "what", "where", "when"} or opener.startswith("how ")):
        return None
    if verb == "would" and not keep_tense and not re.match(r"have (?!to\b)", after):
        verb = "will"
    if verb == "had" and after:
        return _of_earlier(opener, subject, after)
    if verb in {"do", "does", "did"} and not after.startswith("not "):
        return prose.capital(f"{opener}{verb} {subject} do {after}?")  # "what she does next"
    if verb in {"was", "were"} and after.startswith("to ") and not keep_tense:
        verb = {"was": "is", "were": "are"}[verb]
    return prose.capital(f"{opener}{verb} {subject} {after}".rstrip() + "?")


def up_to_second(after: str) -> str:
    """What follows a verb told as past, up to another: "the owners", of "met the owners and tried to …"."""
    for found in re.finditer(r",? (?:and|but) (?:[a-z]+ly )?(?P<verb>[a-z]+) (?P<next>[\w’'-]+)", after):
        following = found.group("next")
        if verbs.is_past(found.group("verb")) and (following in CLOSED or following in DETERMINERS):
            return after[: found.start()]
    return after


def _of_earlier(opener: str, subject: str, after: str) -> str | None:
    """What had happened before something else: "whether it had paid" is "Did it pay?"."""
    first, _, rest = after.partition(" ")
    if first == "not" and rest:
        asked = _of_earlier(opener, subject, rest)
        verb = asked.removeprefix(prose.capital(opener)).split()[0] if asked and opener else ""
        return (
            asked.replace(f" {subject} ", f" {subject} not ", 1) if asked and verb in {"did", "was", "were"} else None
        )
    if first == "been" and rest:
        was = "were" if is_several(rest if subject.lower() == "there" else subject) else "was"
        return prose.capital(f"{opener}{was} {subject} {rest}?")
    plain = verbs.of_participle(first)
    if plain is None:
        return None
    return prose.capital(f"{opener}did {subject} {plain} {rest}".rstrip() + "?")


def is_several(subject: str) -> bool:
    """Whether a noun phrase means several, by its head: "the owners of the mill", "people"."""
    if re.match(
        r"(?:the )?(?:two|three|four|five|six|seven|eight|nine|ten|many|several|most|some|both|these|those)\b", subject
    ):
        return True
    head = re.split(r" (?:of|in|at|for|on|from|to|with|between|behind|over) ", subject, maxsplit=1)[0].split()[-1]
    if head in {"police", "people", "men", "women", "children", "bacteria", "media", "data"}:
        return True
    return head.islower() and head.endswith("s") and not head.endswith(("ss", "us", "is"))


def _is_finite(words: list[str], at: int) -> bool:
    """Whether the word at a place is the verb of the clause: the first that is no participle after a noun."""
    word = words[at].lower()
    if _AUXILIARY.match(word):
        return words[at - 1].lower() not in {"that", "who", "which"}
    if words[at - 1].lower() in DETERMINERS | {"of", "and", "to", "be", "been"} or words[at][:1].isupper():
        return False
    if words[at - 1].endswith(","):
        return False
    if _present(words, at):
        return not _has_other_verb(words[at + 1 :])
    # "The money raised at the fair was spent": the verb is still to come.
    return verbs.is_past(word) and not _has_other_verb(words[at + 1 :])


def _present(words: list[str], at: int) -> str | None:
    """The plain form of a verb told as present of one thing, as of "works" in "the lock works"."""
    word, before = words[at].lower(), words[at - 1]
    if re.search("[^usi]s$", before) or before in CLOSED or before.lower() in DETERMINERS:
        return None
    if word in _PRESENT:
        return _PRESENT[word]
    following = words[at + 1].lower() if at + 1 < len(words) else "."
    is_verb = (
        re.fullmatch(r"[a-z]{3,}[^usi]s", word)
        and words[0].lower() in {"the", "a", "an"}
        and at == 2
        and (following in CLOSED or following in DETERMINERS or following == ".")
        and following not in {"of", "and", "or"}
    )
    if not is_verb:
        return None
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("shes", "ches", "sses", "xes", "zes", "oes")) else word[:-1]


def _of_plural(opener: str, rest: str) -> str | None:
    plain = _PLURAL.match(rest)
    if plain is None or plain.group("verb") in CLOSED | AUXILIARIES or verbs.is_past(plain.group("verb")):
        return None
    return prose.capital(f"{opener}do {plain.group('subject')} {plain.group('verb')}{plain.group('rest')}?")


def _is_subject(subject: str) -> bool:
    """Whether the words before a verb are one noun phrase, not a clause of their own."""
    return (
        not re.search(
            r"\b(?:that|who|which|said|says|if|when|because|to|there)\b|^(?:to|not|in|on|at|for|by|with)\b",
            subject,
            re.IGNORECASE,
        )
        or subject.lower() == "there"
    )
