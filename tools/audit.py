"""Ask whether a locked package has a known weakness. Without a way to the data it says so and fails nothing."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
SECONDS = 60
UNREACHED = "pip-audit: its data cannot be reached from here; nothing was compared."


def main() -> int:
    """Return 1 when a package of any lock has a known weakness, else 0."""
    locks = [part for path in sorted(BASE.glob("requirements/*.lock")) for part in ("--requirement", str(path))]
    quiet = ["--no-deps", "--disable-pip", "--progress-spinner=off", "--format=json"]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pip_audit", *quiet, *locks],
            cwd=BASE,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        answers = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError):
        print(UNREACHED)
        return 0
    return judged(answers)


def judged(answers: Sequence[Mapping[str, object]]) -> int:
    """What the answers mean: 1 for a weakness; packages without an answer are named, not passed over in silence."""
    weak = [f"{each['name']} {each['version']}: {each['vulns']}" for each in answers if each.get("vulns")]
    silent = [str(each["name"]) for each in answers if "skip_reason" in each]
    if len(silent) == len(answers):
        print(UNREACHED)
    elif silent:
        print(f"pip-audit: nothing is known about {', '.join(silent)}.")
    if weak:
        print("\n".join(weak))
    return int(bool(weak))


if __name__ == "__main__":
    sys.exit(main())
