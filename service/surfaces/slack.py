"""Slack: a slash command and a shortcut on messages, answered within three seconds, then with the brief.

Mounted only where its signing secret is set. https://docs.slack.dev/interactivity/implementing-slash-commands
"""

import hashlib
import html
import json
import logging
import re
import secrets
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, FastAPI, Request, Response

from service import render
from service.core.errors import ConfigurationError
from service.settings import Settings
from service.store import Store
from service.web.calls import services_of
from service.web.later import Later, brief_or_words
from service.web.pasted import HELP, READING, Pasted, pasted
from service.web.problems import Refusal
from service.wiring import Services

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

_log = logging.getLogger(__name__)
# Slack takes a longer message from a command than from elsewhere, and says nowhere how long it may be in all; about
# 13,000 characters are refused elsewhere. https://github.com/slackapi/bolt-js/issues/2509, and 2867
_MOST_CHARACTERS = (150_000, 10_000)
_LASTING_SECONDS = 600.0  # longer than a signature is taken for: five minutes into the past and the future
_LINK = re.compile(r"<(?P<target>https?://[^|>]+)(?:\|[^>]*)?>")
_MENTION = re.compile(r"<[@#!][^|>]*(?:\|(?P<label>[^>]*))?>")


def mount(app: FastAPI, settings: Settings) -> None:
    """Offer /slack/commands, for slash commands and shortcuts alike. Raises ConfigurationError without the extra."""
    if settings.slack_signing_secret is None:
        return
    try:
        from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
    except ImportError as error:
        raise ConfigurationError(
            "SLACK_SIGNING_SECRET is set; install what it needs: pip install -r requirements-extras.lock"
        ) from error

    later = Later()
    handler = AsyncSlackRequestHandler(_bolt(app, settings, later))
    router = APIRouter(include_in_schema=False)

    @router.post("/slack/commands")
    async def command(request: Request) -> Response:
        """A signed request of Slack's; each is taken once."""
        if not await _is_signed(request, settings):
            if b"ssl_check=1" in (await request.body()).split(b"&"):  # Slack tries out the certificate, unsigned
                return Response()
            raise Refusal("unauthorized", "The request is not signed by Slack, or was not signed just now.")
        if not await _is_first(services_of(request).store, request):
            raise Refusal("replayed")
        if not await _is_readable(request):
            raise Refusal("malformed", "The payload is not a JSON object.")
        answer: Response = await handler.handle(request)
        return answer

    app.include_router(router)
    app.state.running.append(partial(later.running, settings.grace_seconds))


def _bolt(app: FastAPI, settings: Settings, later: Later) -> "AsyncApp":
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.authorization import AuthorizeResult

    # Bolt says at INFO what a request with a wrong signature held: a stranger's text in the log, as long as they like.
    logger = logging.getLogger("service.slack")
    logger.setLevel(logging.WARNING)

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        # Nothing is asked of Slack's API: the answer goes to the address that came with the request.
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, bot_token="", bot_id="B0", bot_user_id="U0"
        )

    secret = settings.slack_signing_secret
    bolt = AsyncApp(
        name="precis",
        logger=logger,
        signing_secret=secret.get_secret_value() if secret else "",
        authorize=authorize,
    )

    async def brief(message: str, body: dict[str, Any], respond: "AsyncRespond") -> None:
        await _brief(app.state.services, pasted(plain(message)), _team(body), respond)

    def is_ours(body: dict[str, Any]) -> bool:
        return str(body.get("response_url", "")).startswith(settings.slack_response_prefix)

    @bolt.command(re.compile(".*"))
    async def on_command(ack: "AsyncAck", body: dict[str, Any], respond: "AsyncRespond") -> None:
        text = str(body.get("text", ""))
        if pasted(plain(text)).is_talk or not is_ours(body):
            await ack(HELP)
            return
        await ack(READING)
        later.start(brief(text, body, respond))

    @bolt.shortcut(re.compile(".*"))
    async def on_shortcut(ack: "AsyncAck", body: dict[str, Any], respond: "AsyncRespond") -> None:
        await ack()
        if is_ours(body):
            later.start(brief(_said(body.get("message") or {}), body, respond))

    return bolt


def plain(message: str) -> str:
    """A message's text as it was typed: Slack wraps links and mentions, and writes &, < and > as entities."""
    unwrapped = _LINK.sub(lambda link: link["target"], message)
    return html.unescape(_MENTION.sub(lambda mention: mention["label"] or "", unwrapped))


def _said(message: dict[str, Any]) -> str:
    """What a message says. What was forwarded, or comes from a feed, stands in its attachments alone."""
    said = str(message.get("text") or "")
    if not pasted(plain(said)).is_talk:
        return said
    attached = [entry for entry in message.get("attachments") or () if isinstance(entry, dict)]
    texts = [str(entry.get("text") or entry.get("title_link") or entry.get("from_url") or "") for entry in attached]
    return "\n\n".join(filter(None, texts)) or said


async def _brief(services: Services, asked: Pasted, owner: str, respond: "AsyncRespond") -> None:
    """Make the brief and send it to where the request said; whatever goes wrong is told there too."""
    if asked.is_talk:
        await respond(HELP, response_type="ephemeral", replace_original=False)
        return
    brief = await brief_or_words(services, asked, owner)
    if isinstance(brief, str):
        await respond(brief, response_type="ephemeral", replace_original=False)
        return
    headline = brief.headline.statement if brief.headline else "The brief is ready."
    for most_characters in _MOST_CHARACTERS:
        answer = await respond(
            render.escaped_for_slack(headline),
            blocks=render.blocks(brief, most_characters=most_characters),
            response_type="ephemeral",
            replace_original=False,
            unfurl_links=False,
            unfurl_media=False,
        )
        if answer.status_code == HTTPStatus.OK and '"ok":false' not in answer.body.replace(" ", ""):
            return
        _log.warning("a brief of %d characters was refused with %d", most_characters, answer.status_code)


def _team(body: dict[str, Any]) -> str:
    """Whose the brief is: a workspace has its own briefs."""
    team = body.get("team_id") or (body.get("team") or {}).get("id") or ""
    return f"slack-{team}"


async def _is_readable(request: Request) -> bool:
    """Whether the payload of a shortcut, where there is one, can be read."""
    for payload in parse_qs((await request.body()).decode("utf-8", "replace")).get("payload", ()):
        try:
            if not isinstance(json.loads(payload), dict):
                return False
        except ValueError:
            return False
    return True


async def _is_signed(request: Request, settings: Settings) -> bool:
    from slack_sdk.signature import SignatureVerifier

    secret = settings.slack_signing_secret
    headers = {name: request.headers.get(name, "") for name in ("x-slack-request-timestamp", "x-slack-signature")}
    if secret is None or not re.fullmatch("[0-9]{1,12}", headers["x-slack-request-timestamp"]):
        return False
    return SignatureVerifier(secret.get_secret_value()).is_valid_request(await request.body(), headers)


async def _is_first(store: Store, request: Request) -> bool:
    """Whether a signature comes for the first time, to whichever worker: one that is seen again was overheard."""
    seen = hashlib.sha256(f"slack {request.headers['x-slack-signature']}".encode()).hexdigest()
    return (await store.reserve(seen, "", secrets.token_hex(8), lease_seconds=_LASTING_SECONDS)).is_won
