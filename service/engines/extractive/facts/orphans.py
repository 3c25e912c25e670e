"""Sentences that say nothing alone: they speak of what was told before, or compare with it."""

import re

from service.engines.extractive.sentences.hints import Hinted

# What only speaks of something told before: a card with it alone says nothing.
_ORPHAN_BEGINNING = re.compile(
    r"(?:The|That|This) (?:effects?|figures?|numbers?|amount|total|"
    r"findings?|discovery|discoveries|difference|process|practice|changes?|results?|rest|gap|trend|pattern|"
    r"mandate|saving|increase|decrease|latter|former|same|question|answer|reason|point|idea) "
    r"(?:is|are|was|were|has|have|had|will|would|came|comes|rose|fell|expires?)\b"
    r"|[A-Z][a-z]+s [a-z]+ed (?:(?!\b(?:the|an?|its|[a-z]+ing)\b).)*\bit\b"
    r"|(?:[\w’'-]+ ){1,4}there (?:has|have|had|is|are|was|were|will)\b"
    r"|(?:In|Of|For|At|On|To|Among) (?:\w+ ){0,3}(?:them|these|those)\b"
    r"|(?:[\w’'-]+ ){1,5}(?:expects?|expected|wants?|forecasts?|sees|saw|valued|values|sold|bought|found|kept) "
    r"(?:it|them)\b(?! (?:would|will|was|were|is|had|has|could|may|might)\b)"
    r"|(?:[\w’'-]+ ){1,4}(?:has|have|had|will|would|could|may|might) (?:not |never )?(?!left\b|leave\b|made\b)[a-z]+ "
    r"(?:it|them)(?=[.,;]|$| (?:in|on|at|off|from|up|down|out|over|back|as|for)\b)"
    r"|(?:If|When|Once|Unless|Should) (?:[\w’'-]+ ){1,4}(?:it|them|this|that),"
    r"|Whether\b"
)
# What is compared with something else, or said of it: "was less sympathetic", "were divided over that".
_HOLLOW = Hinted(
    "that this less more",
    r"\b(?:over|about|of|with|against|to|by) (?:that|this)(?=[.,;]|$)"
    r"|\b(?:was|were|is|are|seemed|sounded|appeared) (?:far |much |even |a little )?(?:less|more) [a-z]+\.?$",
)
_ORPHAN = Hinted(
    "such figure number total toll amount contradicted disputed denied confirmed rejected echoed repeated backed "
    "supported opposed described",
    r"\bsuch an? [a-z]+(?! as)|\b(?:put|puts|gave|gives|called|calls|placed) (?:the|an?) (?:\w+er )?"
    r"(?:figure|number|total|toll|amount)\b(?! of)"
    r"|\b(?:contradicted|disputed|denied|confirmed|rejected|echoed|repeated|backed|supported|opposed|described) "
    r"(?:him|her|it|them|this|that)(?=[.,;]| (?:on|in|at|by|as)\b)",
)
_POINTING = re.compile(
    r"^(?:One, |(?:About |Some |Nearly |More than |Another |At least )?"
    r"(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[\d,]+) "
    r"(?:others?|more|have|has|had|were|are|was|is|will|wanted|want|said|say|voted|called)\b|"
    r"(?:In|On|At|By|Last|Since|This|Until) (?!the\b|an?\b)[^,]{2,30}? (?:it|they|he|she) [a-z]+\b|"
    r"(?:\w+ ){1,3}(?:earlier|later|ago|before) (?:it|they|he|she)\b|"
    r"Th(?:is|at) [a-z]+(?:s|ed)\b|Th(?:is|at) (?:will|would|could|may|might|came|meant)\b|"
    r"(?:Some|Others|Both|Neither|Either|Most|All|None|Many|Few|Several|Each|One)(?:'s)? "
    r"(?:of (?:them|these|those)|said|says?|have|has|had|are|were|was|is|will|would|did|do|want\w*)\b|"
    r"(?:All|None|Most|Some|Half|Part|One|Two) of (?:it|them|these|those|this|that)\b|[^,]{3,60}, (?:it|they)\b|"
    r"They|It|Its|Their|Theirs|These|Those(?! who| with| in| that| of| from| on)|Such|There (?:he|she|it)|Then|"
    r"Another(?! (?:\d|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred))|"
    r"That,|(?:In|On|At|By|For|Of|Since|Until|After|Before) (?:that|this|it|them|these|those)\b|"
    r"The (?:former|latter|two|pair|duo|move|other|others)\b(?!-))"
)


def is_orphan(text: str) -> bool:
    """Whether a sentence says nothing on a card of its own, whoever its subject is."""
    return bool(_ORPHAN_BEGINNING.match(text) or _ORPHAN.search(text) or _HOLLOW.search(text))


def points_back(text: str) -> bool:
    """Whether a sentence begins with what only stands for something told before: "They", "Two of them", "This"."""
    return _POINTING.match(text) is not None
