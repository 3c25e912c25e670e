"""A topic: a thing two sides can take, the names the article has for it, and how it is worded best."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from service.core.words import stem
from service.engines.extractive.views.things import GENERIC, MOST_WORDS, Thing, deed, is_deed_of, thing_after, things

_FEWEST_WORDS = 2
# What is decided, and so contested wherever two parties speak of it.
CONTESTED = GENERIC | frozenset(
    "ban tax levy fee charge toll fare fares closure merger takeover acquisition sale cut cuts increase rise freeze "
    "strike road bypass tunnel bridge reform referendum contract sanctions amendment budget subsidy cap limit quota "
    "curfew restriction restrictions licence license permit veto exemption compensation recall extension expansion "
    "demolition redevelopment development pilot trial programme program treaty ceasefire embargo tariff tariffs "
    "extradition suspension eviction privatisation privatization deportation amnesty moratorium mandate "
    "resolution appointment construction removal dismissal resignation withdrawal abolition introduction expulsion "
    "deployment exploration drilling fracking logging intervention strikes walkout boycott stoppage handover truce "
    "return inspection inspections elections election layoffs "
    "tests vaccination farm airport stadium runway incinerator mine quarry pipeline dam".split()
)
# Words for one and the same kind of thing: the article that has one of a kind means it by each of them.
_DEALS = frozenset("takeover merger bid deal offer acquisition buyout tie-up sale agreement".split())
_DEAL_DEEDS = frozenset(map(stem, "buy acquire merge".split()))
_CUTS = frozenset("cut cuts reduction reductions".split())
_ROADS = frozenset("road bypass route motorway".split())
_STRIKES = frozenset("strike strikes walkout walkouts stoppage action".split())
KINDS = (
    frozenset("plan plans proposal proposals scheme project projects idea move measure measures policy".split()),
    frozenset("bill law legislation measure act ban rule rules regulations".split()),
    _DEALS,
    frozenset("levy tax fee charge toll".split()),
    _ROADS,
    _STRIKES,
    frozenset("ruling judgment judgement verdict decision order vote change changes".split()),
)
# What a deed is called by how it is announced: a bill that would do it, or who decided on it.
_AS_BILL = frozenset("bill law legislation act ban rule rules motion amendment".split())
_AS_DECISION = frozenset("decision order ruling ban step vote".split())
# What is done to a thing by way of taking it away: who wants the thing kept is against that.
_TAKING = frozenset(
    map(
        stem,
        "close shut cut ban scrap axe demolish sell end abolish remove suspend stop halt cancel evict reduce block "
        "veto reject repeal overturn lift withdraw drop delay postpone".split(),
    )
)
# And by way of having more of it.
_GIVING = frozenset(
    map(
        stem, "expand increase extend boost strengthen tighten impose widen introduce raise adopt approve build".split()
    )
)
_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|proposals?|propos(?:es|ed|ing)|decisions?|decid(?:es|ed)|vot(?:es|ed|e)|agre(?:es|ed)|"
    r"intend(?:s|ed)|want(?:s|ed)|bids?|moves?|aim(?:s|ed)|seek(?:s|ing)|sought|due|set|schemes?|[A-Z]\w+) "
    r"to (?P<deed>[a-z]+) (?:down |up |off |out )?"
    r"|\b(?:bill|law|plan|proposal|scheme|measure|motion|amendment|ordinance|rules?)s?,? (?:that|which) "
    r"(?:would|will) (?P<would>[a-z]+) "
    r"|\b(?:order|tell|forc|requir|ask|urg|allow|forbid)(?:e?s|ed|ing) (?:[\w.’'-]+ ){1,5}?to (?P<ordered>[a-z]+) "
    r"|\b(?:will|to) (?P<will>tear down|close|shut|scrap|ban|build|demolish|merge|sell|cut|raise|axe|end|abolish|move) "
    r"|\b(?P<done>banned|bans|vetoed|blocked|blocks|cancelled|scrapped|scraps|imposed|imposes|"
    r"expelled|expels|abolished) "
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A contested thing, as the article words it."""

    text: str
    names: tuple[Thing, ...]  # what it is called
    in_lead: bool  # whether the article begins with it

    def side_of(self, thing: Thing) -> int:
        """1 where who is for the thing is for the topic, -1 where he is against it, 0 where it is another matter."""
        if thing.points_back:
            undone = [name for name in self.names if name.deed and name.object_head == thing.head]
            if undone:
                return -1 if any(name.deed in _TAKING for name in undone) else 1
            return int(any(thing.head == name.head for name in self.names))
        if any(_are_one(thing, name) for name in self.names):
            return 1
        if thing.deed in _TAKING and any(thing.object == name.stems for name in self.names):
            return -1
        taken = [name for name in self.names if name.deed and thing.stems <= name.object and not thing.deed]
        return 0 if not taken else -1 if any(name.deed in _TAKING for name in taken) else 1

    def is_of_kind(self, word: str) -> bool:
        """Whether a word such as "the plan" may mean it."""
        if word in _DEALS and any(name.deed in _DEAL_DEEDS for name in self.names):
            return True
        if word in KINDS[0] or any(word in name.called for name in self.names):
            return True
        return any(word in kind and not kind.isdisjoint(name.head for name in self.names) for kind in KINDS)

    def is_named_in(self, told: frozenset[str]) -> bool:
        """Whether words, given by their stems, name it."""
        return any(name.stems and name.stems <= told for name in self.names)


