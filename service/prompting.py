"""Prompts: words read from prompts/<task>/v<n>.md, slots filled strictly, each version with its checksum."""

import functools
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from service.core.brief import PromptRecord

_SLOT = re.compile(r"\{\{(\w+)\}\}")
_PARTS = re.compile(r"\A# system\n(?P<system>.+?)^# user\n(?P<user>.+)\Z", re.DOTALL | re.MULTILINE)
_VERSION = re.compile(r"v([1-9]\d*)\.md")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One version of the words for one task."""

    name: str
    version: int
    system: str  # the same for every article: no slots, so that a provider can cache it
    user: str  # with slots
    checksum: str  # SHA-256 of the file, hexadecimal

    @property
    def slots(self) -> frozenset[str]:
        """Names of the slots of the user's part."""
        return frozenset(_SLOT.findall(self.user))

    def fill(self, **values: str) -> str:
        """The user's part with every slot filled, in one pass: a value is never read for slots itself.

        A line whose slots are all empty is left out.

        Raises:
            ValueError: A slot is missing, or a value has no slot.
        """
        if self.slots != values.keys():
            missing, unknown = sorted(self.slots - values.keys()), sorted(values.keys() - self.slots)
            raise ValueError(f"prompt {self.name}/v{self.version}: missing slots {missing}, unknown slots {unknown}")
        lines = []
        for line in self.user.split("\n"):
            names = _SLOT.findall(line)
            if names and not any(values[name] for name in names):
                continue
            lines.append(_SLOT.sub(lambda slot: values[slot.group(1)], line))
        return "\n".join(lines)

    def record(self, schema: Mapping[str, object]) -> PromptRecord:
        """What a brief says about this prompt: the checksum covers the words and the schema of the reply."""
        both = hashlib.sha256(f"{self.checksum} {schema_checksum(schema)}".encode()).hexdigest()
        return PromptRecord(name=self.name, version=self.version, checksum=both[:16])


def schema_checksum(schema: Mapping[str, object]) -> str:
    """SHA-256 of a JSON schema in canonical form, hexadecimal."""
    canonical = json.dumps(schema, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def versions(name: str) -> tuple[int, ...]:
    """Versions there are of a task's prompt, oldest first."""
    folder = resources.files("prompts") / name
    found = (_VERSION.fullmatch(file.name) for file in folder.iterdir()) if folder.is_dir() else ()
    return tuple(sorted(int(match.group(1)) for match in found if match))


@functools.cache
def load(name: str, version: int | None = None) -> Prompt:
    """Read a prompt.

    Args:
        name: The task: "brief" or "repair".
        version: None for the newest.

    Raises:
        LookupError: There is no such prompt.
        ValueError: The file lacks one of its two parts, or its system part has slots.
    """
    known = versions(name)
    chosen = version if version is not None else max(known, default=0)
    if chosen not in known:
        raise LookupError(f"there is no prompt {name!r} version {chosen}; there are {list(known)}")
    return parse(name, chosen, (resources.files("prompts") / name / f"v{chosen}.md").read_text(encoding="utf-8"))


def parse(name: str, version: int, words: str) -> Prompt:
    """A prompt from the words of its file."""
    parts = _PARTS.match(words)
    if parts is None:
        raise ValueError(f"prompt {name}/v{version} needs a part '# system' and then a part '# user'")
    system, user = parts.group("system").strip(), parts.group("user").strip()
    if slots := _SLOT.findall(system):
        raise ValueError(f"prompt {name}/v{version}: the system part is the same for every article, but has {slots}")
    return Prompt(name, version, system, user, hashlib.sha256(words.encode()).hexdigest())
