"""A gold case as an engine would have written it (a draft), and as the brief that would follow from that."""

from evals.cases import Case, GoldParty, GoldPosition
from evals.outcomes import Outcome
from evals.unfiltered import Unfiltered, unfiltered
from service.core import grounding
from service.core.brief import Brief
from service.core.draft import Draft, DraftFact, DraftHeadline, DraftParty, DraftPosition, DraftQuestion

NAME = "gold"


def draft_of(case: Case) -> Draft:
    """A gold case as a draft: its statements, citing the sentences their evidence touches."""
    gold = case.gold
    return Draft(
        headline=DraftHeadline(statement=gold.headline.statement, sentences=case.sentences["h"]),
        key_facts=tuple(
            DraftFact(statement=fact.statement, status=fact.status, sentences=case.sentences[f"f{number}"])
            for number, fact in enumerate(gold.key_facts, start=1)
        ),
        topics=gold.topics,
        parties=tuple(_party(case, number, party) for number, party in enumerate(gold.parties, start=1)),
        open_questions=tuple(
            DraftQuestion(question=asked.question, reason=asked.reason, sentences=case.sentences[f"q{number}"])
            for number, asked in enumerate(gold.open_questions, start=1)
        ),
    )


def checked(case: Case) -> tuple[grounding.Outcome, ...]:
    """What the project's checks say of every gold item, under its key in the case (h, f1, t1, p2, p2.1, q3)."""
    return grounding.ground_draft(draft_of(case), case.article)


def brief_of(case: Case) -> Brief:
    """The brief a perfect engine would be answered with: every gold item, one that a check rejects included.

    Nothing in it depends on when or where it is made.
    """
    return _made(case).brief


def outcome_of(case: Case) -> Outcome:
    """What a run of a perfect engine would leave behind; items that a check rejects stand in its brief all the same."""
    made = _made(case)
    return Outcome(
        case=case.slug,
        text_sha256=case.text_sha256,
        arm=NAME,
        brief=made.brief,
        failed_first=made.failed,
        is_unfiltered=True,
    )


def _made(case: Case) -> Unfiltered:
    return unfiltered(draft_of(case), case.article, engine=NAME, brief_id=case.checksum[:32])


def _party(case: Case, number: int, party: GoldParty) -> DraftParty:
    key = f"p{number}"
    return DraftParty(
        name=party.name,
        kind=party.kind,
        role=party.role,
        represents=party.represents,
        sentences=case.sentences[key],
        positions=tuple(
            _position(case, f"{key}.{place}", position) for place, position in enumerate(party.positions, start=1)
        ),
    )


def _position(case: Case, key: str, position: GoldPosition) -> DraftPosition:
    topics = case.gold.topics
    return DraftPosition(
        statement=position.statement,
        topic=topics.index(position.topic) + 1 if position.topic is not None else None,
        stance=position.stance,
        quote=" … ".join(position.quotes) or None,
        reported_by=position.reported_by,
        sentences=case.sentences[key],
    )
