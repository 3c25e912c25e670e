"""The finish of a statement: marks in pairs, a stop at its end, and nothing torn off."""

import re

from service.core import quotations
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.hints import Hinted

FIRST_PERSON = Hinted(
    "i we us our ours me my mine you your yours let ourselves myself",
    r"\b(?:I|we|us|our|ours|me|my|you|your|yours|let[’']s|ourselves|myself|"
    r"(?:(?<=of )|(?<=is )|(?<=was )|(?<=are )|(?<=be )|(?<=and )|(?<=than )|(?<=like )|^)mine)\b",  # no pit
    re.IGNORECASE,
)
_COMMA_INSIDE = re.compile(r",(?P<mark>[”\"’'])(?P<stop>\.?)$")
# A statement that ends so is torn: "said the Arctic is.", "to the Departments of."; "what it was." is none.
_TORN = re.compile(
    r"\b(?:the|an?|of|to|and|or|but|nor|which|whose|if|than|from|with|for|into|at|as|by|because|while|although|its|"
    r"their|my|your|our|very|(?<!it )(?<!he )(?<!she )(?<!they )(?<!what )(?<!that )(?<!this )(?<!there )(?<!who )"
    r"(?:is|are|was|were))\.$"
)
_LONGEST_TORN = len("although.")
_DOING = Hinted("do", r"\bto do(?:\.$|, | if\b| so\b)")

# "Critics said had ignored it" has lost its subject, "Ana Rao said commenting on the results" what she said.
_SUBJECTLESS = Hinted(
    "said says say added wrote argued insisted claimed admitted believe believes think thinks warned rejected",
    r"\b(?:said|says|say|added|wrote|argued|insisted|claimed|admitted|believes?|thinks?|warned|rejected) "
    r"(?:(?:is|was|are|were|had|has|have|would|will|could|so|commenting|speaking|referring|responding)\b)",
    re.IGNORECASE,
)
_OBJECTLESS = Hinted(
    "blamed blames blaming support accept back reject approve sign",
    r"\b(?:blamed|blames|blaming) on\b|"
    r"\b(?:could|would|will|can) (?:support|accept|back|reject|approve|sign) (?:if|unless)\b",
)  # "which managers blamed on a shortage"

# "The government announced on Monday, after scientists warned." tells nothing, nor does "A tribunal accepted that."
_EMPTY = re.compile(
    r"\b(?:announced|refused|accepted|promised|demanded|confirmed|disclosed|revealed|proposed)"
    r"(?: (?:on [A-Z][a-z]+day|late|early|yesterday|today|again|then))*"
    r"(?:, (?:after|before|when|as|while|though)\b[^.]*)?\.$"
    r"|\b(?:accepted|confirmed|announced|questioned|said|added|agreed) (?:that|this|it|so)\.$"
)
_TORN_OFF = re.compile(r"\b(?:said|says|wrote|added) (?:To|In|On|At|From|For|With|By|Of)\b")


def is_empty(form: str) -> bool:
    """Whether a statement has a verb without what was announced, refused or accepted."""
    return _EMPTY.search(form) is not None


def ended(words: str) -> str:
    """A quotation with a stop at its end; one that another quotation ends with has it already."""
    text = words.rstrip(" ,")
    last = text.rstrip("\"'”’»")
    if last[-1:] == ",":
        text = last[:-1] + text[len(last) :]
    return text if last[-1:] in {".", "!", "?", "…"} else text + "."


def tidied(form: str) -> str:
    """A statement with single spaces, a stop at its end, and no comma before the mark that closes it."""
    text = prose.stopped(" ".join(form.split()))
    return _COMMA_INSIDE.sub(lambda found: f"{found['mark']}{found['stop'] or '.'}", text)


def is_whole(form: str) -> bool:
    """Whether a statement is no torn piece: its marks are paired, its last word can be one, and nobody is "I" in it."""
    if _TORN.search(form, max(0, len(form) - _LONGEST_TORN)) or _DOING.search(form) or _OBJECTLESS.search(form):
        return False
    if is_empty(form) or _TORN_OFF.search(form):
        return False
    if form.count("“") != form.count("”") or form.count('"') % 2:
        return False
    quoted = quotations.marked(form)
    if any(not any(each.start <= found.start() < each.end for each in quoted) for found in _SUBJECTLESS.finditer(form)):
        return False
    return all(any(each.start <= found.start() < each.end for each in quoted) for found in FIRST_PERSON.finditer(form))
