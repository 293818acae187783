"""`make reset`: stop what runs here and remove `var/`."""

import fcntl
import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from tools import embedded


def main() -> int:
    """Stop the demo, its servers and those of the tests, then remove their data."""
    var = embedded.var_directory()
    if not var.exists():
        return 0
    _stop_demo(var / "demo.pid")
    for each in (var, var / "test"):
        os.environ["JCM_VAR"] = str(each)
        embedded.stop()
    shutil.rmtree(var)
    print(f"Removed {var}")
    return 0


def _stop_demo(pidfile: Path) -> None:
    """Ask a running demo to end; one that runs holds a lock on its file, so no stranger is hit."""
    if not pidfile.exists():
        return
    with pidfile.open() as held:
        for tenth in range(600):
            with suppress(BlockingIOError):
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            if tenth == 0:
                os.kill(int(pidfile.read_text()), signal.SIGTERM)
            time.sleep(0.1)
    raise SystemExit(f"The demo (process {pidfile.read_text()}) does not end. Kill it, then run make reset again.")


if __name__ == "__main__":
    sys.exit(main())
