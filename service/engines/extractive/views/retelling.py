"""A quotation retold in the third person: "I am against this bypass" is that she is against this bypass.

Only where nothing but pronouns and the ending of a verb has to change; the words as they were said stand beside it.
"""

import re
from dataclasses import dataclass, replace

from service.core.article import Article
from service.core.attribution import Party
from service.core.attribution.tokens import AUXILIARIES, CLOSED, DETERMINERS, is_adverb
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.nouns import small
from service.engines.extractive.sentences.printed import printed
from service.engines.extractive.sentences.splitting import may_be_past

_FEWEST, _MOST = 4, 34  # words of what is retold
_MOST_TOLD = 3  # sentences
_LONG = 30  # words of a quotation of which the first sentence is enough
_FEWEST_ALONE = 8  # words of that sentence
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d,.]*|[^\w\s]")
_SENTENCE = re.compile(r"(?<=[.!…]) (?=[A-Z])")
# "No, it failed" may lose its "No", "No product failed" may not.
_OPENER = re.compile(r"^(?:(?:And|But|So),? |(?:Well|Look|Now|Yes|No|Of course|Frankly|Honestly), )(?=\S)")
# Who or when is meant changes with who tells it; what asks, begs or exclaims is no statement.
_BOUND = re.compile(
    r"\b(?:you|your|yours|yourself|let[’']s|yesterday|tomorrow|tonight|today|please|thank|thanks|oh|okay|shall)\b|[?“”\"‘]|"
    r"\.\.\.|…|—|(?<!\w)['’](?!s\b)",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"^(?:he|she|they|this|that|these|those|such|which|who|what|how|why|where|not|never|so|because|or|nor|do|don[’']t|then|"
    r"both|neither|as)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:I|we|us|our|ours|me|my|mine|ourselves|myself)\b", re.IGNORECASE)
# "It" that stands for nothing told before.
_EMPTY_IT = re.compile(
    r"^It(?:[’']s| is| was| would be| will be| takes| took| seems)"
    r"(?: (?:not|never|so|very|too|only|just|almost|far|always))? [\w-]+(?: [\w-]+){0,2} (?:to|that|how|when|for|who)\b"
)
_FORMS = {
    "am": ("is", "are"), "are": ("is", "are"), "was": ("was", "were"), "were": ("was", "were"),
    "have": ("has", "have"), "haven’t": ("has not", "have not"), "haven't": ("has not", "have not"),
    "do": ("does", "do"), "don’t": ("does not", "do not"), "don't": ("does not", "do not"),
    "weren’t": ("was not", "were not"), "weren't": ("was not", "were not"), "aren’t": ("is not", "are not"),
    "aren't": ("is not", "are not"), "wasn’t": ("was not", "were not"), "wasn't": ("was not", "were not"),
}  # fmt: skip
_CONTRACTED = {"m": ("is", "are"), "re": ("is", "are"), "ve": ("has", "have"), "ll": ("will", "will")}
_EITHER_TENSE = frozenset(
    "put cut set hit let read shut cost hurt quit bid spread split beat bet burst cast fit shed thrust upset".split()
)
_BETWEEN = frozenset(
    "also still never just really always only simply personally certainly now already all both".split()
)


@dataclass(frozen=True, slots=True)
class Pronouns:
    """What stands for somebody in the third person."""

    subject: str
    object: str
    possessive: str
    own: str  # "hers"
    reflexive: str
    is_plural: bool = False
    name: str | None = None  # what stands for it the first time


_SHE = Pronouns("she", "her", "her", "hers", "herself")
_HE = Pronouns("he", "him", "his", "his", "himself")
_IT = Pronouns("it", "it", "its", "its own", "itself")
_THEY = Pronouns("they", "them", "their", "theirs", "themselves", is_plural=True)


