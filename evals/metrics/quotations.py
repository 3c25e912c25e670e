"""Quotations: the words, and whose they are."""

from collections.abc import Iterable

from evals.comparison import Comparison
from evals.metrics import rates
from evals.metrics.metric import metric
from evals.scores import Score, Scored, Unscorable
from service.core import quotations
from service.core.article import Article


@metric("Quotation fidelity")
def quotation_fidelity(comparison: Comparison) -> Score:
    """Share of the brief's quotations, kept apart or inside a statement, that the article has word for word.

    Range: 0 to 1; unscorable where the brief quotes nothing.
    Formula: verbatim / all quotations. Styles of marks, dashes and spaces, and marked omissions, do not matter.
    """
    article = comparison.article
    count = 0
    misses = []
    for party in comparison.brief.parties:
        for view in party.positions:
            for quote in view.quotes:
                count += 1
                if article.text[quote.start : quote.end] != quote.text:
                    misses.append(f"not the article's words: {view.id}: “{quote.text}”")
    for entry in (*comparison.predicted.statements, *comparison.predicted.questions):
        statement = entry.line.statement
        for quoted in quotations.marked(statement):
            count += 1
            words = statement[quoted.start : quoted.end]
            if not _stands(words, entry.line.evidence, article):
                misses.append(f"not the article's words: {entry.id}: “{words}”")
    if not count:
        return Unscorable("the brief quotes nothing")
    return Scored(1 - len(misses) / count, tuple(misses))


def _stands(words: str, evidence: Iterable[str], article: Article) -> bool:
    """Whether an article has these words, in this order.

    To look for them as they are written takes no time, and to read the sentences that are cited little, beside reading
    all of the article for words that are written otherwise.
    """
    if words in article.text or any(quotations.locate(words, text, [(0, len(text))]) is not None for text in evidence):
        return True
    return quotations.locate_in(article, words, [(0, len(article.text))]) is not None


@metric("Quotation recall, weighted", needs=("quotes",))
def quotation_recall(comparison: Comparison) -> Score:
    """Share of the gold quotations of which the brief quotes half or more, in whoever's mouth.

    Range: 0 to 1.
    Formula: Σ weight of the gold positions whose quotation was found / Σ weight of those with one.
    """
    gold = comparison.gold.views
    found = {pair.gold for pair in comparison.quotes}
    misses = [
        f"not quoted ({view.weight}): {view.id}: {view.line.statement}"
        for index, view in enumerate(gold)
        if view.quotes and index not in found
    ]
    return rates.weighted_recall(
        (gold[index].weight for index in found), (view.weight for view in gold if view.quotes), misses, what="quotation"
    )


@metric("Speaker accuracy", needs=("quotes",))
def speaker_accuracy(comparison: Comparison) -> Score:
    """Share of the gold quotations the brief has that it gives to the party whose they are.

    Range: 0 to 1; unscorable where none of the gold quotations was found.
    Formula: found under the right party / found.
    """
    if not comparison.quotes:
        return Unscorable("none of the gold quotations is in the brief")
    misses = []
    for pair in comparison.quotes:
        if pair.is_right_party:
            continue
        said, gold = comparison.predicted.views[pair.predicted], comparison.gold.views[pair.gold]
        owner = comparison.gold.parties[gold.party].name
        holder = comparison.predicted.parties[said.party].name
        misses.append(f"in the wrong mouth: {said.id} gives {holder} the words of {owner}")
    return Scored(1 - len(misses) / len(comparison.quotes), tuple(misses))
