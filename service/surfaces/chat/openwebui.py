"""What Open WebUI writes in the name of its user: prompts of its own, and the file that was attached to a chat.

The templates can be changed by whoever runs it; these are how the default ones begin and what they ask for.
https://docs.openwebui.com/reference/env-configuration (TITLE_GENERATION_PROMPT_TEMPLATE and its siblings, RAG_TEMPLATE)
"""

import json
import re
from collections.abc import Sequence
from typing import Any

_TASK = re.compile(r"\s*### Task:", re.IGNORECASE)
_HISTORY = "<chat_history>"
_NOTHING: dict[str, Any] = {"title": "", "tags": [], "follow_ups": [], "queries": [], "text": "", "prompt": ""}
_PICTURE = re.compile(r"^### Prompt:\s*(?P<words>.+)\Z", re.MULTILINE | re.DOTALL)
_EMOJI = "Your task is to reflect the speaker's likely facial expression"
_CHOICE_OF_TOOLS = "Available Tools:"
_SOURCE = re.compile(r'^<source id="(?P<id>[^"]*)"[^>]*>(?P<text>.*?)</source>\s*$', re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(?:ASSISTANT:)?\s*# (?P<words>[^\n]+?)(?: \[s\d+[^\n]*)?$", re.MULTILINE)
_TITLE_WORDS = 8


def attached(message: str) -> tuple[str, ...]:
    """The documents attached to a chat, each put together from the pieces that were found in it; none elsewhere."""
    if not _TASK.match(message):
        return ()
    pieces: dict[str, list[str]] = {}
    for source in _SOURCE.finditer(message.partition("<context>")[2]):
        pieces.setdefault(source["id"], []).append(source["text"].strip())
    return tuple("\n\n".join(texts) for texts in pieces.values())


def answer(message: str, system: str) -> str | None:
    """The answer to one of its own prompts: a title from our brief, and else nothing. None where it is no such prompt.

    Args:
        message: The last message of the user.
        system: The last system message.
    """
    if system.startswith(_CHOICE_OF_TOOLS) and message.startswith("Query:"):
        return '{"tool_calls": []}'
    if message.startswith(_EMOJI):
        return "📰"
    if not _TASK.match(message):
        return None
    instructions = message.partition(_HISTORY)[0]
    wanted = next((name for name in _NOTHING if re.search(rf'"{name}"\s*:', instructions)), None)
    if wanted is None:
        return "{}"
    given = _NOTHING[wanted]
    if wanted == "title":
        given = _title(message)
    elif wanted == "prompt" and (picture := _PICTURE.search(instructions)):
        given = picture["words"]  # to be translated or embellished: it is of use as it stands
    return json.dumps({wanted: given}, ensure_ascii=False)


def _title(prompt: str) -> str:
    headings: Sequence[str] = [match["words"] for match in _HEADING.finditer(prompt.partition(_HISTORY)[2])]
    if not headings:
        return "Brief"
    words = headings[-1].replace("\\", "").rstrip(".").split()
    return " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")
