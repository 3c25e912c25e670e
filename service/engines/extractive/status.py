"""Where an event stands, as the words of its sentence tell."""

import re

from service.core.draft import Status

_DAY = (
    r"(?:(?:on |next |this |by |from |until )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|tomorrow|"
    r"next (?:week|month|year|spring|summer|autumn|winter)|"
    r"(?:in |on |by |from |until |late |early )(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|"
    r"September|"
    r"October|November|December|spring|summer|autumn|winter|\d{4}))"
)
_ALLEGED = re.compile(
    r"\b(?:alleged(?:ly)?|alleges|accused of|accuses|suspected of|suspected|purported(?:ly)?|charged with|"
    r"reportedly)\b",
    re.IGNORECASE,
)
_DISPUTED = re.compile(
    r"\b(?:is|are|was|were|been|remains?|remained) (?:still |now |hotly |bitterly )?(?:disputed|contested|in dispute)\b"
    r"|\bdisputes (?:that|the (?:claim|figure|account|idea))\b|\bconflicting (?:accounts|reports)\b",
    re.IGNORECASE,
)
_SCHEDULED = re.compile(
    r"\b(?:is|are|was|were|been) (?:also |now |still )?(?:set|scheduled|due|slated|planned) (?:to|for)\b"
    r"|\bscheduled (?:an?|the|for|on)\b|\bis on file for\b",
    re.IGNORECASE,
)
_WILL_ON = re.compile(rf"\b(?:will|to be held|to take place)\b[^.]*\b{_DAY}", re.DOTALL)
_BEGINS_ON = re.compile(
    rf"\b(?:begins?|opens?|starts?|meets?|returns?|resumes?|hosts?|plays?|visits?|leaves?|travels?|arrives?|faces?|"
    rf"takes? place|kicks? off|goes on sale|comes? into force)\b[^.]{{0,60}}\b{_DAY}"
)
_EXPECTED = re.compile(
    r"\b(?:will|won[’']t|is to|are to|expected to|expects?|likely to|unlikely to|must|(?-i:may)|might|could|would|"
    r"(?<!at )(?<!the )(?<!of )(?<!under )(?<!its )(?<!their )(?<!on )(?<!for )(?<!over )plans? to|"
    r"planned to|planning to|hopes? to|aims? to|intends? to|considering|proposed|poised to)\b",
    re.IGNORECASE,
)
_ONGOING = re.compile(
    r"\b(?:is|are) (?:still |now |currently |being )?[a-z]{3,}ing\b|\bcontinues? to\b|\bremains?\b|\bunder way\b|"
    r"\bongoing\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|[a-z]{2,}ed|fell|rose|won|lost|met|took|put|sent|struck|spent|became|began|came|went|gave|got|"
    r"made|found|held|kept|led|left|built|bought|brought|ran|sold|spoke|stood|taught|wrote|broke|chose|drew|drove|fought|"
    r"grew|hit|paid|saw|shot|cut|shut|sat|threw)\b"
)


# What only explains the subject: "The measures, announced before talks were due to begin, freeze assets".
_INSERTED = re.compile(r"(?<=\w), [a-z]+ed [^,]{3,100}, (?=[a-z])")


def without_inserted(statement: str) -> str:
    """Without a participle between commas."""
    return _INSERTED.sub(" ", statement)


def status_of(statement: str) -> Status:
    """Done where nothing in the statement says otherwise."""
    main = re.split(r", (?:which|who|after|as|while|because)\b", without_inserted(statement), maxsplit=1)[0]
    if _ALLEGED.search(main):
        return "alleged"
    if _DISPUTED.search(main):
        return "disputed"
    if _SCHEDULED.search(main) or _WILL_ON.search(main):
        return "scheduled"
    if _BEGINS_ON.search(main) and not _PAST.search(main):
        return "scheduled"
    hedge = _EXPECTED.search(main)
    if hedge and not _is_after_main_verb(main, hedge.start()):
        return "expected"
    if _ONGOING.search(main) and not _PAST.search(main):
        return "ongoing"
    return "done"


def _is_after_main_verb(text: str, at: int) -> bool:
    """Whether something is told as done before the hedge: "approved a sale that will include missiles"."""
    before = re.sub(r"\b(?:was|were|had)(?: (?:also|still|then|widely|now))? *$", "", text[:at])
    return bool(_PAST.search(before))
