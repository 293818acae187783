"""Partner countries, with what `partners` knows of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from common.refusals import Sentence
from partners.countries.models import PartnerCountry
from partners.people.models.seats import CommitteeMember
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.models.rules import RULES, TIME_LIMITS, RuleValue


@dataclass(frozen=True)
class RuleRow:
    """One rule of a rulebook as it applies: the country's own, or the declared default with its source."""

    label: Sentence
    value: RuleValue
    is_own: bool
    source: str


def public() -> QuerySet[PartnerCountry]:
    """Every partner country, in order of signature."""
    return PartnerCountry.objects.all()


def aligned(on: date) -> set[int]:
    """The countries with a rulebook in force that day whose rules are aligned with Article 6."""
    found = Rulebook.objects.filter(in_force__contains=on, rules__contains={"article6.aligned": True})
    return set(found.values_list("country_id", flat=True))


def rulebooks(country: PartnerCountry) -> QuerySet[Rulebook]:
    """The rulebooks of a country, the newest first."""
    return Rulebook.objects.filter(country=country).select_related("country").order_by("track", "-in_force")


def rule_rows(rulebook: Rulebook) -> Sequence[RuleRow]:
    """Every rule of a rulebook, one row a rule in order of declaration."""
    return [RuleRow(rule.label, rulebook.rule(key), key in rulebook.rules, rule.source) for key, rule in RULES.items()]


def limit_rows(rulebook: Rulebook) -> Sequence[RuleRow]:
    """Every time limit of a rulebook in days, one row a step."""
    found = []
    for key in TIME_LIMITS:
        limit = rulebook.limit(key)
        found.append(RuleRow(limit.label, limit.days, key in rulebook.time_limits, limit.source))
    return found


def members(country: PartnerCountry) -> QuerySet[CommitteeMember]:
    """The members in office of the country's Joint Committee, co-chairs first; names are published, addresses not."""
    seated = CommitteeMember.objects.filter(committee__country=country).filter(Q(ended_on=None))
    return seated.select_related("user").order_by("side", "-is_co_chair", "user__name")
