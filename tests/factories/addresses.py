"""Where objects stand: what makes one, and which of its attributes its address names.

Addresses that are made alike and reached alike are equal in `key`, so that a test makes the object once for all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from types import SimpleNamespace
from typing import Any


@dataclass(frozen=True)
class Address:
    """`make(it, **facts)` gives the object, or the arguments themselves."""

    make: Callable[..., Any]
    facts: tuple[tuple[str, Any], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for addresses of one and the same object."""
        return self.make, self.facts

    def reach(self, it: SimpleNamespace) -> Any:
        """Make what stands there."""
        return self.make(it, **dict(self.facts))

    @property
    def is_there(self) -> bool:
        """True for what stands in every country in operation: nothing has to be made."""
        return self.make in {_itself, country}

    def arguments(self, reached: Any) -> dict[str, object]:
        """What the address names of it."""
        named = reached if isinstance(reached, dict) else {n: attrgetter(a)(reached) for n, a in self.names.items()}
        return {**named, **self.more}

    def plus(self, **more: object) -> "Address":
        """The same with further arguments."""
        return replace(self, more={**self.more, **more})


def by(names: Mapping[str, str], make: Callable[..., Any], **facts: Any) -> Address:
    """An address that names these attributes: argument to attribute."""
    return Address(make, tuple(sorted(facts.items())), names)


def pk(make: Callable[..., Any], **facts: Any) -> Address:
    """The number of its row."""
    return by({"pk": "pk"}, make, **facts)


def slug(make: Callable[..., Any], **facts: Any) -> Address:
    """Its own word."""
    return by({"slug": "slug"}, make, **facts)


def slug_of_project(make: Callable[..., Any], **facts: Any) -> Address:
    """The word of its project."""
    return by({"slug": "project.slug"}, make, **facts)


def number(make: Callable[..., Any], **facts: Any) -> Address:
    """Its own number."""
    return by({"number": "number"}, make, **facts)


def version(make: Callable[..., Any], **facts: Any) -> Address:
    """The word of its project and its version."""
    return by({"slug": "project.slug", "version": "version"}, make, **facts)


def of_it(**names: str) -> Address:
    """Something of the country in operation itself: `pk="participant.pk"`."""
    return by(names, _itself)


def country(it: SimpleNamespace) -> dict[str, object]:
    """The two letters of the country."""
    return {"iso2": it.country.iso2.lower()}


def _itself(it: SimpleNamespace) -> SimpleNamespace:
    return it
