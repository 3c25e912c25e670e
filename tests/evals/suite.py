"""A small suite for tests of the runner, its command and the reports: cases like real ones, without their weight."""

import re
from pathlib import Path
from typing import Any

CASE = """\
title: >-
  Quay {number} closed{hostile}
language: en
form: wire
subject: local
source: Written for this project.
licence: MIT
annotation: Annotated once, for a test.
headline:
  statement: Quay {number} of Aldmere was closed after a crane fell.
  evidence: [A crane fell onto quay {number} of Aldmere on Monday]
key_facts:
  - statement: A crane fell onto quay {number} on Monday.
    weight: must
    status: done
    evidence: [A crane fell onto quay {number} of Aldmere on Monday]
  - statement: Quay {number} is shut until Friday.
    weight: nice
    status: scheduled
    evidence: [stays shut until Friday]
topics: [reopening the quay]
parties:
  - name: Ines Pak
    weight: must
    kind: person
    role: harbour master
    evidence: ['harbour master Ines Pak said']
    positions:
      - statement: Ines Pak says nobody works below the cranes until they are checked.
        weight: must
        topic: reopening the quay
        stance: conditional
        quotes: ['Nobody works below the cranes until they are checked']
        evidence: [Nobody works below the cranes until they are checked]
open_questions:
  - question: Why did the crane fall?
    weight: nice
    reason: unanswered
    evidence: [Nobody could say why it fell.]
must_not:
  - statement: Three workers were hurt.
    why: Two were.
text: |
  A crane fell onto quay {number} of Aldmere on Monday, and 2 workers were hurt.
  “Nobody works below the cranes until they are checked,” harbour master Ines Pak said.
  Nobody could say why it fell. The quay stays shut until Friday.
  Somebody had written{hostile} on it.
"""


def write_suite(folder: Path, cases: int = 3, hostile: str = "") -> Path:
    """A folder of gold cases; their names are quay-1, quay-2, … and each has the hostile words in title and text."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, cases + 1):
        (folder / f"quay-{number}.yaml").write_text(
            CASE.format(number=number, hostile=hostile and f" {hostile}"), encoding="utf-8"
        )
    return folder


def reply_about(asked: str) -> dict[str, Any]:
    """What a model would reply that briefs a case as its gold does.

    Args:
        asked: Words that name the quay, as a prompt with the article does.
    """
    named = re.search(r"quay (\d+) of", asked)
    number = named.group(1) if named else "0"
    return {
        "headline": {"statement": f"Quay {number} of Aldmere was closed after a crane fell.", "sentences": [1]},
        "key_facts": [
            {"statement": f"A crane fell onto quay {number} on Monday.", "status": "done", "sentences": [1]},
            {"statement": "The quay is shut until Friday.", "status": "scheduled", "sentences": [4]},
        ],
        "topics": ["reopening the quay"],
        "parties": [
            {
                "name": "Ines Pak",
                "kind": "person",
                "role": "harbour master",
                "represents": None,
                "sentences": [2],
                "positions": [
                    {
                        "statement": "Ines Pak says nobody works below the cranes until they are checked.",
                        "topic": 1,
                        "stance": "conditional",
                        "quote": None,
                        "reported_by": None,
                        "sentences": [2],
                    }
                ],
            }
        ],
        "open_questions": [{"question": "Why did the crane fall?", "reason": "unanswered", "sentences": [3]}],
    }
