"""True statements about articles of many kinds, in a careful writer's own words: none may be set aside."""

from pathlib import Path

import pytest

from service.core.article import Article, segment
from service.core.draft import DraftFact, DraftParty, DraftPosition, Item, Kind, Status
from service.core.grounding import Outcome, ground

FACTS: list[tuple[str, str, tuple[int, ...], Status]] = [
    (
        "bin-collection",
        "Marlow District Council voted 14-9 to collect bins every three weeks from April.",
        (3,),
        "scheduled",
    ),
    ("bin-collection", "The council wants to save £1.3m a year.", (3,), "done"),
    ("bin-collection", "Residents of Upper Marlow criticised the end of weekly bin collections.", (2,), "done"),
    ("bin-collection", "A petition against the change has 4,200 signatures, Nair said.", (11,), "done"),
    ("bin-collection", "The contract will be signed in February.", (15,), "scheduled"),
    (
        "chipmaker-results",
        "Norda Semiconductor cut its annual revenue forecast for the second time in three months.",
        (2,),
        "done",
    ),
    ("chipmaker-results", "Norda’s new plant in Malmberg will open half a year late.", (2,), "expected"),
    ("chipmaker-results", "Norda expects revenue of $6.1 billion to $6.4 billion.", (3,), "expected"),
    ("chipmaker-results", "Profit in the second quarter dropped 18 percent to $412 million.", (4,), "done"),
    ("chipmaker-results", "Kestrel, which is based in Texas, declined to comment.", (9,), "done"),
    ("chipmaker-results", "Norda shares fell 9.4 percent.", (14,), "done"),
    ("chipmaker-results", "Shareholders will vote on the plan in November.", (13,), "scheduled"),
    ("cup-final", "Caldwell Town beat Eastport Rovers 3-1 in the Northern Cup.", (2,), "done"),
    ("cup-final", "Eastport Rovers lost 3-1 to Caldwell Town.", (2,), "done"),
    ("cup-final", "Leo Baptiste scored first for Rovers.", (6,), "done"),
    ("cup-final", "Ray Poole was sent off by referee Anna Kowalczyk.", (7,), "done"),
    ("cup-final", "Dunne did not hide his anger.", (2,), "done"),
    ("cup-final", "Caldwell play Port Vale Athletic in the semi-final.", (14,), "scheduled"),
    ("ferry-strike", "Ferry crews will strike for 48 hours from Friday after talks broke down.", (1,), "scheduled"),
    ("ferry-strike", "The strike will stop 62 of 80 daily crossings, Atlantic Lines says.", (2,), "expected"),
    ("ferry-strike", "About 14,000 passengers will be affected.", (3,), "expected"),
    ("ferry-strike", "Shares in Atlantic Lines dropped 3.2%.", (9,), "done"),
    ("flood-warning", "Four people died in floods in Orsk province.", (1,), "done"),
    ("flood-warning", "Rescuers saved 212 people from rooftops.", (2,), "done"),
    ("flood-warning", "The search for six missing people resumes at dawn.", (3,), "scheduled"),
    ("flood-warning", "The government released 50 million crowns and declared an emergency.", (6,), "done"),
    ("flood-warning", "More rain is expected on Monday.", (10,), "expected"),
    ("warehouse-trial", "Gareth Lowe was jailed for stealing more than £400,000.", (1, 2), "done"),
    ("warehouse-trial", "Lowe admitted 12 counts of fraud.", (2,), "done"),
    ("warehouse-trial", "Lowe denied a charge of money laundering.", (11,), "done"),
    ("warehouse-trial", "Two former colleagues of Lowe lost their jobs.", (9,), "done"),
    ("warehouse-trial", "A hearing is set for 12 May.", (12,), "scheduled"),
    ("warehouse-trial", "Fenwick Storage made no comment.", (13,), "done"),
    (
        "water-inquiry",
        "Ministers ignored at least seven warnings before 31 people died, the inquiry found.",
        (1,),
        "done",
    ),
    ("water-inquiry", "The water authority knew from 2015 that its works could not remove the toxin.", (2,), "done"),
    ("water-inquiry", "The Ellerdale water authority was broken up in 2019.", (14,), "done"),
    ("transcript-radio", "The county council will publish a lighting plan in the autumn.", (13,), "scheduled"),
]
POSITIONS: list[tuple[str, str, Kind, str, tuple[int, ...]]] = [
    (
        "bin-collection",
        "Doreen Pike",
        "person",
        "Pike says residents pay more and get less each year.",
        (
            4,
            5,
        ),
    ),
    (
        "bin-collection",
        "Doreen Pike",
        "person",
        "Pike asks where her elderly neighbour should put three weeks of rubbish.",
        (7,),
    ),
    ("bin-collection", "Tom Asher", "person", "Asher says recycling rates would rise.", (8,)),
    ("bin-collection", "Tom Asher", "person", "Asher admits nobody is happy about cuts.", (9,)),
    ("bin-collection", "Priya Nair", "person", "Nair accuses Asher of “sneaking it through before Christmas”.", (10,)),
    ("bin-collection", "Priya Nair", "person", "Nair calls for a referendum.", (11,)),
    (
        "bin-collection",
        "Marlow District Council",
        "government",
        "The council will give households larger bins free of charge.",
        (12,),
    ),
    (
        "bin-collection",
        "Marlow District Council",
        "government",
        "The council says support will be available to those in need.",
        (13,),
    ),
    ("chipmaker-results", "Ingrid Solheim", "person", "Solheim says demand has not gone away.", (5,)),
    ("chipmaker-results", "Ingrid Solheim", "person", "Solheim denied that Norda was in talks with Kestrel.", (8,)),
    ("chipmaker-results", "Ingrid Solheim", "person", "Solheim would rather disappoint now than surprise later.", (6,)),
    (
        "chipmaker-results",
        "Paul Adeyemi",
        "person",
        "Adeyemi thinks selling the growing sensor business would be odd.",
        (11,),
    ),
    (
        "chipmaker-results",
        "Claire Dunmore",
        "person",
        "Dunmore argued that a sale could bring $2 billion and reduce debt.",
        (12,),
    ),
    ("chipmaker-results", "Norda Semiconductor", "organisation", "Norda expects lower revenue.", (3,)),
    ("chipmaker-results", "Kestrel Devices", "organisation", "Kestrel did not comment.", (9,)),
    ("cup-final", "Mick Dunne", "person", "Dunne called the match a shambles.", (3,)),
    ("cup-final", "Mick Dunne", "person", "Dunne says his side gave away two goals.", (4,)),
    ("cup-final", "Mick Dunne", "person", "Dunne will not resign.", (13,)),
    ("cup-final", "Beatriz Leal", "person", "Leal thinks Whitlock will be a very special player.", (11,)),
    ("ferry-strike", "Marta Veloso", "person", "Veloso says the union did not want the strike.", (4,)),
    ("ferry-strike", "Marta Veloso", "person", "The company abandoned the talks, says Veloso.", (5,)),
    ("ferry-strike", "Atlantic Lines", "organisation", "Atlantic Lines says it offered a 4.5% rise.", (6,)),
    (
        "ferry-strike",
        "Atlantic Lines",
        "organisation",
        "The operator would not comment on three suspended captains.",
        (7,),
    ),
    ("ferry-strike", "Joao Brito", "person", "João Brito wants both sides to return to talks.", (8,)),
    ("ferry-strike", "Joao Brito", "person", "The government will not intervene for now.", (8,)),
    ("flood-warning", "Ilse Maren", "person", "Maren called the floods “the worst in a generation”.", (7,)),
    ("flood-warning", "Hydra Nord", "organisation", "Hydra Nord denies that the dam caused the floods.", (9,)),
    ("flood-warning", "Hydra Nord", "organisation", "Hydra Nord says the reservoir was lowered as a precaution.", (9,)),
    ("warehouse-trial", "Helen Marsh", "person", "Marsh called it a gross breach of trust.", (4,)),
    ("warehouse-trial", "Aaron Obi", "person", "Obi said Lowe was ashamed and had sought treatment.", (5,)),
    ("warehouse-trial", "Aaron Obi", "person", "Lowe has repaid £38,000, Obi said.", (6,)),
    ("water-inquiry", "Dame Judith Farrow", "person", "Farrow did not find a conspiracy.", (3,)),
    ("water-inquiry", "Edmund Vale", "person", "Vale said the state failed in its first duty.", (7,)),
    (
        "water-inquiry",
        "Edmund Vale",
        "person",
        "Vale promised legislation but did not commit to a compensation fund.",
        (8,),
    ),
    (
        "water-inquiry",
        "Colm Reddy",
        "person",
        "Reddy wants names, not just an apology.",
        (
            10,
            11,
        ),
    ),
    ("water-inquiry", "Nadia Karim", "person", "Karim wants the police to reopen their investigation.", (13,)),
    ("water-inquiry", "Sian Prosser", "person", "Prosser calls the government’s response inadequate.", (16,)),
    ("water-inquiry", "Sian Prosser", "person", "Prosser asked why nobody was told.", (17,)),
    (
        "transcript-radio",
        "Lena Okafor",
        "person",
        "Okafor says children born today will not see the Milky Way from their gardens.",
        (5,),
    ),
    (
        "transcript-radio",
        "Lena Okafor",
        "person",
        "Okafor found no difference in crime where lamps were dimmed.",
        (
            8,
            9,
        ),
    ),
    (
        "transcript-radio",
        "Lena Okafor",
        "person",
        "Okafor wants shielded lamps and a curfew.",
        (
            11,
            12,
        ),
    ),
]


