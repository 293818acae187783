"""Stamps under `var/`: a step is skipped while nothing that it reads has changed since it last ended well."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
SKIPPED = {".git", ".venv", "node_modules", "var", "__pycache__", "tests", "docs", ".mypy_cache", ".ruff_cache"}


def files(*patterns: str) -> list[Path]:
    """The project's files that fit the patterns, such as `**/*.py`, in order; caches and data left out."""
    keys = {
        path
        for top in BASE.iterdir()
        if top.is_dir() and top.name not in SKIPPED
        for pattern in patterns
        for path in top.glob(pattern)
        if path.is_file() and not SKIPPED & set(path.relative_to(BASE).parts)
    }
    return sorted(keys)


def key_of(paths: Iterable[Path], *more: str) -> str:
    """One hash over the names and contents of files and some words."""
    summary = hashlib.sha256("\0".join(more).encode())
    for path in paths:
        summary.update(f"{path}\0".encode() + hashlib.file_digest(path.open("rb"), "sha256").digest())
    return summary.hexdigest()


class Stamps:
    """Remembers under which key each step last ended well."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}

    def holds(self, step: str, key: str) -> bool:
        """Whether the step ended well under this key."""
        return self._known.get(step) == key

    def set(self, step: str, key: str) -> None:
        """Note that the step ended well; what was noted survives a crash."""
        self._known[step] = key
        draft = self.path.with_suffix(".new")
        draft.write_text(json.dumps(self._known, indent=1))
        draft.replace(self.path)
