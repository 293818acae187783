"""Run every bench, print one table of figures with target and verdict, write `var/bench.json` (name to number).

A bench is a module of this folder that prints one JSON object of names and numbers; each runs in a process of its own,
one after the other, on a fully durable PostgreSQL of their own and on databases made anew for the run.
"""

import json
import os
import subprocess
import sys
import time

from tools import embedded
from tools.bench.targets import TARGETS, Target, lines, missed
from tools.stamps import BASE
from tools.supervisor import Stopped, Supervisor


def main() -> int:
    """Return 0 when every figure reached its target. `BENCH=part` chooses benches by a part of their names."""
    target = embedded.var_directory() / "bench.json"
    ours = "DATABASE_URL" not in os.environ
    if ours:
        os.environ["JCM_VAR"] = str(embedded.var_directory() / "bench")
    figures: dict[str, float] = {}
    wanted: dict[str, Target] = {}
    try:
        with Supervisor(embedded.var_directory() / "log", os.environ):
            if ours:
                os.environ.update(embedded.start())
            for name in (each for each in TARGETS if os.environ.get("BENCH", "") in each):
                began = time.monotonic()
                measured = _measure(name)
                figures |= measured
                wanted |= TARGETS[name]
                print(f"· {name}: {'done' if measured else 'FAILED'} in {time.monotonic() - began:.0f} s", flush=True)
                target.write_text(json.dumps(figures, indent=2, sort_keys=True) + "\n")
    except Stopped:
        return 130
    finally:
        if ours:
            embedded.stop()
    print("\n".join(lines(figures, wanted)))
    print(f"Written to {target}")
    if failed := missed(figures, wanted):
        print(f"Missed: {', '.join(failed)}")
    return int(bool(failed) or not figures)


def _measure(name: str) -> dict[str, float]:
    """Run one bench; its last line is one JSON object of names and numbers, what it says before goes to the user."""
    done = subprocess.run(
        [sys.executable, "-m", f"tools.bench.{name}"], cwd=BASE, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        return {}
    return {key: float(value) for key, value in json.loads(done.stdout.splitlines()[-1]).items()}


if __name__ == "__main__":
    os.chdir(BASE)
    sys.exit(main())
