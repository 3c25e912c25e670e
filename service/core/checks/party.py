"""The evidence of a position names its party, or has a role or a pronoun that stands for it, whoever reports it."""

import re
from collections.abc import Iterator, Sequence

from service.core import attribution, names, passage
from service.core.claim import Claim, Finding, fails, flags
from service.core.descriptions import SAME_OFFICE, is_described
from service.core.draft import DraftParty
from service.core.names.antecedents import PRONOUNS, Number, reached
from service.core.names.roles import OFFICES, ORGANISATION_HEADS
from service.core.names.tokens import Token
from service.core.voices import voices
from service.core.words import FUNCTION_WORDS

ENGLISH_ONLY = False

_FOREIGN_LOOK_BACK = 3  # sentences: outside English a pronoun cannot be read, so the name may stand further back
_TELLING_LETTERS = 5  # of a word outside English that may stand for a whole name
_OFFICE_LOOK_BACK = 5  # sentences: before "the president" alone, within which he is called by his name


def check(claim: Claim) -> Iterator[Finding]:
    """Fails where neither the cited sentences nor the one before name the party, its role or a pronoun for it."""
    party = claim.party
    if party is None or claim.section not in {"parties", "positions"} or not claim.cited:
        return
    if claim.article.language not in {None, "en"}:
        if not is_literal(party.name, claim):
            yield fails(f'the cited sentences do not name "{party.name}"')
        return
    if is_there(party, claim) or (claim.reported_by and _is_meant(party, claim)):
        if claim.reported_by and not claim.quote and _is_only_spoken_of(party, claim.reported_by, claim):
            yield flags(f'the cited sentences speak of "{party.name}"; what is told there may be another\'s view')
        return
    if claim.section == "positions" and _bears_another_first_name(party, claim):
        yield flags(f'the cited sentences have another first name than "{party.name}"')
        return
    others = _people_named(claim)
    instead = f", but {others}" if others else ""
    yield fails(f'neither the cited sentences nor the one before name "{party.name}"{instead}')


def is_there(party: DraftParty, claim: Claim) -> bool:
    """Whether the cited sentences, or the one before each, name a party or have a pronoun that leads back to it."""
    number: Number = "person" if party.kind == "person" else "body"
    if _is_meant_in(claim.around.scope, party, claim):
        return True
    if reached(claim.article, claim.cited, lambda scope: _is_meant_in(scope, party, claim), number):
        return True
    return any(is_in_voice(party, sentence, claim) for sentence in claim.cited)


def _is_meant_in(scope: names.Scope, party: DraftParty, claim: Claim) -> bool:
    if is_named(party, scope, claim):
        return True
    # Whose "the president" is in another's mouth, that one's state decides: see `is_office`.
    return not (party.kind == "person" and claim.reported_by) and is_described(party, scope, claim.siblings)


def is_in_voice(party: DraftParty, sentence: int, claim: Claim) -> bool:
    """Whether a sentence is the party's own: of its turn in a transcript, or of a text it wrote in the first person."""
    heard = voices(claim.article)
    if sentence in heard.turns:
        return is_named(party, heard.turns[sentence], claim)
    authors = heard.authors.get(sentence, ())
    if not any(_is_author(party, author, claim) for author in authors):
        return False
    if sentence in heard.own:
        return True  # whoever else speaks in it
    reading = attribution.read(claim.article)
    mine = {one.index for one in attribution.find(reading, party.name)}
    return all(each.party in mine for each in reading.of_sentence(sentence))


def _is_author(party: DraftParty, author: names.Scope, claim: Claim) -> bool:
    """Whether the name a text stands under is a party's; of a body's most words, or a place it shares would do."""
    keys = [key for key in names.keys_of(party.name) if key not in FUNCTION_WORDS]
    if party.kind != "person" and 2 * sum(author.has_word(key) for key in keys) < len(keys):
        return False
    return is_named(party, author, claim)


