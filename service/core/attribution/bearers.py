"""Who bears a name: full names, last and first names, short names of bodies, initials, countries."""

from service.core.attribution import places
from service.core.attribution.bodies import LOCAL
from service.core.attribution.entities import Cast, Entity, gender_of
from service.core.attribution.epithets import is_trait
from service.core.attribution.naming import NAME_BODIES, SEATS, gender_of_name, kind_of_name, words_of
from service.core.attribution.people import is_organisation
from service.core.attribution.phrases import Phrase
from service.core.attribution.reading import Gender
from service.core.attribution.roles import offices_of, written
from service.core.attribution.tokens import Token

_HONOURED = frozenset("king queen prince princess pope lord lady sir dame baroness baron saint".split())
_COURTESY = frozenset("mr mrs ms miss lord lady".split())
_FIRMS = frozenset("inc corp ltd plc llc ag se nv sa asa gmbh co".split())
_LONG = 3  # letters of a word that is too short to stand for a firm's whole name
# Whom "the elder Mr. Cobb" may mean: "Mr. Cobb's father, Rafael".
_KIN_OF = {"elder": ("father", "mother"), "older": ("father", "mother"), "younger": ("son", "daughter")}
_PLAIN = frozenset("mr mrs ms miss".split())
_BORN = frozenset({"born", "née", "nee"})  # before the name of somebody who has another now
_LONGEST = 8  # words of a name that has shorter forms
_NOT_A_NAME = frozenset(
    "war day conference cup act treaty agreement deal summit crisis street road avenue avenue square park bridge river "
    "lake mount mountain mountains sea ocean island islands county airport station hall tower building stadium valley "
    "prize award festival championship championships games olympics constitution bible plan peninsula "
    "assets tv cctv gdp dna ai ceo cfo id".split()
)


def is_no_name(words: tuple[str, ...]) -> bool:
    """Whether a row of capitals names no party: "Thames Bridge"; "Sue Day" does."""
    if len(words) == 1 and (words[0][:2] in {"r-", "d-", "i-"} or words[0].endswith(("-based", "-listed", "-born"))):
        return True  # a seat: "(R-AL)"; "the Lima-based company"
    if words in SEATS:
        return False  # "Downing Street said"
    return words[-1] in _NOT_A_NAME and not (len(words) == 2 and gender_of_name(words) is not None)


