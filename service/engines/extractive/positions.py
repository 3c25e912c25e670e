"""Parties and what they hold, in the third person, each quotation kept apart in the party's own words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.core import quotations
from service.core.article import Article
from service.core.attribution import Attribution, Party, Reading, places
from service.core.attribution.cues import CUES, past
from service.core.attribution.people import is_group, is_nobody, is_organisation, is_role
from service.core.attribution.tokens import ADVERBS, AUXILIARIES, is_adverb
from service.core.engine import Window
from service.engines.extractive import prose
from service.engines.extractive.ranking import is_headline

_MOST_WORDS = 40
_FEWEST_QUOTED = 3
_MOST_POSITIONS = 5
_MOST_JOINED = 45  # words of quotations told as one
_FEWEST_WORTH = 5  # words of a quotation that says something alone
_FIRST_PERSON = re.compile(
    r"\b(?:I|we|us|our|ours|me|my|mine|you|your|yours|let[’']s|ourselves|myself|I[’']\w+|we[’']\w+|you[’']\w+)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"^(?:it|he|she|they|this|that|these|those|there|such|so|and|but|or|because|which|who|no|yes|well|oh|please|let|"
    r"not|whether|if|what|why|how|when|where|do|don[’']t|never|as)\b",
    re.IGNORECASE,
)
_HAS_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did|[a-z]{3,}(?:ed|es)|came|"
    r"went|took|made|gave|got|lost|won|fell|rose|understands?|needs?|wants?|works?|means?|knows?|thinks?|makes?|takes?)\b"
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class View:
    """One thing a party holds: ways to put it, the best first."""

    party: int
    forms: tuple[str, ...]
    quote: str | None
    reported_by: int | None
    sentences: tuple[int, ...]
    verb: str | None = None
    is_quoted: bool = False  # told in no words but the party's own
    about: str | None = None  # the object of an attitude, as the article words it


def views(article: Article, reading: Reading, window: Window) -> list[View]:
    """Every view of the window that can be put safely, in the article's order, at most five for a party.

    A quotation right after a view that it only illustrates becomes that view's; short ones in a row become one.
    """
    found: list[View] = []
    last: Attribution | None = None
    for attribution in _told(article, reading, window):
        view = _view(article, reading, attribution)
        if view is None:
            continue
        joined = _joined(article, found[-1], view, last, attribution) if found and last is not None else None
        if joined is not None:
            found[-1] = joined
        elif not any(view.party == other.party and view.forms[0] == other.forms[0] for other in found):
            found.append(view)
        last = attribution
    return list(_worth_telling(found))


def _worth_telling(found: list[View]) -> Iterator[View]:
    """Each party's views without the scraps, at most five."""
    told: Counter[int] = Counter()
    total = Counter(view.party for view in found)
    for view in found:
        scrap = view.is_quoted and prose.count(view.quote or "") < _FEWEST_WORTH
        if scrap and total[view.party] > 1:
            total[view.party] -= 1
            continue
        told[view.party] += 1
        if told[view.party] <= _MOST_POSITIONS:
            yield view


def _joined(article: Article, before: View, view: View, told: Attribution, following: Attribution) -> View | None:
    """Two views told as one: a view and the quotation that illustrates it, or two quotations in a row."""
    paragraphs = {article.sentences[each.sentence - 1].paragraph for each in (told, following)}
    near = 0 <= following.sentence - told.sentence <= 1 and following.kind == "direct" and not following.reported_by
    if view.party != before.party or not near or not view.is_quoted or view.quote is None or before.reported_by:
        return None
    sentences = tuple(sorted({*before.sentences, *view.sentences}))
    if before.quote is None and told.kind == "indirect" and following.certain:
        return replace(before, quote=view.quote, sentences=sentences)
    if len(paragraphs) > 1:  # between two paragraphs the marks close and open again
        return None
    if view.quote[:1].islower():
        return None
    if not before.is_quoted or before.quote is None or before.quote.endswith("?") != view.quote.endswith("?"):
        return None
    words = f"{_ended(before.quote)} {view.quote}"
    spans = [(article.sentences[at - 1].start, article.sentences[at - 1].end) for at in sentences]
    whole = [(spans[0][0], spans[-1][1])]
    if prose.count(words) > _MOST_JOINED or not quotations.locate(words, article.text, whole):
        return None
    opening = before.forms[0].split(": “", maxsplit=1)[0]
    return replace(before, forms=(f"{opening}: “{_ended(words)}”", *before.forms), quote=words, sentences=sentences)


