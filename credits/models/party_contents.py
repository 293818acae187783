"""What records of Parties say, as typed values; `PartyRecord.content` is their JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from credits.adjustments.facts import Inventory, Method, Target, TargetKind


@dataclass(frozen=True)
class Ndc:
    """A version of an NDC. Tonnes are whole; `path` is a trajectory or yearly budget, `level` the target."""

    first_year: int
    last_year: int
    kind: str
    method: str
    level: int | None = None
    path: Mapping[int, int] = field(default_factory=dict)
    covers_all: bool = True
    source: str = ""

    @property
    def period(self) -> str:
        """Its implementation period."""
        return f"{self.first_year}-{self.last_year}"

    def as_json(self) -> dict[str, Any]:
        """As it is stored: years of the path are keys in text."""
        return {
            "first_year": self.first_year,
            "last_year": self.last_year,
            "kind": self.kind,
            "method": self.method,
            "level": self.level,
            "path": _years(self.path),
            "covers_all": self.covers_all,
            "source": self.source,
        }

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        """Read what was stored."""
        return cls(**{**content, "path": _by_year(content["path"])})

    def target(self, party: str, version: int) -> Target:
        """The same as adjustments need it."""
        return Target(
            party,
            version,
            TargetKind(self.kind),
            self.first_year,
            self.last_year,
            Method(self.method),
            self.level,
            self.path,
            self.covers_all,
        )


@dataclass(frozen=True)
class InventoryYears:
    """A version of an inventory: whole tonnes by year. A year that is not there is not known."""

    covered: Mapping[int, int] = field(default_factory=dict)
    portion: Mapping[int, int] = field(default_factory=dict)
    source: str = ""

    period = ""

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        return {"covered": _years(self.covered), "portion": _years(self.portion), "source": self.source}

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        """Read what was stored."""
        return cls(_by_year(content["covered"]), _by_year(content["portion"]), content["source"])

    def inventory(self) -> Inventory:
        """The same as adjustments need it."""
        return Inventory(self.covered, self.portion)


def _years(by_year: Mapping[int, int]) -> dict[str, int]:
    return {str(year): tonnes for year, tonnes in sorted(by_year.items())}


def _by_year(stored: Mapping[str, int]) -> dict[int, int]:
    return {int(year): tonnes for year, tonnes in stored.items()}
