"""`python -m tools.web`: gunicorn, after the environment was read; what is wrong is a sentence before it starts."""

import os
import sys
from pathlib import Path

from jcm_platform import environment

FIGURES = "PROMETHEUS_MULTIPROC_DIR"


def main() -> None:
    """Become gunicorn. Raises: SystemExit with a sentence."""
    environment.forget_empty(os.environ)  # gunicorn reads some of them itself, before its own settings
    demo = os.environ.get("JCM_DEMO", "").lower() in environment.YES
    if wrong := environment.faults(os.environ, production="DATABASE_URL" in os.environ and not demo):
        raise SystemExit("\n".join(wrong))
    if folder := os.environ.get(FIGURES):
        _empty(Path(folder))
    gunicorn = Path(sys.executable).with_name("gunicorn")
    command = [str(gunicorn), "--config", "python:tools.gunicorn_conf", *sys.argv[1:]]
    os.execv(gunicorn, command)  # noqa: S606  # nosec  a program of this environment, no shell


def _empty(folder: Path) -> None:
    """Figures of an earlier start would be added to those of this one."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.db"):
        old.unlink()


if __name__ == "__main__":
    main()
