"""What an article says nobody knows, has said or would say."""

import re
from collections.abc import Iterator

from service.engines.extractive.asking.asked import Asked, Place, cited, subject_of, with_the
from service.engines.extractive.asking.holders import holder
from service.engines.extractive.asking.meant import filled, may_mean
from service.engines.extractive.asking.turning import AUXILIARY, WH, before_speaker, turned
from service.engines.extractive.sentences import prose

_UNKNOWN = (
    r"(?:unclear|not (?:yet |immediately |entirely |at once |at all |fully )?clear|not (?:yet )?(?:been )?known|"
    r"unknown|"
    r"uncertain|undecided|unresolved|unsettled|hard to say|(?:too|far too) (?:early|soon) to (?:say|tell|know)|"
    r"impossible to (?:say|tell|know)|remains to be seen|an open question|anyone[’']s guess)"
)
_TELL = (
    r"(?:say|said|tell|told|know|known|decided?|announced?|confirmed?|reveal(?:ed)?|explain(?:ed)?|disclosed?|"
    r"determined?|"
    r"establish(?:ed)?|specif(?:y|ied)|agreed?|settled?|detail(?:ed)?|identif(?:y|ied)|be drawn on|comment on|"
    r"discuss|made clear|make "
    r"clear|"
    r"made public|make public|set out|find out|found out|work(?:ed)? out|test(?:ed)?|measured?|stud(?:y|ied)|shown?|"
    r"prove[dn]?)"
)
_NOBODY = r"(?:[Nn]o ?one|[Nn]obody|[Nn]one of (?:them|the [a-z]+)|[Nn]either (?:side|[a-z]+)|[Nn]o [a-z]+)"
_EXACTLY = r"(?: yet| still| exactly| for (?:sure|certain)| precisely| publicly)?(?: (?:on )?[A-Z][a-z]+day)?"
_CUE = re.compile(
    rf"\b(?:(?P<unknown>{_UNKNOWN})|"
    rf"(?P<who>(?:has|have|had) (?:so far |still )?(?:not(?: yet)?|yet to|never) (?:been able to )?(?:be |been "
    rf")?{_TELL}|"
    rf"(?:(?:would|did|could|do|does|will)(?: not|n[’']t)|cannot|can[’']t|can not) (?:yet |immediately |at once "
    rf")?{_TELL}|(?:refus|declin)(?:ed|es|ing) to {_TELL}|"
    rf"(?:is|are|was|were) (?:un|not )able to {_TELL}|without (?:saying|explaining|disclosing|specifying)|"
    rf"(?:gave|given|giving|offered) no (?:hint|indication|detail|details) (?:of|about|on|as to))|"
    rf"(?P<nobody>{_NOBODY}(?: (?:at|in|on|from) the [a-z]+)? (?:(?:has|have|had|would|could|can|will|did) )?(?:yet "
    rf")?(?:been able to )?(?:{_TELL}|"
    rf"knows|knew))|"
    rf"(?P<deciding>(?:will|would|must|to) (?:then |now |also )?(?:decide|determine|rule|consider|study|test|examine|"
    rf"show|learn|see)"
    r"(?: (?:then|later|on [A-Z][a-z]+|in [A-Z][a-z]+|next (?:week|month|year)|by [^,;:”]{3,25}?|after "
    r"[^,;:”]{3,25}?))?)|"
    rf"(?P<seeking>(?:trying|working|seeking|hoping|want|wants|hope|hopes) to (?:establish|determine|find out|work "
    rf"out|learn|"
    rf"understand|discover|know)|(?:investigating|examining|looking into|checking|deciding|weighing|debating|"
    rf"considering|discussing|studying|reviewing))|"
    rf"(?P<no_word>no (?:word|indication|decision|agreement|clarity|announcement|information|explanation|sign) "
    rf"(?:yet )?(?:on|about|of|as to|over|for)|(?:[Qq]uestions?|[Dd]oubts?|[Uu]ncertainty|[Cc]onfusion) (?:remains?|"
    rf"remained|"
    rf"persists?|have been raised|were raised|lingers?) (?:about|over|as to)|mystery (?:surrounds|of)|no (?:[a-z]+ "
    rf")?(?:estimate|idea|figure) (?:yet )?of|a (?:mystery|"
    rf"puzzle|matter of (?:debate|dispute|speculation))|depends? on|"
    r"question (?:now |then )?(?:is|was|remains|becomes)|raises? the question(?: of)?|dispute (?:is )?over|"
    r"(?:argue|divided|disagree|differ|split|at odds) (?:over|on|about|as to)|"
    r"questioned|questions?|doubted|doubts|wonder(?:ed|ing|s)?|(?:left|leaves|leaving) (?:it )?open))"
    rf"{_EXACTLY} (?P<clause>{WH} [^;:”]+)"
)
_NOT_PROVEN = re.compile(
    r"\b(?:(?:has|have|had|is|was|are|were|could|can|did|does|do)(?: not|n[’']t)(?: yet| immediately)?(?: been| "
    r"be)? (?:establish|prove|confirm|show|demonstrate|determine|"
    r"prove[dn]|established|confirmed|shown|demonstrated|determined|certain|clear|sure)|(?:can[’']t|cannot|could "
    r"not|couldn[’']t)(?: even)? (?:say|prove|confirm)|"
    r"neither confirm nor deny|(?:aware of|checking|investigating|examining|looking into) (?:the |a )?(?:reports?|"
    r"claims?|allegations?|suggestions?)|"
    r"(?:far from|not(?: at all)?) (?:certain|clear|proven|proved|sure)|"
    r"[Nn]or is it (?:certain|clear)) (?:that )(?P<clause>[^,;:”]+)"
)
_FRONTED = re.compile(
    rf"^(?P<clause>{WH} (?:[^,;:”]|,(?=\d))+?)(?:, (?:and|or) {WH} [^,;:”]+)?,? (?:"
    r"(?:depends? on|will depend on|is a matter for|is up to|is for )|"
    rf"(?:is|was|remains|remained) (?:still |yet )?(?:{_UNKNOWN}|in doubt|in dispute|disputed|a mystery|open|under "
    rf"(?:investigation|discussion|review)|"
    r"being (?:investigated|negotiated|discussed|decided|debated|looked into|examined|reviewed))|"
    r"(?:is|has|have|was|were|had) (?:still )?(?:not|never)(?: yet| immediately| at once)? (?:been )?(?:known|clear|"
    r"made public|disclosed|"
    r"explained|published|"
    r"established|revealed|determined|settled|decided|agreed))\b",
    re.IGNORECASE,
)
_NOBODY_KNOWS = re.compile(
    rf"^(?P<clause>(?i:{WH}) [^,;:”]+?)(?:, and (?:why|how|when|where))?,? (?P<who>nobody|no one|none of them|neither "
    rf"side|he|she|it|they|"
    r"(?:the )?[a-z]+|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*) "
    r"(?P<verb>knows|(?:can|could|would|will|has|have)(?P<not>(?: |(?<=can))not|n[’']t)? (?:yet )?"
    r"(?:been able to )?(?:said?|say|"
    r"explain(?:ed)?|tell|told|decide[d]?))\b"
)
_NOBODY_AT_ALL = re.compile(r"(?:nobody|no one|none of them|neither(?: side)?)$", re.IGNORECASE)


