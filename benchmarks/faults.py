"""How many briefs are complete when three calls in ten to the model go wrong.

    python -m benchmarks.faults [--briefs 400] [--seed 1]

429, 500, 503, broken connections, calls that hang, replies that break off and replies that are no JSON, each as often;
one fallback model behind the first. The server is real; the waits between tries are left out.
"""

import argparse
import asyncio
import time

from tests.engines.llm_faults import FAULTY, many_briefs
from tests.scripted_server import running


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--briefs", type=int, default=400)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    print(f"{FAULTY:.0%} of calls go wrong, {chosen.briefs} briefs, seed {chosen.seed}")
    for stream in (False, True):
        started = time.monotonic()
        with running() as server:
            outcome = asyncio.run(many_briefs(server, chosen.briefs, seed=chosen.seed, stream=stream))
        print(
            f"{'streamed' if stream else 'at once':9} {outcome.complete:7.2%} complete   {dict(outcome.endings)}   "
            f"{outcome.calls / chosen.briefs:.2f} calls a brief   {time.monotonic() - started:.0f} s"
        )


if __name__ == "__main__":
    main()
