"""Serial numbers: parsed and printed here and nowhere else.

`JCM-TH-JP-2018-3026-01401`: scheme, host country, issuing registry, first and last unit, then the project's three
digits and the issuance's two (domain notes 6.4, read off the one published serial). The vintage is not in the number.
Units whose published serial is not known print as `UNPUB-...`, units of examples as `EXAMPLE-...`.
"""

import re
from dataclasses import dataclass
from typing import override

NOT_PRINTED = 0  # as the issuance of a number that ends with its last unit
PREFIX_OF = {"jcm": "JCM", "unpublished": "UNPUB", "example": "EXAMPLE"}
NUMBERING_OF = {prefix: numbering for numbering, prefix in PREFIX_OF.items()}
PATTERN = re.compile(
    r"^(?P<prefix>JCM|UNPUB|EXAMPLE)-(?P<host>[A-Z]{2})-(?P<registry>[A-Z]{2})"
    r"-(?P<first>[1-9]\d{0,17})(?:-(?P<last>[1-9]\d{0,17}))?(?:-(?P<project>\d{3})(?P<issuance>\d{2}))?$"
)


class NotASerialError(ValueError):
    """The text is not a serial number."""


@dataclass(frozen=True, order=True)
class Serial:
    """A range of units of one series. `project` and `issuance` are printed parts; a look-up needs neither."""

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

    @override
    def __str__(self) -> str:
        number = f"{PREFIX_OF[self.numbering]}-{self.host}-{self.registry}-{self.first}-{self.last}"
        return f"{number}-{self.project}{self.issuance:02d}" if self.issuance else number


def parse(text: str) -> Serial:
    """Read a serial number or a single unit of it (`JCM-TH-JP-2018`); spaces and case do not matter.

    Raises: NotASerialError when the text has another form or the last unit lies before the first.
    """
    found = PATTERN.match("".join(text.split()).upper())
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


def project_digits(reference: str) -> str:
    """The three digits printed for a project: `TH014` gives `014`; a reference without a number gives `000`."""
    digits = re.search(r"(\d+)\D*$", reference)
    return f"{int(digits[1]):03d}"[-3:] if digits else "000"