def unknown(place: Place) -> Iterator[Asked]:
    """Whether the strike will be extended, from "It was unclear whether the strike would be extended"."""
    known = _NOBODY_KNOWS.match(place.text)
    if known and (known.group("not") or _NOBODY_AT_ALL.match(known.group("who"))):
        yield from _turned(place, known.group("who"), known.group("clause"), "unclear")
        return
    fronted = _FRONTED.match(place.text)
    if fronted:
        yield from _turned(place, None, fronted.group("clause"), "unclear")
        return
    for found in _CUE.finditer(place.text):
        if re.search(r"\bI (?:\w+ )?$", place.text[: found.start()]):
            continue
        who = (
            holder(place, found.start())
            if found.group("who") or found.group("seeking") or found.group("deciding")
            else None
        )
        sort = "unclear" if found.group("unknown") or found.group("nobody") or found.group("no_word") else "yet"
        yield from _turned(place, who, found.group("clause"), sort)


def unproven(place: Place) -> Iterator[Asked]:
    """Whether it is so that nobody has established: "not yet established that the milk caused the deaths"."""
    found = _NOT_PROVEN.search(place.text)
    if found and (told := filled(place, holder(place, found.start()), found.group("clause"))):
        question = turned(f"whether {_UP_TO.split(told[0], maxsplit=1)[0].strip(' .')}", keep_tense=True)
        if question:
            yield Asked(question, "unanswered", cited(place, told[1]), "unclear")


