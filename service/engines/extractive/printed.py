"""A line as it would be printed: blanks that line breaks and tokens left in it are closed up."""

import re

_BLANKS = re.compile(r"\s{2,}|[\n\r\v\f\x85\u2028\u2029]")
_APART = re.compile(r"``|''|\s[,.;:?!)\]%]|[(\[]\s|\sn['’]t\b|\s['’](?:s|re|ve|ll|d|m)\b|[$£€]\s\d|-[lr][rs]b-")
_CLOSED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*-lrb-\s*"), " ("),
    (re.compile(r"\s*-rrb-"), ")"),
    (re.compile(r"``\s*"), "“"),
    (re.compile(r"\s*''"), "”"),
    (re.compile(r"\s+(?=[,.;:?!)\]%])"), ""),
    (re.compile(r"(?<=[(\[])\s+"), ""),
    (re.compile(r"\s+(?=n['’]t\b|['’](?:s|re|ve|ll|d|m)\b)"), ""),
    (re.compile(r"(?<=[$£€])\s+(?=\d)"), ""),
    (re.compile(r"\bcan not\b"), "cannot"),
    (re.compile(r"(?<=[.,])\s(?=”)"), ""),
)


def printed(line: str) -> str:
    """An English line without the blanks of texts in tokens ("$ 5 , he did n't say .") and of broken lines."""
    if _APART.search(line):
        for pattern, put in _CLOSED:
            line = pattern.sub(put, line)
    return _BLANKS.sub(" ", line).strip()


def joined(line: str) -> str:
    """A line of any language on one line."""
    return _BLANKS.sub(" ", line).strip()
