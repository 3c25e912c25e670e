"""Claims as tests write them: an article, a line about it, and what a check says."""

from service.core.article import Article, segment
from service.core.claim import Claim
from service.core.draft import DraftFact, DraftHeadline, DraftParty, DraftPosition, DraftQuestion, Item, Kind, Status


def article(text: str, *, language: str | None = "en") -> Article:
    return segment(text, language=language)


def fact(about: Article, statement: str, *sentences: int, status: Status = "done") -> Claim:
    return Claim(Item("f1", "key_facts", DraftFact(statement=statement, status=status, sentences=sentences)), about)


def headline(about: Article, statement: str, *sentences: int) -> Claim:
    return Claim(Item("h", "headline", DraftHeadline(statement=statement, sentences=sentences)), about)


def question(about: Article, text: str, *sentences: int) -> Claim:
    return Claim(
        Item("q1", "open_questions", DraftQuestion(question=text, reason="pending", sentences=sentences)), about
    )


def topic(about: Article, text: str) -> Claim:
    return Claim(Item("t1", "topics", text), about)


def party(
    name: str,
    *sentences: int,
    kind: Kind = "person",
    role: str | None = None,
    represents: str | None = None,
) -> DraftParty:
    return DraftParty(name=name, kind=kind, role=role, represents=represents, sentences=sentences, positions=())


def listed(about: Article, who: DraftParty) -> Claim:
    return Claim(Item("p1", "parties", who), about, (who,))


def position(
    about: Article,
    who: DraftParty,
    statement: str,
    *sentences: int,
    quote: str | None = None,
    reported_by: str | None = None,
    others: tuple[DraftParty, ...] = (),
) -> Claim:
    content = DraftPosition(
        statement=statement, topic=None, stance=None, quote=quote, reported_by=reported_by, sentences=sentences
    )
    return Claim(Item("p1.1", "positions", content, who), about, (who, *others))
