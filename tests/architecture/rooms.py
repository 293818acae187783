"""The rooms of the house: which file of an app is which room, wherever the app keeps it."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

APPS = ("partners", "workflow", "committee", "projects", "registry", "credits")


def files(room: str, app: str = "") -> Iterator[Path]:
    """The files of a room in every app, or in one: `<app>/services/pins.py` and `<app>/pins/services.py` alike."""
    for one in [app] if app else APPS:
        for path in sorted(Path(settings.BASE_DIR, one).rglob("*.py")):
            if room in path.parts or path.stem == room:
                yield path


def modules(room: str) -> Iterator[str]:
    """The names of a room's modules."""
    for path in files(room):
        if path.stem != "__init__":
            yield ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)
