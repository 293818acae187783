"""Serial numbers: parsed and printed here and nowhere else.

`JCM-TH-JP-2018-3026-01401`: scheme, host country, issuing registry, first and last unit, then the project's three
digits (more from its thousandth project on) and the issuance's two (domain notes 6.4, read off the one published
serial). The vintage is not in the number. Units whose published serial is not known print as `UNPUB-...`, units of
examples as `EXAMPLE-...`.
"""

import re
from dataclasses import dataclass
from typing import override

from common.numbers import identifier

LONGEST = 100  # signs, with blanks
NOT_PRINTED = 0  # as the issuance of a number that ends with its last unit
PREFIX_OF = {"jcm": "JCM", "unpublished": "UNPUB", "example": "EXAMPLE"}
NUMBERING_OF = {prefix: numbering for numbering, prefix in PREFIX_OF.items()}
PATTERN = re.compile(
    r"^(?P<prefix>JCM|UNPUB|EXAMPLE)-(?P<host>[A-Z]{2})-(?P<registry>[A-Z]{2})"
    r"-(?P<first>[1-9][0-9]{0,17})(?:-(?P<last>[1-9][0-9]{0,17}))?(?:-(?P<project>[0-9]{3,6})(?P<issuance>[0-9]{2}))?$"
)


class NotASerialError(ValueError):
    """The text is not a serial number."""


@dataclass(frozen=True, order=True)
class Serial:
    """A range of units of one series. `project` and `issuance` are printed parts: a look-up needs neither, and
    compares both where they are named."""

    numbering: str
    host: str
    registry: str
    first: int
    last: int
    project: str = ""
    issuance: int = NOT_PRINTED

    @property
    def quantity_tco2e(self) -> int:
        """Units in the range, t CO2 eq."""
        return self.last - self.first + 1

    def names(self, *, project: str, issuance: int) -> bool:
        """Whether the printed parts are those of an issuance, or left out."""
        return not self.project or (self.project == project_digits(project) and self.issuance == issuance)

    @override
    def __str__(self) -> str:
        number = f"{PREFIX_OF[self.numbering]}-{self.host}-{self.registry}-{self.first}-{self.last}"
        return f"{number}-{self.project}{self.issuance:02d}" if self.issuance else number


def parse(text: str) -> Serial:
    """Read a serial number or a single unit of it (`JCM-TH-JP-2018`); spaces, case and width do not matter.

    Raises: NotASerialError when the text has another form or the last unit lies before the first.
    """
    found = PATTERN.fullmatch(identifier(text)) if len(text) <= LONGEST else None
    if found is None:
        raise NotASerialError(text)
    first = int(found["first"])
    last = int(found["last"] or first)
    if last < first:
        raise NotASerialError(text)
    return Serial(
        numbering=NUMBERING_OF[found["prefix"]],
        host=found["host"],
        registry=found["registry"],
        first=first,
        last=last,
        project=found["project"] or "",
        issuance=int(found["issuance"]) if found["issuance"] else NOT_PRINTED,
    )


def listed(text: str) -> tuple[str, ...]:
    """Serial numbers that stand in one text, parted by blanks, line ends, commas or semicolons."""
    return tuple(re.sub("[,;、，；]", " ", text).split())


def project_digits(reference: str) -> str:
    """The digits printed for a project: `TH014` gives `014`, `TH1014` all four; without a number they are `000`."""
    digits = re.search(r"([0-9]{1,6})[^0-9]*$", reference)
    return f"{int(digits[1]):03d}" if digits else "000"