_ELLIPTIC = re.compile(
    r"\b(?:asked|urged|called on|told|ordered|wants|invited|pressed) (?P<whom>(?:the )?[\w’'-]+(?: "
    r"[A-Z][\w’'-]+){0,3}|the [a-z]+(?: [a-z]+)?) to (?P<deed>[a-z]+ [^,;:”]+), "
    r"(?:but|though|although) [^,;:”]*? (?:has|have|would|did)(?: not|n[’']t)(?: yet)? (?:said|say|decided|decide) "
    r"(?:whether|if) (?:it|he|she|they) (?:will|would)\b\W*$"
)


def elliptic(place: Place) -> Iterator[Asked]:
    """Whether Orbit will lay on buses, from "asked Orbit to lay on buses, but Orbit has not said whether it will"."""
    found = _ELLIPTIC.search(place.text)
    subject = subject_of(place, prose.capital(found.group("whom"))) if found else None
    if found and subject:
        yield Asked(f"Will {subject[0]} {found.group('deed')}?", "unanswered", subject[1], "yet")


_MIGHT = re.compile(
    r"^(?P<who>[^,;:”]{3,60}?) (?:could|may|might|can|(?:has|have) (?:threatened|promised|offered|pledged) to|"
    r"(?:is|are) (?:free|entitled|expected|likely) to|"
    r"(?:has|have) been (?:urged|asked|told|invited|pressed|advised) to)"
    r" (?:still |yet |now |also )?"
    r"(?P<deed>(?!be\b|have\b|not\b)[a-z]+ [^;:”]+?)\.?$"
)
_WOULD_THEY = re.compile(
    r"\b(?:(?:has|have|had|did|would|could) not (?:yet )?(?:say|said|decided?)|(?:refused|declined) to say) "
    r"(?:whether|if) (?P<who>it|he|she|they) (?:will|would)\W*$"
)


def unanswered(place: Place) -> Iterator[Asked]:
    """Whether Orbit will bid again, from "Orbit could bid again. Duarte would not say whether it would."."""
    found = _WOULD_THEY.search(place.text)
    before = place.article.quote(place.number - 1) if found and place.number > 1 else ""
    might = _MIGHT.match(before)
    if found is None or might is None or '"' in before:
        return
    there = Place(place.article, place.reading, place.number - 1, before)
    subject = subject_of(there, might.group("who"))
    deed = re.split(r", | and to | (?:if|unless|because|after|as|while|although|though) ", might.group("deed"))[0]
    told = filled(there, subject[0], deed, deed=True) if subject else None
    if subject and told and may_mean(place, found.group("who"), subject[0]):
        yield Asked(f"Will {subject[0]} {told[0]}?", "unanswered", cited(place, subject[1], told[1]), "yet")


