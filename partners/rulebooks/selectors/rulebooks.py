"""Which rulebook is in force, and what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.refusals import Refused, Sentence
from partners.countries.models import PartnerCountry
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.models.rules import RULES, TIME_LIMITS, RuleValue


@dataclass(frozen=True)
class RuleRow:
    """One rule of a rulebook as it applies: the country's own, or the declared default with its source."""

    label: Sentence
    value: RuleValue
    is_own: bool
    source: str


def on_day(country_id: int, on: date, track: str = "JCM") -> Rulebook | None:
    """The rulebook of a country and track on a day, if there is one."""
    found = Rulebook.objects.filter(country_id=country_id, track__iexact=track, in_force__contains=on)
    return found.select_related("country").first()


def in_force(country_id: int, on: date, track: str = "JCM") -> Rulebook:
    """The rulebook of a country and track on a day.

    Raises: Refused RUL-01 when none is in force.
    """
    rulebook = on_day(country_id, on, track)
    if rulebook is None:
        raise Refused("RUL-01", _("No rulebook is in force for this country on that day. Ask JCMA."), status=409)
    return rulebook


def tracks_of(country: PartnerCountry, on: date) -> QuerySet[Rulebook]:
    """All rulebooks of a country in force on a day, one a track."""
    return Rulebook.objects.filter(country=country, in_force__contains=on)


def current(on: date) -> QuerySet[Rulebook]:
    """The rulebooks in force on a day, one a country and track."""
    found = Rulebook.objects.filter(in_force__contains=on).select_related("country")
    return found.order_by("country__order", "track")


def tracks(on: date) -> list[str]:
    """The tracks on which projects can start that day, in any country."""
    found = Rulebook.objects.filter(in_force__contains=on).order_by("track")
    return list(found.values_list("track", flat=True).distinct())


def of_country(country: PartnerCountry) -> QuerySet[Rulebook]:
    """The rulebooks of a country, the newest first."""
    return Rulebook.objects.filter(country=country).select_related("country").order_by("track", "-in_force")


def rule_rows(rulebook: Rulebook) -> Sequence[RuleRow]:
    """Every rule of a rulebook, one row a rule in order of declaration."""
    return [RuleRow(rule.label, rulebook.rule(key), key in rulebook.rules, rule.source) for key, rule in RULES.items()]


def limit_rows(rulebook: Rulebook) -> Sequence[RuleRow]:
    """Every time limit of a rulebook in days, one row a step."""
    limits = [(key, rulebook.limit(key)) for key in TIME_LIMITS]
    return [RuleRow(limit.label, limit.days, key in rulebook.time_limits, limit.source) for key, limit in limits]
