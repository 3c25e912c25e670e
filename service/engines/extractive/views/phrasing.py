"""How a view is put in the third person: reported, quoted, or as somebody else told it."""

import re

from service.core import quotations
from service.core.article import Article
from service.core.attribution import Attribution, Party, Reading
from service.core.attribution.cues import CUES
from service.core.attribution.roles import is_spokes
from service.core.attribution.tokens import AUXILIARIES
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.hints import Hinted
from service.engines.extractive.sentences.nouns import has_article, small
from service.engines.extractive.sentences.shortening import shorter
from service.engines.extractive.sentences.splitting import has_verb
from service.engines.extractive.views.finish import FIRST_PERSON, ended
from service.engines.extractive.views.predicates import slice_of, verb_of, with_what_is_done

_MOST_WORDS = 40
_VERBS = r"(?:is|are|was|were|has|have|had|will|would|could|may|might|must|should|can)"
_NAMING = frozenset("call describe label brand dub term".split())


def subject(article: Article, reading: Reading, party: Party) -> str:
    """How a sentence about the party begins: "The European Union", "A spokesman for the port", "Officials"."""
    if party.is_named:
        return f"The {party.name}" if party.kind != "person" and has_article(article, party) else party.name
    for attribution in reading.of_party(party.index):
        if attribution.source and attribution.sentence in party.sentences:
            words = article.text[slice(*attribution.source)]
            if party.name.lower() in words.lower() and "\n" not in words:
                return prose.capital(words)
    if is_spokes(party.name.rsplit(maxsplit=1)[-1]) and party.represents and party.name.startswith(party.represents):
        return f"{'An' if party.name[:1] in 'AEIOaeio' else 'A'} {party.name}"
    plain = party.plural or party.kind == "group" or party.name[:1].isupper()
    return prose.capital(party.name) if plain else f"The {party.name}"


_ALSO = Hinted(
    "also meanwhile then instead however",
    r"(?: also| meanwhile|(?<!,)(?<![Bb]y)(?<![Ss]ince)(?<![Uu]ntil)(?<!from) then| instead(?! of\b))"
    r"(?= (?!known as|as well)[a-z“\"‘])|,? (?:meanwhile|however),(?= )",
)


def without_also(text: str) -> str:
    """Without the words that tie a sentence to the one before it; "not only … but also" and quotations stay."""
    if "not only" in text or "n’t only" in text:
        return text
    quoted = quotations.marked(text)
    parts: list[str] = []
    last = 0
    for found in _ALSO.finditer(text):
        if any(each.start <= found.start() < each.end for each in quoted):
            continue
        parts.append(text[last : found.start()])
        last = found.end()
    return "".join((*parts, text[last:]))


def as_reported(article: Article, attribution: Attribution, name: str, contrast: str = "") -> list[str]:
    """In the form "X said that …", from the article’s own predicate or from the words before it.

    Args:
        article: Where it stands.
        attribution: Who said it, with which words.
        name: How the statement begins.
        contrast: What the source goes on with after a "but": it belongs to what comes before it.
    """
    if attribution.cue is None or not attribution.content:
        return []
    start, end = attribution.content[-1]
    if attribution.source is not None and attribution.cue[1] <= attribution.source[0] < start:
        return _as_parted(article, attribution, name)
    end = with_what_is_done(article, attribution, end)
    if start >= attribution.cue[1] and attribution.verb and not attribution.verb.lower().startswith("according"):
        words = slice_of(article, attribution.cue[1], end).strip() + contrast
        if words[:1] in {",", ";", ")", "–", "—"}:
            return _as_inserted(article, attribution, name)
        if attribution.kind == "attitude" and _POINTING_OBJECT.match(words):
            return []
        if _SUBJECTLESS.match(words):
            return [f"{name} used the words “{_bare(article, attribution)}”"] if attribution.quotations else []
        verb = verb_of(article, attribution)
        if (known := CUES.get((attribution.verb or "").lower())) and known.lemma in _NAMING and words[:1] in "“\"‘'":
            return [f"{name} used the words {words}"]  # what was called so stands before "that she called"
        if known and known.lemma == "describe" and words.startswith("as ") and attribution.quotations:
            return [f"{name} used the words “{_bare(article, attribution)}”"]
        if (attribution.verb or "").lower() in {"told", "tells"} and (spoken_to := _ADDRESSED.match(words)):
            words = words[spoken_to.end() :]
            verb = verb.replace("told", "said").replace("tells", "says")
        words = _one_clause(_ANOTHER_SAID.sub("", words) if attribution.kind == "attitude" else words)
        if _says_nothing(attribution, words):
            return []
        if (clause := _told_before(article, attribution, words)) is not None:
            return _shortened(f"{name} said {small(article, prose.opened(clause)) or clause}")
        full = without_also(f"{name} {_led_to(article, attribution, words)}{verb} {words}")
        asked = (
            _ASKED_FIRST.search(article.text[article.sentences[attribution.sentence - 1].start : attribution.source[0]])
            if attribution.source and _POINTS.search(words)
            else None
        )
        return [f"{asked['asked']}, {full}"] if asked else _shortened(full)
    return _as_following(article, attribution, name)