def retold(article: Article, party: Party, quote: str, body: str | None = None) -> str | None:
    """What a party said, as a clause after "said"; None where it cannot be told safely without its own words.

    Args:
        article: Where it is quoted: whether its first word is a name is read off it.
        party: Who said it.
        quote: The words, without marks; of several sentences all are retold where they are few and short; of
            a long one the first.
        body: What the party speaks for, as it stands in a sentence: "we" of who speaks for it; None where nobody knows.
    """
    sentences = _SENTENCE.split(printed(quote))
    told = [_clause(article, party, sentence, body, is_first=not place) for place, sentence in enumerate(sentences)]
    whole = [clause for clause in told if clause is not None]
    if len(whole) == len(sentences) <= _MOST_TOLD:
        between = "".join(f", that {clause}" for clause in whole[1:-1])
        joined = f"{whole[0]}{between}{f' and that {whole[-1]}' if len(whole) > 1 else ''}"
        if prose.count(joined) <= _MOST:
            return joined
    if prose.count(quote) > _LONG and told[0] is not None and _FEWEST_ALONE <= prose.count(told[0]) <= _MOST:
        return told[0]
    return None


def _clause(article: Article, party: Party, sentence: str, body: str | None, *, is_first: bool) -> str | None:
    """One sentence as a clause in the third person."""
    words = _OPENER.sub("", sentence.strip(), count=1).rstrip(".,!… ")
    if prose.count(words) < _FEWEST or _BOUND.search(words) or ";" in words:
        return None
    if _points_back(words) and (is_first or not _goes_on(party, words)):
        return None
    if _FIRST.search(words):
        as_who = _pronouns(party, words, body)
        as_who = replace(as_who, name=None) if as_who is not None and not is_first else as_who
        changed = _in_third_person(words, as_who) if as_who is not None else None
    else:
        changed = words
    if changed is None or (changed is words and not _is_clause(words)):
        return None
    if body is not None and changed.startswith(body):
        return changed
    if changed[:1].islower() or changed.split(maxsplit=1)[0] in {"She", "He", "It", "They", "There"}:
        return changed[:1].lower() + changed[1:]
    return None if _NAME_OR_DEED.match(changed) else small(article, changed)


_CLEFT = re.compile(r"What (?:I|we) [a-z]+ (?:now )?(?:is|was)\b")  # "What we need is calm"


def _points_back(words: str) -> bool:
    if _CLEFT.match(words):
        return False
    return bool(_POINTING.match(words) or (words[:3].lower() in {"it ", "it’", "it'"} and not _EMPTY_IT.match(words)))


def _goes_on(party: Party, words: str) -> bool:
    """Whether a later sentence begins with whom an earlier one named, and who cannot be the party itself."""
    first = words.split(maxsplit=1)[0]
    if first in {"He", "She"}:
        return party.kind == "person" and party.gender not in {None, "male" if first == "He" else "female"}
    return (first == "They" and party.kind == "person") or (first == "It" and party.kind in {"person", "group"})


_NAME_OR_DEED = re.compile(r"[A-Z][a-z]+ing [A-Z]")  # "Joining Orbit", "Sterling Bank"


def _is_clause(words: str) -> bool:
    """Whether there is a verb for certain, and not only in what is said of a noun: "a fault that went wrong"."""
    told = _RELATIVE.split(words, maxsplit=1)[0].lower()
    return any(
        word in AUXILIARIES or may_be_past(word) or _HAS_IS.search(word)
        for word in (found.group() for found in _WORD.finditer(told))
    )


_RELATIVE = re.compile(r" (?:that|which|who|whose|when|where) ")
_HAS_IS = re.compile(r"^(?:it|there|that|he|she|who|what)[’']s$|[’']re$")


