"""Kept replies: one readable JSON file an article, written while a server answers, and played back in its place.

A file is either what `Recorder` writes, or a draft somebody wrote by hand: the JSON object a model would have replied.
"""

import hashlib
import json
import weakref
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from service.core.article import Article
from service.core.brief import PromptRecord
from service.core.draft import Draft
from service.core.errors import ConfigurationError, NotRecorded
from service.engines.llm.completion import Completion, Usage
from service.engines.llm.tape import Ask, Call

_NOTHING = Usage(0, 0, 0, 0)
_DRAFT = "brief"  # the task of the prompt that asks for a draft; what others ask for may be left out
# The answer to every other task of who has nothing to say: no line is mended, no lines are said to be the same.
_NO_LINES = '{"headline":[],"key_facts":[],"parties":[],"positions":[],"open_questions":[],"same":[],"order":[]}'
_NOTHING_TO_SAY = Completion(_NO_LINES, finish_reason="stop", is_refusal=False, usage=_NOTHING)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class KeptUsage(_Frozen):
    """Tokens of a call, as the server counted them."""

    sent: int
    cached: int
    stored: int
    written: int


class KeptReply(_Frozen):
    """One call and its answer. A call that failed is not kept."""

    take: int = Field(ge=1, description="Which repetition of the case it belongs to.")
    task: str = Field(description="What was asked for: the name of the prompt.")
    prompt: PromptRecord
    model: str
    sentences: tuple[int, int] = Field(description="Numbers of the first and the last sentence drafted from.")
    words: str = Field(description="SHA-256 of what was sent, first 16 hexadecimal digits.")
    finish_reason: str | None
    is_refusal: bool = False
    usage: KeptUsage | None = None
    reply: JsonValue = Field(description="The text; as JSON where it is compact JSON and can be written again exactly.")

    @classmethod
    def of(cls, call: Call, completion: Completion, take: int) -> "KeptReply":
        """The answer to a call, as it is kept."""
        usage = completion.usage
        return cls(
            take=take,
            task=_task(call),
            prompt=call.prompt,
            model=call.model,
            sentences=(call.window.first, call.window.last),
            words=call.words,
            finish_reason=completion.finish_reason,
            is_refusal=completion.is_refusal,
            usage=usage and KeptUsage(sent=usage.sent, cached=usage.cached, stored=usage.stored, written=usage.written),
            reply=_readable(completion.text),
        )

    @property
    def completion(self) -> Completion:
        """What the model answered."""
        text = self.reply if isinstance(self.reply, str) else _compact(self.reply)
        usage = None
        if self.usage is not None:
            usage = Usage(self.usage.sent, self.usage.cached, self.usage.stored, self.usage.written)
        return Completion(text, self.finish_reason, self.is_refusal, usage)


class Recording(_Frozen):
    """What was answered about one article."""

    format: Literal["precis recording 1"] = "precis recording 1"
    article_sha256: str = Field(description="SHA-256 of the article's text in UTF-8.")
    replies: tuple[KeptReply, ...]


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A draft somebody wrote, as a model would have replied it: the answer to any question for the whole article."""

    text: str


@dataclass(slots=True)
class _Session:
    """The brief of one article in the making."""

    sha256: str
    take: int = 1
    asked: Counter[tuple[str, str, int, int]] = field(default_factory=Counter)


class _Sessions:
    """A session for each article alive. A second segmentation of a text is a second article, and a second brief."""

    def __init__(self) -> None:
        self._sessions: weakref.WeakKeyDictionary[Article, _Session] = weakref.WeakKeyDictionary()

    def of(self, article: Article) -> _Session:
        if article not in self._sessions:
            self._sessions[article] = _Session(sha256_of(article.text))
        return self._sessions[article]


class Recorder:
    """Keeps every answer of the server, in one file an article. Safe to stop at any moment."""

    def __init__(self, folder: Path, names: Mapping[str, str] | None = None) -> None:
        """Begin, with the recordings that are in the folder already; a take that is made again replaces its replies.

        Args:
            folder: Where the files are; made if need be. Use one for each model and prompt.
            names: File name without its ending, by SHA-256 of the article's text; else the hash itself.
        """
        self._folder = folder
        self._names = names or {}
        self._sessions = _Sessions()

    def begin(self, article: Article, take: int) -> None:
        """See `Tape`."""
        self._sessions.of(article).take = take

    async def complete(self, call: Call, ask: Ask) -> Completion:
        """The server's answer, kept."""
        completion = await ask()
        session = self._sessions.of(call.window.article)
        path = self._folder / f"{self._names.get(session.sha256, session.sha256[:16])}.json"
        kept = _recording(path).replies if path.exists() else ()
        if not session.asked:
            kept = tuple(reply for reply in kept if reply.take != session.take)
        session.asked[_question(call)] += 1
        replies = sorted((*kept, KeptReply.of(call, completion, session.take)), key=lambda reply: reply.take)
        _write(path, Recording(article_sha256=session.sha256, replies=tuple(replies)))
        return completion