# What others say of it: "a fund, which the Centre said it could support", "talks, an idea the minister rejected".
_ANOTHER_SAID = re.compile(
    r"(?:,| [–—]) (?:which|an? [a-z]+(?: that)?) (?:the |an? )?[^,;“”\"]{2,60}? (?:has |have |had )?"
    r"(?:said|says|called|described|rejected|dismissed|opposes?|supports?|welcomed)\b.*$"
)
_SEMICOLON = re.compile(r"; (?!but\b|and\b|that\b|or\b|if\b)")


def _one_clause(words: str) -> str:
    """Up to a semicolon: what follows it may be the article's own."""
    ends = (found.start() for found in _SEMICOLON.finditer(words) if not prose.is_guarded(words, found.start()))
    return words[: next(ends, len(words))]


def _says_nothing(attribution: Attribution, words: str) -> bool:
    """Whether what is said is no clause: "wrote the rules", "said Ana Duarte, a chemist"."""
    cue = CUES.get((attribution.verb or "").lower())
    clausal = cue is not None and cue.lemma in _CLAUSAL and not attribution.quotations
    if clausal and _DOING_ALONE.match(words):
        return True
    if cue is not None and cue.lemma == "warn" and words.startswith(("against ", "of ")):
        return False
    told = has_verb(f"That {words}") or not AUXILIARIES.isdisjoint(words.lower().split())
    return clausal and not told and prose.count(words) < _FEWEST_UNKNOWN


# "Asked whether ministers would pay, she said that was a matter for the firm".
_ASKED_FIRST = re.compile(r"^(?P<asked>Asked (?:about|whether|if|why|how|what|when) [^“”\"?]{3,120}), $")
_POINTS = re.compile(r"\b(?:it|that (?:was|is|would)|this|they|them|he|she)\b")
# After "said" or "told" nothing that is said, but to whom, where and how.
_ASIDE = re.compile(
    r"(?:(?:in|at|on|during|from|before|after|by|outside|through|via|while|when|as|commenting|speaking|adding) "
    r"|(?:a|the|his|her|an|its) (?:crowd|audience|meeting|conference|committee|court|rally|paper|radio|hearing|"
    r"council)\b"
    r"|reporters\b|journalists\b|"
    r"(?:late |early )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)(?![^,]*\bthat (?:the|he|she|it|they|an?|there)\b)"
)


def _told_before(article: Article, attribution: Attribution, words: str) -> str | None:
    """What is said before the source, where after the verb is only to whom or where: "It is dead, she told a rally"."""
    sentence, source = article.sentences[attribution.sentence - 1], attribution.source
    cue = CUES.get((attribution.verb or "").lower())
    if source is None or attribution.quotations or cue is None or cue.lemma not in {"say", "tell", "add"}:
        return None
    before = article.text[sentence.start : source[0]].strip()
    titles = re.search(r",(?: [A-Z][\w.]*| (?:the|an?) [a-z ]+)*$", before)
    clause = before[: titles.start()] if titles else ""
    if not _ASIDE.match(words) or prose.count(clause) < _FEWEST_BEFORE or not has_verb(clause):
        return None
    return None if _SUBORDINATE.match(clause) or quotations.marked(clause) else clause


_FEWEST_BEFORE = 4  # words of a clause
_DOING_ALONE = re.compile(r"(?:commenting|speaking|adding|referring|responding)\b")
_CLAUSAL = frozenset("say write tell add argue insist explain note claim warn".split())
_FEWEST_UNKNOWN = 7  # words of which one may well be a verb that is not known for one
_IT = re.compile(r"(?:that )?it (?:is|was|has|had|would|will|could|might|may)\b")
_DEED_BEFORE = re.compile(
    r"^(?:, [^,“”]{2,60},)? (?P<deed>(?:did|does|has|had|was|were|is|are|would|will|[a-z]+ed)\b[^,“”]{3,80}?,? "
    r"(?:but|and)) $"
)


def _led_to(article: Article, attribution: Attribution, words: str) -> str:
    """The predicate before, which names what "it" is: "did not deny the remark but said it had been cut"."""
    if attribution.source is None or attribution.cue is None or not _IT.match(words):
        return ""
    found = _DEED_BEFORE.match(article.text[attribution.source[1] : attribution.cue[0]])
    return f"{found.group('deed')} " if found else ""


