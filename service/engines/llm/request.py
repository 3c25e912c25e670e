"""What a model is sent: the words of the prompt, then the article as numbered sentences it cannot break out of."""

import itertools
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.core.article import Article
from service.core.draft import Item
from service.core.engine import Failure, Line, Request, Window
from service.prompting import Prompt

# Reasoning models spend output tokens before they write, and most models of today reason.
_REASONING_TOKENS = 8_000
# One item of a brief is some 35 tokens in English, two to three times as many in scripts that tokenise badly.
_TOKENS_OF_AN_ITEM = 110
_TOKENS_OF_THE_REST = 500
_TOKENS_OF_AN_ID = 6
_MOST_ORDERED = 40
_FIGURE = re.compile(r"\d[\d.,]*")
_FACTS_OF_A_FIGURE, _MOST_FIGURES = 0.15, 60

Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class Caps:
    """Most items of each kind that a model is asked for."""

    facts: int
    topics: int
    parties: int
    positions: int
    questions: int

    @property
    def items(self) -> int:
        """Most items in all."""
        return self.facts + self.topics + self.parties + self.positions + self.questions


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a model, before anything is known of the model."""

    system: str  # the same for every article
    user: str
    output_tokens: int  # what the answer may need, reasoning included
    caps: Caps


def caps(window: Window, request: Request) -> Caps:
    """How many items to ask for, by the length of the window.

    Facts, parties and questions grow with the square root of the number of sentences: a text four times as long is
    told in twice as many lines, or the brief grows longer than what it is a brief of. 24 sentences, some 600 words,
    give 10 facts and 5 questions; 4 give 4 and 2; 100 and more, 20 and 10. A text full of figures has more facts to
    tell, and every speaking party is wanted. With these numbers 6 of the 42 gold cases hold a fact or more beyond
    them; without the figures it was 18. A request may lower the numbers, never raise them.
    """
    sentences = max(1, window.last - window.first + 1)
    root = math.sqrt(min(sentences, 100))
    figures = min(_figures(window), _MOST_FIGURES)
    facts, questions = math.ceil(2 * root + _FACTS_OF_A_FIGURE * figures), math.ceil(root)
    return Caps(
        facts=_lowered(facts, request.max_facts),
        topics=min(6, questions),
        parties=math.ceil(2 * root),
        positions=math.ceil(3 * root),
        questions=_lowered(questions, request.max_questions),
    )


def _figures(window: Window) -> int:
    """How many numbers in digits a window holds."""
    sentences = window.article.sentences
    return len(_FIGURE.findall(window.article.text, sentences[window.first - 1].start, sentences[window.last - 1].end))


def brief(prompt: Prompt, window: Window, request: Request) -> Asked:
    """Ask for a draft of a window."""
    limits = caps(window, request)
    user = prompt.fill(
        **_article(window),
        part=_part(window),
        facts=str(limits.facts),
        topics=str(limits.topics),
        parties=str(limits.parties),
        positions=str(limits.positions),
        questions=str(limits.questions),
        language=request.language or "",
    )
    return Asked(prompt.system, user, _output_tokens(limits.items), limits)


def repair(prompt: Prompt, window: Window, failures: Sequence[Failure], request: Request) -> Asked:
    """Ask to mend the items that failed."""
    lines = "\n".join(_failed_line(failure) for failure in failures)
    user = prompt.fill(**_article(window, lines), failures=_sendable(lines))
    return Asked(prompt.system, user, _output_tokens(len(failures)), caps(window, request))


def merge(prompt: Prompt, lines: Sequence[Line], most_characters: int) -> Asked:
    """Ask which lines belong together. Of more than a model takes at once, each kind gives up its last ones."""
    kept: dict[str, list[str]] = {}
    for line in lines:
        kept.setdefault(line.id[0], []).append(f"{line.id} {' '.join(line.text.split())}")
    while sum(map(len, itertools.chain.from_iterable(kept.values()))) > most_characters:
        max(kept.values(), key=len).pop()
    listed = "\n".join(itertools.chain.from_iterable(kept.values()))
    tag = delimiter(listed)
    facts = min(len(kept.get("f", ())), _MOST_ORDERED)
    user = prompt.fill(open=f"<{tag}>", close=f"</{tag}>", lines=_sendable(listed), facts=str(facts))
    tokens = _REASONING_TOKENS + _TOKENS_OF_THE_REST + _TOKENS_OF_AN_ID * (len(lines) + facts)
    return Asked(prompt.system, user, tokens, Caps(facts=0, topics=0, parties=0, positions=0, questions=0))


def mark(text: str) -> str:
    """The form of the number before each sentence, with {} for the number, such that no text can imitate it.

    Editors' notes and references are written [1] as well, so an S is put before the number as often as is needed to
    make a mark that the text does not have: [1], [S1], [SS1].
    """
    letters = ""
    while re.search(rf"\[\s*{letters}\s*\d", text, re.IGNORECASE):
        letters += "S"
    return f"[{letters}{{}}]"


def delimiter(text: str) -> str:
    """The name of a tag that the text neither opens nor closes."""
    name = "article"
    while re.search(rf"<\s*/?\s*{name}\b", text, re.IGNORECASE):
        name += "-text"
    return name


def _article(window: Window, more: str = "") -> dict[str, str]:
    """The slots that hold the article. `more` is what else stands between the delimiters."""
    article = window.article
    title = " ".join((article.title or "").split())
    tag = delimiter(f"{title}\n{article.text}\n{more}")
    # Not of `more`: it is JSON, one line each, where [2] is a list of numbers and no mark.
    form = mark(f"{title}\n{article.text}")
    lead_in = range(max(1, window.first - window.lead_in), window.first)
    return {
        "open": f"<{tag}>",
        "close": f"</{tag}>",
        "mark": form.format(window.first),
        "first": str(window.first),
        "last": str(window.last),
        "title": _sendable(title),
        "lead_in": _sendable(" ".join(article.quote(number) for number in lead_in)),
        "sentences": _sendable(numbered(article, window.first, window.last, form)),
    }


def _part(window: Window) -> str:
    """Which sentences the window is of, or "" where it is the whole article."""
    in_all = len(window.article.sentences)
    return "" if (window.first, window.last) == (1, in_all) else f"{window.first} to {window.last} of {in_all}"


def numbered(article: Article, first: int, last: int, form: str) -> str:
    """Sentences one to a line, each after its mark, each exactly as the article has it."""
    return "\n".join(f"{form.format(number)} {article.quote(number)}" for number in range(first, last + 1))


def _failed_line(failure: Failure) -> str:
    item = failure.item
    line: dict[str, object] = {"key": item.key, "section": item.section}
    if item.party is not None and item.section == "positions":
        line["party"] = item.party.name
    if isinstance(item, Item) and item.topic is not None:
        line["topic"] = item.topic
    if not isinstance(item, Item):
        line["line"] = item.raw
    elif isinstance(item.content, str):
        line["line"] = item.content
    else:
        # A party's positions are lines of their own; a position keeps its topic whatever the model says of it.
        line["line"] = item.content.model_dump(mode="json", exclude={"positions", "topic"})
    line["wrong"] = [reason.detail for reason in failure.reasons]
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def _output_tokens(items: int) -> int:
    return _REASONING_TOKENS + _TOKENS_OF_THE_REST + _TOKENS_OF_AN_ITEM * items


def _lowered(cap: int, wanted: int | None) -> int:
    return cap if wanted is None else max(0, min(cap, wanted))


def _sendable(text: str) -> str:
    """The text itself, unless it has half of a surrogate pair, which no request can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")
