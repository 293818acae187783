"""Checks of proposed rulebooks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from committee.rules.models.proposals import RulebookProposal
from common.refusals import Refused
from common.text import plain, shows
from partners.countries.calendars import DayKind
from partners.countries.models import PartnerCountry
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.models.rules import RULES, TERMS, TIME_LIMITS


def heading_whole(country: PartnerCountry, track: str, version: str, source: str) -> None:
    """Raises: Refused RUL-09, RUL-03, RUL-05 (409)."""
    if not shows(track) or not shows(version):
        raise Refused("RUL-09", _("Name the track and the version."), field="version")
    if not shows(source):
        raise Refused(
            "RUL-03", _("Say where the rules stand: the decision and its day, or an address."), field="source"
        )
    version_new(Rulebook.objects.filter(country=country, track__iexact=plain(track)), plain(version))


def version_new(same: QuerySet[Rulebook], version: str) -> None:
    """Raises: Refused RUL-05 (409) when the track has that version already."""
    if same.filter(version=version).exists():
        raise Refused(
            "RUL-05", _("This version exists already. Give the new one another number."), field="version", status=409
        )


def day_ahead(day: date, today: date) -> None:
    """Raises: Refused RUL-04 when the day is not ahead: the past is never edited."""
    if day <= today:
        raise Refused(
            "RUL-04", _("Choose a day that is still to come: rules never change backwards."), field="in_force_from"
        )


def no_other_open(country: PartnerCountry, track: str) -> None:
    """Raises: Refused RUL-06 (409) when another proposal for the track waits."""
    waiting = RulebookProposal.objects.filter(country=country, track__iexact=plain(track), state="proposed")
    if waiting.exists():
        raise Refused("RUL-06", _("Another proposal for this track waits for its second officer."), status=409)


def nothing_later(same: QuerySet[Rulebook], day: date) -> None:
    """Raises: Refused RUL-10 (409) when a rulebook of the track begins on that day or later."""
    if same.filter(in_force__startswith__gte=day).exists():
        raise Refused("RUL-10", _("A rulebook that begins on that day or later is set already."), status=409)


type Limits = Mapping[str, Mapping[str, Any]]  # of each time limit: its days, and the kind of day
type Terms = Mapping[str, Mapping[str, str]]  # of each document: its name by language


def known_values(rules: Mapping[str, object], limits: Limits, terms: Terms) -> None:
    """Raises: Refused RUL-07 for a key that is not declared or a value that the platform cannot work with."""
    wrong = [key for key, value in rules.items() if key not in RULES or not _fits(key, value)]
    wrong += [key for key, own in limits.items() if key not in TIME_LIMITS or not _whole(own)]
    wrong += [key for key, own in terms.items() if key not in TERMS or not own.get("en")]
    if wrong:
        raise Refused(
            "RUL-07", _("The platform does not know what to do with: %(keys)s."), params={"keys": ", ".join(wrong)}
        )


def _fits(key: str, value: object) -> bool:
    rule = RULES[key]
    if rule.choices:
        return value in rule.choices
    return rule.default is None or type(value) is type(rule.default)


def _whole(own: Mapping[str, Any]) -> bool:
    days, kind = own.get("days", 1), own.get("kind", DayKind.CALENDAR)
    others = [own.get(name, 0) for name in ("remind_before", "escalate_after")]
    return 0 < days <= 3650 and kind in set(DayKind) and all(0 <= other <= 3650 for other in others)


def reason_given(note: str) -> str:
    """The reason without blanks. Raises: Refused RUL-08 when there is none."""
    if not shows(note):
        raise Refused("RUL-08", _("Give the reason. It stays with the proposal."), field="note")
    return plain(note)
