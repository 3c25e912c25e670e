"""Whom somebody speaks for: what "we" and "it" mean in the mouth of a chairman or a spokeswoman."""

import re

from service.core.article import Article
from service.core.attribution import Attribution, Party, Reading
from service.core.attribution.reading import plain
from service.engines.extractive.views.phrasing import subject
from service.engines.extractive.views.things import thing_after

# At a university "we" may mean anybody.
_LEARNED = re.compile(r"\b(?:University|College|Hospital|Institut\w*|School|Laborator\w+|Observatory|Academy|Court)\b")
_SPOKES = re.compile(
    r"^(?:spokes(?:man|woman|person)|aide|adviser|lawyers?) (?:for|to) (?P<body>the [a-z][\w -]*|[A-Z].*)$",
    re.IGNORECASE,
)
# "The agency's administrator, Philippa Roh, said it …", "his firm's lawyer" says less.
_OWNER = re.compile(
    r"(?:^|[.,;] |[a-z] )(?P<body>[Tt]he (?:[a-z-]+ )?[a-z]+)[’']s? (?:[a-z-]+ ){0,3}[a-z-]+, (?=[A-Z][^,]*,? ?$)"
)
# What stands for nothing: "it was too early to say", "it is clear that", "it would be wrong to".
_EMPTY = re.compile(
    r"it (?:is|was|would be|will be|had been|has been|seems|seemed|takes|took)"
    r"(?: (?:not|never|so|very|too|only|just|still|now|far|clear|time))* [\w-]+(?: [\w-]+){0,3} "
    r"(?:to|that|whether|if|how|when|who)\b"
    r"|it (?:is|was) (?:not )?(?:clear|time|known|possible|likely|unclear|unlikely|important|essential|up)\b"
)


def body_of(article: Article, reading: Reading, party: Party) -> str | None:
    """The body a person speaks for, as it stands inside a sentence; None where nobody knows."""
    if party.kind != "person" or party.represents is None or _LEARNED.search(party.represents):
        return None
    known = reading.called(plain(party.represents))
    if len(known) != 1 or known[0].kind not in {"organisation", "government", "group"} or known[0].plural:
        return None
    name = subject(article, reading, known[0])
    if name.endswith("s") and not name.endswith(("ss", "us", "is")):
        return None  # one body or several, "is" or "are"?
    return name[:1].lower() + name[1:] if name.startswith("The ") else name


def spoken_for(article: Article, reading: Reading, attribution: Attribution) -> str | None:
    """The body for which somebody says what he says."""
    party = reading.parties[attribution.party or 0]
    if party.kind not in {"person", "other"}:
        return None
    return body_of(article, reading, party) or _called_in(article, attribution, party)


def with_body(body: str | None, verb: str | None, form: str) -> str:
    """A statement with the body for the "it" of who speaks for it: "said the parish had not been consulted".

    Args:
        body: Whom the party speaks for, if anybody.
        verb: What the statement is told with.
        form: The statement, "it" right after its verb.
    """
    found = re.search(rf"\b{re.escape(verb)} (?:that )?(?P<it>it )(?=[a-z])", form) if body and verb else None
    if found is None or _EMPTY.match(form, found.start("it")):
        return form
    return f"{form[: found.start('it')]}{body} {form[found.end('it') :]}"


def _called_in(article: Article, attribution: Attribution, party: Party) -> str | None:
    """The body that the words for the speaker name: "a spokesman for the parish", "the agency's administrator, …"."""
    named = _SPOKES.match(party.name)
    if named is not None:
        return named["body"]
    if attribution.cue is None:
        return None
    sentence = article.sentences[attribution.sentence - 1]
    owner = _OWNER.search(article.text[sentence.start : attribution.cue[0]])
    if owner is None or thing_after(owner["body"], 0) is not None:
        return None  # "the film's director": a thing says nothing
    return owner["body"][:1].lower() + owner["body"][1:]
