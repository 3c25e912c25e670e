"""What explains a noun phrase behind it, between commas or in brackets."""

from service.core.attribution.cues import CUES
from service.core.attribution.people import TITLES, is_role
from service.core.attribution.phrases import Phrase, is_somebody, phrase_starting_at
from service.core.attribution.tokens import AUXILIARIES


def appositives_after(phrase: Phrase) -> Phrase:
    """A phrase with what explains it after a comma: "said Kaja Kallas, EU foreign policy chief"."""
    line = phrase.line
    at = phrase.end + 1
    found: list[Phrase] = []
    while line.lower(at) in {",", "("} and len(found) < 2:
        if (token := line.at(at + 1)) is not None and token.mark == "number":  # an age
            at += 2
            continue
        explanation = phrase_starting_at(line, at + 1)
        if explanation is None or not is_somebody(explanation):
            break
        told = CUES.get(line.lower(explanation.end + 1))
        if told is not None and told.form == "finite" and told.family == "speech" and not told.nounish:
            break  # "the town of Badme, an official said": the subject of a clause of its own
        after = line.at(explanation.end + 1)
        if after is not None and after.mark == "word" and after.lower in AUXILIARIES:
            break  # "according to officials, the bank is preparing"
        if phrase.is_named and explanation.is_named and not any(
            is_role(token.lower) or token.lower in TITLES for token in explanation.words
        ):  # fmt: skip
            break
        found.append(explanation)
        at = explanation.end + 1
    if not found:
        return phrase
    return phrase._replace(appositives=(*phrase.appositives, *found))
