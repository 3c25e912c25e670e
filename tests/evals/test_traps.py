"""Must-not statements: what makes one is found, and what only comes near one is left alone."""

import json
from dataclasses import replace

import pytest

from evals import naming, traps
from evals.cases import GOLD, Case, read_suite
from evals.ideal import brief_of
from evals.matching import Line
from evals.sides import Entry, Side, View, brief_side, gold_side
from evals.unfiltered import unfiltered
from tests.evals.must_not_lines import MADE, NEAR, Row

SECOND = GOLD.parent / "recordings" / "second"

# Lines that are judged wrongly, of 94 that make a statement and 87 that do not: most turn on what words mean together.
_MISSED = frozenset(
    {("handball-semifinal", 1), ("cable-car-flashes", 1), ("arms-embargo-wire", 3), ("instrument-maker-results", 3)}
)
_TAKEN_FOR_ONE = frozenset(
    {
        ("water-veto-analysis", 4),
        ("yellow-lines-mystery", 2),
        ("summer-heat-stores", 6),
        ("election-register-inquiry", 1),
        ("ferry-capsizing", 2),
        ("lift-maker-bid", 4),
    }
)


@pytest.fixture(scope="module")
def suite() -> dict[str, Case]:
    return {case.slug: case for case in read_suite()}


def made(case: Case, side: Side) -> tuple[bool, ...]:
    """Of each must-not statement whether a brief of these lines makes it."""
    gold = gold_side(case)
    owners = {pair.predicted: pair.gold for pair in naming.match_parties(side.parties, gold.parties)}
    found = traps.sprung(case.gold.must_not, side, gold, owners=owners, attributed=(), language=case.gold.language)
    return tuple(entry is not None for entry in found)


def saying(side: Side, statement: str, party: str | None) -> Side:
    """The brief with a line more: a fact, or a position of a party, where it has that party."""
    holder = next((place for place, one in enumerate(side.parties) if party and naming.is_called(party, one)), None)
    if holder is None:
        return replace(side, facts=(*side.facts, Entry("f99", Line(statement))))
    return replace(side, views=(*side.views, View("p99.1", holder, Line(statement), None, None, (), None)))


def test_a_statement_planted_in_a_perfect_brief_is_found_wherever_it_stands(suite: dict[str, Case]) -> None:
    missed, planted = [], 0
    for case in suite.values():
        perfect = brief_side(brief_of(case))
        assert not any(made(case, perfect)), case.slug
        for number, trap in enumerate(case.gold.must_not):
            for party in {trap.party, None}:
                planted += 1
                if not made(case, saying(perfect, trap.statement, party))[number]:
                    missed.append(trap.statement)

    assert planted > 200
    assert missed == []


def test_no_draft_of_a_second_annotator_says_what_must_not_be_said(suite: dict[str, Case]) -> None:
    found = []
    for case in suite.values():
        draft = json.loads((SECOND / f"{case.slug}.json").read_text("utf-8"))
        side = brief_side(unfiltered(draft, case.article, engine="second", brief_id="second").brief)
        verdicts = zip(case.gold.must_not, made(case, side), strict=True)
        found += [(case.slug, trap.statement) for trap, is_made in verdicts if is_made]

    assert found == []


@pytest.mark.parametrize("row", [row for row in MADE if row[:2] not in _MISSED], ids=lambda row: f"{row[0]}-m{row[1]}")
def test_a_statement_in_other_words_is_found(row: Row, suite: dict[str, Case]) -> None:
    assert _is_made(row, suite)


@pytest.mark.parametrize(
    "row", [row for row in NEAR if row[:2] not in _TAKEN_FOR_ONE], ids=lambda row: f"{row[0]}-m{row[1]}"
)
def test_what_corrects_denies_or_limits_a_statement_does_not_make_it(row: Row, suite: dict[str, Case]) -> None:
    assert not _is_made(row, suite)


def _is_made(row: Row, suite: dict[str, Case]) -> bool:
    slug, number, party, statement = row
    nothing_else = replace(brief_side(brief_of(suite[slug])), headline=None, facts=(), views=())
    assert party is None or any(naming.is_called(party, one) for one in nothing_else.parties)
    return made(suite[slug], saying(nothing_else, statement, party))[number - 1]
