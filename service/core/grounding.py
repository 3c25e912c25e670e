"""Ground an item: run every check on it, and give its evidence and flags, or why it is set aside."""

from dataclasses import dataclass

from service.core import attribution, checks, names, quotations
from service.core.article import Article, per_article
from service.core.brief import Evidence, Quote
from service.core.claim import Claim, Reason
from service.core.draft import Draft, DraftFact, DraftParty, DraftPosition, Item, Malformed, Section, items
from service.core.language import is_english
from service.core.plain import plain

LONGEST_STATEMENT = 1_000  # characters
LONGEST_QUOTE = 4_000
_MOST_JUDGED = 1_000  # items whose judgement an article remembers: far more than a draft has


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item. Grounded if there is no reason against it."""

    item: Item | Malformed
    reasons: tuple[Reason, ...] = ()
    flags: tuple[Reason, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    quotes: tuple[Quote, ...] = ()
    origins: tuple[str, ...] = ()  # provisional ids, "w1.f2": the window, then the item's key; several once joined

    @property
    def is_grounded(self) -> bool:
        """Whether the item may stand in a brief."""
        return not self.reasons


def ground(item: Item | Malformed, article: Article, *, siblings: tuple[DraftParty, ...] = ()) -> Outcome:
    """Check one item against an article. Never raises, whatever the item says.

    An item that was checked before, beside the same parties, is not checked again: an engine that says only what
    passes has asked already, and a stream asks once more when its last party is known.

    Args:
        item: A line of a draft.
        article: The article the draft was made from.
        siblings: Every party of the draft: who else might be meant where a party or its view is checked.
    """
    if isinstance(item, Malformed):
        return Outcome(item, reasons=(Reason("schema", item.detail),))
    if too_long := _too_long(item):
        # Whole, it would be sent back to be mended, and stand in the brief among what is set aside.
        beginning = Malformed(item.key, item.section, f"{item.statement[:LONGEST_STATEMENT]}…", too_long, item.party)
        return Outcome(beginning, reasons=(Reason("schema", too_long),))
    siblings = siblings if item.section in _BESIDE_OTHERS else ()
    read_as = plain(article)
    judged = _judged(read_as)
    asked = _asked(item, siblings)
    judgement = judged.get(asked)
    if judgement is None:
        if len(judged) >= _MOST_JUDGED:
            judged.clear()
        judgement = judged[asked] = _judge(Claim(item, read_as, siblings))
    # Evidence and quotations are the article's, line breaks and all.
    quotes = tuple(Quote(text=article.text[start:end], start=start, end=end) for start, end in judgement.quotes)
    return Outcome(item, judgement.reasons, judgement.flags, evidence_of(article, judgement.cited), quotes)


@dataclass(frozen=True, slots=True)
class _Judgement:
    """What the checks say of an item, and where its proof stands in the article."""

    reasons: tuple[Reason, ...]
    flags: tuple[Reason, ...]
    cited: tuple[int, ...]  # sentences
    quotes: tuple[quotations.Span, ...]


def _judge(claim: Claim) -> _Judgement:
    """What every check says of a claim."""
    reasons: list[Reason] = []
    flags: list[Reason] = []
    for check in _applicable(claim):
        for finding in check.run(claim):
            (reasons if finding.severity == "fails" else flags).append(Reason(check.id, finding.detail))
    quotes = tuple(_quotes(claim)) if not reasons else ()
    return _Judgement(tuple(reasons), tuple(flags), claim.cited, quotes)


_Asked = tuple[object, ...]
_BESIDE_OTHERS: frozenset[Section] = frozenset({"parties", "positions"})  # whom another party could be taken for


def _asked(item: Item, siblings: tuple[DraftParty, ...]) -> _Asked:
    """All of an item and its siblings that a check looks at; of a party that is not what it cites or holds besides."""
    content = item.content
    told: _Asked = ()
    if isinstance(content, DraftPosition):
        told = (content.quote, content.reported_by)
    elif isinstance(content, DraftParty):
        told = _who(content)
    elif isinstance(content, DraftFact):
        told = (content.status,)
    whose = _who(item.party) if item.party is not None else None
    return (item.section, content.__class__, item.statement, item.sentences, told, whose, *map(_who, siblings))


def _who(party: DraftParty) -> _Asked:
    return (party.name, party.kind, party.role, party.represents)


@per_article
def _judged(_article: Article) -> dict[_Asked, _Judgement]:
    """What the checks said of the items so far."""
    return {}


def read(article: Article) -> None:
    """Read of an article what the checks of any item ask for; it is kept as long as the article is.

    Of a long article that takes as long as checking a thousand items.
    """
    article = plain(article)
    if is_english(article.language):
        attribution.read(article)
        names.index(article)
    quotations.marked_in(article)


def forget(article: Article) -> None:
    """Let go of what was read of an article, once its brief is done; whoever asks again reads it anew.

    The readings know the article that holds them: left so, thousands of objects would wait for the garbage collector.
    """
    for read_as in (plain(article), article):
        for reading in read_as.readings.values():
            if isinstance(reading, names.Index):
                reading.forget()
        read_as.readings.clear()


def ground_draft(draft: Draft, article: Article) -> tuple[Outcome, ...]:
    """Ground every item of a draft, in the draft's order."""
    return tuple(ground(item, article, siblings=draft.parties) for item in items(draft))


def evidence_of(article: Article, numbers: tuple[int, ...]) -> tuple[Evidence, ...]:
    """The sentences, word for word, with their offsets."""
    return tuple(_evidence(article, number) for number in numbers)


def _evidence(article: Article, number: int) -> Evidence:
    kept = _kept(article)
    evidence = kept.get(number)
    if evidence is None:
        sentence = article.sentences[number - 1]
        text = article.quote(number)
        evidence = kept[number] = Evidence(sentence=number, start=sentence.start, end=sentence.end, text=text)
    return evidence


@per_article
def _kept(_article: Article) -> dict[int, Evidence]:
    """Evidence by sentence: many items cite the same one."""
    return {}


_ANYWHERE = tuple(check for check in checks.CHECKS if not check.english_only)
# Without evidence every other check would only repeat that there is none.
_WITHOUT_EVIDENCE = tuple(check for check in checks.CHECKS if check.id == "sentences")


def _too_long(item: Item) -> str | None:
    """No line of a brief is as long as that, and comparing it with the article would keep everybody else waiting."""
    content = item.content
    others: tuple[str | None, ...] = ()
    if isinstance(content, DraftParty):
        others = (content.role, content.represents)
    elif isinstance(content, DraftPosition):
        others = (content.reported_by,)
        if len(content.quote or "") > LONGEST_QUOTE:
            return f"its quotation is longer than {LONGEST_QUOTE:,} characters"
    if max(len(text or "") for text in (item.statement, *others)) > LONGEST_STATEMENT:
        return f"it is longer than {LONGEST_STATEMENT:,} characters"
    return None


def _applicable(claim: Claim) -> tuple[checks.Check, ...]:
    if not claim.cited and claim.section != "topics":
        return _WITHOUT_EVIDENCE
    return checks.CHECKS if is_english(claim.article.language) else _ANYWHERE


def _quotes(claim: Claim) -> list[quotations.Span]:
    """Where the words of a position's quotation stand."""
    return quotations.locate_in(claim.article, claim.quote, claim.proof.spans) or [] if claim.quote else []
