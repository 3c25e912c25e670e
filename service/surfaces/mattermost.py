"""Mattermost: a slash command, answered at once and then, at the address it came with, by the brief.

Mounted only where its token and address are set. https://developers.mattermost.com/integrate/slash-commands/custom/
"""

import hmac
from functools import partial

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse, Response

from service import render
from service.core.errors import ConfigurationError
from service.settings import Settings
from service.web.calls import services_of
from service.web.later import Later, brief_or_words
from service.web.pasted import HELP, READING, Pasted, pasted
from service.web.problems import Refusal
from service.wiring import Services

_LONGEST_POST = 16_383
_CUT = "\n\n*The message is full: the rest is in the brief itself.*\n"


def mount(app: FastAPI, settings: Settings) -> None:
    """Offer /mattermost/commands. Raises ConfigurationError without the address, or without the extra."""
    if settings.mattermost_token is None:
        return
    if settings.mattermost_url is None:
        raise ConfigurationError("PRECIS_MATTERMOST_TOKEN is set; set PRECIS_MATTERMOST_URL too, the server's address")
    try:
        import slack_sdk.webhook.async_client  # noqa: F401 - Mattermost takes what Slack takes
    except ImportError as error:
        raise ConfigurationError(
            "PRECIS_MATTERMOST_TOKEN is set; install: pip install -r requirements-extras.lock"
        ) from error

    token, prefix = settings.mattermost_token.get_secret_value(), settings.mattermost_url.rstrip("/") + "/"
    later = Later()
    router = APIRouter(include_in_schema=False)

    @router.post("/mattermost/commands")
    async def command(request: Request) -> Response:
        """A command of Mattermost's, known by its token."""
        async with request.form(max_files=0, max_fields=50, max_part_size=settings.max_body_bytes) as form:
            given = {name: value for name, value in form.items() if isinstance(value, str)}
        if not hmac.compare_digest(given.get("token", "").encode(), token.encode()):
            raise Refusal("unauthorized", "The token is not that of PRECIS_MATTERMOST_TOKEN.")
        asked, target = pasted(given.get("text", "")), given.get("response_url", "")
        if asked.is_talk or not target.startswith(prefix):
            return JSONResponse(_message(HELP))
        later.start(_brief(services_of(request), asked, f"mattermost-{given.get('team_id', '')}", target))
        return JSONResponse(_message(READING))

    app.include_router(router)
    app.state.running.append(partial(later.running, settings.grace_seconds))


async def _brief(services: Services, asked: Pasted, owner: str, target: str) -> None:
    """Make the brief and send it to where the request said; whatever goes wrong is told there too."""
    from slack_sdk.webhook.async_client import AsyncWebhookClient

    brief = await brief_or_words(services, asked, owner)
    text = brief if isinstance(brief, str) else _fitting(render.markdown(brief))
    await AsyncWebhookClient(target).send_dict(_message(text))


def _message(text: str) -> dict[str, str]:
    """A message that only whoever asked sees."""
    return {"response_type": "ephemeral", "text": text}


def _fitting(text: str) -> str:
    """As much of a text as a post holds, cut between lines."""
    if len(text) <= _LONGEST_POST:
        return text
    return text[: text.rfind("\n", 0, _LONGEST_POST - len(_CUT))] + _CUT
