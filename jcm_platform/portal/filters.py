"""What the public lists can be narrowed by."""

from typing import Any, ClassVar

import django_filters as filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionForm, kinds
from committee.decisions.states import DecisionState
from committee.designations import selectors as tpes
from committee.designations.states.designations import DesignationState
from common.filters import YearFilter
from partners.countries import selectors as countries
from partners.countries.models import PartnerCountry
from partners.published_words import REGIONS, read
from projects.definitions.states import Sourcing
from projects.inputs.states import CallState
from projects.methodologies.models import MethodologyStatus
from projects.projects.states import ProjectState


def _countries(request: HttpRequest) -> QuerySet[Any]:
    return countries.public()


def _scopes(request: HttpRequest) -> QuerySet[Any]:
    return tpes.scopes()


class OfCountry(filters.FilterSet):
    """By partner country; `?country=TH` and the choice on the page are the same."""

    country = filters.ModelChoiceFilter(
        label=_("Country"), queryset=_countries, to_field_name="iso2", empty_label=_("All countries")
    )


class CountryFilter(filters.FilterSet):
    """By region."""

    region = filters.ChoiceFilter(
        label=_("Region"), empty_label=_("All regions"), choices=lambda: [(word, read(word)) for word in REGIONS]
    )

    class Meta:
        model = countries.public().model
        fields: ClassVar[list[str]] = ["region"]


class DecisionFilter(OfCountry):
    """By country, what was decided, and how."""

    kind = filters.ChoiceFilter(
        label=_("What it decides"),
        field_name="items__kind",
        choices=kinds,
        empty_label=_("Anything"),
        distinct=True,
    )
    form = filters.ChoiceFilter(label=_("How"), choices=DecisionForm.choices, empty_label=_("Any way"))
    state = filters.ChoiceFilter(
        label=_("Outcome"),
        empty_label=_("Any outcome"),
        choices=[(one.value, one.label) for one in (DecisionState.ADOPTED, DecisionState.NOT_ADOPTED)],
    )


class TpeFilter(OfCountry):
    """By country, status and sectoral scope."""

    status = filters.ChoiceFilter(
        label=_("Status"), field_name="state", empty_label=_("Any status"), choices=DesignationState.choices
    )
    scope = filters.ModelChoiceFilter(
        label=_("Sectoral scope"), field_name="validation_scopes", queryset=_scopes, empty_label=_("All scopes")
    )


class ProjectFilter(OfCountry):
    """By country, state, sectoral scope and methodology."""

    state = filters.ChoiceFilter(label=_("State"), choices=ProjectState.choices, empty_label=_("Any state"))
    scope = filters.ModelChoiceFilter(
        label=_("Sectoral scope"), field_name="sectoral_scope", queryset=_scopes, empty_label=_("All scopes")
    )


class MethodologyFilter(OfCountry):
    """By country, status, sectoral scope and how sure its calculation is."""

    status = filters.ChoiceFilter(label=_("Status"), choices=MethodologyStatus.choices, empty_label=_("Any status"))
    scope = filters.ModelChoiceFilter(
        label=_("Sectoral scope"), field_name="scopes", queryset=_scopes, empty_label=_("All scopes")
    )
    sourcing = filters.ChoiceFilter(
        label=_("Calculation"), choices=Sourcing.choices, empty_label=_("With and without a definition")
    )


class IssuanceFilter(OfCountry):
    """By country and year of the decision."""

    year = YearFilter(label=_("Year of the decision"), field_name="decided_on", lookup_expr="year")


class CallFilter(filters.FilterSet):
    """By country and whether comments are taken now."""

    country = filters.ModelChoiceFilter(
        label=_("Country"),
        queryset=_countries,
        to_field_name="iso2",
        empty_label=_("All countries"),
        method="of_country",
    )
    state = filters.ChoiceFilter(label=_("State"), choices=CallState.choices, empty_label=_("Any state"))

    def of_country(self, rows: QuerySet[Any], name: str, country: PartnerCountry | None) -> QuerySet[Any]:
        """Calls on designs and on methodologies of a country."""
        return rows.filter(Q(design__project__country=country) | Q(proposal__country=country))
