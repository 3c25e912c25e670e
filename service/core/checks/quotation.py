"""What stands in quotation marks, and a quotation kept apart, is in the cited sentences word for word."""

from collections.abc import Iterator, Sequence

from service.core import quotations
from service.core.article import Article
from service.core.checks.party import is_in_voice
from service.core.claim import WHOLE_ARTICLE, Claim, Finding, fails, flags
from service.core.language import is_english
from service.core.voices import voices

ENGLISH_ONLY = False

_SHOWN = 120  # code points of a quotation a reason repeats


def check(claim: Claim) -> Iterator[Finding]:
    """Fails where quoted words differ from the article's, flags a quotation the article gives as its own words.

    "…" may leave words out, but no "not"; "[Putin]" may stand for "he", but not for another name.
    """
    whole = [(0, len(claim.article.text))]
    spans = whole if claim.section in WHOLE_ARTICLE else claim.proof.spans
    for quoted in claim.said.quoted:
        words = claim.statement[quoted.start : quoted.end]
        parts = quotations.locate_in(claim.article, words, spans)
        if parts is None:
            yield fails(_difference(words, claim.article, spans))
        else:
            yield from _dropped(words, claim.article, parts)
    if claim.quote:
        slices = quotations.locate_in(claim.article, claim.quote, spans)
        if slices is None:
            yield fails(_difference(claim.quote, claim.article, spans))
            return
        yield from _dropped(claim.quote, claim.article, slices)
        if not all(_is_marked(claim.article, *part) or _is_spoken(claim, part[0]) for part in slices):
            yield flags(f"the article has “{_short(claim.quote)}” outside quotation marks, as its own words")


def _dropped(words: str, article: Article, slices: list[tuple[int, int]]) -> Iterator[Finding]:
    negation = quotations.dropped_negation(article, slices) if is_english(article.language) else None
    if negation:
        yield fails(f"“{_short(words)}” leaves out the article's “{negation}”")


def _is_spoken(claim: Claim, start: int) -> bool:
    """Whether speech needs no marks there: in a turn, "NHB: No.", and in a speech or a column of the party's own."""
    sentence = claim.article.sentence_at(start)
    if sentence is None:
        return False
    if sentence.number in voices(claim.article).turns:
        return True
    return claim.party is not None and is_in_voice(claim.party, sentence.number, claim)


def _is_marked(article: Article, start: int, end: int) -> bool:
    return any(quoted.start <= start and end <= quoted.end + 1 for quoted in quotations.marked_in(article))


def _difference(words: str, article: Article, spans: Sequence[tuple[int, int]]) -> str:
    """Where the words stand elsewhere, or the first words that differ from what is there."""
    elsewhere = quotations.locate_in(article, words, [(0, len(article.text))])
    if elsewhere is not None:
        sentence = article.sentence_at(elsewhere[0][0])
        if sentence is not None:
            return f"“{_short(words)}” is not in the cited sentences: it stands in sentence {sentence.number}"
    near = quotations.nearest_in(article, words, spans)
    if near is None:
        return f"“{_short(words)}” is not in the {'article' if _is_whole(article, spans) else 'cited sentences'}"
    within = next((start, end) for start, end in spans if start <= near[0] and near[1] <= end)
    said, stands = quotations.differing(words, article.text, near, within)
    return f"“{_short(said)}” differs from the article: “{_short(stands)}”"


def _is_whole(article: Article, spans: Sequence[tuple[int, int]]) -> bool:
    return spans == [(0, len(article.text))]


def _short(words: str) -> str:
    plain = " ".join(words.split()).strip("“”\"'‘’ ")
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN].rsplit(" ", 1)[0] + " …"