def _shortened(full: str) -> list[str]:
    return [*reversed(list(shorter(prose.stopped(full), _MOST_WORDS))), full]


def _as_following(article: Article, attribution: Attribution, name: str) -> list[str]:
    """In the form "X said …" from the words before the source: "The port is shut, X said"."""
    cue = attribution.cue or (0, 0)
    words = slice_of(article, *attribution.content[0]).strip().rstrip(",")
    if _POINTING_CLAUSE.match(words):
        return []
    if _CONDITION_ALONE.match(words) and attribution.source is not None:
        end = article.sentences[attribution.sentence - 1].end
        if attribution.source[1] <= cue[0]:
            return [f"{name} {verb_of(article, attribution)} {slice_of(article, cue[1], end).strip()}"]
        main = slice_of(article, attribution.source[1], end).strip(" ,")
        return [f"{name} {verb_of(article, attribution)} {small(article, words) or words}, {main}"] if main else []
    if len(attribution.content) > 1 and attribution.content[-1][0] > cue[1] and not attribution.quotations:
        rest = slice_of(article, *attribution.content[-1]).strip()
        words += (", " if _CONCESSION.match(rest) else " ") + rest
    verb = attribution.verb if attribution.verb and " " not in attribution.verb else "said"
    if verb.lower().startswith("according"):
        verb = "said"
    if attribution.kind == "attitude":
        passive = attribution.source is not None and attribution.source[0] > cue[1]
        if not passive or not _is_passive(attribution.verb):
            return []
        return [f"{name} {attribution.verb} {small(article, words) or words}"]
    verb = verb if (CUES.get(verb) or CUES["said"]).family == "speech" and verb not in {"told", "asked"} else "said"
    full = f"{name} {verb} {small(article, prose.opened(words)) or words}"
    return _shortened(full)


# "Once the road is open, the firm promised to hire": what is said stands after the verb.
_CONDITION_ALONE = re.compile(r"(?:If|Unless|Once|Until|When|After|Before|Provided|As long as|So long as)\b[^,]*$")
_ADDRESSED = re.compile(r"(?:him|her|them|me|us|you) (?=that\b|the\b|it\b|he\b|she\b|they\b|there\b)")
_SUBORDINATE = re.compile(
    r"(?:If|When|As|After|Before|Although|Though|While|Unless|Once|Because|Since|In|On|At|By|For)\b"
)


_CONCESSION = re.compile(r"(?:although|though|but|while|unless|yet)\b")
# "That" before a clause only opens it; alone it points to something told before.
_POINTING_OBJECT = re.compile(
    r"(?:that(?! (?:the|an?|its?|his|her|their|he|she|they|there|[A-Z]\w*|\w+s) )|it|this|them|these|those)\b"
)


_POINTING_CLAUSE = re.compile(rf"(?:That|This)(?: {_VERBS}| [a-z]{{3,}}(?:s|ed)|[’']s)\b")


_EXPLAINED = re.compile(r"(?:an?|the|its|their|who|which|whose) [^,]{2,80}, ")


def _as_parted(article: Article, attribution: Attribution, name: str) -> list[str]:
    """In the form "X said …" where "said X" parts a clause: "Half of them, said Ana Rao, a miner, had been shut"."""
    cue, (first, *rest) = attribution.cue or (0, 0), attribution.content
    if first[1] > cue[0] or not rest or attribution.kind == "attitude":
        return []
    before = prose.opened(slice_of(article, *first).strip().rstrip(","))
    after = _EXPLAINED.sub("", slice_of(article, *rest[-1]).strip(), count=1)
    joint = ", " if _SUBORDINATE.match(before) or _CONCESSION.match(after) else " "
    is_said = (attribution.verb or "according to").lower().startswith("according")
    verb = "said" if is_said else verb_of(article, attribution)
    return _shortened(f"{name} {verb} {small(article, before) or before}{joint}{after}")


def _as_inserted(article: Article, attribution: Attribution, name: str) -> list[str]:
    """In the form "X said …" where the source stands in the middle: "If it fails, Duarte said, they may appeal"."""
    sentence = article.sentences[attribution.sentence - 1]
    source = attribution.source
    if source is None or attribution.cue is None or attribution.quotations or attribution.kind == "attitude":
        return []
    before = article.text[sentence.start : source[0]].strip()
    after = article.text[attribution.cue[1] : sentence.end].strip().lstrip(",").strip()
    if not before.endswith(",") or not after or _POINTING_CLAUSE.match(before):
        return []
    before = prose.opened(before.rstrip(","))
    opening = small(article, before) or before
    if after.startswith(";"):
        after = ""  # what follows a semicolon is not what was said
    if not after:
        return [f"{name} {verb_of(article, attribution)} {opening}"]
    joint = ", " if _SUBORDINATE.match(before) or _CONCESSION.match(after) else " "
    return [f"{name} {verb_of(article, attribution)} {opening}{joint}{after}"]