_NAMING = frozenset("call describe label brand dub term".split())


def _ended(words: str) -> str:
    text = words.rstrip(" ,")
    return text if text[-1:] in ".!?…" else text + "."


def subject(article: Article, reading: Reading, party: Party) -> str:
    """How a sentence about the party begins: "The European Union", "A spokesman for the port", "Officials"."""
    if party.is_named:
        with_article = any(
            article.text[start:end] == party.name and article.text[max(0, start - 4) : start].lower() == "the "
            for start, end in party.mentions
        )
        return f"The {party.name}" if with_article and party.kind != "person" else party.name
    for attribution in reading.of_party(party.index):
        if attribution.source and attribution.sentence in party.sentences:
            words = article.text[slice(*attribution.source)]
            if party.name.lower() in words.lower() and "\n" not in words:
                return prose.capital(words)
    plain = party.plural or party.kind == "group" or party.name[:1].isupper()
    return prose.capital(party.name) if plain else f"The {party.name}"


def _told(article: Article, reading: Reading, window: Window) -> Iterator[Attribution]:
    """What can be told as somebody's: the source known, the words his beyond doubt."""
    implied = {
        (each.sentence, chain)
        for each in reading.attributions
        if each.reported_by and each.cue is None
        for chain in each.reported_by
    }
    for attribution in reading.attributions:
        if not window.first <= attribution.sentence <= window.last or attribution.party is None:
            continue
        if is_headline(article, attribution.sentence) or len(article.quote(attribution.sentence)) > prose.LONGEST:
            continue
        if attribution.verb == ":" and article.quote(attribution.sentence).endswith("?"):
            continue  # an interviewer's question is no view
        if attribution.explicit or attribution.reported_by:
            words = " ".join(article.text[slice(*span)] for span in attribution.quotations)
            passed_on = (
                (attribution.sentence, attribution.party) in implied and words and not _FIRST_PERSON.search(words)
            )
            pronoun = attribution.source is None and attribution.cue is None
            if not passed_on and (
                attribution.certain or attribution.cue is not None or not pronoun or attribution.explicit
            ):
                yield attribution


def _view(article: Article, reading: Reading, attribution: Attribution) -> View | None:
    party = reading.parties[attribution.party or 0]
    name = subject(article, reading, party)
    quote = _quote(article, attribution)
    reporter: int | None = None
    forms: Sequence[str]
    also: tuple[int, ...] = ()
    if attribution.reported_by:
        reporter = attribution.reported_by[0]
        forms = _as_told(article, reading, attribution, name, reading.parties[reporter])
    elif attribution.kind == "direct" or _is_split(attribution):
        forms = _as_quoted(article, attribution, name, quote)
    else:
        forms = _as_reported(article, attribution, name)
        him = _him(article, reading, attribution)
        if him is not None:
            forms = [_HIM.sub(f" {reading.parties[him].name} ", form, count=1) for form in forms]
            also = (attribution.sentence - 1,)
    forms = tuple(prose.stopped(" ".join(form.split())) for form in forms if form)
    if not forms:
        return None
    holder = reading.parties[reporter] if reporter is not None else party
    return View(
        party.index,
        forms,
        quote,
        reporter,
        tuple(sorted({*also, *_sentences(attribution, holder)})),
        attribution.verb,
        (attribution.kind == "direct" or _is_split(attribution)) and len(forms) == 1,
        _object(article, attribution),
    )


def _is_split(attribution: Attribution) -> bool:
    """Whether a quotation goes on after its cue: “A,” she wrote for the court, “b”."""
    if attribution.cue is None or len(attribution.quotations) < 2:
        return False
    return attribution.quotations[0][1] <= attribution.cue[0] and attribution.quotations[-1][0] >= attribution.cue[1]


_HIM = re.compile(r" him (?=of\b|for\b|as\b|to\b)")


def _him(article: Article, reading: Reading, attribution: Attribution) -> int | None:
    """Whom "accused him of" means: the only man who spoke in the sentence before."""
    if attribution.cue is None or not _HIM.match(article.text, attribution.cue[1]):
        return None
    before = {each.party for each in reading.of_sentence(attribution.sentence - 1) if each.party is not None}
    others = before - {attribution.party}
    return (
        next((index for index in others if reading.parties[index].gender == "male"), None) if len(others) == 1 else None
    )


