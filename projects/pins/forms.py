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
from projects.pins.questions import COMPLETENESS
from projects.projects.selectors import projects
from workflow.drafts.forms.checklists import ChecklistForm
from workflow.drafts.forms.sections import form_of
from workflow.drafts.questions import Section


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


class PinForwardForm(ChecklistForm):
    """The completeness checklist, and a note when the PIN comes late."""

    points = COMPLETENESS
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

    @override
    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.sections = [*self.sections, (_("Timing"), ["timing_note"])]

    @override
    def to_save(self) -> dict[str, Any]:
        return super().to_save() | {"timing_note": self.cleaned_data["timing_note"]}
