"""Which of the sentences that somebody is the source of tell news, the source included, and which tell a view."""

import re

from service.core.article import Article
from service.core.attribution import Attribution, Party, Reading
from service.core.attribution.cues import CUES
from service.core.attribution.tokens import AUXILIARIES
from service.engines.extractive.sentences.prose import count, is_balanced
from service.engines.extractive.sentences.shortening import tells
from service.engines.extractive.sentences.splitting import has_verb

_FEWEST_TOLD = 6  # words of a deed before what is said
_OPENING = 3  # sentences in which whoever speaks is news
_MOST_OF_NAME = 4  # words

_REPORTING = frozenset(
    "say tell report announce confirm reveal disclose find show estimate record calculate add".split()
)
# What is done by saying it. Whoever does it, that it was done is the article's own fact.
_DEEDS = frozenset(
    "ruled ordered decided agreed announced promised pledged vowed declared admitted confirmed revealed disclosed "
    "certified conceded determined concluded apologised apologized testified".split()
)
# Stands that are acts where a body takes them: its vote, its judgment.
_ACTS = frozenset(
    "rejected dismissed refused recommended proposed endorsed backed approved celebrated thanked congratulated "
    "voted attacked blasted condemned criticised criticized".split()
)
# What a body wants, expects or thinks of something is its view.
_VIEW = re.compile(
    r"\b(?:should|must|need(?:s|ed)? to|ought|hopes?d?|wants?(?:ed)?|believes?d?|regrets?|"
    r"wrong|right|un?fair|un?acceptable|best|worst|good|bad|better|worse|priority|committed|proud|never|we|our)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(r"\b(?:would|could|may|might)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:not|no|n[’']t|its|their)\b", re.IGNORECASE)
# Bodies whose office it is to know; a union, a company or a campaign has a side.
_OFFICIAL = re.compile(
    r"\b(?:agenc(?:y|ies)|offices?|authority|police|ministry|department|services?|institute|bureau|courts?|"
    r"commission|board|council|university|hospitals?|survey|report|study|poll|coastguard|coast guard|brigade|"
    r"prosecutors?|registry|tribunal|regulator|committee|observatory|fund|bank|cent(?:er|re)|administration|"
    r"inspectorate|army|navy|officials|authorities|firefighters|rescuers|investigators|doctors|diplomats|scientists|"
    r"researchers|analysts|paramedics|officers)\b",
    re.IGNORECASE,
)
# Who speaks for an office of that kind, or knows by his own.
_OF_OFFICE = re.compile(
    r"\b(?:spokes\w+|officer|chief|prosecutor|judge|coroner|inspector|superintendent|sheriff|sergeant|captain|"
    r"detective|commissioner|ombudsman|registrar|marshal|epidemiologist|pathologist)\b",
    re.IGNORECASE,
)
# A figure somebody with a side gives can be told with its source; when something happened is often what is disputed.
_QUANTITY = re.compile(
    r"(?<![\d:.])[$€£]?\d[\d,.]*(?! ?[ap]\.?m\b|[:\d]| (?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December))"
)
_NUMBER = r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|dozens?|hundreds?|thousands?)\b"
_HAS_NUMBER = re.compile(_NUMBER)
_PAST_OR_NUMBER = re.compile(rf"{_NUMBER}|\b(?:was|were|had|has|have|[a-z]{{3,}}ed)\b")
_COUNTED = re.compile(rf"(?:about |some |more than |nearly |all |most |only )?(?:{_NUMBER})", re.IGNORECASE)


def leaves_fact(article: Article, reading: Reading, attribution: Attribution, place: int) -> bool:
    """Whether a sentence with this attribution may be told as news, attribution included.

    A lead is news whoever is its source. Further down, what somebody does by saying it is news, and so is what
    officials report to have happened; what anybody wants, and what else a person says, is a position.

    Args:
        article: Where the sentence stands.
        reading: Its reading.
        attribution: What is attributed in the sentence.
        place: How many sentences stand before it, a headline not counted.
    """
    if is_aside(article, attribution) or (place == 0 and attribution.kind != "direct"):
        return True
    if attribution.kind == "attitude":
        return attribution.verb is not None and (attribution.party is None or _is_act(article, reading, attribution))
    if attribution.cue is None or not _quotes_names_alone(article, attribution):
        return False
    nobody = attribution.party is None or reading.parties[attribution.party].is_document
    if nobody or _is_deed(article, attribution) or _is_report(article, reading, attribution):
        return True
    tail = bool(attribution.content) and attribution.content[0][0] < attribution.cue[0]
    return place < _OPENING and tail


def is_aside(article: Article, attribution: Attribution) -> bool:
    """Whether the sentence tells something else and adds the words: "It cut its forecast, saying that …"."""
    if (
        attribution.cue is None
        or attribution.source is not None
        or not (attribution.verb or "").split()[0].endswith("ing")
    ):
        return False
    return article.text[: attribution.cue[0]].rstrip().endswith(",")


def is_second(article: Article, attribution: Attribution) -> bool:
    """Whether the sentence tells what happened, and then what somebody said: see `before_second`."""
    return before_second(article, attribution) is not None


_OWN_SECOND = re.compile(r",? and $")
# ", and two of its members say they are undecided": who speaks has had no part in the sentence before.
_OTHER_SECOND = re.compile(r", (?:and|while) $")
_ARTICLE = re.compile(r"(?:the|an?) $")


def before_second(article: Article, attribution: Attribution) -> int | None:
    """Where a sentence ends without what somebody is said to say in its second half; None where it has no such halves.

    He is the one who did what the first half tells ("adjourned the case and warned that …"), or somebody else after a
    comma ("The bill needs nine votes, and two members say they are undecided").
    """
    if attribution.cue is None or attribution.kind == "direct":
        return None
    start = article.sentences[attribution.sentence - 1].start
    head = article.text[start : attribution.cue[0]]
    joint = _OWN_SECOND.search(head)
    if joint is None and attribution.source is not None and attribution.source[0] < attribution.cue[0]:
        if any(span[0] < attribution.source[0] for span in attribution.content):
            return None
        head = _ARTICLE.sub("", article.text[start : attribution.source[0]])
        joint = _OTHER_SECOND.search(head) if tells(head) else None  # else it only leads to what is said
    if joint is None:
        return None
    told = head[: joint.start()]
    return start + joint.start() if count(head) >= _FEWEST_TOLD and has_verb(told) and is_balanced(told) else None


def _quotes_names_alone(article: Article, attribution: Attribution) -> bool:
    """Whether what is in quotation marks are names of works and the like, no words of the source."""
    quoted = [article.text[slice(*span)].strip() for span in attribution.quotations]
    return all(words[:1].isupper() and len(words.split()) <= _MOST_OF_NAME for words in quoted)


def _is_report(article: Article, reading: Reading, attribution: Attribution) -> bool:
    """Whether who should know reports what happened: "Two people died in the fires, the agency said"."""
    cue = CUES.get((attribution.verb or "").lower())
    reports = (cue is not None and cue.lemma in _REPORTING) or (attribution.verb or "").lower() == "according to"
    told = attribution.kind == "indirect" or (attribution.kind == "mixed" and _quotes_names_alone(article, attribution))
    if not reports or attribution.reported_by or not told or attribution.party is None:
        return False
    words = " ".join(article.text[slice(*span)] for span in attribution.content)
    party = reading.parties[attribution.party]
    if _VIEW.search(words):
        return False
    if _is_official(article, party, attribution):
        doubtful = _POSSIBLE.search(words) or _OWN.search(words)
        return bool((_HAS_NUMBER if doubtful else _PAST_OR_NUMBER).search(words))
    return party.kind == "organisation" and bool(_QUANTITY.search(words))  # it has a side


def _is_official(article: Article, party: Party, attribution: Attribution) -> bool:
    if party.kind == "person":
        return _OF_OFFICE.search(party.role or "") is not None
    source = article.text[slice(*attribution.source)] if attribution.source else ""
    return party.kind == "government" or _OFFICIAL.search(f"{party.name} {source}") is not None


def _is_deed(article: Article, attribution: Attribution) -> bool:
    """Whether the verb tells what somebody did: "admitted 12 counts of fraud", "ruled that the hedge can stay"."""
    verb = (attribution.verb or "").lower()
    if verb not in _DEEDS or not attribution.content or attribution.cue is None:
        return False
    start, end = attribution.content[0]
    words = article.text[start:end].lower().split()
    plain = not set(words[:12]) & (AUXILIARIES | {"that", "to"})
    return attribution.cue[1] + 1 == start and (plain or verb not in {"admitted", "declared"})


def _is_act(article: Article, reading: Reading, attribution: Attribution) -> bool:
    """Whether a stand is an act, or a count of those who take it: "Ten members voted for the measures"."""
    if attribution.party is None:
        return False
    source = article.text[slice(*attribution.source)] if attribution.source else ""
    if _COUNTED.match(source):
        return True
    party = reading.parties[attribution.party]
    verb = (attribution.verb or "").lower().split(maxsplit=1)
    return bool(verb) and verb[0] in _ACTS and (party.kind == "government" or _OFFICIAL.search(party.name) is not None)
