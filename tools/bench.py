"""`make bench`: run every `bench_*` command of the apps, print one table, write `var/bench.json` (name to number).

A bench is a `manage.py` command whose name begins with `bench_`; with `--json` it prints one object of names and
numbers. Benches run one after the other on a fully durable PostgreSQL of their own, so that neither the demo's data
nor another bench stands in the way.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tools import embedded
from tools.stamps import BASE, files
from tools.supervisor import Stopped, Supervisor


def benches() -> list[str]:
    """The commands that measure, by name; words after `make bench` are not taken, `BENCH=part` chooses."""
    wanted = os.environ.get("BENCH", "")
    return [path.stem for path in files("**/management/commands/bench_*.py") if wanted in path.stem]


def main() -> int:
    """Return 0 when every bench ended well; what was measured is kept also when one did not."""
    target = embedded.var_directory() / "bench.json"
    ours = "DATABASE_URL" not in os.environ
    if ours:
        os.environ["JCM_VAR"] = str(embedded.var_directory() / "bench")
    figures: dict[str, float] = json.loads(target.read_text()) if target.exists() else {}
    failed: list[str] = []
    try:
        with Supervisor(embedded.var_directory() / "log", os.environ) as supervisor:
            if ours:
                embedded.start()
            if supervisor.run("migrate", [sys.executable, "manage.py", "migrate", "--verbosity=0"]):
                raise SystemExit("manage.py migrate failed; its words are above.")
            for name in benches():
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
    done = subprocess.run(
        [sys.executable, "manage.py", name, "--json"], cwd=BASE, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        return {}
    return {key: float(value) for key, value in json.loads(done.stdout[done.stdout.index("{") :]).items()}


def _print(figures: dict[str, float], target: Path) -> None:
    width = max((len(name) for name in figures), default=0)
    for name, number in sorted(figures.items()):
        print(f"  {name:{width}}  {number:>16,.3f}")
    print(f"Written to {target}" if figures else "No bench is there yet.")


if __name__ == "__main__":
    os.chdir(BASE)
    sys.exit(main())
