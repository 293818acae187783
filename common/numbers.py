"""Numbers from outside: one rule for what a number is, and a bound before anything is converted.

`str.isdigit` says yes to "²", `int` says no; a decimal of nine letters can have a million digits. So text is judged
by its signs and its length first, and only then becomes a number.

And the numbers that the platform gives: one counter for each sequence, without gaps.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

_NEXT = """
INSERT INTO common_counter (name, last) VALUES (%s, %s + 1)
ON CONFLICT (name) DO UPDATE SET last = greatest(common_counter.last + 1, EXCLUDED.last) RETURNING last
"""
LONGEST = 18  # digits of the largest key and more tonnes than there will ever be
_WHOLE = re.compile(rf"[0-9]{{1,{LONGEST}}}")
_EXACT = re.compile(rf"-?[0-9]{{1,{LONGEST}}}(\.[0-9]{{1,{LONGEST}}})?")
_GROUPS = re.compile(r"(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)")
_LONGEST_TYPED = 64
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f\u3000", " "))


def next_number(name: str, *, starts_after: int) -> int:
    """Give the next number of a sequence; whoever comes second waits until the first commits, or has rolled back.

    Args:
        name: the sequence; its counter begins when it is first asked for.
        starts_after: the last number that stands already: records from files may have come with theirs at any time.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [name, starts_after])
        return int(cursor.fetchone()[0])


@dataclass(frozen=True)
class Run:
    """A sequence of references with a number at their end, as `TH_PIN004`: `last` is the highest that stands."""

    prefix: str
    last: int
    first: int = 1
    digits: int = 3

    @property
    def free(self) -> str:
        """The reference that would come next; somebody else may take it."""
        return self._reference(max(self.last, self.first - 1) + 1)

    def take(self) -> str:
        """Give the next reference for good."""
        return self._reference(next_number(f"{self.prefix}{self.first}", starts_after=max(self.last, self.first - 1)))

    def _reference(self, number: int) -> str:
        return f"{self.prefix}{number:0{self.digits}d}"


def whole(text: object) -> int | None:
    """A whole number as an address names it: 1 to 18 digits from 0 to 9 and nothing else; else None."""
    typed = str(text)
    return int(typed) if _WHOLE.fullmatch(typed) else None


def key_in(slug: str, prefix: str) -> int | None:
    """The key in `p-12`; None where the slug is of another form."""
    return whole(slug.removeprefix(prefix)) if slug.startswith(prefix) else None


def typed(text: str) -> str:
    """What a keyboard for Japanese writes in full width, in plain signs; blanks of any width are one kind."""
    narrow = "".join(unicodedata.normalize("NFKC", sign) if "！" <= sign <= "～" else sign for sign in text)
    return narrow.translate(_BLANKS).strip()


def without_groups(text: str) -> str | None:
    """A whole number as people type it, its thousands separators taken away; None where it could be read otherwise.

    "1,009", "1 009" and "1009" are one thousand and nine. "1,5" and "1.000" are not taken: half of the partner
    countries write a half as 0,5 and a thousand as 1.000.
    """
    plain = typed(text)
    groups = _GROUPS.fullmatch(plain) if len(plain) <= _LONGEST_TYPED else None
    if groups is None:
        return None
    digits = groups[2].replace(",", "").replace(" ", "")
    return groups[1] + digits if len(digits) <= LONGEST else None


def exact(text: str) -> Decimal | None:
    """A decimal as people type it, with a stop as decimal mark; None where it is none or could be read otherwise."""
    given = typed(text)
    head, stop, places = given.partition(".")
    plain = without_groups(f"{head}0" if stop and head in {"", "-"} else head)
    if plain is None or not _EXACT.fullmatch(plain + stop + places):
        return None
    return Decimal(plain + stop + places)
