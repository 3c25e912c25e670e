"""Settings: read once from the environment, passed down, never read again by anybody else."""

from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

# Small, current and cheap on OpenAI in November 2026; the named successor of gpt-4o-mini and gpt-4.1-mini.
# https://developers.openai.com/api/docs/deprecations
DEFAULT_MODEL = "gpt-6-luna"
OPENAI_BASE_URL = "https://api.openai.com/v1"

EngineChoice = Literal["auto", "llm", "extractive", "replay"]
LinkChoice = Literal["auto", "on", "off"]
ResponseMode = Literal["auto", "json_schema", "json", "md_json"]
Names = Annotated[tuple[str, ...], NoDecode]
Network = IPv4Network | IPv6Network


class TokenPrice(BaseModel):
    """US dollars for a million tokens of one model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: float = Field(ge=0)
    output: float = Field(ge=0)
    cached: float | None = Field(default=None, ge=0)  # read from the provider's cache; None: as any input
    stored: float | None = Field(default=None, ge=0)  # written to it; None: as any input


class Settings(BaseSettings):
    """Everything that can be set, from `PRECIS_*` variables; the two of the openai client keep their own names."""

    model_config = SettingsConfigDict(
        env_prefix="PRECIS_", env_ignore_empty=True, frozen=True, extra="forbid", populate_by_name=True
    )

    # Who writes
    engine: EngineChoice = Field(
        default="auto",
        description="Who writes briefs. auto: llm where a key or a base URL is set, else extractive. replay: llm, from "
        "recorded replies.",
    )
    recordings: Path | None = Field(
        default=None, description="Folder of recorded replies: what the replay engine answers from, without a key."
    )
    openai_api_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("OPENAI_API_KEY", "PRECIS_OPENAI_API_KEY"),
        description="Key of the OpenAI-compatible server. Many local servers need none.",
    )
    openai_base_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("OPENAI_BASE_URL", "PRECIS_OPENAI_BASE_URL"),
        description="Base URL of an OpenAI-compatible server (Ollama, vLLM, llama.cpp, Azure, …). Empty: OpenAI's own.",
    )
    model: str | None = Field(
        default=None,
        description=f"Model asked. Empty: {DEFAULT_MODEL} on OpenAI; with a base URL, the only entry of its /models.",
    )
    fallbacks: Names = Field(
        default=(),
        description='Tried in order when the model is down: model names, or "extractive". Separated by commas.',
    )
    allowed_models: Names = Field(
        default=(), description="Further models a request may name. Separated by commas. Others are turned down."
    )

    # How long, how much, how often
    deadline_seconds: float = Field(
        default=180.0, gt=0, description="Time one brief may take in all; what is verified by then is given."
    )
    request_timeout_seconds: float = Field(
        default=90.0, gt=0, description="Time one call to the model may take before it counts as lost."
    )
    max_tries: int = Field(
        default=5, ge=1, le=10, description="Tries of one call to the model, the first included, while it is down."
    )
    max_output_tokens: int = Field(
        default=16_000, ge=256, description="Most tokens a model may write in one call, its reasoning included."
    )
    window_characters: int = Field(
        default=24_000, ge=1_000, description="Longest text a model drafts from at once, in characters; more is split."
    )
    merge: Literal["rules", "llm"] = Field(
        default="rules",
        description="How the parts of a long article are joined. llm: by rules first; then the model is asked, in one "
        "more call, which items say the same and which facts matter most.",
    )
    max_input_characters: int = Field(default=500_000, ge=1, description="Longest article taken, in characters.")
    temperature: float | None = Field(
        default=None, ge=0, le=2, description="Sampling temperature. Empty: not sent; reasoning models accept no other."
    )
    reasoning_effort: str | None = Field(
        default=None, description="Reasoning effort asked of a reasoning model (none, low, …). Empty: not sent."
    )
    response_mode: ResponseMode = Field(
        default="auto",
        description="How a reply's shape is asked for. auto: JSON schema first, plain JSON, then fenced JSON, as the "
        "server allows.",
    )

    upstream_connections: int = Field(
        default=500, ge=1, description="Most connections held open to the model's server, idle ones included."
    )

    # What it may cost
    max_calls_per_brief: int | None = Field(
        default=None, ge=1, description="Most calls to a model for one brief, failed ones included. Empty: no limit."
    )
    max_tokens_per_brief: int | None = Field(
        default=None,
        ge=1,
        description="Most tokens for one brief, sent and written. Checked before every call. Empty: no limit.",
    )
    budget_usd: float | None = Field(
        default=None,
        gt=0,
        description="Most US dollars for one brief, where prices are known; checked before every call. Empty: none.",
    )
    prices: Mapping[str, TokenPrice] = Field(
        default_factory=dict,
        description="Prices of models, in US dollars for a million tokens, as JSON: "
        '`{"a-model": {"input": 0.1, "cached": 0.01, "output": 0.5}}`. They stand before the built-in ones.',
    )

    max_in_flight: int = Field(default=64, ge=1, description="Most briefs in the making at once.")
    max_queued: int = Field(
        default=512, ge=0, description="Most that wait for that; any more are told at once to come back later (503)."
    )

    # Who may ask
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65_535, description="Port to listen on; 0 takes a free one.")
    api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(),
        description="Callers' keys, each `name=sk_<id>_<hash>`, separated by commas. Empty: no key is asked for.",
    )
    allow_anonymous: bool = Field(
        default=False, description="Serve beyond this machine without keys. Anybody who can connect can spend yours."
    )
    allowed_hosts: Names = Field(
        default=("localhost", "127.0.0.1", "[::1]"),
        description="Names this server answers to (the Host header), separated by commas.",
    )
    public_url: str | None = Field(
        default=None,
        description="Where others reach this server, as https://precis.example: named in /openapi.json and links.",
    )
    max_body_bytes: int = Field(default=4_000_000, ge=1, description="Largest request body taken, in bytes.")
    body_timeout_seconds: float = Field(
        default=15.0, gt=0, description="Time a request body may take to come in whole."
    )
    head_timeout_seconds: float = Field(
        default=10.0, gt=0, description="Time the head of a request may take to come in whole."
    )
    shutdown_delay_seconds: float = Field(
        default=0.0,
        ge=0,
        description="How long requests are still accepted after SIGTERM, while /readyz says no: for a load balancer to "
        "notice.",
    )
    grace_seconds: int = Field(
        default=30,
        ge=0,
        description="How long what is being answered may then take; an orchestrator should wait longer.",
    )
    heartbeat_seconds: float = Field(
        default=10.0, gt=0, description="Longest silence of a stream of events; then it says that it is still at work."
    )
    page_timeout_seconds: float = Field(
        default=5.0, gt=0, description="Time reading the article out of one page or PDF may take."
    )
    page_workers: int = Field(
        default=2,
        ge=1,
        le=64,
        description="Pages and PDFs read at once, each in a process of its own that starts when needed.",
    )

    # Links
    links: LinkChoice = Field(
        default="auto",
        description="Whether articles are fetched from links. auto: unless anybody may ask (PRECIS_ALLOW_ANONYMOUS).",
    )
    link_networks: Annotated[tuple[Network, ...], NoDecode] = Field(
        default=(),
        description="Networks links may lead to besides the public internet, as 10.1.0.0/16, separated by commas.",
    )
    link_timeout_seconds: float = Field(
        default=15.0, gt=0, description="Time fetching one link may take, redirects included."
    )
    link_max_bytes: int = Field(
        default=10_000_000, ge=1, description="Most bytes taken from one link, after decompression."
    )

    # Chat tools that call from elsewhere
    slack_signing_secret: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("SLACK_SIGNING_SECRET", "PRECIS_SLACK_SIGNING_SECRET"),
        description="Signing secret of a Slack app: offers /slack/commands to it. Wants the extra `slack`.",
    )
    slack_response_prefix: str = Field(
        default="https://hooks.slack.com/", min_length=8, description="Where Slack has briefs sent: addresses begin so."
    )
    mattermost_token: SecretStr | None = Field(
        default=None, description="Token of a slash command in Mattermost: offers /mattermost/commands to it."
    )
    mattermost_url: str | None = Field(
        default=None, description="Address of that Mattermost server: briefs are sent nowhere else."
    )

    # The page
    page: bool = Field(default=True, description="Whether there is a page at / to paste an article into.")
    share_days: float = Field(
        default=7.0, gt=0, description="How long a link that shares a brief is good for, in days."
    )
    share_secret: SecretStr | None = Field(
        default=None,
        description="Signs such links. Empty: one is made and kept in the data folder; servers that share a database "
        "need the same one.",
    )

    # What is kept
    data_dir: Path = Field(default=Path(".precis"), description="Folder for what is kept on disk.")
    database_url: str | None = Field(
        default=None,
        description="Database, as sqlite:///path/to/file or postgresql://user:password@host/name. Empty: SQLite in the "
        "data folder.",
    )
    cache_ttl_seconds: float = Field(
        default=86_400.0,
        ge=0,
        description="How long a brief is the answer to the same question again; 0: it is made anew each time.",
    )
    cache_memory_bytes: int = Field(
        default=64_000_000, ge=0, description="How much of the answers asked for last is held in memory, in bytes."
    )
    retention_days: int = Field(default=30, ge=0, description="Days a stored brief is kept; 0: until it is deleted.")

    @field_validator("fallbacks", "allowed_models", "allowed_hosts", "api_keys", "link_networks", mode="before")
    @classmethod
    def _split_at_commas(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("openai_base_url")
    @classmethod
    def _is_a_web_address(cls, value: str | None) -> str | None:
        if value is not None and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
            raise ValueError("a base URL starts with http:// or https:// and names a host")
        return value

    @field_validator("public_url")
    @classmethod
    def _is_an_origin(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "")
        if value is not None and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query):
            raise ValueError("it looks like https://precis.example")
        return value.rstrip("/") if value else None

    @property
    def engine_name(self) -> str:
        """The engine `auto` stands for here."""
        if self.engine != "auto":
            return self.engine
        return "llm" if self.openai_api_key or self.openai_base_url else "extractive"

    @property
    def follows_links(self) -> bool:
        """Whether articles are fetched from links. Whoever may ask could use this machine to ask others."""
        return self.links == "on" or (self.links == "auto" and not self.allow_anonymous)