def _sentences(attribution: Attribution, holder: Party) -> tuple[int, ...]:
    """The sentence, and the one that names the party where this one only has a pronoun."""
    number = attribution.sentence
    if number in holder.sentences:
        return (number,)
    before = [at for at in holder.sentences if at < number]
    return (before[-1], number) if before else (number,)


def _quote(article: Article, attribution: Attribution) -> str | None:
    """The quoted words as one quotation, without marks; None where there is nothing long enough."""
    spans = [span for span in attribution.quotations if len(article.text[slice(*span)].split()) >= _FEWEST_QUOTED]
    if not spans:
        return None
    texts = [article.text[slice(*span)].strip().rstrip(",") for span in spans]
    sentence = article.sentences[attribution.sentence - 1]
    if len(texts) > 1:
        joined = " ".join(article.text[slice(*span)].strip() for span in spans)
        if quotations.locate(joined, article.text, [(sentence.start, sentence.end)]):
            return joined
    return max(texts, key=len)


def _as_reported(article: Article, attribution: Attribution, name: str) -> list[str]:
    """In the form "X said that …", from the article’s own predicate or from the words before it."""
    if attribution.cue is None or not attribution.content:
        return []
    start, end = attribution.content[-1]
    if start >= attribution.cue[1] and attribution.verb and not attribution.verb.lower().startswith("according"):
        words = _slice(article, attribution.cue[1], end).strip()
        if words[:1] in {",", ";", ")", "–", "—"}:
            return []
        if attribution.kind == "attitude" and re.match(r"(?:that|it|this|them|these|those)\b", words):
            return []
        full = f"{name} {_verb(article, attribution)} {words}"
    else:
        words = _slice(article, *attribution.content[0]).strip().rstrip(",")
        verb = attribution.verb if attribution.verb and " " not in attribution.verb else "said"
        if verb.lower().startswith("according"):
            verb = "said"
        if attribution.kind == "attitude":
            passive = attribution.source is not None and attribution.source[0] > attribution.cue[1]
            if not passive or attribution.verb not in _passives():
                return []
            return [f"{name} {attribution.verb} {_small(article, words) or words}"]
        verb = verb if (CUES.get(verb) or CUES["said"]).family == "speech" and verb not in {"told", "asked"} else "said"
        full = f"{name} {verb} {_small(article, prose.opened(words)) or words}"
    return [*reversed(list(prose.shorter(prose.stopped(full), _MOST_WORDS))), full]


def _passives() -> frozenset[str]:
    return frozenset(form for form, cue in CUES.items() if cue.family == "attitude" and cue.form == "finite")


def _as_quoted(article: Article, attribution: Attribution, name: str, quote: str | None) -> list[str]:
    """Indirectly where the words read the same in the third person, else as a quotation."""
    if quote is None:
        return []
    words = quote.strip()
    plain = words.rstrip(".,!")
    marked = [f"{name} {'asked' if words.endswith('?') else 'said'}: “{_ended(words)}”"]
    cue = CUES.get((attribution.verb or "").lower())
    apart = len(attribution.quotations) > 1 or (cue is not None and cue.lemma in _NAMING) or words[:1].islower()
    if apart or _FIRST_PERSON.search(words) or _POINTS_BACK.match(words) or words[-1:] in "?!" or "“" in words:
        return marked
    if prose.count(words) < 6 or ";" in words or ". " in words:
        return marked
    small = _small(article, plain)
    return [f"{name} said {small}", *marked] if small and _HAS_VERB.search(small) else marked


def _as_told(article: Article, reading: Reading, attribution: Attribution, name: str, reporter: Party) -> list[str]:
    """What one party said of another's view: "Trump was not happy, according to Karoline Leavitt."."""
    source = attribution.source
    teller = subject(article, reading, reporter)
    teller = teller if reporter.is_named and not teller.startswith("The ") else teller[:1].lower() + teller[1:]
    if source is None or not attribution.content:
        return []
    start, end = attribution.content[-1]
    if attribution.cue is not None and start >= attribution.cue[1]:
        words = f"{_verb(article, attribution)} {_slice(article, attribution.cue[1], end).strip()}"
    elif start <= source[0] < end:
        end = min(end, attribution.quotations[-1][1]) if attribution.quotations else end
        words = re.sub(r"[“”\"]|''", "", article.text[source[1] : end]).strip()
        if _FIRST_PERSON.search(words):
            return []
    else:
        return []
    return [f"{name} {words.rstrip('.,')}, according to {teller}"]


