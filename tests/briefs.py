"""A brief to show, built by hand: every section filled, every kind of note present."""

import hashlib
from datetime import UTC, date, datetime

from service.core.article import segment
from service.core.brief import (
    SCHEMA_VERSION,
    ArticleRecord,
    Brief,
    DateMention,
    EngineRecord,
    Evidence,
    Flag,
    Headline,
    KeyFact,
    OpenQuestion,
    Party,
    Position,
    PromptRecord,
    Quote,
    SetAside,
    Span,
    Timing,
    Usage,
    Verification,
    Windows,
)

TEXT = """\
Dock workers in Maruga shut the port on Monday, and 14 ships were waiting outside it by nightfall.
The union wants a raise of 9% and a cap on automated cranes. “We load what the machines drop,” said its leader, Ana Duro.
“Nobody asked us before the cranes came.”
Port director Lev Okun said the cranes stay. Duro added that Okun had told her the talks “may resume on Friday”.
The mayor has not commented.
"""
ARTICLE = segment(TEXT, title="Port shut", source_url="https://example.org/port", published_at=date(2026, 11, 24))


def evidence(*numbers: int) -> tuple[Evidence, ...]:
    """Sentences of the article, as a brief quotes them."""
    return tuple(
        Evidence(
            sentence=number,
            start=ARTICLE.sentences[number - 1].start,
            end=ARTICLE.sentences[number - 1].end,
            text=ARTICLE.quote(number),
        )
        for number in numbers
    )


def quote(text: str) -> Quote:
    """Words of the article as a quotation."""
    start = TEXT.index(text)
    return Quote(text=text, start=start, end=start + len(text))


def mention(text: str, iso: str | None) -> DateMention:
    """A date of the article."""
    start = TEXT.index(text)
    return DateMention(text=text, start=start, end=start + len(text), iso=iso)


def port_brief() -> Brief:
    """What an engine might have made of the article above."""
    return Brief(
        schema_version=SCHEMA_VERSION,
        id="0" * 32,
        status="complete",
        cached=False,
        article=ArticleRecord(
            title=ARTICLE.title,
            source_url=ARTICLE.source_url,
            published_at=ARTICLE.published_at,
            language="en",
            sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
            characters=len(TEXT),
            offset_unit="codepoint",
            sentences=tuple(Span(start=sentence.start, end=sentence.end) for sentence in ARTICLE.sentences),
            text=None,
        ),
        headline=Headline(statement="Dock workers shut the port of Maruga.", evidence=evidence(1), flags=()),
        key_facts=(
            KeyFact(
                id="f1",
                statement="14 ships were waiting outside the port by nightfall.",
                status="done",
                dates=(mention("Monday", "2026-11-23"),),
                evidence=evidence(1),
                flags=(),
            ),
            KeyFact(
                id="f2",
                statement="Talks will resume on Friday.",
                status="scheduled",
                dates=(mention("Friday", "2026-11-27"),),
                evidence=evidence(6),
                flags=(Flag(check="hedge", detail="the source says “may”"),),
            ),
        ),
        topics=("a cap on automated cranes", "a raise of 9%"),
        parties=(
            Party(
                id="p1",
                name="Ana Duro",
                kind="person",
                role="leader of the dock workers’ union",
                represents="the dock workers’ union",
                aliases=("Duro",),
                evidence=evidence(3),
                flags=(),
                positions=(
                    Position(
                        id="p1.1",
                        statement="Duro said that dock workers load what the machines drop, and that nobody had asked them.",
                        topic="a cap on automated cranes",
                        stance="supports",
                        quotes=(
                            quote("We load what the machines drop"),
                            quote("Nobody asked us before the cranes came."),
                        ),
                        reported_by=None,
                        evidence=evidence(3, 4),
                        flags=(),
                    ),
                ),
            ),
            Party(
                id="p2",
                name="Lev Okun",
                kind="person",
                role="port director",
                represents=None,
                aliases=("Okun",),
                evidence=evidence(5),
                flags=(),
                positions=(
                    Position(
                        id="p2.1",
                        statement="Okun said that the cranes stay.",
                        topic="a cap on automated cranes",
                        stance="opposes",
                        quotes=(),
                        reported_by=None,
                        evidence=evidence(5),
                        flags=(),
                    ),
                    Position(
                        id="p2.2",
                        statement="Okun said that talks may resume on Friday.",
                        topic=None,
                        stance=None,
                        quotes=(quote("may resume on Friday"),),
                        reported_by="p1",
                        evidence=evidence(6),
                        flags=(Flag(check="speaker", detail="the article gives these words to Ana Duro"),),
                    ),
                ),
            ),
            Party(
                id="p3",
                name="The mayor",
                kind="person",
                role=None,
                represents=None,
                aliases=(),
                evidence=evidence(7),
                flags=(),
                positions=(),
            ),
        ),
        open_questions=(
            OpenQuestion(
                id="q1",
                question="What does the mayor say about the strike?",
                reason="not_reported",
                evidence=evidence(7),
                flags=(),
            ),
        ),
        set_aside=(
            SetAside(
                section="positions",
                item="Okun said that 40 ships were waiting.",
                party="Lev Okun",
                reasons=(Flag(check="number", detail="40 is not in the cited sentences"),),
            ),
        ),
        verification=Verification(items=9, passed=7, repaired=1, set_aside=1, uncited_sentences=(2,)),
        windows=Windows(total=1, failed=0),
        engine=EngineRecord(
            name="llm",
            model="some-model",
            fallback_from=None,
            prompts=(PromptRecord(name="brief", version=1, checksum="0123456789abcdef"),),
        ),
        usage=Usage(calls=2, repairs=1, input_tokens=1_240, cached_tokens=1_024, output_tokens=620, cost_usd=0.0021),
        timing=Timing(created_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC), seconds=4.25),
        warnings=("the article addresses the model in sentence 7",),
    )


