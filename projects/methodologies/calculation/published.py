"""The definitions that the platform ships: one file each, beside the published records of methodologies."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from projects.methodologies.calculation import texts
from projects.methodologies.calculation.definitions import Definition

FOLDER = Path(__file__).resolve().parent.parent.parent / "data" / "definitions"


@cache
def texts_by_code() -> Mapping[str, tuple[str, Definition]]:
    """Every shipped text with the definition that it says, by its code (`TH_AM005 ver03.0`)."""
    found = {}
    for path in sorted(FOLDER.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        definition = texts.read(text)
        found[definition.code] = (text, definition)
    return found


def definitions() -> Mapping[str, Definition]:
    """Every shipped definition, by its code."""
    return {code: definition for code, (_text, definition) in texts_by_code().items()}


def find(reference: str, version: str = "") -> Definition | None:
    """A shipped definition by its reference, the newest version unless one is named; None where there is none."""
    fitting = [d for d in definitions().values() if d.reference == reference and version in {"", d.version}]
    return max(fitting, key=lambda d: tuple(map(int, d.version.split("."))), default=None)