def is_office(party: DraftParty, scope: names.Scope, claim: Claim) -> bool:
    """Whether "the president" in a stretch of the article is this party: by its role, or named shortly before.

    For somebody whose words another passes on: who speaks is named there too, so other names rule nothing out.
    """
    if party.kind != "person":
        return False
    tokens = scope.index.tokens
    places = [place for first, last in scope.ranges for place in range(max(first, 1), last)]
    offices = {
        tokens[place].key
        for place in places
        if tokens[place].lower and tokens[place].key in OFFICES and tokens[place - 1].key == "the"
    }
    offices -= _roles_of(claim.reported_by, claim)
    if not offices:
        return False
    roles = _roles_of(party.name, claim) | _words_of(party.role)
    roles |= {SAME_OFFICE[role] for role in roles & SAME_OFFICE.keys()}
    if roles & OFFICES:
        return bool(offices & roles) and not _is_of_another_state(party, claim)
    before = range(max(1, claim.cited[0] - _OFFICE_LOOK_BACK), claim.cited[0])
    return is_named(party, scope.index.within(claim.spans(before)), claim)


def _words_of(role: str | None) -> set[str]:
    return set(names.keys_of(role or ""))


def _roles_of(name: str | None, claim: Claim) -> set[str]:
    """The words of every role that the article or the draft gives somebody."""
    if not name:
        return set()
    return {key for role in _roles(name, claim) for key in _words_of(role)}


def _roles(name: str, claim: Claim) -> list[str]:
    told = [one.role for one in attribution.find(attribution.read(claim.article), name)]
    drafted = [sibling.role for sibling in claim.siblings if names.same(sibling.name, name)]
    return [role for role in (*told, *drafted) if role]


def _is_of_another_state(party: DraftParty, claim: Claim) -> bool:
    """Whether the party's office is of a state that is neither there nor the reporter's: another's president."""
    states = [key for key in _words_of(party.role) if _is_world((key,))]
    roles = _roles(claim.reported_by or "", claim)
    places: list[str | names.Scope] = [claim.around.scope, *roles]
    return bool(states and roles) and all(
        names.found(state, place).verdict == "absent" for state in states for place in places
    )


def _is_meant(party: DraftParty, claim: Claim) -> bool:
    """Whether one whose view another passes on is there by role: who passes it on is not a rival."""
    scope = claim.around.scope
    roles = _words_of(party.role) - FUNCTION_WORDS
    if roles - _roles_of(claim.reported_by, claim) and all(scope.has_word(key) or _stands(key, scope) for key in roles):
        reporter = set(names.keys_of(claim.reported_by or ""))
        others = {mention.keys[-1] for mention in scope.mentions if mention.keys[-1] in scope.index.people}
        if others <= reporter:
            return True
    return is_office(party, scope, claim)


_TAKES_A_VERB = frozenset(
    "is are was were has have had will would can could may might must should shall does did do wants says said told "
    "who himself herself itself themselves".split()
)


def _is_only_spoken_of(party: DraftParty, reporter: str, claim: Claim) -> bool:
    """Whether every cited sentence is all the reporter's, and has the party only where an object stands."""
    reading = attribution.read(claim.article)
    whose = {one.index for one in attribution.find(reading, party.name)}
    tellers = {one.index for one in attribution.find(reading, reporter)} - whose
    told = [each for number in claim.cited for each in reading.of_sentence(number)]
    if not whose or not tellers or {each.sentence for each in told} != set(claim.cited):
        return False
    if any(each.party not in tellers or each.kind == "direct" for each in told):
        return False
    scope = claim.proof.scope
    tokens = scope.index.tokens
    pronouns = PRONOUNS["person" if party.kind == "person" else "body"]
    if any(tokens[place].key in pronouns for first, last in scope.ranges for place in range(first, last)):
        return False
    if is_office(party, scope, claim):
        return False
    mentions = [mention for mention in scope.mentions if names.same(mention.text, party.name)]
    return bool(mentions) and not any(_may_act(tokens, mention) for mention in mentions)


def _may_act(tokens: Sequence[Token], mention: names.Mention) -> bool:
    """Whether a verb may follow a name: an auxiliary, or a word with the ending of one; or it owns what follows."""
    following = tokens[mention.last] if mention.last < len(tokens) else None
    if tokens[mention.last - 1].possessive:
        return True
    if following is None or not following.lower or following.opens:
        return False
    word = following.written
    return following.glued and (word in _TAKES_A_VERB or word.endswith(("s", "ed")))


def is_named(party: DraftParty, scope: names.Scope, claim: Claim) -> bool:
    """Whether a stretch of the article names the party, by its name, by what it is called for short, or by its role."""
    keys = names.keys_of(party.name)
    if keys and scope.find(keys, party.name).verdict != "absent":
        return True
    if party.kind != "person" and _is_body_meant(keys, scope):
        return True
    # "European defense ministers" are the "defense ministers"; a "Russian government" is not any government.
    if party.kind != "person" and keys and keys[-1] not in ORGANISATION_HEADS and not _is_world(keys[-1:]):
        return scope.has(keys[-2:]) if len(keys) > 2 else scope.has_word(keys[-1]) and keys[-1] not in FUNCTION_WORDS
    return bool(party.role) and _has_role(party, scope, claim)