def _verb(article: Article, attribution: Attribution) -> str:
    """The cue as a finite verb, with the auxiliaries and adverbs before it: "has repeatedly warned"."""
    cue = attribution.cue or (0, 0)
    verb = attribution.verb or "said"
    sentence = article.sentences[attribution.sentence - 1]
    before = article.text[sentence.start : cue[0]].split()
    led: list[str] = []
    while before and (
        before[-1].lower() in AUXILIARIES or before[-1].lower() in ADVERBS or is_adverb(before[-1].lower())
    ):
        led.insert(0, before.pop())
    led = [word for word in led if word[:1].islower()]
    first, _, rest = verb.partition(" ")
    known = CUES.get(first.lower())
    if any(word.lower() in AUXILIARIES for word in led):
        return " ".join([*led, verb])
    infinitive = _is_infinitive(article, cue[0], before)
    if known is None and not infinitive:
        return " ".join([*led, verb])
    if known is not None and (known.form == "finite" or (known.form == "base" and not infinitive)):
        return " ".join([*led, verb])
    finite = past(known.lemma if known is not None else first.lower())
    return " ".join(part for part in (*led, finite, rest) if part)


def _is_infinitive(article: Article, at: int, before: list[str]) -> bool:
    return bool(before) and before[-1].lower() in {"to", "and"} and article.text[at - 1 : at] == " "


def _slice(article: Article, start: int, end: int) -> str:
    """A stretch of the article with the quotation mark that closes what it opens."""
    for quoted in quotations.marked(article.text[start : min(len(article.text), end + 3)]):
        if start + quoted.start < end <= start + quoted.end + 2 and quoted.closed:
            mark = article.text[start + quoted.end : start + quoted.end + 2]
            end = max(end, start + quoted.end + (2 if mark == "''" else 1))
    opening = article.text[start - 1 : start]
    if opening in {"“", '"', "‘"} and start > 0:
        start -= 1
    return article.text[start:end]


def _small(article: Article, words: str) -> str | None:
    """With a small first letter where the first word is no name; None where that cannot be told."""
    first = _FIRST_WORD.match(words)
    if first is None:
        return words
    word = first.group()
    if word.lower() in _COMMON and word != "I":
        return word.lower() + words[len(word) :]
    if (
        word == "I"
        or any(letter.isupper() for letter in word[1:])
        or words[len(word) : len(word) + 2].strip()[:1].isupper()
    ):
        return words
    small = word[:1].lower() + word[1:]
    if is_common(small) or re.search(rf"(?<![\w.’'-]){re.escape(small)}\b", article.text):
        return small + words[len(word) :]
    if re.search(rf"[a-z,] {re.escape(word)}\b", article.text) or places.country_of(word):
        return words
    return None


def is_common(word: str) -> bool:
    """Whether a lower-case word is certainly no name."""
    return (
        word in _COMMON
        or word in CUES
        or word in ADVERBS
        or is_adverb(word)
        or is_role(word)
        or is_group(word)
        or is_organisation(word)
        or is_nobody(word)
        or (
            len(word) > 5
            and word.endswith(("ers", "ions", "ments", "ings", "ities", "holds", "ing", "tion", "ment", "ness", "ity"))
        )
    )


_COMMON = frozenset(
    "the a an this that these those it he she they we there if when while as in on at for from by with after before "
    "over under about every everybody everyone nobody no some many most more few all both each another other one two "
    "three perhaps maybe any anyone someone somebody nothing something people what who how why".split()
)


def _object(article: Article, attribution: Attribution) -> str | None:
    """What an attitude is about, as a short noun phrase, where the words give one."""
    if attribution.kind != "attitude" or not attribution.content or attribution.cue is None:
        return None
    start, end = attribution.content[-1]
    if start < attribution.cue[1]:
        return None
    words = re.split(
        r"[,;:–—]| (?:that|which|who|to|by|as|because|while|after|before|and|but|in|on|with|at|until)\b"
        r"| [a-z]+ing\b",
        article.text[start:end],
        maxsplit=1,
    )[0]
    words = re.sub(r"^(?:for|on|against|at) ", "", words.strip())
    words = re.sub(r"^(?:the|a|an|its|their|his|her) ", "", words)
    return words if 1 < len(words.split()) <= 6 else None
