"""Views told by a participle: "She left, calling for more", "with one pensioner branding it a farce"."""

from service.core.attribution.clause import Clause
from service.core.attribution.cues import Cue
from service.core.attribution.phrases import Phrase, phrase_ending_at
from service.core.attribution.reporting import reports
from service.core.attribution.tokens import DETERMINERS, Line


def participle(line: Line, first: int, last: int, cue: Cue, before: int) -> Clause | None:
    """A second view of the sentence's subject: ", calling for more"."""
    mark = line.at(before)
    opens = mark is None or mark.text in {",", "–", "—", ";"} or mark.mark == "quote"
    linked = mark is not None and (
        mark.lower in {"by", "while", "when"} or (mark.lower in _WRITTEN | {"and"} and before > 3)
    )
    if linked and _is_reason(line, before):
        return None
    if before >= 0 and not (opens or linked):
        # "with one pensioner branding the move …": a subject of its own.
        subject = phrase_ending_at(line, before)
        subject = subject and _with_count(subject)
        heard = subject is not None and line.lower(subject.first - 1) in _HEARD
        if subject is None or not heard or not reports(line, last, cue):
            return (
                Clause("shared", cue.family, cue.lemma, first, (first, last), None) if _in_letter(line, first) else None
            )
        return Clause("subject first", cue.family, cue.lemma, subject.first, (first, last), subject)
    if before < 0:
        return None
    if (beside := _named_beside(line, before)) is not None and reports(line, last, cue):
        return Clause("subject first", cue.family, cue.lemma, beside.first, (first, last), beside)
    if cue.family in {"news", "quoting", "thought"} and not reports(line, last, cue):
        return None
    if cue.nounish or line.lower(last + 1) in {"to", "of"} or line.lower(first) in {"including", "concerning"}:
        return None
    return Clause("shared", cue.family, cue.lemma, first, (first, last), None)


# Before somebody whose words are told by a participle: "with one pensioner branding", "recalled Duarte telling him".
_HEARD = frozenset("with recalled recalls recalling remembered remembers heard quoted quotes overheard".split())


def _with_count(phrase: Phrase) -> Phrase:
    """A noun phrase with how many of them are meant: "two of its ten largest investors"."""
    line, first = phrase.line, phrase.first
    while line.lower(first - 1) in DETERMINERS:
        first -= 1
    counted = line.lower(first - 1) == "of" and line.lower(first - 2) in DETERMINERS
    return phrase._replace(first=first - 2) if counted else phrase


def _in_letter(line: Line, participle: int) -> bool:
    """Whether what somebody wrote says something: "managers sent an email to staff on Monday saying"."""
    for at in range(participle - 1, max(0, participle - _LETTER_REACH), -1):
        if line.tokens[at].mark != "word":
            return False
        if line.lower(at) in _WRITTEN and line.lower(at - 1) in {"a", "an", "the"}:
            return line.lower(participle) in {"saying", "warning", "telling", "announcing"}
    return False


_LETTER_REACH = 9  # tokens of "an email to all staff late on Monday saying"


_WRITTEN = frozenset(
    "statement letter memo email report complaint lawsuit brief note post column tweet article".split()
)


def _is_reason(line: Line, link: int) -> bool:
    """Whether a participle goes on with another's fault: "sued for underrating him and saying that he was poor"."""
    return line.lower(link) == "and" and any(
        line.lower(at) == "for" and line.lower(at + 1).endswith("ing") for at in range(max(0, link - 12), link)
    )


def _named_beside(line: Line, comma: int) -> Phrase | None:
    """Who is named before a comma as somebody beside the subject: in "with its lobbyist, Ana Duarte, saying" she."""
    name = phrase_ending_at(line, comma - 1) if line.lower(comma) == "," else None
    if name is None or not name.is_named or line.lower(name.first - 1) != ",":
        return None
    noun = phrase_ending_at(line, name.first - 2)
    if noun is None or line.lower(noun.first - 1) != "with":
        return None
    return noun._replace(appositives=(name,))
