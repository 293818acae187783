"""`make coverage`: the suite with the share of lines that it runs, which may rise and never falls.

The floor is committed (`tools/coverage_floor.txt`, percent with one decimal). A run below it fails; a run above it
lifts the file, and whoever made it better commits that. Lines count, not the ways through them.
"""

import json
import math
import subprocess
import sys
from pathlib import Path

from tools import suite

BASE = Path(__file__).resolve().parent.parent
FLOOR = Path(__file__).resolve().with_name("coverage_floor.txt")
FOLDER = BASE / "var" / "coverage"


def main() -> int:
    """Run every test, then compare; 0 when nothing failed and the floor holds."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    report = FOLDER / "coverage.json"
    failed = suite.tests(["--cov", f"--cov-report=json:{report}", f"--cov-report=html:{FOLDER / 'html'}"])
    if failed:
        return failed  # a suite that stopped half-way measures nothing
    return judged(json.loads(report.read_text())["totals"]["percent_covered"], FLOOR)


def judged(percent: float, floor: Path) -> int:
    """1 below the floor; above it the floor is lifted, to a tenth of a percent rounded down."""
    least, reached = float(floor.read_text()), math.floor(percent * 10) / 10
    print(f"coverage: {percent:.2f} % of lines; the floor is {least:.1f} %. Line by line: {FOLDER / 'html'}")
    if reached < least:
        print("Below the floor: test what was added, or remove what nothing needs.")
        return 1
    if reached > least:
        floor.write_text(f"{reached:.1f}\n")
        print(f"The floor is {reached:.1f} % from now on: commit {floor.name}.")
    return 0


if __name__ == "__main__":
    subprocess.run([sys.executable, "-m", "coverage", "erase"], cwd=BASE, check=True)
    sys.exit(main())
