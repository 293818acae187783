"""Forms of PINs."""

from typing import Any, override

from django import forms
from django.utils.translation import gettext_lazy as _

from common import clock
from common.widgets import LineField, TextField
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, Side
from partners.rulebooks.selectors import rulebooks
from projects.methodologies import selectors as methodologies
from projects.papers.checks import completeness
from projects.projects.selectors import projects
from workflow.drafts.forms.sections import Section, form_of

PIN_SECTIONS = (
    Section(
        "project",
        _("The project"),
        _("What the project is, where, and whom JCMA can ask."),
        (
            "title",
            "contact_name",
            "contact_email",
            "location",
            "sectoral_scope",
            "technology",
            "scale",
            "schedule",
            "operation_starts_on",
            "estimated_annual_tco2e",
        ),
        {"contact_email": _("Only JCMA and both governments see it."), "scale": _("For example, 5 MW.")},
    ),
    Section(
        "need",
        _("Need for credits"),
        _(
            "Criterion 1.1: credits are needed to make the project viable. No threshold of IRR or payback exists; your "
            "explanation is judged as a whole."
        ),
        (
            "other_revenue",
            "irr_without_percent",
            "irr_with_percent",
            "payback_without_years",
            "payback_with_years",
            "need_for_credits",
        ),
        {"other_revenue": _("If there is, give IRR or payback, both without and with credits.")},
    ),
    Section(
        "excellence",
        _("Particular excellence"),
        _(
            "Criterion 1.2: the project is excellent in at least one of three ways and serves the partner country’s "
            "NDC."
        ),
        ("excels_in_technology", "excels_in_scale", "excels_in_speed", "excellence", "ndc_contribution"),
    ),
    Section(
        "spillover",
        _("Spillover in the partner country"),
        _("Criterion 1.3: local companies take part, and local industry gains capacity and technology."),
        ("local_companies", "no_local_company_reason", "spillover"),
        {"no_local_company_reason": _("Leave it empty when local companies take part.")},
    ),
    Section(
        "timing",
        _("Procurement and construction"),
        _(
            "Criterion 2: the partner government must get this PIN before procurement or construction starts, "
            "whichever is earlier. JCMA sends it on after its check, within the time limit of the rules. If the start "
            "comes first, choose the exemption that applies."
        ),
        (
            "procurement_starts_on",
            "construction_starts_on",
            "timing_exemption",
            "timing_explanation",
            "support_programme",
            "support_decided_on",
            "forestry_guideline",
            "forestry_guideline_on",
        ),
        {
            "timing_exemption": _("Leave it empty when the PIN comes before both starts."),
            "timing_explanation": _("For changed circumstances: what changed, when, and why credits became necessary."),
            "support_programme": _("For public financial support."),
            "forestry_guideline": _(
                "Forestry only. An activity that started before the guideline was approved may "
                "still be eligible if it meets what the guideline asks for."
            ),
        },
    ),
    Section(
        "japan",
        _("Japan’s role and contribution"),
        _(
            "Criterion 4: the role of Japanese companies or government is clear, and Japan’s financial contribution is "
            "quantified. The share of the total cost is computed."
        ),
        ("japan_role", "japan_contribution", "japan_currency", "total_cost", "finance_sources"),
        {"japan_currency": _("Three letters, for example JPY or USD.")},
    ),
    Section(
        "method",
        _("Method"),
        _("Which approved methodology the reductions follow, or the idea of a new one."),
        ("methodology", "method_idea"),
    ),
)
BY_SLUG = {section.slug: section for section in PIN_SECTIONS}


def section_form(section: Section, pin: Any, data: Any = None) -> Any:
    """The form of a section; methodologies are those approved in the country."""
    form = form_of(section, pin, data)
    if "methodology" in form.fields:
        form.fields["methodology"].queryset = methodologies.approved_in(pin.country_id, pin.methodology_id)
    return form


class PinStartForm(forms.Form):
    """The first step: country, title, and who takes part."""

    title = LineField(label=_("Title of the project"), max_length=300)
    country = forms.ModelChoiceField(
        label=_("Partner country"), queryset=PartnerCountry.objects.all(), empty_label=_("Choose a country")
    )
    track = forms.ChoiceField(
        label=_("Track"),
        required=False,
        help_text=_("“JCM” unless the country runs another standard and your project follows it."),
    )
    representative = forms.ModelChoiceField(
        label=_("Representative company (focal point)"),
        queryset=Organisation.objects.none(),
        help_text=_("Your own organisation. It speaks for all participants."),
    )
    partners = forms.ModelMultipleChoiceField(
        label=_("Other participants"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Companies of Japan or of the partner country. You can add more until registration."),
    )

    def __init__(self, data: Any = None, *, user: Any) -> None:
        super().__init__(data)
        tracks = dict.fromkeys(["JCM", *rulebooks.tracks(clock.today())])
        self.fields["track"].choices = [(one, one) for one in tracks]  # type: ignore[attr-defined]  # a choice field
        own = projects.own_organisations(user)
        self.fields["representative"].queryset = own  # type: ignore[attr-defined]  # a model choice
        others = projects.possible_participants().exclude(pk__in=own)[:200]
        self.fields["partners"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]  # same
            pk__in=[one.pk for one in others]
        )
        if own.count() == 1:
            self.initial["representative"] = own.get().pk

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        country = cleaned.get("country")
        for one in cleaned.get("partners") or []:
            if one.side == Side.PARTNER and one.country_id != getattr(country, "pk", None):
                self.add_error("partners", _("Choose companies of Japan or of the chosen partner country."))
                break
        cleaned["partners"] = list(cleaned.get("partners") or [])
        cleaned["track"] = cleaned.get("track") or "JCM"
        return cleaned


class PinForwardForm(forms.Form):
    """The completeness checklist, and a note when the PIN comes late."""

    timing_note = TextField(
        label=_("Note on the timing"),
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text=_(
            "Needed when procurement or construction starts before the partner government gets the PIN and no "
            "exemption is claimed."
        ),
    )
    sections = [(_("Confirm each point"), [key for key, _label in completeness.PIN]), (_("Timing"), ["timing_note"])]

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for key, label in completeness.PIN:
            self.fields[key] = forms.BooleanField(label=str(label), required=False)

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        return {
            "completeness": {key: given[key] for key, _label in completeness.PIN},
            "timing_note": given["timing_note"],
        }
