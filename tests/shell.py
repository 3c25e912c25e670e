"""The command line as a user meets it: a process of its own, in a pipe or on a terminal."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "service.cli")


@dataclass(frozen=True, slots=True)
class Run:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def unstyled(self) -> str:
        """What stdout shows, without what colours it or moves the cursor."""
        return re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", self.out)


def environment(given: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment without anybody's settings."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "SYSTEMROOT"}}
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **(given or {})}


def precis(
    *arguments: str | Path, stdin: bytes = b"", env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Run:
    """Run a command in a pipe."""
    ended = subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, *map(str, arguments)], input=stdin, env=environment(env), cwd=cwd, capture_output=True, check=False
    )
    return Run(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def precis_on_a_terminal(*arguments: str | Path, env: Mapping[str, str] | None = None) -> Run:
    """Run a command with all three streams on one terminal of 80 columns; everything shown is in `out`."""
    screen, terminal = pty.openpty()
    try:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*COMMAND, *map(str, arguments)],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env=environment({"TERM": "xterm", **(env or {})}),
        )
    finally:
        os.close(terminal)
    shown = bytearray()
    try:
        while part := os.read(screen, 65_536):
            shown += part
    except OSError:  # how Linux says that nobody holds the terminal any more
        pass
    finally:
        os.close(screen)
    return Run(process.wait(), shown.decode().replace("\r\n", "\n"), "")
