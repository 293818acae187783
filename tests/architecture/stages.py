"""Every object that an address or a machine needs, with all that is asked of it: it is made once, for all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from tests.architecture import golden
from tests.architecture.golden import ADDRESSES, NOWHERE, OURS, Key
from tests.architecture.moves import MACHINES
from tests.architecture.people import HOW, declared
from tests.architecture.routes import Route
from tests.factories.addresses import Address


@dataclass(eq=False)
class Stage:
    """An object, by what makes it: the addresses that lead to it, their rows in the golden table, its machine."""

    name: str
    make: Callable[[SimpleNamespace], Any]
    addresses: list[tuple[Route, Address]] = field(default_factory=list)
    rows: list[Key] = field(default_factory=list)
    machines: list[str] = field(default_factory=list)

    @property
    def is_made(self) -> bool:
        """False for what stands in every country in operation."""
        return not any(at.is_there for _route, at in self.addresses)

    @property
    def to_read(self) -> list[tuple[Route, Address]]:
        """The addresses that are declared and can be read."""
        return [(route, at) for route, at in self.addresses if at is not NOWHERE and not route.only_post]


@dataclass
class Standing:
    """A country in operation and the object in it."""

    stage: Stage
    it: SimpleNamespace
    reached: Any


def _asked() -> Iterator[tuple[object, str, Callable[[SimpleNamespace], Any], str, Any]]:
    """Whatever is asked of an object: its key, its name, what makes it, and what is asked; in a fixed order.

    Addresses that need no object stand together by their app.
    """
    places = declared("ADDRESSES")
    for name, route in sorted(OURS.items()):
        address = places.get(name, NOWHERE)
        assert name in places or not route.arguments, f"{name} ({route.pattern}) needs an object. {HOW}"
        yield _key(name, address), name, address.reach, "addresses", (route, address)
    for row in sorted(ADDRESSES):
        if row[0] in OURS:
            address = golden.address_of(row)
            yield _key(row[0], address), " ".join(row), address.reach, "rows", row
    subjects = declared("SUBJECTS")
    for label in sorted(MACHINES):
        assert label in subjects, f"The machine {label} has no subject to test its moves on. {HOW}"
        yield (subjects[label], ()), label, subjects[label], "machines", label


def _key(name: str, address: Address) -> object:
    return name.partition(":")[0] if address is NOWHERE else address.key


def _every() -> list[Stage]:
    """First what stands there anyway: for the others a project is registered."""
    stages: dict[object, Stage] = {}
    for key, name, make, kind, asked in _asked():
        stage = stages.setdefault(key, Stage(name, make))
        getattr(stage, kind).append(asked)
    return sorted(stages.values(), key=attrgetter("is_made"))


EVERY = _every()
