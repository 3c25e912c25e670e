"""What somebody can be for or against, read out of plain words: "the plan to close the depot", "closing the depot"."""

import re
from dataclasses import dataclass, replace

from service.core.attribution.cues import CUES
from service.core.attribution.people import is_group, is_organisation, is_role
from service.core.attribution.tokens import CLOSED, DETERMINERS, is_adverb
from service.core.words import IRREGULAR_PASTS, content_stems, stem

MOST_WORDS = 8  # of a topic
_LONGEST = 9  # words that are read as one noun phrase
_MOST_MODIFIERS = 5
_WORD = re.compile(r"[£$€]?[^\W_]+(?:[’'.,-][^\W_]+)*")
_OPENERS = frozenset("the a an this that these those its their his her our my your".split())
# What says how many or which of them: no thing to be for or against.
_QUANTIFIERS = DETERMINERS - _OPENERS
# Heads that only stand for what was named before, and mean nothing alone.
GENERIC = frozenset(
    "plan plans proposal proposals decision idea ideas move moves scheme measure measures step steps project projects "
    "change changes policy law legislation bill rule rules deal agreement package offer bid demand demands request "
    "suggestion approach ruling judgment judgement verdict order vote motion".split()
)
_PURPOSED = frozenset(
    "plan plans proposal proposals decision idea move bid attempt push offer scheme vote call".split()
)
# Nouns of time, number and manner, of talk, and of what nobody decides on.
_NO_THING = frozenset(
    "day days week weeks month months year years time times moment hour way ways thing things lot kind sort part parts "
    "number numbers question questions answer answers reason reasons fact facts point points side sides case cases "
    "people person man woman men women child children one ones someone nobody everyone everything anything nothing "
    "something word words news remark remarks comment comments claim claims allegation allegations accusation "
    "accusations wrongdoing responsibility opinion view views matter issue result results right rights "
    "hand end front favour favor difference concern concerns fear fears hope hopes place today first last others half "
    "rest amount figure figures report reports statement book film article study evidence suggestion notion "
    "aim aims goal goals principle".split()
)
_EMPTY = frozenset(
    "new proposed planned controversial current latest whole entire daily present so-called draft original final full "
    "revised".split()
)
_LINKS = frozenset("of on for".split())
_LAWS = frozenset("act bill law proposition amendment treaty accord directive measure charter agreement plan".split())
_WHEN = frozenset("next last later earlier today tomorrow tonight yesterday".split())
_SHORTEST_PAST = 3  # letters a verb in the past has more than: "red" and "bed" are none
_LONG_STEM = 5  # letters that a verb and its noun share: "demolish", "demolition"


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun phrase or a deed somebody can be for or against, as it is worded."""

    text: str
    head: str  # the noun it is built on, or the verb of a deed, in lower case
    stems: frozenset[str]  # of its content words, without such as "new" and "plan"; empty of "the plan" and "it"
    deed: str = ""  # stem of the verb, of a deed
    object: frozenset[str] = frozenset()  # stems of what is done something to, of a deed
    object_head: str = ""  # the noun of that
    called: frozenset[str] = frozenset()  # what an article calls it besides: "the bill" that would do it

    @property
    def points_back(self) -> bool:
        """Whether it only stands for something named elsewhere."""
        return not self.stems


def thing_after(text: str, at: int, *, is_done_to: bool = False) -> Thing | None:
    """The noun phrase that begins at an offset, with "of …", "on …" or "to close …" after its noun.

    Args:
        text: Where it stands.
        at: Where it begins.
        is_done_to: Whether something is done to it, so that it may be a name, or several: "merging two schools".
    """
    read = _words(text, at)
    counted = _COUNT.match(read[0].group()) if is_done_to and len(read) > 1 else None
    if counted is not None:
        several = thing_after(text, read[1].start(), is_done_to=True)
        return replace(several, text=f"{read[0].group()} {several.text}") if several is not None else None
    if len(read) > 1 and _is_doing(read):
        return _doing(text, read)
    taken = _plain(read)
    if not taken:
        return None
    head = read[taken - 1].group()
    end = read[taken - 1].end()
    rest = read[taken:]
    if rest and _adjoins(text, end, rest[0].start()):
        link = rest[0].group().lower()
        if link in _LINKS:
            end = _linked(rest, end)
        elif head.lower() in _PURPOSED and link in {"not", "never", "against"}:
            return None  # "the decision not to close the depot"
        elif link == "to" and head.lower() in _PURPOSED and len(rest) > 1 and rest[1].group().islower():
            end = _purposed(rest, end)
            return _planned(text[read[0].start() : end], head, text, rest)
    return _thing(text[read[0].start() : end], head, may_be_name=is_done_to)


def _planned(words: str, head: str, text: str, rest: list[re.Match[str]]) -> Thing | None:
    """A plan with what is to be done: "the plan to close the depot" is to close it."""
    whole = _thing(words, head)
    done = thing_after(text, rest[2].start(), is_done_to=True) if len(rest) > _TO_DO else None
    if whole is None or done is None or not whole.stems:
        return whole
    return replace(whole, deed=stem(rest[1].group()), object=done.stems, object_head=done.head)


_TO_DO = 2  # words before the object: "to close"


def _is_doing(words: list[re.Match[str]]) -> bool:
    """Whether the words begin with a deed: "closing the depot", not "parking fees"."""
    first, second = words[0].group(), words[1].group()
    return first.islower() and first.endswith("ing") and len(first) > 5 and (second in _OPENERS or second[:1].isupper())


def _doing(text: str, words: list[re.Match[str]]) -> Thing | None:
    done = thing_after(text, words[1].start(), is_done_to=True)
    verb = words[0].group()
    if done is None or done.points_back or verb in _NO_DOING:
        return None
    whole = text[words[0].start() : words[1].start()] + done.text
    return Thing(whole, verb, done.stems | {stem(verb)}, stem(verb), done.stems, done.head)


_NO_DOING = frozenset(
    "having being getting making taking seeing knowing saying finding including following during".split()
)


def thing_before(text: str, at: int) -> Thing | None:
    """The noun phrase that ends at an offset and begins a clause: the subject of what stands there."""
    opening = re.split(r"[,;:“”\"—–(]|\b(?i:that|said|says|say|but|and|because|as|so|yet)\b", text[:at])[-1]
    words = opening.strip()
    if not words or len(words.split()) > _LONGEST:
        return None
    found = thing_after(
        words[:1].lower() + words[1:], 0
    )  # "Strikes are not the answer": the first word only stood first
    return found if found is not None and len(found.text) == len(words) else None


def things(text: str) -> tuple[Thing, ...]:
    """What a sentence names with "the", "a" or "somebody's" before it."""
    found: list[Thing] = []
    last = 0
    for opener in _OPENING.finditer(text):
        thing = thing_after(text, opener.start()) if opener.start() >= last else None
        if thing is not None:
            found.append(thing)
            last = opener.start() + len(thing.text)
    return tuple(found)


_OPENING = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|(?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+[’']s) ")


def deed(verb: str, text: str, at: int) -> Thing | None:
    """Doing something to what is named at an offset: "closing the depot" of "close" and "the depot".

    Args:
        verb: An infinitive, or a participle as in "wants the depot closed" or "including closing the depot".
        text: Where the object stands.
        at: Where it begins.
    """
    done = thing_after(text, at, is_done_to=True)
    verb, _, particle = verb.partition(" ")
    if done is None or done.points_back or not verb.isalpha() or len(verb) < 3 or _is_talk(verb):
        return None
    if verb in CLOSED or verb in DETERMINERS:
        return None  # "demanded a delay to the sale"
    if (is_group(done.head) or is_organisation(done.head)) and stem(verb) not in _ON_BODIES:
        return None
    words = done.text
    if words.split(maxsplit=1)[0].lower() in {"its", "their", "his", "her", "our", "my", "your"}:
        words = f"the {words.split(maxsplit=1)[1]}"
    end = text.find(done.text, at) + len(done.text)
    more = _PARTICLE.match(text, end) or (_WHERE.match(text, end) if len(words.split()) <= _SHORT else None)
    return Thing(
        f"{' '.join(filter(None, (gerund(verb), particle)))} {words}{more.group() if more else ''}",
        verb,
        done.stems | {stem(verb)},
        stem(verb),
        done.stems,
        done.head,
    )


_SHORT = 2  # words of an object after which the place is told too: "banning phones in classrooms"
_PARTICLE = re.compile(r" (?:in|off|up|down|out|away|back)(?=[.,;!?]|$)")
_WHERE = re.compile(r" (?:in|from|at|near) (?:(?:the|all|its|public|state) )?[\w’'-]+(?=[ .,;]|$)")
_NO_DEEDS = frozenset(
    "have get make take see know think say tell ask find feel become seem come give need want put discuss "
    "ensure address tackle continue hold meet work start begin try help allow require include provide pressure handle "
    "mark reach face avoid".split()
)


def _is_talk(verb: str) -> bool:
    """Whether a verb does nothing to a thing: "condemn", "say", "see"; one calls in an application."""
    cue = CUES.get(verb)
    return verb in _NO_DEEDS or (cue is not None and cue.family != "news" and verb not in _DEEDS_TOO)


# What is done to a school, a club or a company, and can be contested.
_ON_BODIES = frozenset(
    map(
        stem,
        "close shut sell merge move buy ban demolish fund save privatise privatize nationalise nationalize split "
        "abolish dissolve scrap leave join reopen open keep".split(),
    )
)
_DEEDS_TOO = frozenset("call share offer".split())


_COUNT = re.compile(r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|both)$")
_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")
_STRESSED_LAST = frozenset("defer refer admit permit commit begin rebut control expel repel compel transfer".split())
_PARTICIPLES = {
    "built": "building", "rebuilt": "rebuilding", "held": "holding", "kept": "keeping", "made": "making",
    "sold": "selling", "sent": "sending", "paid": "paying", "given": "giving", "taken": "taking", "cut": "cutting",
    "withdrawn": "withdrawing", "done": "doing", "shut": "shutting", "left": "leaving", "put": "putting",
    "brought": "bringing", "freed": "freeing", "rewritten": "rewriting", "redrawn": "redrawing", "spent": "spending",
}  # fmt: skip


def gerund(verb: str) -> str:
    """The form for a deed: "closing" of "close", of "closed" and of itself."""
    if verb in _PARTICIPLES:
        return _PARTICIPLES[verb]
    if verb.endswith("ing") and len(verb) > _LONG_STEM:
        return verb
    if verb.endswith("ied"):
        return verb[:-3] + "ying"
    if verb.endswith("ed") and len(verb) > _SHORTEST_PAST and not verb.endswith("eed"):
        return verb[:-2] + "ing"
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _DOUBLING.match(verb) or verb in _STRESSED_LAST else "") + "ing"


def is_deed_of(noun: str, verb: str) -> bool:
    """Whether a noun names what a verb does: "closure" of "close", "ban" of "ban". The verb is a stem."""
    of_noun = stem(noun)
    if of_noun == verb:
        return True
    shared = min(_LONG_STEM, len(verb) - 1)
    return len(verb) > 4 and of_noun[:shared] == verb[:shared]


def pronoun(text: str) -> Thing:
    """What a pronoun stands for."""
    return Thing(text, text, frozenset())


def _words(text: str, at: int) -> list[re.Match[str]]:
    """The words from an offset to the next mark or bracket."""
    found: list[re.Match[str]] = []
    last = at
    for word in _WORD.finditer(text, at):
        if found and not _adjoins(text, last, word.start()):
            break
        if not found and text[at : word.start()].strip(' “"‘'):
            break
        found.append(word)
        last = word.end()
        if len(found) >= _LONGEST + _MOST_MODIFIERS:
            break
    return found


def _adjoins(text: str, end: int, start: int) -> bool:
    return text[end:start] in {" ", "’ ", "' "}


def _plain(words: list[re.Match[str]]) -> int:
    """How many of the words make a noun phrase without what follows its noun; 0 where they make none."""
    taken = 0
    for place, word in enumerate(words[: _MOST_MODIFIERS + 2]):
        lower = word.group().lower()
        if lower in _OPENERS:
            if place == 0:
                continue
            break
        if place and lower in _WHEN and words[place - 1].group().lower() not in _OPENERS:
            break  # "the school next August"
        if lower in _QUANTIFIERS or lower in CLOSED or (place and _is_verb(lower, words[place - 1].group())):
            break
        if is_adverb(lower):
            break
        taken = place + 1
    return taken


def _is_verb(word: str, before: str) -> bool:
    """Whether a word is a verb here; "proposed" after "the" only describes what follows."""
    cue = CUES.get(word)
    if cue is not None and cue.form == "finite" and not cue.nounish:
        return True
    return (
        word.endswith("ed")
        and len(word) > _SHORTEST_PAST
        and before.lower() not in _OPENERS
        and not before.endswith(("’s", "'s"))
    ) or ((word in IRREGULAR_PASTS or word in _PARTICIPLES) and before.lower() not in _OPENERS)


def _linked(rest: list[re.Match[str]], end: int) -> int:
    """The end of "of the depot" or "on heavy lorries"; where it began if there is no noun in it."""
    more = _plain(rest[1:])
    if rest[1:] and rest[1].group()[:1].isdigit():
        return end  # "a ruling of 40 pages"
    if rest[1:] and rest[1].group().lower() in {"everyone", "everybody", "all"}:
        return rest[1].end()
    following = rest[more + 1 : more + 3]
    if len(following) > 1 and following[0].group().endswith("ed"):
        return end  # "a survey of great crested newts": no more than half a name
    return rest[more].end() if more and more <= _MOST_MODIFIERS and _is_thing(rest[more].group()) else end


def _purposed(rest: list[re.Match[str]], end: int) -> int:
    """The end of "to close the depot"."""
    more = _plain(rest[2:])
    return rest[more + 1].end() if more else end


def _is_thing(head: str) -> bool:
    word = head.lower()
    return len(word) > 2 and word not in _NO_THING and word.replace("-", "").replace("’", "").replace("'", "").isalpha()


def _thing(words: str, head: str, *, may_be_name: bool = False) -> Thing | None:
    text = words.strip()
    is_name, head = head[:1].isupper(), head.lower()
    if not _is_thing(head) or len(text.split()) > _LONGEST or (is_name and head not in _LAWS and not may_be_name):
        return None
    if may_be_name and is_name:
        return Thing(text, head, content_stems(text))
    if is_role(head) or (not may_be_name and (is_group(head) or is_organisation(head))):
        return None  # to be for or against somebody is no stand on a question
    plain = " ".join(word for word in text.split() if word.lower() not in _EMPTY and word.lower() not in GENERIC)
    stems = content_stems(re.sub(r"[£$€]?\d[\d,.]*\w*", " ", plain))
    return Thing(text, head, stems if head in GENERIC else stems | {stem(head)})  # "mine" is a pronoun, too
