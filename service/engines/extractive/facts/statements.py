"""Facts and the headline: the article's own sentences, shortened where that is safe, each with its status."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from service.core.article import Article
from service.core.attribution import Party, Reading
from service.core.attribution.cues import CUES
from service.core.attribution.tokens import CLOSED, Line
from service.core.draft import DraftFact, Status
from service.core.words import content_stems
from service.engines.extractive.facts.firsthand import impersonal, tells_of_itself, without_address
from service.engines.extractive.facts.orphans import is_orphan, points_back
from service.engines.extractive.facts.ranking import Candidate
from service.engines.extractive.facts.reported import before_second, is_aside, leaves_fact
from service.engines.extractive.facts.status import status_of, without_inserted
from service.engines.extractive.facts.subjects import named
from service.engines.extractive.facts.worth import worth
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.mentioned import mentions
from service.engines.extractive.sentences.shortening import shorter, trimmed
from service.engines.extractive.sentences.splitting import SOURCE_LAST, has_verb, parts
from service.engines.extractive.views.phrasing import without_also

_MOST_WORDS = 40
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")
_FEWEST_UNSOURCED = 5
_VIEW_COST = 2.0  # of worth: a view waits until the news is told
_OPENING = 5  # sentences in which what somebody says may be the news
_PERSONAL = frozenset("he she him her his hers".split())
_FEMALE = re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE)
# When it happened after something that is told elsewhere.
_LATER = re.compile(
    r"^(?:(?:About|Some|Nearly|Just|Only|Barely) )?(?:An?|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|"
    r"Twelve|Several|\d+|A few|A couple of) (?:minutes?|hours?|days?|weeks?|months?|years?) "
    r"(?:later|earlier|before|afterwards?),? (?=[A-Z]|the\b|an?\b)"
)


_OPENS_WITH_SOMEBODY = re.compile(r"(?:He|She|His|Her)\b")
_NAME = re.compile(r"[a-z,] [A-Z][a-z]")
_MEANS_SOMEBODY = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """Ways to tell one claim, the best first, with the sentences it rests on."""

    forms: tuple[str, ...]
    sentences: tuple[int, ...]
    worth: float
    whole: str  # the sentence they come from
    place: int  # how many sentences stand before that, a headline not counted
    is_reported: bool  # told on the word of a body
    is_view: bool  # somebody's view

    @property
    def fills_up(self) -> bool:
        """Whether it is told only where there is little news: a view, and not of those the article begins with."""
        return self.is_view and self.place >= _OPENING


def ranked(article: Article, reading: Reading, lines: tuple[Line, ...], found: list[Candidate]) -> list[Claim]:
    """The claims of some sentences, the lead before the best others; what only repeats a better one is left out."""
    chosen: list[Claim] = []
    better: list[frozenset[str]] = []  # the words and digits of each
    having: defaultdict[str, list[int]] = defaultdict(list)  # which of them have a word
    told = [claim for each in found for claim in claims(article, reading, lines, each)]
    for claim in sorted(told, key=_rank):
        stems = content_stems(claim.forms[-1]) | frozenset(_DIGITS.findall(claim.forms[-1]))
        shared = Counter(at for stem in stems for at in having.get(stem, ()))
        if any(common > _REPEATED * min(len(stems), len(better[at])) for at, common in shared.items()):
            continue
        for stem in stems:
            having[stem].append(len(chosen))
        chosen.append(claim)
        better.append(stems)
    return chosen


_REPEATED = 0.6  # share of its words that a claim has in common with one that it repeats


def _rank(claim: Claim) -> tuple[bool, bool, float]:
    return claim.fills_up, not _is_lead(claim), -claim.worth + _VIEW_COST * claim.is_view


def _is_lead(claim: Claim) -> bool:
    """Whether a claim is of the first sentence, and news: a scene or a general truth waits for its turn."""
    return claim.place == 0 and has_verb(claim.whole) and status_of(claim.forms[-1]) != "ongoing"


def claims(article: Article, reading: Reading, lines: tuple[Line, ...], candidate: Candidate) -> Iterator[Claim]:
    """The claims of a sentence, each with its worth; none where it cannot stand alone."""
    number = candidate.number
    text = prose.capital(_LATER.sub("", without_also(prose.opened(_without_asides(article, reading, candidate)))))
    text = without_address(text) if tells_of_itself(article) else impersonal(text) or text
    sentences: tuple[int, ...] = (number,)
    filled = named(article, reading, number, text)
    if is_orphan(text):
        return
    if filled is not None:
        text, sentences = filled.text, (*filled.sentences, number)
        others = {"female": _MALE, "male": _FEMALE}.get(filled.party.gender or "")
        if others is not None and others.search(text):
            return  # somebody else is meant there too
    elif points_back(text) or _OPENS_WITH_SOMEBODY.match(text):
        return
    elif _dangles(article, lines[number - 1]):
        told = _OPENING_CLAUSE.sub("", text, count=1)
        cuts = (*shorter(prose.stopped(text), 1), *((prose.stopped(prose.capital(told)),) if told != text else ()))
        without = next((form for form in cuts if not _MEANS_SOMEBODY.search(form)), None)
        if without is None:
            return
        text = without
    own = _is_own_word(article, reading, number)
    corrects = _CORRECTION.match(text) is not None
    if _HEADLESS.match(text):
        return
    for part in (text,) if corrects else _parts(text, is_reported=candidate.is_reported):
        value = worth(part, place=candidate.place, share=candidate.share, reported=candidate.is_reported)
        shorter_forms = () if corrects else (*_unsourced(part, own=own), *_forms(part, _MOST_WORDS))
        forms = shorter_forms or (prose.stopped(part),)
        is_reported = own or _is_of_bodies(reading, number)
        yield Claim(forms, sentences, value, prose.stopped(text), candidate.place, is_reported, candidate.is_view)


# No more than a noun with what is told of it: "The blast, which killed 12 people and wounded 40."
_HEADLESS = re.compile(r"(?:The|An?) (?:(?!is\b|are\b|was\b|has\b)[\w’'-]+ ){0,3}[\w’'-]+, (?:which|who) [^,]+$")
# Half of a correction is what was wrong.
_CORRECTION = re.compile(
    r"(?:correct(?:ion|ed)|clarification|editor[’']s note)\b|(?:an |the )?earlier (?:version|report|story)\b",
    re.IGNORECASE,
)


def _parts(text: str, *, is_reported: bool) -> tuple[str, ...]:
    """The claims of a sentence, each with its source; where that does not stand at the end, it stays whole.

    So does one whose later claims mean somebody by "she" whom the first names.
    """
    if is_reported and not SOURCE_LAST.search(text):
        cut = next(shorter(prose.stopped(text), prose.count(text) - 1), None)
        if cut is None or not SOURCE_LAST.search(cut):
            return (text,)
        text = cut
    found = parts(text)
    return (text,) if any(_MEANS_SOMEBODY.search(part) for part in found[1:]) else found


def _unsourced(part: str, *, own: bool) -> Iterator[str]:
    """A plan without the source at its end, where that is whoever will carry it out: nobody else could know better."""
    source = SOURCE_LAST.search(part)
    if not own or source is None:
        return
    bare = prose.stopped(part[: source.start()])
    if prose.count(bare) >= _FEWEST_UNSOURCED and status_of(bare) in {"scheduled", "expected"}:
        yield from _forms(bare, _MOST_WORDS)


def _is_of_bodies(reading: Reading, number: int) -> bool:
    """Whether all that is reported in a sentence is on the word of officials or organisations."""
    said = [each for each in reading.of_sentence(number) if each.party is not None]
    return all(each.kind == "indirect" and reading.parties[each.party or 0].kind != "person" for each in said)


_OWN = re.compile(r"(?:their|its|his|her) ", re.IGNORECASE)


def _is_own_word(article: Article, reading: Reading, number: int) -> bool:
    """Whether a sentence ends with its subject as its source: "Crews will walk out, their union said"."""
    for each in reading.of_sentence(number):
        if each.kind != "indirect" or each.source is None or each.cue is None or not each.content:
            continue
        if each.content[0][0] > each.source[0]:
            continue
        party = reading.parties[each.party] if each.party is not None else None
        opens = party is not None and _opens(article, party, number)
        if opens or _OWN.match(article.text, each.source[0]):
            return True
    return False


def facts(claim: Claim) -> Iterator[DraftFact]:
    """A claim's forms as facts; a plan that is only mentioned is offered as expected where "done" says too much.

    Shorter ones come last, for a clause that only adds something may be what a check stops at.
    """
    for form in (*claim.forms, *shorter((claim.forms or (claim.whole,))[-1], _FEWEST_UNSOURCED)):
        status = status_of(form)
        yield DraftFact(statement=form, status=status, sentences=claim.sentences)
        main = _PLANNED.search(_RELATIVE.split(without_inserted(form))[0])
        if status == "done" and main and not _ENDED.search(form[: main.start()]):
            under_way: Status = "expected" if not re.search(r"\b(?:has|have) (?!to\b)", form) else "ongoing"
            yield DraftFact(statement=form, status=under_way, sentences=claim.sentences)


_RELATIVE = re.compile(r",? (?:which|who|that|after|as|because|over|about) ")
_ENDED = re.compile(r"\b(?:ended|ruled out|fell|rose|failed|dropped|lost|won|closed|opened|rejected)\b")
_PLANNED = re.compile(
    r"(?<!over )(?<!of )(?<!about )(?<!against )(?<!on )"
    r"\b(?:plans?|planned|proposals?|proposed|bid|due|offer(?:ed)?|set|scheduled|expected|likely|threat\w*) to\b"
)


def _forms(text: str, most: int) -> list[str]:
    """The shortest safe form first, then the longer ones, the whole sentence last."""
    whole = prose.stopped(text)
    plain = trimmed(whole)
    return list(dict.fromkeys((*reversed(list(shorter(plain, most))), plain, whole)))


def _opens(article: Article, party: Party, number: int) -> bool:
    """Whether a sentence is about a body: "it" in the next one is rarely what stands elsewhere in it."""
    start = article.sentences[number - 1].start
    opening = article.text[start : start + 4].lower()
    return start + (4 if opening == "the " else 0) in {mention[0] for mention in party.mentions}


def _without_asides(article: Article, reading: Reading, candidate: Candidate) -> str:
    """The sentence up to what somebody is said to add in it: "…, saying that …", "… and warned that …"."""
    number = candidate.number
    sentence = article.sentences[number - 1]
    end = sentence.end
    for attribution in reading.of_sentence(number):
        if attribution.cue and is_aside(article, attribution):
            end = min(end, attribution.cue[0])
        elif (
            attribution.cue
            and not candidate.is_view
            and (second := before_second(article, attribution)) is not None
            and not leaves_fact(article, reading, attribution, candidate.place)
        ):
            end = min(end, second)
    return article.text[sentence.start : end].strip().rstrip(",")


_VERB_ALONE = re.compile(r"(?:, [^,]{2,60},)? (?:(?:has|had|have|also|later|then|never) )?[a-z]+ ")
# "Following his charity work, Ana Duarte": whoever is meant comes after the comma.
_INTRODUCED = re.compile(
    r"(?:Following|As|While|When|After|Before|Despite|Since|With|In|At|On|During|Because of|Thanks to|[A-Z][a-z]+ing)"
    r"\b[^,]*, (?!(?:he|she|it|they|we|I|all|both|many|some|most|several|nobody|everybody|others|no|two|three)\b|"
    r"\w+ ?(?:said|says)\b)",
    re.IGNORECASE,
)
_OPENING_CLAUSE = re.compile(
    r"^(?:While|As|When|Although|Though|After|Before|Despite|With|Since|During)\b[^,“”()]{3,90}, (?=[a-zA-Z])",
    re.IGNORECASE,
)


def _is_ahead(text: str, at: int) -> bool:
    """Whether a pronoun stands in what introduces the sentence, and its subject after that is somebody."""
    opening = _INTRODUCED.match(text)
    return opening is not None and at < opening.end()


_OBJECT = re.compile(r"(?:him|her)(?=[.,;:]| (?:on|in|at|by|as|for|to|with|over|that)\b)")


def _dangles(article: Article, line: Line) -> bool:
    """Whether a "he" or "her" stands in the sentence with nobody before it there."""
    number = line.sentence.number
    start = line.sentence.start
    for token in line.tokens:
        if token.mark == "word" and token.lower in _PERSONAL:
            people = [
                each
                for each in mentions(article, number)
                if each.party.kind == "person" and start <= each.start < token.start
            ]
            nouns = re.search(
                r"\b(?:[Aa]n?|[Tt]he) (?:[\w-]+ ){0,3}(?:man|woman|boy|girl|manager|officer|driver|teacher|\w+er|"
                r"\w+or|\w+ist)\b",
                article.text[start : token.start],
            )
            # "Sund contradicted him": whoever stands before would be "himself".
            beside = people[-1].end if len(people) == 1 else None
            if beside is not None and _OBJECT.match(article.text, token.start):
                if _VERB_ALONE.fullmatch(article.text, beside, token.start):
                    return True
                continue
            if _is_ahead(article.text[start : line.sentence.end], token.start - start):
                continue
            # In a text without capitals few names are recognised: whoever stands before is taken for somebody.
            unknown = not _NAME.search(article.text)
            if not people and not nouns and not (unknown and prose.count(article.text[start : token.start]) >= 3):
                return True
        elif token.lower in {"they", "them"} and not _has_plural(article.text[start : token.start]):
            return True
    return False


def _has_plural(text: str) -> bool:
    """Whether a noun that "they" could mean stands in the text."""
    if re.search(r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of) (?!of\b)[a-z]+", text):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    return any(
        word in {"people", "women", "men", "children", "police", "and"}
        or (len(word) > 3 and word.endswith("s") and word not in CUES and word not in CLOSED)
        for word in words
    )
