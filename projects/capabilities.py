"""The capabilities of the cycle, a line each, in its order: models, addresses and procedures are found by it."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

CAPABILITIES = (
    "projects",
    "pins",
    "methodologies",
    "definitions",
    "proposals",
    "references",
    "designs",
    "inputs",
    "sustainability",
    "assessments",
    "modalities",
    "registrations",
    "doubles",
    "monitoring",
    "readings",
    "changes",
    "renewals",
    "endings",
    "letters",
    "papers",
)


def modules(room: str) -> Iterator[ModuleType]:
    """The modules of a room in every capability that has it, be it a file or a folder."""
    for capability in CAPABILITIES:
        name = f"projects.{capability}.{room}"
        if find_spec(name) is None:
            continue
        module = import_module(name)
        yield module
        for inner in iter_modules(getattr(module, "__path__", ())):
            yield import_module(f"{name}.{inner.name}")