def article(name: str) -> Article:
    text = (Path(__file__).parent.parent / "articles" / f"{name}.txt").read_text(encoding="utf-8")
    return segment(text)


def fact(name: str, statement: str, sentences: tuple[int, ...], status: Status) -> Outcome:
    content = DraftFact(statement=statement, status=status, sentences=sentences)
    return ground(Item("f1", "key_facts", content), article(name))


def position(name: str, who: str, kind: Kind, statement: str, sentences: tuple[int, ...]) -> Outcome:
    party = DraftParty(name=who, kind=kind, role=None, represents=None, sentences=sentences, positions=())
    content = DraftPosition(
        statement=statement, topic=None, stance=None, quote=None, reported_by=None, sentences=sentences
    )
    return ground(Item("p1.1", "positions", content, party), article(name), siblings=(party,))


@pytest.mark.parametrize(("name", "statement", "sentences", "status"), FACTS)
def test_a_true_fact_passes(name: str, statement: str, sentences: tuple[int, ...], status: Status) -> None:
    assert fact(name, statement, sentences, status).reasons == ()


@pytest.mark.parametrize(("name", "who", "kind", "statement", "sentences"), POSITIONS)
def test_a_true_position_passes(name: str, who: str, kind: Kind, statement: str, sentences: tuple[int, ...]) -> None:
    assert position(name, who, kind, statement, sentences).reasons == ()


def test_flags_on_true_statements_are_rare() -> None:
    outcomes = [*(fact(*line) for line in FACTS), *(position(*line) for line in POSITIONS)]

    assert sum(bool(outcome.flags) for outcome in outcomes) <= 0.05 * len(outcomes)
