"""Ground an item: run every check on it, and give its evidence and flags, or why it is set aside."""

from dataclasses import dataclass

from service.core import attribution, checks, names, quotations
from service.core.article import Article, per_article
from service.core.brief import Evidence, Quote
from service.core.claim import Claim, Reason
from service.core.draft import Draft, DraftParty, DraftPosition, Item, Malformed, items
from service.core.language import is_english

LONGEST_STATEMENT = 1_000  # characters
LONGEST_QUOTE = 4_000


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

    Args:
        item: A line of a draft.
        article: The article the draft was made from.
        siblings: Every party of the draft, for the checks that ask who else might have spoken.
    """
    if isinstance(item, Malformed):
        return Outcome(item, reasons=(Reason("schema", item.detail),))
    if too_long := _too_long(item):
        # Whole, it would be sent back to be mended, and stand in the brief among what is set aside.
        beginning = Malformed(item.key, item.section, f"{item.statement[:LONGEST_STATEMENT]}…", too_long, item.party)
        return Outcome(beginning, reasons=(Reason("schema", too_long),))
    claim = Claim(item, article, siblings)
    reasons: list[Reason] = []
    flags: list[Reason] = []
    for check in _applicable(claim):
        for finding in check.run(claim):
            (reasons if finding.severity == "fails" else flags).append(Reason(check.id, finding.detail))
    return Outcome(
        item,
        tuple(reasons),
        tuple(flags),
        evidence_of(article, claim.cited),
        tuple(_quotes(claim)) if not reasons else (),
    )


def read(article: Article) -> None:
    """Read of an article what the checks of any item ask for; it is kept as long as the article is.

    Of a long article that takes as long as checking a thousand items.
    """
    if is_english(article.language):
        attribution.read(article)
        names.index(article)
    quotations.marked_in(article)


def forget(article: Article) -> None:
    """Let go of what was read of an article, once its brief is done; whoever asks again reads it anew.

    The readings know the article that holds them: left so, thousands of objects would wait for the garbage collector.
    """
    for reading in article.readings.values():
        if isinstance(reading, names.Index):
            reading.forget()
    article.readings.clear()


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


def _quotes(claim: Claim) -> list[Quote]:
    """The article's own slices for a position's quotation."""
    if not claim.quote:
        return []
    return [
        Quote(text=claim.article.text[start:end], start=start, end=end)
        for start, end in quotations.locate_in(claim.article, claim.quote, claim.proof.spans) or ()
    ]