def _is_body_meant(keys: tuple[str, ...], scope: names.Scope) -> bool:
    """Whether "the university" stands here, and the article names no other university."""
    heads = [key for key in keys if key in ORGANISATION_HEADS]
    for head in heads:
        tokens = scope.index.tokens
        stands = any(tokens[place].lower and place and tokens[place - 1].key == "the" for place in scope.places(head))
        rivals = [
            mention for mention in scope.index.mentions if head in mention.keys and not set(mention.keys) <= set(keys)
        ]
        if stands and not rivals:
            return True
    return False


def _bears_another_first_name(party: DraftParty, claim: Claim) -> bool:
    """Whether the evidence is about one person of the party's surname, in another form: "Eszter" for "Estelle"."""
    keys = names.without_world(names.keys_of(party.name))
    scope = claim.around.scope
    bearers = {full for full in scope.index.full_names(keys[-1]) if len(keys) > 1} if keys else set()
    return (
        party.kind == "person"
        and any(full != keys and scope.has(full) for full in bearers)
        and not any(names.same(sibling.name, " ".join(full)) for sibling in claim.siblings for full in bearers - {keys})
    )


def _has_role(party: DraftParty, scope: names.Scope, claim: Claim) -> bool:
    keys = [key for key in names.keys_of(party.role or "") if key not in FUNCTION_WORDS]
    missing = [key for key in keys if not scope.has_word(key) and not _stands(key, scope)]
    if not keys or len(missing) == len(keys) or any(not _is_world((key,)) for key in missing):
        return False
    if _other_people(party, scope):
        return False  # somebody else's role, or somebody else of the same role
    if party.represents and names.found(party.represents, scope).verdict != "absent":
        return True
    shared = [other for other in claim.siblings if other.role and _shares_role(keys, other)]
    return len(shared) <= 1


def _shares_role(keys: list[str], other: DraftParty) -> bool:
    theirs = set(names.keys_of(other.role or ""))
    return {key for key in keys if not _is_world((key,))} <= theirs


def _other_people(party: DraftParty, scope: names.Scope) -> bool:
    own = names.keys_of(party.name)
    return any(mention.keys[-1] in scope.index.people and mention.keys[-1] not in own for mention in scope.mentions)


def _stands(key: str, scope: names.Scope) -> bool:
    return _is_world((key,)) and scope.find((key,), key).verdict != "absent"


def _is_world(keys: tuple[str, ...]) -> bool:
    return names.is_known(keys)


def _people_named(claim: Claim) -> str:
    """Who is named in the evidence, for the reason a person reads."""
    scope = claim.around.scope
    people = dict.fromkeys(f'"{mention.text}"' for mention in scope.mentions if mention.keys[-1] in scope.index.people)
    return " and ".join(list(people)[:3])


def is_literal(name: str, claim: Claim) -> bool:
    """Whether a name, or its telling word in any case, stands in or shortly before the cited sentences; or its role."""
    numbers = {number for cited in claim.cited for number in range(max(1, cited - _FOREIGN_LOOK_BACK), cited + 1)}
    text = passage.of(claim.article, tuple(sorted(numbers))).text.casefold()
    words = re.findall(r"\w+", name.casefold())
    if not words or name.casefold() in text:
        return True
    # Names are declined in many languages: "Tuska", "Tuskiem" for Tusk.
    if words[-1][: max(4, len(words[-1]) - 2)] in text:
        return True
    known = next((sibling for sibling in claim.siblings if names.same(sibling.name, name)), None)
    if known is None:
        return False
    # "L'agence" is the "agence régionale", "le maire" whoever of the draft has that role alone.
    called = words[:1] if known.kind != "person" else re.findall(r"\w+", (known.role or "").casefold())[:1]
    rivals = [one for one in claim.siblings if called and called[0] in f"{one.name} {one.role}".casefold()]
    telling = bool(called) and len(called[0]) >= _TELLING_LETTERS and rivals == [known]
    return telling and re.search(rf"\b{re.escape(called[0])}\b", text) is not None
