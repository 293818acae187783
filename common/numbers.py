"""Numbers from outside: one rule for what a number is, and a bound before anything is converted.

`str.isdigit` says yes to "²", `int` says no; a decimal of nine letters can have a million digits. So text is judged
by its signs and its length first, and only then becomes a number.

And the numbers that the platform gives: one counter for each sequence, without gaps.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import F, Func, OrderBy, QuerySet, TextField, Value
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from common.text import Unreadable, shortened, shows

RUNNING = "([0-9]{3}|[1-9][0-9]{3,5})"  # three digits, and more when they are used up
_NEXT = """
INSERT INTO common_counter (name, last) VALUES (%s, %s + 1)
ON CONFLICT (name) DO UPDATE SET last = greatest(common_counter.last + 1, EXCLUDED.last) RETURNING last
"""
LONGEST = 18  # digits of the largest key and more tonnes than there will ever be
_WHOLE = re.compile(rf"[0-9]{{1,{LONGEST}}}")
_LONGEST_TYPED = 64
_BLANKS = dict.fromkeys("\t\u00a0\u2007\u2009\u202f\u3000", " ")
_PLAIN = str.maketrans({**_BLANKS, "−": "-", "‐": "-", "–": "-", "’": "'"})
_DASHES = str.maketrans({**dict.fromkeys("‐‑‒–—―−ー－\u00ad", "-"), **dict.fromkeys("\u200b\u2060\ufeff", "")})
_LONGEST_IDENTIFIER = 200
_THREES = "|".join(f"[0-9]{{1,3}}(?:{mark}[0-9]{{3}})+" for mark in (",", r"\.", " ", "'"))
_GROUPED = re.compile(f"(?!0)(?:{_THREES}|[0-9]{{1,2}}(?:,[0-9]{{2}})+,[0-9]{{3}})")  # India parts 12,34,567
_WITH_PLACES = re.compile(r"(?P<head>[0-9,. ']*)(?P<mark>[.,])(?P<tail>[0-9]+)")

NO_NUMBER = _("“%(typed)s” is not a number. Write it in digits from 0 to 9, for example 1009 or 1,009.5.")
NOT_WHOLE = _("“%(typed)s” is not a whole number. Write it without decimals, for example 1009 or 1,009.")
TWO_WAYS = _("“%(typed)s” can be read as %(one)s or as %(other)s. Write the one that you mean.")
PERHAPS_WHOLE = _(
    "“%(typed)s” can be read as %(one)s, with a decimal mark, or as %(other)s. Write a whole number without one."
)


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
    digits: int = 3

    @classmethod
    def of(cls, prefix: str, *rows: QuerySet[Any, str | None], digits: int = 3) -> "Run":
        """The sequence of a prefix, after the highest number that stands in any of these columns.

        Args:
            rows: querysets of one column (`values_list(name, flat=True)`); what has another form is of another run.
        """
        return cls(prefix, max((_highest(each, prefix) for each in rows), default=0), digits)

    @property
    def free(self) -> str:
        """The reference that would come next; somebody else may take it."""
        return self._reference(self.last + 1)

    def take(self) -> str:
        """Give the next reference for good."""
        return self._reference(next_number(f"{self.prefix}1", starts_after=self.last))

    def _reference(self, number: int) -> str:
        return f"{self.prefix}{number:0{self.digits}d}"


def _highest(rows: QuerySet[Any, str | None], prefix: str) -> int:
    """The highest number behind the prefix: more digits are more, whatever their text is."""
    name = rows.query.values_select[0]
    form = rf"^{re.escape(prefix)}[0-9]{{1,{LONGEST}}}$"
    runs = rows.filter(**{f"{name}__startswith": prefix, f"{name}__regex": form})
    last = runs.order_by(*by_number(name, descending=True, one_prefix=True)).first()
    number = whole(last.removeprefix(prefix)) if last else None
    return 0 if number is None else number  # none yet: the first comes after nought


def by_number(name: str, *, descending: bool = False, one_prefix: bool = False) -> list[OrderBy]:
    """The order of references by what stands before their number, and then by the number: TH999, TH1000.

    Args:
        one_prefix: all of them begin alike, as those of one country do: then their length tells enough.
    """
    before = Func(F(name), Value("^[^0-9]*"), function="substring", output_field=TextField())
    if descending:
        return [*([] if one_prefix else [before.desc()]), Length(name).desc(), F(name).desc()]
    return [*([] if one_prefix else [before.asc()]), Length(name).asc(), F(name).asc()]


def whole(text: object) -> int | None:
    """A whole number as an address names it: 1 to 18 digits from 0 to 9 and nothing else; else None."""
    typed = str(text)
    return int(typed) if _WHOLE.fullmatch(typed) else None


def key_in(slug: str, prefix: str) -> int | None:
    """The key in `p-12`; None where the slug is of another form."""
    return whole(slug.removeprefix(prefix)) if slug.startswith(prefix) else None


def typed(text: str) -> str:
    """What a keyboard for Japanese writes in full width, in plain signs; blanks, and minus signs, are of one kind.

    Other digits (², ٣, ১) stay as they are: whoever asks for a number refuses them.
    """
    narrow = "".join(unicodedata.normalize("NFKC", sign) if "！" <= sign <= "～" else sign for sign in text)
    return narrow.translate(_PLAIN).strip()


def identifier(text: str) -> str:
    """A printed number as it is kept: no blanks, capital letters, one kind of dash, nothing in full width.

    A serial number, an account, a certificate or a reference is copied from a PDF, a mail or a Japanese keyboard; ー
    and the dashes of word processors stand for the hyphen. Other digits stay as they are and fit nothing; nor does
    what is too long to be a number: it ends in a sign that stands in none, so that its beginning is not taken for it.
    """
    stripped = text.strip()
    plain = "".join(typed(stripped[:_LONGEST_IDENTIFIER]).translate(_DASHES).split()).upper()
    return plain if len(stripped) <= _LONGEST_IDENTIFIER else f"{plain}…"


@dataclass(frozen=True)
class Reading:
    """One way to read a typed amount; `is_whole` when it has no decimal mark."""

    value: Decimal
    is_whole: bool


def readings(text: str) -> Sequence[Reading]:
    """Every way in which a typed amount can be read; none where it is no number, or is too long to be one.

    Groups of three by comma, stop, blank or apostrophe are taken, and those of India; a comma or a stop is a decimal
    mark where it can be one. The platform itself parts thousands by commas, so "12,500" has one reading; "1.000", a
    thousand in half of the partner countries, has two.
    """
    stripped = text.strip()
    if len(stripped) > _LONGEST_TYPED:  # of the whole: what a cut leaves may be another number
        return ()
    plain = typed(stripped)
    minus, body = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
    found: list[Reading] = []
    is_grouped = _GROUPED.fullmatch(body) is not None
    places = _WITH_PLACES.fullmatch(body)
    if places is not None and not (is_grouped and places["mark"] == ","):
        found += _with_places(minus, places["head"], places["mark"], places["tail"])
    if is_grouped or _WHOLE.fullmatch(body):
        found += _read(minus, _digits(body), "")
    return found


def _with_places(minus: str, head: str, mark: str, tail: str) -> Sequence[Reading]:
    plain = not head or _WHOLE.fullmatch(head) or (_GROUPED.fullmatch(head) and mark not in head)
    return _read(minus, _digits(head) or "0", tail) if plain else ()


def _read(minus: str, whole: str, tail: str) -> Sequence[Reading]:
    if max(len(whole), len(tail)) > LONGEST:
        return ()
    return [Reading(Decimal(f"{minus}{whole}.{tail}" if tail else f"{minus}{whole}"), not tail)]


def _digits(grouped: str) -> str:
    return re.sub("[^0-9]", "", grouped)


def amount(text: str, *, fits: Callable[[Decimal], bool] = lambda _value: True) -> Decimal:
    """The number that a person means.

    Args:
        fits: which numbers can stand here: a reading that cannot is none, where another one can.
    Raises: Unreadable where it is no number, or could be two.
    """
    values = [reading.value for reading in readings(text)]
    fitting = [value for value in values if fits(value)] or values
    if not fitting:
        raise Unreadable(NO_NUMBER, typed=shortened(text))
    if len(fitting) > 1:
        raise Unreadable(TWO_WAYS, typed=shortened(text), one=_said(fitting[0]), other=_said(fitting[1]))
    return fitting[0]


def whole_amount(text: str) -> int:
    """The whole number that a person means: groups are taken, a decimal mark never.

    Raises: Unreadable where it is no whole number, or could be another one.
    """
    found = readings(text)
    if not found:
        raise Unreadable(NO_NUMBER, typed=shortened(text))
    if all(reading.is_whole for reading in found):
        return int(found[0].value)
    plain = typed(text)
    if len(found) == 1 and len(re.findall("[^0-9-]", plain)) > 1:
        raise Unreadable(NOT_WHOLE, typed=shortened(text))
    sentence = TWO_WAYS if len(found) > 1 else PERHAPS_WHOLE
    other = found[-1].value if len(found) > 1 else Decimal(_digits(plain))
    raise Unreadable(sentence, typed=shortened(text), one=_said(found[0].value), other=_said(other))


def wholes(text: str) -> list[int]:
    """Whole numbers parted by commas or 、. Raises: Unreadable where one of them is none."""
    return [whole_amount(part) for part in re.split("[,、，]", text) if shows(part)]


def _said(value: Decimal) -> str:
    return as_typed(value, grouped_from=1000)


def as_typed(value: Decimal | int, *, group: str = ",", grouped_from: int = 10_000) -> str:
    """A number as people write it and as `amount` reads it again: 3200, 250,000,000, 319.1."""
    whole, _stop, places = f"{value:f}".partition(".") if isinstance(value, Decimal) else (str(value), "", "")
    places = places.rstrip("0")
    if len(places) == 3 and len(whole.lstrip("-")) <= 3 and whole.lstrip("-") != "0":
        places += "0"  # 1.2340: with three places it would be read as a thousand too
    shown = f"{int(whole):,}".replace(",", group) if abs(int(whole)) >= grouped_from else whole
    return f"{shown}.{places}" if places else shown
