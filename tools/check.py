"""Run every check at once on all cores; print one line each, and the whole words of those that fail."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
APPS = ("common", "partners", "workflow", "committee", "projects", "registry", "credits")
CODE = (*APPS, "jcm_platform", "scenarios", "tools", "manage.py")
WEAKNESSES = "known weaknesses"  # says what it could not ask, also where nothing failed
# Checks read the settings but reach no server.
NOWHERE = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    "DATABASE_OWNER_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SECRET_KEY": "read-by-checks-only",
    "JCM_DEMO": "true",
    "NO_MKDOCS_2_WARNING": "1",  # its notice of a successor is no fault of a page
}


@dataclass(frozen=True)
class Outcome:
    """How one check ended."""

    name: str
    failed: bool
    words: str
    seconds: float


def commands() -> dict[str, Sequence[str]]:
    """Every check by name, the slowest first."""
    python = str(BIN / "python")
    checks: dict[str, Sequence[str]] = {
        "types": [str(BIN / "mypy"), *CODE, "tests"],
        "migrations whole": [python, "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"],
        "system and linear migrations": [python, "manage.py", "check", "--fail-level", "WARNING"],
        "templates compile": [python, "-m", "tools.templates"],
        "imports": [str(BIN / "lint-imports"), "--no-logo"],
        "security": [str(BIN / "bandit"), "-q", "-ll", "-r", *CODE[:-1]],
        "style": [str(BIN / "ruff"), "check", "--no-cache", "."],
        "form": [str(BIN / "ruff"), "format", "--check", "--no-cache", "--exclude", "*.md", "."],
        "template lines": [python, "-m", "tools.template_lines", "--check"],
        "documentation": [str(BIN / "mkdocs"), "build", "--quiet", "--site-dir", "var/site"],
        WEAKNESSES: [python, "-m", "tools.audit"],
    }
    templates = [str(path) for path in sorted(BASE.glob("templates/**/*.html"))]
    if templates:
        checks["template form"] = [str(BIN / "djade"), "--check", "--target-version", "6.0", *templates]
    statements = [str(path) for app in APPS for path in sorted((BASE / app).rglob("*.sql"))]
    checks["SQL"] = [str(BIN / "squawk"), "--config", "tools/squawk.toml", *statements]
    return checks


def judge(name: str, command: Sequence[str]) -> Outcome:
    """Run one check to its end."""
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=BASE,
        env=NOWHERE | dict(os.environ),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return Outcome(name, done.returncode != 0, done.stdout + done.stderr, time.monotonic() - began)


def main() -> int:
    """Return 0 when every check passes."""
    checks = commands()
    with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        outcomes = list(pool.map(judge, checks, checks.values()))
    for each in outcomes:
        print(f"{'FAILED' if each.failed else 'ok':6}  {each.seconds:5.1f} s  {each.name}")
    for each in outcomes:
        if each.failed:
            print(f"\n── {each.name}: {' '.join(map(str, checks[each.name][:6]))}\n{each.words}")
        elif each.name == WEAKNESSES and each.words:
            print(each.words.strip())
    return int(any(each.failed for each in outcomes))


if __name__ == "__main__":
    sys.exit(main())
