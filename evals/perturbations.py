"""Known damage to a good brief: what each metric must notice, and what it must not mind.

Each takes a brief and gives it back with one thing wrong, or worded otherwise; the same for the same seed.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from evals.cases import Case
from service.core.brief import Brief, Evidence, Headline, KeyFact, OpenQuestion, Party, Position
from service.core.grounding import evidence_of

Change = Callable[[Case, Brief, random.Random], Brief]
Line = TypeVar("Line", KeyFact, Position)
Told = TypeVar("Told", Headline, KeyFact, Position, OpenQuestion)

# Facts of no article, in the words of many: whoever writes news could have written them.
_INVENTED = (
    "The transport minister resigned on Sunday evening after a dispute over 412 unpaid invoices.",
    "A warehouse beside the railway station burned down overnight, and 37 families were moved to a school.",
    "The central bank raised its main rate by half a point, the ninth increase in a row.",
    "Organizers called off the summer festival after selling only 1,900 of 30,000 tickets.",
)


def drop_facts(_case: Case, brief: Brief, chance: random.Random, *, share: float = 0.2) -> Brief:
    """The brief without a fifth of its key facts, at least one."""
    count = max(1, round(share * len(brief.key_facts)))
    dropped = set(chance.sample(range(len(brief.key_facts)), min(count, len(brief.key_facts))))
    return brief.model_copy(
        update={"key_facts": tuple(fact for place, fact in enumerate(brief.key_facts) if place not in dropped)}
    )


def swap_speakers(_case: Case, brief: Brief, chance: random.Random) -> Brief:
    """The brief with the positions of two parties in each other's mouths, names in the statements included."""
    speaking = [place for place, party in enumerate(brief.parties) if party.positions]
    if len(speaking) < 2:
        return brief
    first, second = chance.sample(speaking, 2)
    parties = list(brief.parties)
    one, other = parties[first], parties[second]
    parties[first] = one.model_copy(update={"positions": _spoken_by(other, one)})
    parties[second] = other.model_copy(update={"positions": _spoken_by(one, other)})
    return brief.model_copy(update={"parties": tuple(parties)})


def change_numbers(_case: Case, brief: Brief, chance: random.Random, *, share: float = 0.1) -> Brief:
    """The brief with one number in ten changed, at least one: among those in digits of its facts and positions."""
    places = [
        (statement, found.start())
        for statement in _statements(brief)
        for found in _NUMBER.finditer(statement)
        if found.group() != "0"
    ]
    if not places:
        return brief
    changed: dict[str, str] = {}
    for statement, start in sorted(chance.sample(places, max(1, round(share * len(places)))), reverse=True):
        words = changed.get(statement, statement)
        changed[statement] = words[:start] + _NUMBER.sub(
            lambda found: _another(found.group(), chance), words[start:], count=1
        )
    return _reworded(brief, lambda statement: changed.get(statement, statement))


def shuffle_evidence(case: Case, brief: Brief, chance: random.Random) -> Brief:
    """The brief with every line citing a sentence of the article that is none of its own."""

    def elsewhere(own: Sequence[Evidence]) -> tuple[Evidence, ...]:
        taken = {sentence.sentence for sentence in own}
        others = [sentence.number for sentence in case.article.sentences if sentence.number not in taken]
        count = min(len(taken), len(others))
        return evidence_of(case.article, tuple(sorted(chance.sample(others, count)))) if count else tuple(own)

    return _changed(brief, lambda line: line.model_copy(update={"evidence": elsewhere(line.evidence)}))


def invent_facts(case: Case, brief: Brief, chance: random.Random, *, count: int = 2) -> Brief:
    """The brief with facts in it that the article does not have, each citing one of its sentences."""
    numbers = [sentence.number for sentence in case.article.sentences]
    invented = tuple(
        KeyFact(
            id=f"f{len(brief.key_facts) + place}",
            statement=statement,
            status="done",
            dates=(),
            evidence=evidence_of(case.article, (chance.choice(numbers),)),
            flags=(),
        )
        for place, statement in enumerate(chance.sample(_INVENTED, count), start=1)
    )
    return brief.model_copy(update={"key_facts": (*brief.key_facts, *invented)})


def rename_parties(case: Case, brief: Brief, chance: random.Random) -> Brief:
    """The brief with every party under another of its names, in the statements too."""
    others = {party.name: chance.choice(party.aliases) for party in case.gold.parties if party.aliases}
    renamed = brief.model_copy(
        update={
            "parties": tuple(
                party.model_copy(
                    update={
                        "name": others.get(party.name, party.name),
                        "aliases": (),
                        "positions": tuple(
                            view.model_copy(
                                update={"reported_by": others.get(view.reported_by or "", view.reported_by)}
                            )
                            for view in party.positions
                        ),
                    }
                )
                for party in brief.parties
            )
        }
    )
    return _reworded(renamed, lambda statement: _replaced(statement, others))


