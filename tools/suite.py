"""`make test`: every check, then every test in parallel on servers of the suite's own; pytest's line comes last."""

import os
import sys
from collections.abc import Sequence

from tools import check, embedded
from tools.supervisor import Stopped, Supervisor


def main() -> int:
    """Run it all, also when the checks fail; 0 when nothing failed.

    Words after the command go to pytest: `python -m tools.suite -k ledger`.
    """
    checks_failed = check.main()
    print(flush=True)
    return tests(sys.argv[1:]) or checks_failed


def tests(words: Sequence[str]) -> int:
    """Run the tests with further words for pytest; its status."""
    ours = "DATABASE_URL" not in os.environ
    if ours:  # apart from the demo's, so that both can run at once and nothing of the demo is touched
        os.environ["JCM_VAR"] = str(embedded.var_directory() / "test")
    try:
        with Supervisor(embedded.var_directory() / "log", os.environ) as supervisor:
            if ours:
                embedded.start(durable=False)
            # a file stays with one worker, so that what its tests share is made once
            spread = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
            return supervisor.run("pytest", [sys.executable, "-m", "pytest", *spread, *words])
    except Stopped:
        return 130
    finally:
        if ours:
            embedded.stop()


if __name__ == "__main__":
    sys.exit(main())
