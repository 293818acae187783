"""Audit one database and print what it took: `python -m tools.bench.audit NAME`."""

import json
import resource
import sys
import time

from tools.bench.databases import Database
from tools.bench.workers import django_on


def main(name: str) -> None:
    """Replay the whole book; a bench of a broken one is worth nothing."""
    django_on(Database(name))
    from registry.selectors import audit

    began = time.monotonic()
    verdict = audit.verify()
    seconds = time.monotonic() - began
    if verdict.difference:
        raise SystemExit(verdict.difference)
    figures = {
        "verify_movements": verdict.movements,
        "verify_1m_seconds": seconds * 1_000_000 / verdict.movements,
        "verify_peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1])
