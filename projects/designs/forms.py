"""Forms of PDD and SDIP."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, override

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import ExactField, TextField, WholeField
from projects.designs.services.designs import TopicAnswer, YearAmounts
from projects.methodologies import selectors as methodologies
from projects.renewals import selectors as crediting
from projects.sustainability.topics import SustainabilityTopic
from workflow.drafts.forms.sections import form_of
from workflow.drafts.forms.tables import RowsForm
from workflow.drafts.questions import Section

RELEVANT = (("yes", _("Yes, and we have a plan")), ("no", _("No")))


def amount_field(label: Any) -> ExactField:
    return ExactField(label=label, required=False, min_value=Decimal(0), max_digits=15, decimal_places=3)


class YearsForm(RowsForm):
    """Estimated emissions, a row a calendar year; those of the crediting period come filled in."""

    stored, needed, offered, most = "years", ("year", "reference", "project"), "year", 20

    @override
    def fields_of_a_row(self) -> dict[str, forms.Field]:
        return {
            "year": WholeField(label=_("Calendar year"), required=False, min_value=1990, max_value=2100),
            "reference": amount_field(_("Reference emissions (t CO₂ eq)")),
            "project": amount_field(_("Project emissions (t CO₂ eq)")),
        }

    @override
    def kept(self, paper: Any) -> Sequence[Mapping[str, Any]]:
        return [
            {"year": each.year, "reference": each.reference_tco2e, "project": each.project_tco2e}
            for each in paper.years.all()
        ]

    @override
    def offers(self, paper: Any) -> Sequence[Mapping[str, Any]]:
        if paper.crediting_period_starts_on is None:
            return ()
        span = crediting.first_span(paper.project, paper.crediting_period_starts_on)
        known = {each["year"] for each in self.kept(paper)}
        return [{"year": year} for year in range(span.starts_on.year, span.ends_on.year + 1) if year not in known]

    def to_save(self) -> dict[str, Any]:
        """What the draft's service takes."""
        return {"values": {}, "years": [YearAmounts(*row.values()) for row in self.filled()]}


class TopicsForm(forms.Form):
    """The SDIP: each topic with its relevance and plan, and the contribution to the SDGs."""

    optional: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, paper: Any, data: Any = None) -> None:
        super().__init__(data)
        self.sections = []
        for topic in SustainabilityTopic:
            known = paper.sdip.get(topic.value, {})
            self.fields[f"relevant_{topic.value}"] = forms.ChoiceField(
                label=_("Is it relevant for this project?"),
                required=False,
                choices=RELEVANT,
                widget=forms.RadioSelect,
                initial=known.get("relevant", ""),
            )
            self.fields[f"plan_{topic.value}"] = TextField(
                label=_("Plan"),
                required=False,
                max_length=10_000,
                widget=forms.Textarea(attrs={"rows": "3"}),
                initial=known.get("plan", ""),
            )
            self.sections.append((topic.label, [f"relevant_{topic.value}", f"plan_{topic.value}"]))
        self.fields["sdg_contribution"] = TextField(
            label=_("Contribution to the SDGs"), required=False, widget=forms.Textarea, initial=paper.sdg_contribution
        )
        self.sections.append((_("Sustainable Development Goals"), ["sdg_contribution"]))

    def to_save(self) -> dict[str, Any]:
        """What the draft's service takes."""
        given = self.cleaned_data
        topics = [
            TopicAnswer(topic, given[f"relevant_{topic.value}"], given[f"plan_{topic.value}"])
            for topic in SustainabilityTopic
        ]
        return {"values": {"sdg_contribution": given["sdg_contribution"]}, "topics": topics}


PDD_SECTIONS = (
    Section(
        "project",
        _("A. Project description"),
        _("What the project is, where, since when, and Japan’s contribution."),
        (
            "title",
            "description",
            "region",
            "city",
            "latitude",
            "longitude",
            "operation_starts_on",
            "lifetime_years",
            "contribution_from_japan",
        ),
        {"latitude": _("Decimal degrees, for example 12.681000."), "longitude": _("For example 101.281000.")},
    ),
    Section(
        "methodology",
        _("B. Application of the methodology"),
        _("The approved methodology and its criteria."),
        ("methodology", "eligibility"),
    ),
    Section(
        "calculation",
        _("C. Sources and crediting period"),
        _("Sources and gases, and when crediting starts."),
        ("emission_sources", "crediting_period_starts_on"),
    ),
    Section(
        "years",
        _("C.3 Estimated reductions"),
        _("Reference and project emissions of each calendar year."),
        (),
        form=YearsForm,
        keeps=("years",),
    ),
    Section(
        "impact",
        _("D and E. Environment and stakeholders"),
        _("Environmental impact and local consultation."),
        ("eia_required", "eia_note", "consultation", "consulted_on"),
        {
            "consultation": _("Who was invited, what they said, how it was taken up; or why nobody was consulted."),
            "eia_note": _("Where an assessment was made."),
            "consulted_on": _("Some countries’ rules want the consultation held before the PDD is submitted."),
        },
    ),
    Section(
        "monitoring",
        _("Monitoring plan and references"),
        _("A summary; the monitoring plan sheet is handed in as a file."),
        ("monitoring_plan", "references"),
        optional=frozenset({"references"}),
    ),
    Section(
        "sdip",
        _("Sustainable development implementation plan (SDIP)"),
        _("For each topic, whether it is relevant, and what you plan."),
        (),
        form=TopicsForm,
        keeps=("sdip", "sdg_contribution"),
        optional=frozenset({"sdg_contribution"}),
    ),
    Section(
        "declaration",
        _("Declaration"),
        _("Avoidance of double registration."),
        ("declares_no_double_registration", "other_mechanism", "other_mechanism_name", "other_mechanism_reference"),
        {
            "other_mechanism": _("For example the CDM, a voluntary standard, or a national scheme."),
            "other_mechanism_name": _("Leave this and the reference empty if the answer is “No, never”."),
            "other_mechanism_reference": _("Where another mechanism is named."),
        },
    ),
)


def section_form(section: Section, paper: Any, data: Any = None) -> Any:
    """The form of a section; methodologies are those approved in the country, and the version chosen already."""
    form = form_of(section, paper, data)
    if "methodology" in form.fields:
        form.fields["methodology"].queryset = methodologies.approved_in(paper.country_id, keeps=paper.methodology_id)
    return form
