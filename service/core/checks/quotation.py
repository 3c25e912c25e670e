"""What stands in quotation marks, and a quotation kept apart, is in the cited sentences word for word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from service.core import quotations
from service.core.article import Article, per_article
from service.core.claim import WHOLE_ARTICLE, Claim, Finding, fails, flags
from service.core.language import is_english

ENGLISH_ONLY = False

_LABEL = re.compile(r"^[A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){0,3}:(?=\s)", re.MULTILINE)
_FEWEST_TURNS = 4  # lines of speakers who have more than one: an interview, not a list
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
        if not _is_transcript(claim.article) and not all(
            _is_marked(claim.article, start, end) for start, end in slices
        ):
            yield flags(f"the article has “{_short(claim.quote)}” outside quotation marks, as its own words")


def _dropped(words: str, article: Article, slices: list[tuple[int, int]]) -> Iterator[Finding]:
    negation = quotations.dropped_negation(article, slices) if is_english(article.language) else None
    if negation:
        yield fails(f"“{_short(words)}” leaves out the article's “{negation}”")


@per_article
def _is_transcript(article: Article) -> bool:
    """Whether lines begin with who speaks, "NHB: No.", so that speech needs no marks."""
    labels = Counter(match.group() for match in _LABEL.finditer(article.text))
    return sum(count for count in labels.values() if count > 1) >= _FEWEST_TURNS


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
