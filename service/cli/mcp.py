"""`precis mcp`: the tools of the Model Context Protocol over stdin and stdout, for a chat tool on this machine."""

import asyncio

from service.cli import input as given


def mcp() -> None:
    """Serve a chat tool on this machine (Model Context Protocol over stdio).

    The chat tool starts this command and speaks with it over stdin and stdout. It passes on none of your shell's
    variables: give OPENAI_API_KEY and PRECIS_* in its own configuration, under env.
    """
    settings = given.load_settings()

    from service.surfaces.mcp import serve_stdio

    asyncio.run(serve_stdio(settings))