class Replay:
    """Answers from a folder of recordings, and asks no server.

    Attributes:
        models: The models that were recorded; for drafts by hand, the folder's name.
        unrecorded: How many calls for something else than a draft had no recording, by task. They were answered as by
            a model with nothing to say: what was to be repaired is set aside.
    """

    def __init__(self, folder: Path, names: Mapping[str, str] | None = None, *, is_stale_taken: bool = False) -> None:
        """Read the recordings.

        Args:
            folder: Where the files are.
            names: File name of a draft by hand, without its ending, by SHA-256 of its article's text. A draft that is
                not named is for the text beside it: port.json for port.txt.
            is_stale_taken: Whether a reply recorded with other prompts, another schema or another model will do.

        Raises:
            ConfigurationError: There is nothing in the folder, or a file that is no recording.
        """
        self._folder = folder
        self._names = names or {}
        self._is_stale_taken = is_stale_taken
        self._sessions = _Sessions()
        self._kept: dict[str, Recording | HandWritten] = {}
        hashes = {name: sha256 for sha256, name in self._names.items()}
        textless = 0
        for path in sorted(folder.glob("*.json")):
            kept = read(path)
            if isinstance(kept, Recording):
                self._kept[kept.article_sha256] = kept
                continue
            text = path.with_suffix(".txt")
            if path.stem in hashes:
                self._kept[hashes[path.stem]] = kept
            elif text.exists():
                self._kept[sha256_of(text.read_bytes().decode("utf-8", "replace"))] = kept
            else:
                textless += 1
        if not self._kept and textless:
            raise ConfigurationError(
                f"{str(folder)!r} holds drafts by hand without the texts they are of; put port.txt beside port.json"
            )
        if not self._kept:
            raise ConfigurationError(f"no recording is in {str(folder)!r}; precis eval --record {folder} makes them")
        self.models = tuple(sorted({model for kept in self._kept.values() for model in self._models(kept)}))
        self.unrecorded: Counter[str] = Counter()

    def begin(self, article: Article, take: int) -> None:
        """See `Tape`."""
        self._sessions.of(article).take = take

    async def complete(self, call: Call, ask: Ask) -> Completion:  # noqa: ARG002 - the server is not asked
        """The answer that was kept.

        Raises:
            NotRecorded: None was, or not to this question; the message says what differs.
        """
        session = self._sessions.of(call.window.article)
        question = _question(call)
        nth = session.asked[question]
        session.asked[question] += 1
        kept = self._kept.get(session.sha256)
        if isinstance(kept, HandWritten) and _task(call) == _DRAFT:
            return self._by_hand(kept, call)
        replies = kept.replies if isinstance(kept, Recording) else ()
        takes = [reply for reply in replies if reply.take == session.take]
        fits = [reply for reply in takes if self._fits(reply, call)]
        if nth < len(fits):
            return fits[nth].completion
        if _task(call) != _DRAFT:
            self.unrecorded[_task(call)] += 1
            return _NOTHING_TO_SAY
        raise NotRecorded(call.model, self._what_is_missing(call, session, kept, takes, nth))

    def _fits(self, reply: KeptReply, call: Call) -> bool:
        if reply.task != _task(call) or reply.sentences != (call.window.first, call.window.last):
            return False
        is_same = (reply.prompt, reply.model, reply.words) == (call.prompt, call.model, call.words)
        return is_same or self._is_stale_taken

    def _by_hand(self, draft: HandWritten, call: Call) -> Completion:
        if (call.window.first, call.window.last) != (1, len(call.window.article.sentences)):
            raise NotRecorded(
                call.model, "a draft by hand is of a whole article; raise PRECIS_WINDOW_CHARACTERS above its length"
            )
        return Completion(draft.text, finish_reason="stop", is_refusal=False, usage=_NOTHING)

    def _models(self, kept: Recording | HandWritten) -> set[str]:
        return {reply.model for reply in kept.replies} if isinstance(kept, Recording) else {self._folder.name}

    def _what_is_missing(
        self, call: Call, session: _Session, kept: Recording | HandWritten | None, takes: list[KeptReply], nth: int
    ) -> str:
        """Why there is no answer, and what to do about it."""
        again = f"record it again with --record {self._folder}"
        if not isinstance(kept, Recording):
            if any(isinstance(other, HandWritten) for other in self._kept.values()):
                name = self._names.get(session.sha256, "NAME")
                return f"no draft of this article is in {str(self._folder)!r}; it would be {name}.json"
            return (
                f"no reply about this article (SHA-256 {session.sha256[:16]}) is in {str(self._folder)!r}; {again}. "
                "A changed text is another article"
            )
        drafts = [reply for reply in takes if reply.task == _task(call)]
        if not drafts:
            recorded = sorted({reply.take for reply in kept.replies})
            return f"repetition {session.take} was not recorded, only {recorded}; ask for fewer, or {again}"
        if call.model not in {reply.model for reply in drafts}:
            return f"recorded were replies of {', '.join(sorted({reply.model for reply in drafts}))}; {again}"
        if call.prompt not in [reply.prompt for reply in drafts]:
            were = drafts[0].prompt
            return (
                f"recorded with prompt {were.name}/v{were.version} ({were.checksum}), asked with {call.prompt.name}/"
                f"v{call.prompt.version} ({call.prompt.checksum}): its words or the schema have changed; {again}, or "
                "take the old reply with --replay-stale"
            )
        window = (call.window.first, call.window.last)
        if window not in [reply.sentences for reply in drafts]:
            return (
                f"sentences {window[0]} to {window[1]} were not asked about by themselves when it was recorded; {again}"
            )
        if nth:
            return f"it was asked {nth} times when it was recorded, and now once more; {again}"
        return f"it was recorded with another title, language or limits; {again}, or take it with --replay-stale"


