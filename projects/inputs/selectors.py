"""Calls for public inputs and their comments."""

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from partners.people.models.people import Visitor
from partners.permissions import reading
from projects.inputs.models import InputCall, PublicInput
from projects.inputs.states import CallState, PublicInputState
from workflow.versions.models import PaperVersion


def public() -> QuerySet[InputCall]:
    """Every call with `country_order`, the place of its country in lists; all of them are public."""
    order = Coalesce("design__project__country__order", "proposal__country__order")
    return InputCall.objects.annotate(country_order=order).select_related(
        "design__project__country",
        "design__project__rulebook",
        "design__methodology",
        "proposal__country",
        "proposal__rulebook",
    )


def later_versions(call: InputCall) -> list[PaperVersion]:
    """What was handed in since the version that the comments are about."""
    if call.version is None:
        return []
    return list(PaperVersion.objects.filter(paper=call.subject.paper_id, number__gt=call.version.number))


def open_on(day: date) -> QuerySet[InputCall]:
    """Calls that take comments on a day, soonest to close first."""
    return public().filter(state=CallState.OPEN, opens_on__lte=day, closes_on__gte=day).order_by("closes_on")


def visible_to(user: Visitor) -> QuerySet[InputCall]:
    """Every call; all of them are public."""
    return public()


def comments_of(call: InputCall, user: Visitor) -> QuerySet[PublicInput]:
    """Published comments; for officers of the country also those that wait for them or were withheld."""
    may = Q(state=PublicInputState.PUBLISHED)
    if reading.secretariat(call, user) or reading.auditor(call, user):
        may = Q()
    return call.inputs.filter(may)


def comments_to_judge(user: Visitor) -> QuerySet[PublicInput]:
    """Comments that an officer may publish or withhold."""
    rows = PublicInput.objects.select_related(
        "call__design__project__country",
        "call__design__project__rulebook",
        "call__proposal__country",
        "call__proposal__rulebook",
    )
    countries = [held.country_id for held in user.held if held.role == "secretariat"] if user.is_authenticated else []
    if None in countries:
        return rows
    named = [pk for pk in countries if pk is not None]
    return rows.filter(Q(call__design__project__country__in=named) | Q(call__proposal__country__in=named))