def _pronouns(party: Party, words: str, body: str | None) -> Pronouns | None:
    """What "I" or "we" becomes; None where it is not known, or would be taken for somebody else of the sentence."""
    plural = bool(re.search(r"\b(?:we|us|our|ours|ourselves)\b", words, re.IGNORECASE))
    single = bool(re.search(r"\b(?:I|me|my|mine|myself)\b", words))
    if plural == single:
        return None  # who "we" are beside "I" is not said
    if single:
        chosen = {"female": _SHE, "male": _HE}.get(party.gender or "") if party.kind == "person" else None
    elif party.kind == "person":
        chosen = replace(_IT, name=body) if body is not None else None
    else:
        chosen = _THEY if party.plural or party.kind == "group" else _IT
    if chosen is None:
        return None
    rivals = {"she": "she|her|hers", "he": "he|him|his", "it": "it|its", "they": "they|them|their"}[chosen.subject]
    return None if re.search(rf"\b(?:{rivals})\b", words, re.IGNORECASE) else chosen


_FUSED = re.compile(r"^(?:i|we)[’'](?P<rest>m|re|ve|ll|d)$")


def _in_third_person(words: str, who: Pronouns) -> str | None:
    """The words with the pronouns of a third person and the verbs that go with them; None where a verb is unclear."""
    parts: list[str] = []
    last = 0
    is_awaited = False  # whether the verb of "I" is still to come
    is_present = False
    name = who.name
    for found in _WORD.finditer(words):
        word = found.group()
        put = _pronoun(word, who)
        if put is not None and name is not None:
            put, name = _named(put, who, name), None
        elif put is None and is_awaited and not _stands_between(word):
            put, is_awaited = _agreeing(word, who), False
            is_present = is_present or (put is not None and put != word)
        elif put is None:
            continue
        if put is None or (_FUSED.match(word.lower()) and word.lower().endswith("d")):
            return None  # "I'd" had or would
        is_awaited = is_awaited or word == "I" or word.lower() == "we"
        parts.extend((words[last : found.start()], put))
        last = found.end()
    text = "".join((*parts, words[last:]))
    if is_awaited or (is_present and _COORDINATED.search(text) and _has_second_verb(text)):
        return None
    return text


def _pronoun(word: str, who: Pronouns) -> str | None:
    """What stands for a word of the first person, with the verb it is fused with; None for any other word."""
    lower = word.lower()
    fused = _FUSED.match(lower)
    if fused is not None:
        return f"{who.subject} {_CONTRACTED.get(fused['rest'], ('', ''))[who.is_plural]}"
    if word == "I" or lower == "we":
        return who.subject
    if lower in {"me", "us"}:
        return who.object
    if lower in {"my", "our"}:
        return who.possessive
    if lower in {"mine", "ours"}:
        return who.own
    return who.reflexive if lower in {"myself", "ourselves"} else None


def _stands_between(word: str) -> bool:
    """Whether a word may stand between "I" and its verb: "I still think"."""
    return word.lower() in _BETWEEN or (is_adverb(word.lower()) and word.endswith("ly"))


def _named(put: str, who: Pronouns, name: str) -> str | None:
    """The name where a pronoun would stand for nothing yet; None where it cannot."""
    if put == who.possessive:
        return f"{name}’s"
    pronoun, _, rest = put.partition(" ")
    return f"{name} {rest}".rstrip() if pronoun in {who.subject, who.object} else None


_COORDINATED = re.compile(r"\b(?:and|or|but|then) (?P<word>[a-z]+)\b")


def _has_second_verb(text: str) -> bool:
    """Whether "and" may join a second verb to the one that was changed: "I go and tell them"."""
    following = [found["word"] for found in _COORDINATED.finditer(text)]
    return any(word not in DETERMINERS and word not in CLOSED and not is_adverb(word) for word in following)


def _agreeing(verb: str, who: Pronouns) -> str | None:
    """The verb of "I" as that of "she": "wants" of "want"; None where it is no verb or its tense is unclear."""
    if verb in _FORMS:
        return _FORMS[verb][who.is_plural]
    if verb in AUXILIARIES:
        return verb
    if not verb.isalpha() or not verb.islower() or verb in CLOSED or verb in DETERMINERS or verb in _EITHER_TENSE:
        return None
    if may_be_past(verb) or who.is_plural:
        return verb
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