def read(path: Path) -> Recording | HandWritten:
    """A file of either kind.

    Raises:
        ConfigurationError: It is neither.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        found = json.loads(text)
    except ValueError as error:
        raise ConfigurationError(f"{path} is not JSON: {error}") from error
    if isinstance(found, dict) and "format" not in found and found.keys() & Draft.model_fields.keys():
        return HandWritten(text)
    try:
        return Recording.model_validate(found)
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, problem["loc"]))
        raise ConfigurationError(f"{path} is neither a recording nor a draft: {place}: {problem['msg']}") from None


def sha256_of(text: str) -> str:
    """The hash by which a text is known."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _recording(path: Path) -> Recording:
    kept = read(path)
    if not isinstance(kept, Recording):
        raise ConfigurationError(f"{path} is a draft by hand and would be overwritten; record into another folder")
    return kept


def _write(path: Path, recording: Recording) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".json.new")
    text = json.dumps(recording.model_dump(mode="json"), indent=1, ensure_ascii=False)
    beside.write_bytes(text.encode("utf-8", "backslashreplace") + b"\n")
    beside.replace(path)


def _question(call: Call) -> tuple[str, str, int, int]:
    return (_task(call), call.words, call.window.first, call.window.last)


def _task(call: Call) -> str:
    return call.prompt.name


def _compact(reply: JsonValue) -> str:
    return json.dumps(reply, ensure_ascii=False, separators=(",", ":"))


def _readable(text: str) -> JsonValue:
    """A reply that is an object of compact JSON as that object, any other as it is."""
    try:
        found: JsonValue = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return found if isinstance(found, dict) and _compact(found) == text else text
