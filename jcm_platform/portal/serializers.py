"""The public records as the API gives them. An unknown value is null, never zero."""

from typing import ClassVar

from rest_framework import serializers

from committee.decisions.models import Decision, DecisionItem
from committee.designations.models import Designation
from committee.designations.states.designations import DesignationState
from credits.models import PublicIssuance
from partners.countries.models import PartnerCountry
from projects.methodologies.models import Methodology
from projects.projects.models import Project

SOURCE = ["origin", "source_url", "record_status", "record_note"]


class CountrySerializer(serializers.ModelSerializer[PartnerCountry]):
    """A partner country."""

    registered_projects = serializers.IntegerField(source="project_count")
    url = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = PartnerCountry
        fields: ClassVar[list[str]] = [
            "iso2",
            "iso3",
            "name",
            "name_ja",
            "order",
            "region",
            "signed_on",
            "signed_precision",
            "signed_place",
            "registered_projects",
            "url",
            *SOURCE,
        ]


class ProjectSerializer(serializers.ModelSerializer[Project]):
    """A planned or registered project."""

    country = serializers.CharField(source="country.iso2")
    methodology = serializers.CharField(source="methodology.reference", allow_null=True, default=None)
    url = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = Project
        fields: ClassVar[list[str]] = [
            "reference",
            "title",
            "country",
            "state",
            "registered_on",
            "registered_as_published",
            "sectoral_scope",
            "methodology",
            "technology",
            "location",
            "estimated_annual_tco2e",
            "estimated_total_tco2e",
            "operation_started_on",
            "participants_as_published",
            "financing_as_published",
            "url",
            *SOURCE,
        ]
        extra_kwargs: ClassVar[dict[str, dict[str, bool]]] = {  # 574, not 574.000
            "estimated_annual_tco2e": {"normalize_output": True},
            "estimated_total_tco2e": {"normalize_output": True},
        }


class DecisionItemSerializer(serializers.ModelSerializer[DecisionItem]):
    """One thing decided; its title is in the language that is asked for."""

    title = serializers.CharField()

    class Meta:
        model = DecisionItem
        fields: ClassVar[list[str]] = ["kind", "title", "reference", "url", "outcome", "outcome_note"]


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    """A concluded decision with its items."""

    country = serializers.CharField(source="country.iso2")
    items = DecisionItemSerializer(many=True)
    url = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = Decision
        fields: ClassVar[list[str]] = [
            "number",
            "country",
            "form",
            "state",
            "decided_on",
            "date_as_published",
            "ordinal",
            "place",
            "published_text",
            "items",
            "url",
            *SOURCE,
        ]


class MethodologySerializer(serializers.ModelSerializer[Methodology]):
    """A version of a methodology."""

    country = serializers.CharField(source="country.iso2")
    url = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = Methodology
        fields: ClassVar[list[str]] = [
            "reference",
            "proposed_reference",
            "version",
            "title",
            "country",
            "scopes",
            "status",
            "approved_on",
            "approved_as_published",
            "proponent",
            "formula_family",
            "url",
            *SOURCE,
        ]


class IssuanceSerializer(serializers.ModelSerializer[PublicIssuance]):
    """An issuance in whole tonnes; `counts` false: another record includes it, or it is an example."""

    country = serializers.CharField(source="country.iso2")

    class Meta:
        model = PublicIssuance
        fields: ClassVar[list[str]] = [
            "id",
            "reference",
            "title",
            "country",
            "period_starts_on",
            "period_ends_on",
            "decided_on",
            "japan_issued_on",
            "partner_issued_on",
            "total_tco2e",
            "japan_tco2e",
            "partner_tco2e",
            "counts",
            "url",
            "origin",
            "source_url",
            "record_status",
        ]


class DesignationSerializer(serializers.ModelSerializer[Designation]):
    """A third-party entity as designated in one country."""

    name = serializers.CharField(source="organisation.name")
    country = serializers.CharField(source="country.iso2")
    status = serializers.ChoiceField(source="state", choices=DesignationState.choices)
    suspended_scopes = serializers.SerializerMethodField()

    class Meta:
        model = Designation
        fields: ClassVar[list[str]] = [
            "reference",
            "name",
            "country",
            "status",
            "designated_on",
            "scopes_until",
            "validation_scopes",
            "verification_scopes",
            "suspended_scopes",
            *SOURCE,
        ]

    def get_suspended_scopes(self, row: Designation) -> list[str]:
        """Function and number of each scope that is suspended, as `validation:3`."""
        return [f"{spell.function}:{spell.scope_id}" for spell in row.resting]
