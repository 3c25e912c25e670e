"""What each mention of a party tells of it: role, office, gender, whom it represents, what kind of party it is."""

from dataclasses import dataclass

from service.core.attribution import places
from service.core.attribution.appositives import appositives_after
from service.core.attribution.asides import is_noun_row
from service.core.attribution.bearers import Bearers
from service.core.attribution.bodies import plies_trade
from service.core.attribution.coreference import is_generic_body
from service.core.attribution.cues import CUES
from service.core.attribution.entities import Cast, Entity, gender_of
from service.core.attribution.evidence import weigh
from service.core.attribution.naming import stretch
from service.core.attribution.owners import Owners, is_of_body
from service.core.attribution.people import KIN, is_role
from service.core.attribution.phrases import Phrase, phrase_starting_at
from service.core.attribution.roles import offices_of, role_of, written
from service.core.attribution.seats import seat_of
from service.core.attribution.tokens import Token

_BELONGING = frozenset("of to with for by from about against like".split())
_COMMON_BODIES = frozenset({"party", "group", "company", "union", "club"})
_OF_PLACES = frozenset({"company", "club"})  # after a single name more often where it is: "a Madrid club"


@dataclass(slots=True)
class Portraits:
    """Adds to the parties of an article what their mentions tell."""

    cast: Cast
    bearers: Bearers
    owners: Owners
    opening_only: frozenset[str]  # words that open a sentence and are no name anywhere else

    def note(self, index: int, phrase: Phrase, name: tuple[Token, ...], *, aloud: bool = True) -> None:
        """Take down one mention of a name and what stands round it; one in a quotation is no pronoun's antecedent."""
        entity, line = self.cast.entities[index], phrase.line
        first = line.tokens[phrase.name_first if phrase.name_first is not None else phrase.last]
        last = line.tokens[phrase.last]
        self.cast.mention(index, (first.start, first.start + len(stretch(line, first, last))))
        entity.forms.setdefault(written(name))
        adjunct = last.end - last.start == len(last.text)  # no possessive ending, even one that was set aside
        if _belongs(phrase) or not adjunct:
            entity.aside.add(first.start)
        following = line.lower(phrase.last + 1)
        if is_role(following) and adjunct:
            return  # "Latin America economist": the name is a word about somebody else
        called = following in _COMMON_BODIES and not (following in _OF_PLACES and len(name) == 1)
        if called and adjunct and entity.kind in {"other", "person"}:
            entity.kind, entity.role = "organisation", None
        number = line.sentence.number
        if aloud:
            self.cast.by_line.setdefault(number, []).append((phrase.last, index))
        entity.sentences.add(number)
        if entity.kind in {"person", "other"}:
            entity.offices |= seat_of(phrase)
        self.describe(index, appositives_after(phrase))
        weigh(entity, phrase)
        if entity.kind in {"person", "other"} and entity.represents is None and adjunct:
            entity.represents = self._belongs_to(phrase)
        cue = CUES.get(following)
        entity.speaks_first |= phrase.first == 0 and cue is not None and cue.form == "finite"
        if phrase.before_name and is_generic_body(phrase.before_name[-1].lower):
            entity.nouns.add(phrase.before_name[-1].lower)

    def describe(self, index: int, phrase: Phrase) -> None:
        """Learn role, gender and who is represented from a phrase with its appositives."""
        entity = self.cast.entities[index]
        parts = (phrase, *phrase.appositives)
        bodies = {
            part.head
            for part in parts
            if not part.is_named and is_generic_body(part.head) and not plies_trade(part, entity.words)
        }
        if bodies and entity.kind == "other" and entity.evidence <= 0:
            entity.kind = "organisation"  # "Northgate Mutual, its insurer, …"
        if entity.kind not in {"person", "other"}:
            entity.nouns |= bodies
            return
        for part in parts:
            own = part is phrase or not part.is_named or self.bearers.of(part, part.name) == index
            if own:
                entity.offices |= offices_of(part)
            role, represents = role_of(part)
            if role is None or (part.is_named and part.name != phrase.name and not own):
                continue
            _play(entity, part, role, self._represented(represents, part))

    def _represented(self, name: str | None, phrase: Phrase) -> str | None:
        """Whom an office is held for, if that is somebody: a capital at the beginning of a sentence may be no name."""
        if name is None:
            return self._owner(phrase)
        if " " in name or places.country_of(name):
            return name
        word = name.lower()
        if word.endswith(("ative", "crat", "cratic", "ican", "ist", "alist", "ional")):
            return None  # "Conservative critic", "Democratic senator": of a side, not for a body
        opening = phrase.words[0]
        if phrase.first == 0 and opening.lower == word and not opening.possessive and word in self.opening_only:
            return None
        return name

    def _owner(self, phrase: Phrase) -> str | None:
        """Whom "its chairman" serves: a name of which no more is known is a body's, since it has one."""
        owner = self.owners.of(phrase)
        if owner is None:
            return None
        if owner.kind == "other" and is_of_body(phrase.head):
            owner.kind = "organisation"
        return owner.name

    def _belongs_to(self, phrase: Phrase) -> str | None:
        """The body somebody is introduced with: "Bridget Noonan of Rail Users' Voice", "Priya Raman at Holt & Lyle"."""
        if phrase.line.lower(phrase.last + 1) not in {"of", "at"} or len(phrase.name) < 2:
            return None
        body = phrase_starting_at(phrase.line, phrase.last + 2)
        index = self.bearers.of(body, body.name) if body is not None and body.is_named else None
        entity = self.cast.entities[index] if index is not None else None
        return entity.name if entity is not None and entity.kind == "organisation" else None


def _belongs(phrase: Phrase) -> bool:
    """Whether a name only belongs to another noun: "the son of the late preacher Bill Dobbs"."""
    line, at = phrase.line, phrase.first - 1
    while at > phrase.first - 4 and is_noun_row(line, at, at + 1) and not line.tokens[at].is_name:
        at -= 1
    return line.lower(at) in _BELONGING


def _play(entity: Entity, part: Phrase, role: str, represents: str | None) -> None:
    """Give a person a role; a longer one for one that says nothing of whom it is for."""
    entity.kind = "person"
    entity.evidence += 1
    entity.gender = entity.gender or gender_of(set(role.lower().split()))
    better = entity.role is not None and len(entity.role) < len(role) and entity.represents is None
    if entity.role is None or (better and part.head not in KIN):
        entity.role, entity.represents = role, represents or entity.represents
    elif entity.represents is None:
        entity.represents = represents
