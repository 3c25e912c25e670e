"""The evidence of a position names its party, or has a role or a pronoun that stands for it."""

import re
from collections.abc import Iterator

from service.core import names
from service.core.claim import Claim, Finding, fails, flags
from service.core.draft import DraftParty
from service.core.names.antecedents import Number, reached
from service.core.names.roles import ORGANISATION_HEADS
from service.core.words import FUNCTION_WORDS

ENGLISH_ONLY = False

_FOREIGN_LOOK_BACK = 3  # sentences: outside English a pronoun cannot be read, so the name may stand further back


def check(claim: Claim) -> Iterator[Finding]:
    """Fails where neither the cited sentences nor the one before name the party, its role or a pronoun for it."""
    party = claim.party
    if party is None or claim.section not in {"parties", "positions"} or not claim.cited:
        return
    if claim.article.language not in {None, "en"}:
        if not _is_literal(party.name, claim) and not _is_literal(claim.reported_by, claim):
            yield fails(f'the cited sentences do not name "{party.name}"')
        return
    if _is_there(party, claim) or (claim.reported_by and _is_reporter_there(claim.reported_by, claim)):
        return
    if claim.section == "positions" and _bears_another_first_name(party, claim):
        yield flags(f'the cited sentences have another first name than "{party.name}"')
        return
    others = _people_named(claim)
    instead = f", but {others}" if others else ""
    yield fails(f'neither the cited sentences nor the one before name "{party.name}"{instead}')


def _is_there(party: DraftParty, claim: Claim) -> bool:
    keys = names.keys_of(party.name)

    def is_named(scope: names.Scope) -> bool:
        return _names(party, keys, scope, claim)

    number: Number = "person" if party.kind == "person" else "body"
    if is_named(claim.around.scope):
        return True
    return reached(claim.article, claim.cited, is_named, number)


def _is_reporter_there(reporter: str, claim: Claim) -> bool:
    known = next((sibling for sibling in claim.siblings if names.same(sibling.name, reporter)), None)
    if known is not None:
        return _is_there(known, claim)

    def is_named(scope: names.Scope) -> bool:
        return names.found(reporter, scope).verdict != "absent"

    scope = claim.around.scope
    return is_named(scope) or reached(claim.article, claim.cited, is_named, "person")


def _names(party: DraftParty, keys: tuple[str, ...], scope: names.Scope, claim: Claim) -> bool:
    """Whether a stretch of the article names the party, by its name, by what it is called for short, or by its role."""
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


def _is_literal(name: str | None, claim: Claim) -> bool:
    """Whether a name, or its last word in any case, stands in or shortly before the cited sentences."""
    if not name:
        return False
    numbers = {number for cited in claim.cited for number in range(max(1, cited - _FOREIGN_LOOK_BACK), cited + 1)}
    text = claim.text_of(numbers).casefold()
    words = re.findall(r"\w+", name.casefold())
    if not words:
        return True
    last = words[-1]
    # Names are declined in many languages: "Tuska", "Tuskiem" for Tusk.
    return name.casefold() in text or last[: max(4, len(last) - 2)] in text