class Bearers:
    """The names of an article, each with its party in the cast."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._by_surname: dict[str, list[int]] = {}
        self._by_country: dict[str, int] = {}

    def of(self, phrase: Phrase, name: tuple[Token, ...]) -> int | None:
        """The party a name means in its phrase."""
        if not name:
            return None
        before = phrase.line.sentence.start
        if phrase.name_first == phrase.first:  # nothing before the name
            return self._lookup(words_of(name), before, None)
        age = next((token.lower for token in phrase.before_name if token.lower in _KIN_OF), None)
        if age is not None and len(name) == 1:
            kin = self._cast.nearest(before, lambda entity: entity.kin in _KIN_OF[age])
            if kin is not None:
                return kin
        return self._lookup(words_of(name), before, _gender_of_titles(phrase), phrase)

    def admit(self, phrase: Phrase, called: tuple[Token, ...]) -> None:
        """Add the party of a name, unless another form of its name is known; the longest forms come first."""
        words = words_of(called)
        if words in self._cast.by_words or phrase.line.lower(phrase.first - 1) in _BORN:
            return
        name = written(called)
        if not words or (len(words) == 1 and places.is_adjective(name)) or is_no_name(words) or is_trait(phrase):
            return
        if (adult := self._born_as(phrase, words)) is not None:
            self._cast.by_words[words] = adult
            return
        titled = _gender_of_titles(phrase)
        if self._lookup(words, phrase.line.sentence.start, titled) is not None:
            return
        if titled is not None and len(words) == 1 and self._by_surname.get(words[0]):
            self._add_spouse(phrase, words[0], titled)
            return
        if phrase.first == phrase.last == 0 and phrase.line.lower(1) == ":" and (meant := self.by_initials(words[0])):
            self._cast.by_words[words] = meant
            return
        self._add(phrase, words, name)

    def add(self, phrase: Phrase) -> int | None:
        """The party of a name that nobody bears yet; None where it is no name."""
        words, name = words_of(phrase.name), written(phrase.name)
        if not words or is_no_name(words) or (len(words) == 1 and places.is_adjective(name)):
            return None
        return self._add(phrase, words, name)

    def by_initials(self, letters: str) -> int | None:
        """Whom a transcript means by initials: the one person of the article who has them."""
        found = [
            index
            for index in self._cast.by_initials.get(letters.lower(), ())
            if self._cast.entities[index].kind in {"person", "other"}
        ]
        return found[0] if len(found) == 1 and len(letters) > 1 else None

    def is_unique(self, phrase: Phrase) -> bool:
        """Whether nobody else of the article bears the name, or a last or first name it consists of."""
        words = words_of(phrase.name)
        bearers = {*self._by_surname.get(" ".join(words), ()), *self._by_surname.get("first " + words[-1], ())}
        return words in self._cast.by_words or len(bearers) <= 1

    def _born_as(self, phrase: Phrase, words: tuple[str, ...]) -> int | None:
        """Who was born by another first name, in an obituary: "Eszter Varga was born in Szeged" of Estelle Varga."""
        if (phrase.line.lower(phrase.last + 1), phrase.line.lower(phrase.last + 2)) != ("was", "born"):
            return None
        bearers = self._by_surname.get(words[-1], ()) if len(words) > 1 else ()
        return bearers[0] if len(bearers) == 1 else None

    def _add_spouse(self, phrase: Phrase, surname: str, gender: Gender) -> None:
        """Add "Mr. Colby", where the only Colby of the article so far is a woman."""
        name = f"{phrase.before_name[-1].text} {written(phrase.name)}"
        entity = Entity(name, (surname,), "person", is_named=True, gender=gender, evidence=1)
        self._cast.entities.append(entity)
        self._cast.by_words[gender, surname] = len(self._cast.entities) - 1

    def _add(self, phrase: Phrase, words: tuple[str, ...], name: str) -> int:
        kind = kind_of_name(phrase, words)
        index = self._cast.add(Entity(_honoured(phrase, name), words, kind, is_named=True))
        self._cast.by_words[words] = index
        if kind in {"person", "other"}:
            self._shorten_person(index, words)
        else:
            self._shorten_body(index, words, is_organisation=kind == "organisation")
        country = places.country_of(name)
        if country:
            self._by_country.setdefault(country, index)
        return index

    def _shorten_person(self, index: int, words: tuple[str, ...]) -> None:
        parts = [part for word in words for part in word.split("-") if part]
        if len(parts) > 2:  # an interview may call its guest by initials
            self._cast.by_words.setdefault(("".join(part[0] for part in parts),), index)
        for at in range(1, len(words) if len(words) <= _LONGEST else 0):  # a row of capitals without an end is no name
            self._by_surname.setdefault(" ".join(words[at:]), []).append(index)
        if len(words) > 1:
            self._by_surname.setdefault("first " + words[0], []).append(index)
            if len(words) > 2:
                self._cast.by_words.setdefault((words[0], words[-1]), index)

    def _shorten_body(self, index: int, words: tuple[str, ...], *, is_organisation: bool) -> None:
        head = words[-1]
        initials = "".join(word[0] for word in words if word not in {"of", "the", "and", "for"})
        if len(initials) > 1:
            self._cast.by_words.setdefault((initials,), index)
        while len(words) > 1 and _is_kind_of_body(words[-1]) and not (len(words) == 2 and words[-1] in LOCAL):
            words = words[:-1]
        if len(words) > 1 and head in _FIRMS and len(words[0]) > _LONG:
            self._cast.by_words.setdefault(words[:1], index)  # "Acorn" of Acorn Nutrition Inc.
        if is_organisation and head in NAME_BODIES:
            self._by_surname.setdefault(head, []).append(index)
        if not (len(words) == 1 and places.country_of(words[0])):
            self._cast.by_words.setdefault(words, index)

    def _lookup(
        self, words: tuple[str, ...], before: int, gender: Gender | None, phrase: Phrase | None = None
    ) -> int | None:
        if len(words) == 1 and places.is_adjective(words[0]):
            return None
        if gender is not None and (gender, *words) in self._cast.by_words:
            return self._cast.by_words[gender, *words]
        if words in self._cast.by_words and not (gender is not None and self._is_body(self._cast.by_words[words])):
            return self._cast.by_words[words]
        joined = " ".join(words)
        country = places.country_of(joined)
        if country and not places.is_adjective(joined):
            return self._by_country.get(country)
        candidates = self._by_surname.get(joined) or (
            self._by_surname.get("first " + joined) if len(words) == 1 else None
        )
        if candidates and gender is not None:  # "Mrs. Rao" of a mother and a son
            fitting = [index for index in candidates if self._gender(index) in {None, gender}]
            candidates = [index for index in fitting if self._gender(index) == gender] or fitting
        if not candidates:
            return None
        if len(candidates) > 1 and phrase is not None and phrase.before_name:
            offices = offices_of(phrase) - _PLAIN  # "Dr. Varga" of a scientist and her sister
            candidates = [at for at in candidates if offices & self._cast.entities[at].offices] or candidates
        # Two of one name: the one mentioned last before this sentence ends, else the first.
        return candidates[0] if len(candidates) == 1 else max(candidates, key=lambda at: self._last_before(at, before))

    def _is_body(self, index: int) -> bool:
        return self._cast.entities[index].kind in {"organisation", "government"}

    def _gender(self, index: int) -> Gender | None:
        entity = self._cast.entities[index]
        return entity.gender or gender_of_name(entity.words)

    def _last_before(self, index: int, offset: int) -> tuple[int, int]:
        entity = self._cast.entities[index]
        own, last = entity.last_of_its_own(offset), entity.last_before(offset)
        return (-1 if own is None else own), (-1 if last is None else last)


def _is_kind_of_body(word: str) -> bool:
    return is_organisation(word) or word in NAME_BODIES or word in _FIRMS


def _honoured(phrase: Phrase, name: str) -> str:
    """A single name with the title nobody leaves out: "Queen Anne", "Mr Justice Rowe"."""
    if " " in name:
        return name
    titles = [token.lower.rstrip(".") for token in phrase.before_name]
    if len(titles) > 1 and titles[-1] == "justice" and titles[-2] in _COURTESY:
        return f"{' '.join(token.text for token in phrase.before_name[-2:])} {name}"
    title = next((token.text for token in phrase.before_name if token.lower in _HONOURED), None)
    return name if title is None else f"{title} {name}"


def _gender_of_titles(phrase: Phrase) -> Gender | None:
    """What the titles before a name say: "Mrs. Rao"."""
    titles = phrase.before_name
    return gender_of({token.lower.rstrip(".") for token in titles}) if titles else None