def _turned(place: Place, who: str | None, clause: str, sort: str) -> Iterator[Asked]:
    """The questions of a clause: of "when it will open and who will pay" both, if each can be told by itself."""
    whole = _OVER_IT.sub("", before_speaker(_UP_TO.split(_ASIDE.sub(" ", clause), maxsplit=1)[0].rstrip(" .")))
    first, *others = re.split(rf" (?:or|and) (?={WH} )", whole)
    yield from _turned_alone(place, who, first, sort)
    for other in others:
        if not _PERSONAL.search(other) and not re.search(r"\bits\b|\btheir\b", other):
            yield from _turned_alone(place, who, other, sort)


# What explains the subject of a clause: "when the plant, which makes tyres, will reopen".
_ASIDE = re.compile(rf", (?:which|who|whose|where|an?|the) [^,]{{3,80}}, (?={AUXILIARY}\b)")
_OVER_IT = re.compile(r" (?:over|about|on|for|with) (?:it|this|that|them)$")


def _turned_alone(place: Place, who: str | None, clause: str, sort: str) -> Iterator[Asked]:
    first, comma, _ = clause.partition(", ")  # "whether to sell the yard, close it or let it"
    told = filled(place, who, clause) or (filled(place, who, first) if comma else None)
    if told is None or (_OWN_MIND.search(place.text) and told[1]):
        return
    question = turned(told[0])
    if question is None:
        question = _to_do(place, who, told[0])
    if question:
        yield Asked(question, "unanswered", cited(place, told[1]), sort)


# What somebody cannot tell of herself is no matter of the news: "she still cannot say what she is looking for".
_OWN_MIND = re.compile(
    r"\b(?:she|he|they) (?:still |really )?(?:cannot|can[’']t|could not|couldn[’']t) (?:\w+ )?(?:say|tell|explain)\b",
    re.IGNORECASE,
)


# Where the clause ends and the sentence goes on: "who had complained, he said", "… until the report is out".
_UP_TO = re.compile(
    r", (?:(?:he|she|it|they|[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)* (?:said|says|added|told)\b|(?:the |a |an "
    r")?[a-z ]{2,40} (?:said|says)\b|"
    r"(?:according|saying|citing|adding|who|which|when|until|after|before|but|and|as|with|despite|though|although)\b)"
    r"| until | pending "
)
_INFINITIVE = re.compile(
    r"^(?P<wh>whether|how|when|where|who|what|how (?:many|much)(?: [a-z]+)?) to (?P<deed>[a-z]+\b.*)$"
)


def _to_do(place: Place, who: str | None, clause: str) -> str | None:
    """Whether the council will appeal, from "The council has not decided whether to appeal"."""
    found = _INFINITIVE.match(clause.strip(" ."))
    subject = subject_of(place, who) if found and who else None
    if found is None or subject is None or found.group("deed").startswith("be "):
        return None
    wh = "" if found.group("wh") == "whether" else found.group("wh") + " "
    return prose.capital(f"{wh}will {with_the(subject[0])} {found.group('deed')}?")


_ADMITTED = re.compile(
    rf"(?:do(?:es)?n[’']t|do(?:es)? not|can[’']?t|cannot|can not|no idea|nobody|no one|not)(?: yet| really| even| "
    rf"simply)?"
    rf"(?: knows?| say| tell| clear| sure)?(?: yet| exactly| for sure)? (?P<clause>{WH} [^,;:.?!“”\"]+)"
)
_DOUBTED = re.compile(
    r"\b(?:can[’']t|cannot|could not|couldn[’']t)(?: yet)?(?: even)? (?:say|prove|confirm|be sure|tell)(?: that)? "
    r"(?P<clause>the [^,;:.?!“”\"]+)"
)
_PERSONAL = re.compile(r"\b(?:I|we|you|us|me|our|my|your|he|she|it|they|them|him|her|this|that|these|those)\b")


def admitted(place: Place) -> Iterator[Asked]:
    """What somebody says is not known: "We do not know what caused the leak"."""
    for quoted in _quotations_of(place):
        found = _ADMITTED.search(quoted)
        clause = found.group("clause") if found else None
        if found is None and (doubted := _DOUBTED.search(quoted)):
            clause = "whether " + doubted.group("clause")
        if clause and not _PERSONAL.search(clause) and (question := turned(clause)):
            yield Asked(question, "unanswered", (place.number,), "unclear")


