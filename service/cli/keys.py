"""`precis keys`: keys for those who may call the API."""

import json
from typing import Annotated

import typer

from service.cli import output
from service.core.errors import ConfigurationError

keys = typer.Typer(help="Keys of those who may call the API.", no_args_is_help=True)


@keys.callback()
def _keys() -> None:
    pass


@keys.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose key it is. Shown in logs, so no secret.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document; what stdout gets when it is no terminal.")
    ] = False,
) -> None:
    """Make a key: the key itself, shown once, and its entry for PRECIS_API_KEYS.

    Nothing is stored here, and the entry holds only a hash: nobody can read a key out of the settings.

    To revoke a key, take its entry out of PRECIS_API_KEYS and start the service again.
    """
    from service.access import new_key

    try:
        key, entry = new_key(name)
    except ConfigurationError as error:
        raise typer.BadParameter(str(error)) from error
    if as_json or not output.is_watched():
        output.write(json.dumps({"key": key, "entry": entry}, indent=2) + "\n")
        return
    output.write(
        f"The key, for its owner; it cannot be shown again:\n\n  {key}\n\n"
        f"Its entry, to add to PRECIS_API_KEYS (several are separated by commas):\n\n  {entry}\n"
    )
