"""What is asked for, and the hash of all that decides the answer."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date

from service import __version__, prompting
from service.core.brief import SCHEMA_VERSION
from service.core.draft import Draft
from service.core.engine import Request
from service.settings import Settings

# The settings that decide what a brief says.
_DECIDING = {
    *("engine", "openai_base_url", "model", "fallbacks", "temperature", "reasoning_effort", "response_mode"),
    "merge",
    *("window_characters", "max_output_tokens", "recordings"),
}


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a text, what is known of it, and how its brief should be."""

    text: str
    title: str | None = None
    source_url: str | None = None
    published_at: date | None = None
    request: Request = field(default_factory=Request)
    engine: str | None = None  # None: the settings' choice
    owner: str = ""  # id of the key the brief will belong to; "" where no key is asked for
    keep_text: bool = False  # whether the brief carries the text, as when it was extracted here


def recipe(settings: Settings) -> str:
    """What of this server decides what a brief says: its version, prompts, schema, and who writes how."""
    prompts = [prompting.load(name).checksum for name in ("brief", "repair", "merge")]
    schema = prompting.schema_checksum(Draft.model_json_schema())
    writing = settings.model_dump(mode="json", include=_DECIDING)
    return json.dumps([__version__, SCHEMA_VERSION, prompts, schema, writing], sort_keys=True)


def question(order: Order, *, engine: str, model: str | None, recipe: str) -> str:
    """All that decides what a brief says, and who may read it. How it is passed on, streamed or not, does not.

    The exact text counts, since offsets refer to it: a further space is another question.

    Args:
        order: What is asked for, its request as the server limits it.
        engine: Name of the engine that is asked.
        model: The model it will ask: what a server without a set model has may change. None where none is asked.
        recipe: What of the server decides.

    Returns:
        SHA-256, hexadecimal.
    """
    others = {**asdict(order.request), "stream": None}
    day = order.published_at.isoformat() if order.published_at else None
    named = [engine, model, recipe, order.owner, others, order.title, order.source_url, day, order.keep_text]
    hashed = hashlib.sha256(json.dumps(named, sort_keys=True, separators=(",", ":")).encode())
    hashed.update(b"\n")  # JSON without line breaks ends here, whatever the text begins with
    hashed.update(order.text.encode("utf-8", "surrogatepass"))
    return hashed.hexdigest()
