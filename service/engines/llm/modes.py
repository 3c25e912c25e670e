"""What a model accepts, learnt from its server's 400s and remembered: the response format, the output cap's name."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import openai

Mode = Literal["json_schema", "json", "md_json"]
Cap = Literal["max_completion_tokens", "max_tokens"]

# From the tightest to what any chat endpoint can do.
MODES: tuple[Mode, ...] = ("json_schema", "json", "md_json")
_OPENAI_AND_AZURE = ("api.openai.com", ".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com")


@dataclass(slots=True)
class Habits:
    """How one model is asked. Shared by all calls to it, so what one call learns the next one knows.

    Calls under way at the same time may learn the same thing twice; each method takes what the call had sent, so
    that the second does not undo the first.
    """

    mode: Mode
    cap: Cap
    mode_is_fixed: bool = False
    streams: bool = True
    streams_usage: bool = True  # whether a stream may be asked to end with what it cost

    def learn_format(self, sent: Mode, error: openai.APIStatusError) -> bool:
        """Step down if the error is about the response format that was sent. Returns whether another is left to try."""
        if self.mode_is_fixed or not _is_about(error, "response_format", "json_schema", "json_object"):
            return False
        return self.step_down(sent)

    def step_down(self, sent: Mode) -> bool:
        """Take the next looser format than the one sent, if there is one and it may be changed."""
        if self.mode_is_fixed or sent == MODES[-1]:
            return False
        if self.mode == sent:
            self.mode = MODES[MODES.index(sent) + 1]
        return True

    def leave_grammar(self, sent: Mode) -> bool:
        """Take the format without a grammar, after one got stuck. Plain JSON has a grammar too, on most servers."""
        if self.mode_is_fixed or sent == MODES[-1]:
            return False
        self.mode = MODES[-1]
        return True

    def learn_stream(self, error: openai.APIStatusError) -> bool:
        """Do without what the error names: the usage at the end of a stream, or streams at all."""
        if self.streams_usage and _is_about(error, "stream_options", "include_usage"):
            self.streams_usage = False
            return True
        if self.streams and _is_about(error, "stream"):
            self.streams = False
            return True
        return False

    def learn_cap(self, sent: Cap, error: openai.APIStatusError) -> Cap | None:
        """The other name of the output cap, if the error says that the one sent is not known."""
        if not _is_about(error, "max_tokens", "max_completion_tokens") or is_about_size(error):
            return None
        self.cap = "max_tokens" if sent == "max_completion_tokens" else "max_completion_tokens"
        return self.cap


def first_habits(base_url: str, response_mode: Literal["auto", "json_schema", "json", "md_json"]) -> Habits:
    """What to try first at a server."""
    host = urlsplit(base_url).hostname or ""
    is_openai = any(host == known or (known.startswith(".") and host.endswith(known)) for known in _OPENAI_AND_AZURE)
    return Habits(
        mode="json_schema" if response_mode == "auto" else response_mode,
        cap="max_completion_tokens" if is_openai else "max_tokens",
        mode_is_fixed=response_mode != "auto",
    )


def is_about_size(error: openai.APIStatusError) -> bool:
    """Whether the server says that the request, or the cap in it, is larger than the model takes."""
    said = error.message.lower()
    if error.status_code == 429:  # of other words in it, most are about the rate
        return "request too large" in said
    return error.code == "context_length_exceeded" or any(
        words in said
        for words in ("too large", "too long", "too many tokens", "context length", "at most", "less than")
    )


def _is_about(error: openai.APIStatusError, *parameters: str) -> bool:
    if error.status_code != 400:
        return False
    if error.param:
        return error.param.startswith(parameters)
    return any(parameter in error.message for parameter in parameters)