def _quotations_of(place: Place) -> list[str]:
    """The words in marks of the sentence, which `place.text` has blanked."""
    whole = place.article.quote(place.number)
    return [
        whole[found.start() : found.end()] for found in re.finditer("”+", place.text) if found.end() - found.start() > 9
    ]


_NOT_SAID = re.compile(
    r"\b(?:said|says|announced|promised|insisted|pledged|vowed|confirmed)(?: on [A-Z][a-z]+day)? (?:that )?"
    r"(?P<subject>it|he|she|they|the [a-z ]{3,40}?) (?:would|will) (?P<deed>[a-z]+ ?[^,;:”]*?),? (?:but |though |and )?"
    r"(?:(?:has|have) (?:not|yet to) |(?:did|would|could) not |declined to |refused to |without )"
    r"(?:say|said|saying|specify|specifying|disclose|explain(?:ing)?|give)(?: exactly)? (?P<wh>when|where|how|"
    r"why)\b(?=[.,;]|$)"
)


def unsaid(place: Place) -> Iterator[Asked]:
    """How Orbit will answer the ban, from "Orbit said it would answer the ban, without saying how"."""
    found = _NOT_SAID.search(place.text)
    if found is None:
        return
    clause = f"{found.group('subject')} will {_deed(found.group('deed'))}"
    told = filled(place, _speaker(place), f"{found.group('wh')} {clause}") or _filled_twice(place, found, clause)
    question = turned(told[0]) if told else None
    if told and question:
        yield Asked(question, "unanswered", cited(place, told[1]), "yet")


def _filled_twice(place: Place, found: re.Match[str], clause: str) -> tuple[str, tuple[int, ...]] | None:
    """A clause with both of its pronouns filled: "it will answer them" after "called the measures unlawful"."""
    subject = filled(place, _speaker(place), f"{found.group('wh')} {found.group('subject')} will")
    rest = filled(place, None, clause.split(" will ", maxsplit=1)[1])
    if subject is None or rest is None:
        return None
    return f"{subject[0]} {rest[0]}", (*subject[1], *rest[1])


def _speaker(place: Place) -> str | None:
    """Who speaks in the sentence, where it is one party that is beyond doubt."""
    said = {each.party for each in place.reading.of_sentence(place.number) if each.explicit and each.source}
    if len(said) != 1:
        return None
    index = said.pop()
    return place.reading.parties[index].name if index is not None else None


def _deed(words: str) -> str:
    return re.split(r" (?:as|while|because|although|though|when) ", words.strip(" ."), maxsplit=1)[0]


_ASKED = re.compile(
    r"\b(?:[Aa]sked|[Pp]ressed on|[Pp]ressed)(?: (?:by|on|at) [^,;:”]+?)? (?P<clause>(?:whether|if|how|when|why|who|"
    r"what|where|which) [^,;:”]+), "
    r"(?P<who>(?:he|she|it|they|the [a-z ]+?|[A-Z][^,;:”]{2,40}?)) "
    r"(?:declined|refused|would not|did not|could not|said only|said (?:he|she|it|they) (?:could|would|did) not "
    r"(?:say|know|comment|answer|discuss|confirm)|"
    r"said (?:that |this |it )?(?:that |this |it )?(?:was|is) [“\"]?(?:a matter for|up to)|gave no|shrugged)\b"
)


def evaded(place: Place) -> Iterator[Asked]:
    """Whether the mayor will resign, from "Asked whether she would resign, the mayor declined to answer"."""
    found = _ASKED.search(place.article.quote(place.number))
    if found is None or "”" in place.text[: found.end("who")]:
        return
    subject = subject_of(place, prose.capital(found.group("who")))
    told = filled(place, subject[0] if subject else None, found.group("clause"))
    question = turned(told[0]) if told else None
    if told and question:
        yield Asked(question, "unanswered", cited(place, told[1]), "yet")