def paraphrase(_case: Case, brief: Brief, _chance: random.Random) -> Brief:
    """The brief with every statement in other words, as far as a list of synonyms and two turns of phrase go."""
    return _reworded(brief, _in_other_words)


PERTURBATIONS: Mapping[str, Change] = {
    "drop 20% of facts": drop_facts,
    "swap two speakers": swap_speakers,
    "change one number in ten": change_numbers,
    "shuffle evidence": shuffle_evidence,
    "add two invented facts": invent_facts,
    "rename parties by alias": rename_parties,
    "paraphrase every statement": paraphrase,
}

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")


def _another(number: str, chance: random.Random) -> str:
    """A number of as many digits with another value."""
    digits = [place for place, letter in enumerate(number) if letter.isdigit()]
    place = digits[0]
    other = chance.choice([digit for digit in "123456789" if digit != number[place]])
    return number[:place] + other + number[place + 1 :]


def _statements(brief: Brief) -> list[str]:
    return [fact.statement for fact in brief.key_facts] + [
        view.statement for party in brief.parties for view in party.positions
    ]


def _reworded(brief: Brief, reword: Callable[[str], str]) -> Brief:
    """The brief with every statement and question as `reword` has it."""

    def told(line: Told) -> Told:
        words = "question" if "question" in type(line).model_fields else "statement"
        return line.model_copy(update={words: reword(getattr(line, words))})

    return _changed(brief, told)


class _Change(Protocol):
    def __call__(self, line: Told, /) -> Told: ...


def _changed(brief: Brief, change: _Change) -> Brief:
    """The brief with its headline and every fact, position and question as `change` has it, in this order."""
    return brief.model_copy(
        update={
            "headline": change(brief.headline) if brief.headline else None,
            "key_facts": tuple(map(change, brief.key_facts)),
            "parties": tuple(
                party.model_copy(update={"positions": tuple(map(change, party.positions))}) for party in brief.parties
            ),
            "open_questions": tuple(map(change, brief.open_questions)),
        }
    )


def _spoken_by(owner: Party, speaker: Party) -> tuple[Position, ...]:
    """Positions of one party as another would hold them."""
    called = dict.fromkeys((owner.name, *owner.aliases, owner.name.split()[-1]), speaker.name)
    return tuple(
        view.model_copy(
            update={
                "id": f"{speaker.id}.{place}",
                "statement": _replaced(view.statement, called, count=1),
            }
        )
        for place, view in enumerate(owner.positions, start=1)
    )


def _replaced(statement: str, names: Mapping[str, str], *, count: int = 0) -> str:
    if not names:
        return statement
    longest_first = sorted(names, key=len, reverse=True)
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
    return re.sub(pattern, lambda found: names[found.group()], statement, count=count)


_SYNONYMS = dict(
    pair.split("=")
    for pair in (
        "said=stated says=states killed=left_dead approved=gave_its_approval_to wants=would_like heavily=badly "
        "began=started begin=start begins=starts ended=finished bought=purchased asked=requested about=roughly "
        "big=large biggest=largest many=numerous near=close_to attack=assault attacks=assaults later=afterwards "
        "because=since although=though after=following before=prior_to until=up_to more=further over=above "
        "announced=made_public decided=resolved agreed=consented refused=declined denied=rejected "
        "help=assist helped=assisted need=require needs=requires show=indicate shows=indicates shown=indicated "
        "must=has_to should=ought_to called=described think=believe believes=thinks published=released "
        "people=persons homes=houses children=youngsters workers=employees firm=company company=business "
        "police=officers court=tribunal money=funds cost=price rise=increase rose=increased fell=dropped "
        "fall=decline cut=reduced plan=scheme plans=intends vote=ballot won=gained lost=was_deprived_of "
        "nearly=almost only=just against=in_opposition_to"
    ).split()
)
_SAYING = re.compile(r"^(?P<who>[A-ZÀ-Þ][\w’'.-]*(?:\s[A-ZÀ-Þ][\w’'.-]*)*) (?:said|says) (?:that )?(?P<what>.+)\.$")


def _in_other_words(statement: str) -> str:
    turned = statement
    if found := _SAYING.match(statement):
        turned = f"According to {found['who']}, {found['what']}."
    words = re.split(r"(\W+)", turned)
    return "".join(_SYNONYMS.get(word, word).replace("_", " ") for word in words)