def everything_said(brief: Brief) -> list[str]:
    """Every text of a brief that a reader must get to see."""
    said = [brief.headline.statement if brief.headline else "", *brief.warnings]
    said += [fact.statement for fact in brief.key_facts]
    said += [party.name for party in brief.parties]
    said += [position.statement for party in brief.parties for position in party.positions]
    said += [quote.text for party in brief.parties for position in party.positions for quote in position.quotes]
    said += [question.question for question in brief.open_questions]
    said += [item.item for item in brief.set_aside]
    said += [reason.detail for item in brief.set_aside for reason in item.reasons]
    said += [flag.detail for fact in brief.key_facts for flag in fact.flags]
    said += [sentence.text for fact in brief.key_facts for sentence in fact.evidence]
    return said


def hostile_brief(text: str) -> Brief:
    """A brief in which every text an article or a model could have written is `text`."""
    brief = port_brief()
    evidence = (Evidence(sentence=1, start=0, end=len(text), text=text),)
    flags = (Flag(check="number", detail=text),)
    party = brief.parties[0]
    position = party.positions[0]
    return brief.model_copy(
        update={
            "article": brief.article.model_copy(update={"title": text, "source_url": text}),
            "headline": brief.headline and brief.headline.model_copy(update={"statement": text, "evidence": evidence}),
            "key_facts": (
                brief.key_facts[1].model_copy(update={"statement": text, "evidence": evidence, "flags": flags}),
            ),
            "parties": (
                party.model_copy(
                    update={
                        "name": text,
                        "role": text,
                        "represents": text,
                        "positions": (
                            position.model_copy(
                                update={
                                    "statement": text,
                                    "topic": text,
                                    "quotes": (position.quotes[0].model_copy(update={"text": text}),),
                                    "reported_by": text,
                                }
                            ),
                        ),
                    }
                ),
            ),
            "open_questions": (brief.open_questions[0].model_copy(update={"question": text}),),
            "set_aside": (SetAside(section="positions", item=text, party=text, reasons=flags),),
            "warnings": (text,),
        }
    )
