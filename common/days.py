"""Days as people write and read them: every usual form, with its era named, and what could be two days refused."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.text import Unreadable, shortened

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9000, 12, 31)  # some years may still be added to the last one
BUDDHIST = 543  # years before the common era's; the year begins with January since 2484 B.E.
_BARE_BUDDHIST = range(FIRST_DAY.year + BUDDHIST, 2200 + BUDDHIST)
_LONGEST_TYPED = 60

# Each era of Japan by its signs: the year before its first, its first and its last day.
_ERAS: Mapping[str, tuple[int, date, date]] = {
    "明治": (1867, FIRST_DAY, date(1912, 7, 29)),
    "大正": (1911, date(1912, 7, 30), date(1926, 12, 24)),
    "昭和": (1925, date(1926, 12, 25), date(1989, 1, 7)),
    "平成": (1988, date(1989, 1, 8), date(2019, 4, 30)),
    "令和": (2018, date(2019, 5, 1), LAST_DAY),
}
_BY_LETTER = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_THAI = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)
_THAI_SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_MONTHS = {
    **{name: n for n, name in enumerate(_ENGLISH, 1)},
    **{name[:3]: n for n, name in enumerate(_ENGLISH, 1)},
    "sept": 9,
    **{name: n for names in (_THAI, _THAI_SHORT) for n, name in enumerate(names, 1)},
}
_MONTH = "|".join(re.escape(name) for name in sorted(_MONTHS, key=len, reverse=True))

_WEEKDAY = re.compile(r"^[a-z]{3,9}day,? |[(（][日月火水木金土](?:曜日?)?[)）]$|[日月火水木金土]曜日$")
_BUDDHIST_ERA = re.compile(r"\b(?:b\.?e\.?|be)(?![a-z])|พ\.?ศ\.?|仏暦|[(]be[)]")
_COMMON_ERA = re.compile(r"\b(?:a\.?d\.?|c\.?e\.?)(?![a-z.])|ค\.?ศ\.?|西暦")
_YEAR_OF_JAPAN = re.compile(r"(明治|大正|昭和|平成|令和|[mtshr])\.?(\d{1,2}|元)(?:年度?)?")
_YEAR = re.compile(r"(\d{4,5})(?:年度?)?")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})|(\d{4})年(\d{1,2})月(\d{1,2})日?")
_OF_JAPAN = re.compile(
    r"(明治|大正|昭和|平成|令和|[mtshr])\.?(\d{1,2}|元)(?:年(\d{1,2})月(\d{1,2})日?|[-/.](\d{1,2})[-/.](\d{1,2}))"
)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]?({_MONTH})\.?,?[ -]?(\d{{4}})")
_MONTH_FIRST = re.compile(rf"({_MONTH})\.? ?(\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})")
_YEAR_MONTH_NAME = re.compile(rf"(\d{{4}})[ -]({_MONTH})\.?[ -](\d{{1,2}})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")

NO_DAY = _("“%(typed)s” is not a date. Write it as year-month-day, for example 2026-04-15.")
NO_YEAR = _("“%(typed)s” is not a year. Write four digits, for example 2026.")
NO_SUCH_DAY = _("There is no day “%(typed)s” in the calendar. Check the day and the month.")
TWO_DAYS = _("“%(typed)s” can be read as %(one)s or as %(other)s. Write the day that you mean, year first.")
WHICH_ERA = _(
    "The year %(year)s looks like one of the Buddhist era. Write %(common)s, or “%(year)s B.E.” if that is meant."
)
TOO_EARLY = _("Enter a day from the year 1900 on.")
TOO_LATE = _("Enter a day before the year 9001.")
NOT_OF_ERA = _("“%(typed)s” does not lie in that era. Check the era and the year.")

type Numbers = tuple[int, int, int]  # year, month, day as written


def day(value: date) -> str:
    """15 April 2026, or 2026年4月15日."""
    return date_format(value, "Y年n月j日" if get_language() == "ja" else "j F Y")


def parse(text: str) -> date:
    """The day that a person means.

    Taken: 2026-10-01, 2026/10/1, 2026.10.1, 20261001, 1 October 2026, October 1, 2026, 2026年10月1日; eras of Japan as
    令和8年10月1日 or R8.10.1; the Buddhist era where it is named (1 ตุลาคม พ.ศ. 2569, 2569-10-01 B.E.). What the pages
    show is read again.

    Raises: Unreadable (no date, no such day, two days, an era that is not named, out of the calendar's bounds).
    """
    bare, era = _with_era(text, NO_DAY)
    if japanese := _OF_JAPAN.fullmatch(bare.replace(" ", "")):
        return _of_japan(japanese, text)
    written, month, on = _numbers(bare, text)
    return _day(_common_year(written, era), month, on, text)


def year(text: str) -> int:
    """The year of the common era that a person means: 2026, 2026年, 令和8年, R8, 2569 B.E.

    Raises: Unreadable (no year, an era that is not named, out of the calendar's bounds).
    """
    bare, era = _with_era(text, NO_YEAR)
    bare = bare.replace(" ", "")
    if japanese := _YEAR_OF_JAPAN.fullmatch(bare):
        before, first, last = _ERAS[_BY_LETTER.get(japanese[1].upper(), japanese[1])]
        meant = before + (1 if japanese[2] == "元" else int(japanese[2]))
        if not first.year <= meant <= last.year:
            raise Unreadable(NOT_OF_ERA, typed=shortened(text))
        return meant
    found = _YEAR.fullmatch(bare.replace(",", "", 1))
    if found is None:
        raise Unreadable(NO_YEAR, typed=shortened(text))
    return _common_year(int(found[1]), era)


def _with_era(text: str, no: str | Promise) -> tuple[str, str]:
    """The text without the era that it names, and that: "buddhist", "common" or ""."""
    if len(text) > _LONGEST_TYPED:
        raise Unreadable(no, typed=shortened(text))
    plain = _WEEKDAY.sub("", " ".join(unicodedata.normalize("NFKC", _without_raised(text)).lower().split())).strip()
    if any(sign.isdigit() and not sign.isascii() for sign in plain):
        raise Unreadable(no, typed=shortened(text))
    bare = _BUDDHIST_ERA.sub(" ", plain)
    era = "buddhist" if bare != plain else "common" if _COMMON_ERA.search(plain) else ""
    return " ".join(_COMMON_ERA.sub(" ", bare).split()).strip(" ,"), era


def _without_raised(text: str) -> str:
    """NFKC makes 2 of ²: no digit that somebody meant."""
    return re.sub("[\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u24ff]", "?", text)


def _numbers(bare: str, typed: str) -> Numbers:
    """Year, month and day as they are written."""
    if found := _YEAR_FIRST.fullmatch(bare.replace(" ", "") if "年" in bare else bare):
        year, month, on = [part for part in found.groups() if part and part.isdecimal()]
        return int(year), int(month), int(on)
    if found := _DAY_FIRST.fullmatch(bare):
        return int(found[3]), _MONTHS[found[2]], int(found[1])
    if found := _MONTH_FIRST.fullmatch(bare):
        return int(found[3]), _MONTHS[found[1]], int(found[2])
    if found := _YEAR_MONTH_NAME.fullmatch(bare):
        return int(found[1]), _MONTHS[found[2]], int(found[3])
    if found := _YEAR_LAST.fullmatch(bare):
        return _year_last(int(found[1]), int(found[3]), int(found[4]), typed)
    raise Unreadable(NO_DAY, typed=shortened(typed))


def _year_last(first: int, second: int, year: int, typed: str) -> Numbers:
    """15/04/2026 is one day; 01/10/2026 is two, by who reads it."""
    if first == second or first > 12:
        return year, second, first
    if second > 12:
        return year, first, second
    if min(first, second) < 1:
        raise Unreadable(NO_SUCH_DAY, typed=shortened(typed))
    one, other = f"{year:04d}-{second:02d}-{first:02d}", f"{year:04d}-{first:02d}-{second:02d}"
    raise Unreadable(TWO_DAYS, typed=shortened(typed), one=one, other=other)


def _common_year(written: int, era: str) -> int:
    """The year of the common era, within the calendar's bounds."""
    if not era and written in _BARE_BUDDHIST:
        raise Unreadable(WHICH_ERA, year=str(written), common=str(written - BUDDHIST))
    meant = written - BUDDHIST if era == "buddhist" else written
    if meant < FIRST_DAY.year:
        raise Unreadable(TOO_EARLY)
    if meant > LAST_DAY.year:
        raise Unreadable(TOO_LATE)
    return meant


def _day(year: int, month: int, on: int, typed: str) -> date:
    try:
        return date(year, month, on)
    except ValueError:
        raise Unreadable(NO_SUCH_DAY, typed=shortened(typed)) from None


def _of_japan(found: re.Match[str], typed: str) -> date:
    era = _BY_LETTER.get(found[1].upper(), found[1])
    before, first, last = _ERAS[era]
    year = before + (1 if found[2] == "元" else int(found[2]))
    meant = _day(year, int(found[3] or found[5]), int(found[4] or found[6]), typed)
    if not first <= meant <= last:
        raise Unreadable(NOT_OF_ERA, typed=shortened(typed))
    return meant
