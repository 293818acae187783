"""Run every bench, print one table, write `var/bench.json` (name to number).

A bench is a module of this folder with `measure() -> dict[str, float]`; each runs in a process of its own, one after
the other, on a fully durable PostgreSQL of their own and on databases made anew for the run.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from jcm_platform import embedded
from tools.stamps import BASE
from tools.supervisor import Stopped, Supervisor

BENCHES = ("ledger",)


def main() -> int:
    """Return 0 when every bench ended well; what was measured is kept also when one did not. `BENCH=part` chooses."""
    target = embedded.var_directory() / "bench.json"
    ours = "DATABASE_URL" not in os.environ
    if ours:
        os.environ["JCM_VAR"] = str(embedded.var_directory() / "bench")
    figures: dict[str, float] = json.loads(target.read_text()) if target.exists() else {}
    failed: list[str] = []
    try:
        with Supervisor(embedded.var_directory() / "log", os.environ):
            if ours:
                os.environ.update(embedded.start())
            for name in (each for each in BENCHES if os.environ.get("BENCH", "") in each):
                began = time.monotonic()
                measured = _measure(name)
                failed += [] if measured else [name]
                figures |= measured
                print(f"· {name}: {'done' if measured else 'FAILED'} in {time.monotonic() - began:.0f} s", flush=True)
                target.write_text(json.dumps(figures, indent=2, sort_keys=True) + "\n")
    except Stopped:
        return 130
    finally:
        if ours:
            embedded.stop()
    _print(figures, target)
    return int(bool(failed))


def _measure(name: str) -> dict[str, float]:
    """Run one bench; its last line is one JSON object of names and numbers, what it says before goes to the user."""
    done = subprocess.run(
        [sys.executable, "-m", f"tools.bench.{name}"], cwd=BASE, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        return {}
    return {key: float(value) for key, value in json.loads(done.stdout.splitlines()[-1]).items()}


def _print(figures: dict[str, float], target: Path) -> None:
    width = max((len(name) for name in figures), default=0)
    for name, number in sorted(figures.items()):
        print(f"  {name:{width}}  {number:>16,.3f}")
    print(f"Written to {target}" if figures else "No bench is there yet.")


if __name__ == "__main__":
    os.chdir(BASE)
    sys.exit(main())