# Several without an article: "three days of rail strikes".
_PLURAL = re.compile(
    r"(?<![\w’'-])(?:(?!(?:the|an?|of|in|on|over|for|and|or|to|by|with|its|their)\b)[a-z][\w-]+ )?"
    r"(?P<head>sanctions|tariffs|cuts|strikes|increases|closures|restrictions|tolls|evictions|deportations|tests|layoffs|"
    r"flights|extensions|subsidies|quotas|limits|talks)\b"
)


def decided_in(sentences: Iterable[str]) -> Iterator[Thing]:
    """What somebody decides on in the sentences an article begins with: plans as deeds, then things."""
    lead = tuple(sentences)
    for sentence in lead:
        for found in _PLANNED.finditer(sentence):
            verb = found["deed"] or found["would"] or found["ordered"] or found["will"] or _plain_form(found["done"])
            planned = deed(verb, sentence, found.end())
            if planned is not None:
                yield replace(planned, called=_AS_BILL if found["would"] else _AS_DECISION)
    for sentence in lead:
        yield from (thing for thing in things(sentence) if is_contested(thing) and not thing.points_back)
        for found in _PLURAL.finditer(sentence):
            thing = thing_after(sentence, found.start())
            if thing is not None and thing.head == found["head"]:
                yield thing


def is_contested(thing: Thing) -> bool:
    """Whether a thing is one that somebody decides on: a ban, a road, the filling of the dam."""
    return thing.head in CONTESTED or (thing.head.endswith("ing") and " of " in thing.text)


def _plain_form(verb: str) -> str:
    """The verb without its ending: "ban" of "bans"; a participle will do as it is."""
    return verb.removesuffix("s") if not verb.endswith("ss") else verb


def grouped(found: list[Thing]) -> list[list[Thing]]:
    """Names of one thing together: "closing the depot", "the closure of the depot" and "the closure"."""
    groups: list[list[Thing]] = []
    for thing in found:
        if thing.points_back:
            continue
        group = next((group for group in groups if any(_are_one(thing, other) for other in group)), None)
        if group is None:
            groups.append([thing])
        else:
            group.append(thing)
    return groups


def _are_one(thing: Thing, other: Thing) -> bool:
    if thing.deed or other.deed:
        named, done = (other, thing) if thing.deed else (thing, other)
        if named.deed:
            return thing.deed == other.deed and not thing.object.isdisjoint(other.object)
        if named.head in _DEALS and done.deed in _DEAL_DEEDS:
            return named.stems - {stem(named.head)} <= done.stems  # "the merger" is buying the rival
        if named.head in GENERIC and done.deed in named.stems:
            return named.stems <= done.stems  # "the plan to close the baths"
        if stem(named.head) == stem(done.object_head) and done.deed in _GIVING:
            fewer, more = sorted((named.stems, done.object), key=len)
            return fewer <= more  # "harsher sanctions" are what who expands sanctions wants
        of_deed = {each for each in named.stems if is_deed_of(each, done.deed)}
        return is_deed_of(named.head, done.deed) and (named.stems - of_deed - {stem(named.head)}) <= done.stems
    if any(thing.head in kind and other.head in kind for kind in (_DEALS, _ROADS, _STRIKES)):
        return True
    shorter, longer = sorted((thing, other), key=lambda each: len(each.stems))
    same = stem(thing.head) == stem(other.head)
    if thing.head in _CUTS and other.head in _CUTS:
        return shorter.stems - {stem(shorter.head)} <= longer.stems  # "a cut" and "a quarter-point reduction"
    if not shorter.stems:
        return False  # "the vote" alone is told by its noun
    return shorter.stems <= longer.stems and (same or not {thing.head, other.head}.isdisjoint(GENERIC))


# Words of a topic that mean what only its sentence tells.
_LEFT_OPEN = re.compile(r" (?:it|them|they|he|she|him|her|his|their|this|that|these|those|so|there)(?= |$)")


def undoes(topic: Topic, other: Topic) -> bool:
    """Whether a topic is nothing but doing away with another: "removing the fine" beside "the fine"."""
    return all(name.deed in _TAKING and any(name.object == each.stems for each in other.names) for name in topic.names)


def wording(group: list[Thing], sentences: Iterable[str] = ()) -> str:
    """How the article words it: what says most in few words, and "the" rather than "a"; empty where nothing fits.

    Args:
        group: Names of one thing.
        sentences: Where else to look for a fuller name.
    """
    heads = {thing.head for thing in group if not thing.deed}
    others = (thing for sentence in sentences if any(head in sentence for head in heads) for thing in things(sentence))
    fuller = [thing for thing in others if any(_are_one(thing, name) for name in group) and len(thing.stems) > 1]
    fitting = [
        thing
        for thing in (*group, *fuller)
        if _FEWEST_WORDS <= len(thing.text.split()) <= MOST_WORDS and not _LEFT_OPEN.search(thing.text)
    ]
    best = max(
        fitting,
        key=lambda thing: (min(len(thing.stems), 3), "the " in f"{thing.text[:4].lower()}{thing.text}"),
        default=None,
    )
    if best is None:
        return ""
    first, _, rest = best.text.partition(" ")
    if first.lower() in {"this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your"}:
        return f"the {rest}"
    return f"{first.lower()} {rest}" if first.lower() in {"the", "a", "an"} else best.text
