"""Topics: what parties take a stand on, where an attitude verb names it."""

from dataclasses import dataclass

from service.core.attribution.cues import CUES
from service.core.draft import Stance
from service.core.words import content_stems
from service.engines.extractive.positions import View

_MOST_TOPICS = 6
_FOR = frozenset(
    "support back endorse welcome champion advocate embrace favor favour applaud hail commend demand".split()
)
_AGAINST = frozenset(
    "oppose reject condemn denounce criticize criticise deplore dismiss decry protest resist attack assail lambast "
    "lambaste slam blast".split()
)
_PHRASES: dict[str, Stance] = {
    "call for": "supports",
    "called for": "supports",
    "calls for": "supports",
    "calling for": "supports",
    "push for": "supports",
    "pushed for": "supports",
    "pushes for": "supports",
    "pushing for": "supports",
    "argued against": "opposes",
    "argues against": "opposes",
    "voted against": "opposes",
    "voted for": "supports",
    "ruled out": "opposes",
    "rules out": "opposes",
    "ruling out": "opposes",
    "hit out": "opposes",
}


@dataclass(frozen=True, slots=True)
class Topic:
    """A contested thing, as the article words it."""

    text: str
    stems: frozenset[str]


def stance_of(view: View) -> Stance | None:
    """What an attitude verb says about its object; None for every other verb."""
    verb = (view.verb or "").lower()
    if verb in _PHRASES:
        return _PHRASES[verb]
    if verb == "push" and view.about is not None:
        return "supports"
    cue = CUES.get(verb)
    if cue is None:
        return None
    return "supports" if cue.lemma in _FOR else "opposes" if cue.lemma in _AGAINST else None


def topics(views: list[View]) -> tuple[Topic, ...]:
    """What the views take a stand on, each thing once, at most six."""
    found: list[Topic] = []
    for view in views:
        if view.about is None or stance_of(view) is None or _names_somebody(view.about):
            continue
        stems = content_stems(view.about)
        if stems and not any(stems & topic.stems for topic in found):
            found.append(Topic(view.about, stems))
    return tuple(found[:_MOST_TOPICS])


def _names_somebody(about: str) -> bool:
    """Whether an attitude is towards somebody rather than something: that makes no topic."""
    return about.rsplit(maxsplit=1)[-1][:1].isupper() or about.split(maxsplit=1)[0] in {"both", "him", "her", "them"}


def topic_of(view: View, known: tuple[Topic, ...]) -> int | None:
    """The number of the topic a view takes a stand on, from 1."""
    if view.about is None or stance_of(view) is None:
        return None
    stems = content_stems(view.about)
    return next((number for number, topic in enumerate(known, start=1) if topic.stems & stems), None)
