"""What a line takes back of a statement that has the same words: it is denied, untrue, planned, told by another.

English only: elsewhere no line has any.
"""

import re

from evals import wording


def _cues(*kinds: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in kinds)


# A break after which another thing is said, mostly of something else.
_BREAK = re.compile(r"\s*[;:–—]\s*|,\s+|\s+(?:but|while|whereas|although|though)\s+", re.IGNORECASE)
_ANYWHERE = _cues(
    # Untrue.
    r"(?:un|not\s+(?:been\s+)?)true|false(?:ly)?|wrong(?:ly)?|mistaken(?:ly)?|mistakes?|misleading(?:ly)?"
    r"|incorrect(?:ly)?|erroneous(?:ly)?|in\s+error|correct(?:s|ed|ion|ing)|hoax|fakes?d?|fabricated|rumou?rs?"
    r"|misidentified|misstated|misquoted|retracted|withdrawn",
    # On a condition.
    r"if|unless|provided|providing|as\s+long\s+as|in\s+case|depend(?:s|ed|ing)\s+on|whether",
    # Of another.
    r"quot(?:es|ed|ing)|as\s+saying|(?:read|reads|reading)\s+(?:out|aloud)|in\s+the\s+words\s+of"
    r"|attributed\s+to|told\s+(?:him|her|them)|argu(?:es|ed|ing)|claim(?:s|ed|ing)|alleg(?:es|ed|edly|ing)"
    r"|accus(?:es|ed|ing)|purported(?:ly)?|supposed(?:ly)?|reported(?:ly)?|so-called",
)
_BESIDE = _cues(
    # Denied.
    r"not|no|never|nobody|none|nothing|neither|nor|without|cannot|\w+n[’']t|no\s+one|den(?:y|ies|ied|ying)"
    r"|refus(?:es|e|ed|ing|al)|reject(?:s|ed|ing)?|declin(?:es|ed|ing)|rul(?:es|ed|ing)\s+out|turn(?:s|ed|ing)\s+down"
    r"|instead\s+of|rather\s+than|fail(?:s|ed|ing)?\s+to|short\s+of|stop(?:s|ped)\s+short|yet\s+to|hardly|unlikely"
    r"|ke(?:pt|eps|eping)|unchanged|overturned|cleared|acquitted|avoid(?:s|ed)",
    # Wanted, or weighed.
    r"could|might|(?-i:may)|should|propos(?:es|ed|ing|als?)|want(?:s|ed)?|s(?:eeks|ought)|demand(?:s|ed|ing)?"
    r"|ask(?:s|ed|ing)?\s+(?:for|that|to)|(?:is|are|was|were)\s+asked|call(?:s|ed|ing)\s+for|hop(?:es|ed|ing)"
    r"|consider(?:s|ed|ing)?|recommend(?:s|ed)?|offer(?:s|ed)?|threaten(?:s|ed)|urg(?:es|ed|ing)|debat(?:es|ed|ing)"
    r"|discuss(?:es|ed|ing)?|possible|possibly|perhaps|unlikely",
    # Planned, or under way.
    r"would|(?:is|are|was|were|has|have|had)\s+(?:been\s+)?(?:due|set|expected|scheduled|slated|likely|supposed|planned"
    r"|poised)|(?:is|are|was|were)\s+(?:to|being|\w+ing)|plan(?:s|ned|ning)?|intend(?:s|ed)?|aim(?:s|ed)?"
    r"|expect(?:s|ed)?|schedul(?:es|ed)|half\s+done|prepar(?:es|ing)",
)
_WITHIN = re.compile(r"“[^”]*‘|\"[^\"]*\B'\w[^\"]*'")  # a quotation in a quotation is somebody else's words
_WILL = re.compile(r"\b(?:will|to\s+be)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:has|have|had|was|were|began|held|won|lost|\w+ed)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|any|every|each|whole|entire|everything|everybody|everyone)\b", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:said|says?|saying|told|tells?|according\s+to|call(?:s|ed|ing)|describ(?:es|ed)|wrote|writes?|suggest(?:s|ed)"
    r"|believ(?:es|ed)|thinks?|thought|warn(?:s|ed)|insist(?:s|ed)|maintain(?:s|ed)|assert(?:s|ed)|declar(?:es|ed)"
    r"|blam(?:es|ed)|put\s+the|puts\s+the|reckon(?:s|ed)|fear(?:s|ed)|own\s+account|announc(?:es|ed))\b",
    re.IGNORECASE,
)


def taken_back(line: str, statement: str) -> str | None:
    """How a line takes back what a statement says that has the same words; None where it does not.

    Args:
        line: "Crewe refused twice to give donors a private box."
        statement: "Donors get a private box."

    Returns:
        The words that do: "refused". What the statement takes back itself, and what the line takes back where it
        speaks of something else, does not count.
    """
    for pattern in _ANYWHERE:
        found = pattern.search(line)
        if found is not None and not pattern.search(statement):
            return found.group()
    nested = _WITHIN.search(line)
    if nested is not None and not _WITHIN.search(statement):
        return nested.group()
    told = frozenset(wording.read(statement).keys)
    for pattern in _BESIDE:
        if pattern.search(statement) or (pattern is _BESIDE[-1] and _WILL.search(statement)):
            continue
        for part in _BREAK.split(line):
            found = pattern.search(part)
            if found is not None and told.intersection(wording.read(part).keys):
                return found.group()
    if _WILL.search(line) and not _WILL.search(statement) and _DONE.search(statement):
        return "will"
    every = _ALL.search(statement)
    return f"not {every.group()}" if every is not None and not _ALL.search(line) else None


def is_reported(text: str) -> bool:
    """Whether a text tells what somebody said or thinks."""
    return _REPORTED.search(text) is not None