def as_called(article: Article, reading: Reading, attribution: Attribution, name: str) -> list[str]:
    """The whole sentence where the quoted words are what something is called: "…, for what he called “a shame”"."""
    cue = CUES.get((attribution.verb or "").lower())
    number = attribution.sentence
    reference = reading.reference(number)
    if cue is None or cue.lemma not in _NAMING or attribution.cue is None:
        return []
    named = (
        slice_of(article, attribution.cue[1], attribution.quotations[-1][1]).strip() if attribution.quotations else ""
    )
    if re.match(r"(?:that|it|this|them)\b", named):
        return [f"{name} {verb_of(article, attribution)} {named}"]
    if reference is None or reference.party != attribution.party:
        return []
    sentence = article.sentences[number - 1]
    rest = article.text[reference.span[1] : sentence.end]
    known = [spoken for spoken in quotations.marked(rest) if FIRST_PERSON.search(rest[spoken.start : spoken.end])]
    return [] if known or not reference.certain else [name + without_also(rest)]


def _is_passive(verb: str | None) -> bool:
    """Whether an attitude whose source follows it may be told by that source: "opposed" of "opposed by residents"."""
    cue = CUES.get(verb or "")
    return cue is not None and cue.family == "attitude" and cue.form == "finite"


def as_quoted(name: str, quote: str | None) -> list[str]:
    """As a quotation."""
    if quote is None:
        return []
    words = quote.strip()
    return [f"{name} {'asked' if words.endswith('?') else 'said'}: “{ended(words)}”"]


# What a relative clause tells of the noun before it: ", which the mayor said would be too late".
_SUBJECTLESS = re.compile(rf"{_VERBS}\b")
# The noun such a clause is about, where it says enough alone: "an independent inquiry, which the mayor said …".
_ABOUT = re.compile(r"\b(?P<about>(?:an?|the) (?:(?!an? |the )[\w’'-]+ ){1,4}(?!an? |the )[\w’'-]+), which $")
_TITLE_LAST = re.compile(r"(?:Mr|Mrs|Ms|Dr)\.? $")


def as_relative(article: Article, attribution: Attribution, name: str) -> list[str]:
    """What a relative clause says of a noun, with the noun: it is told by nobody but whom the clause names."""
    cue, source = attribution.cue, attribution.source
    if cue is None or source is None or not attribution.content or attribution.content[-1][0] < cue[1]:
        return []
    words = slice_of(article, cue[1], attribution.content[-1][1]).strip()
    sentence = article.sentences[attribution.sentence - 1]
    about = _ABOUT.search(_TITLE_LAST.sub("", article.text[sentence.start : source[0]]))
    if about is None or not _SUBJECTLESS.match(words):
        return []
    return [f"{name} {verb_of(article, attribution)} {about.group('about')} {words}"]


def _bare(article: Article, attribution: Attribution) -> str:
    return article.text[slice(*attribution.quotations[-1])].strip().rstrip(",")


_OBJECT = re.compile(r"(?:[\w’']+ ){1,4}(?:him|her|them|me|us)\b")


def as_told(article: Article, reading: Reading, attribution: Attribution, name: str, reporter: Party) -> list[str]:
    """What one party said of another's view: "Trump was not happy, according to Karoline Leavitt."."""
    source = attribution.source
    teller = subject(article, reading, reporter)
    kept = (reporter.is_named and not teller.startswith("The ")) or (
        len(first := teller.split(maxsplit=1)[0]) > 1 and first.isupper()
    )
    teller = teller if kept else teller[:1].lower() + teller[1:]
    if source is None or not attribution.content:
        return []
    start, end = attribution.content[-1]
    if attribution.cue is not None and start >= attribution.cue[1]:
        words = f"{verb_of(article, attribution)} {slice_of(article, attribution.cue[1], end).strip()}"
        if _OBJECT.match(words):
            return []
        if _SUBJECTLESS.match(words.split(maxsplit=1)[1] if " " in words else ""):
            return []
    elif start <= source[0] < end:
        end = min(end, attribution.quotations[-1][1]) if attribution.quotations else end
        words = re.sub(r"[“”\"]|''", "", article.text[source[1] : end]).strip()
        if FIRST_PERSON.search(words):
            return []
    elif attribution.cue is not None and end <= attribution.cue[0] and attribution.quotations:
        quoted = article.text[slice(*attribution.quotations[0])].strip(" ,.")
        return [f"{name} said “{quoted}”, according to {teller}"]
    else:
        return []
    return [f"{name} {words.rstrip('.,')}, according to {teller}"]
