"""Forms of a third-party entity's report and of the registration request."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jcm_platform.common.widgets import TonnesField
from projects.checks import completeness
from projects.checks.monitoring import years_of
from projects.models import Verification
from projects.selectors import numbers, projects


class ReportForm(forms.Form):
    """The report in sections; for a verification also the tonnes of each vintage year."""

    mark_optional = False
    team = forms.CharField(label=_("Team and roles"), required=False, widget=forms.Textarea(attrs={"rows": "3"}))
    means = forms.CharField(
        label=_("Means of assessment"), required=False, widget=forms.Textarea,
        help_text=_("What was read, whom you interviewed, what you saw on site."),
    )  # fmt: skip
    public_inputs_considered = forms.CharField(
        label=_("How public inputs were considered"), required=False, widget=forms.Textarea(attrs={"rows": "3"})
    )
    conclusion = forms.CharField(label=_("Conclusion"), required=False, widget=forms.Textarea)

    def __init__(self, assessment: Any, data: Any = None) -> None:
        names = ("team", "means", "public_inputs_considered", "conclusion")
        super().__init__(data, initial={name: getattr(assessment, name) for name in names})
        self.years: list[int] = []
        if isinstance(assessment, Verification):
            del self.fields["public_inputs_considered"]
            self._ask_for_tonnes(assessment)

    def _ask_for_tonnes(self, verification: Verification) -> None:
        self.years = years_of(verification.report)
        known = {amount.year: amount.quantity_tco2e for amount in verification.amounts.all()}
        reported = {year.year: year.reductions_tco2e for year in verification.report.years.all()}
        for year in self.years:
            self.fields[f"amount_{year}"] = TonnesField(
                label=_("Verified reductions of %(year)s") % {"year": year}, required=False, min_value=0,
                initial=known.get(year),
                help_text=_("Reported: %(amount)s t CO₂ eq. Whole tonnes, rounded down.") % {
                    "amount": reported.get(year, "–")
                },
            )  # fmt: skip

    def to_save(self) -> dict[str, Any]:
        """What the service takes; tonnes once all of them are given."""
        given = self.cleaned_data
        values = {name: given[name] for name in given if not name.startswith("amount_")}
        amounts = {year: given[f"amount_{year}"] for year in self.years if given.get(f"amount_{year}") is not None}
        return {"values": values} | ({"amounts": amounts} if amounts else {})


class OpinionForm(forms.Form):
    """The opinion."""

    positive = forms.TypedChoiceField(
        label=_("Opinion"), choices=(("yes", _("Positive")), ("no", _("Negative"))),
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        help_text=_("It is final and everybody concerned is told."),
    )  # fmt: skip


class RegistrationForm(forms.Form):
    """The registration request with a percentage for each possible holder."""

    mark_optional = False

    def __init__(self, request: Any, data: Any = None) -> None:
        super().__init__(data)
        self.holders = projects.possible_holders(request.project)
        known = {share.organisation_id: share.percentage for share in request.allocation.shares.all()}
        for holder in self.holders:
            self.fields[f"share_{holder.pk}"] = forms.DecimalField(
                label=str(holder), required=False, min_value=Decimal(0), max_value=Decimal(100), decimal_places=4,
                initial=known.get(holder.pk),
            )  # fmt: skip
            self.fields[f"share_{holder.pk}"].suffix = "%"  # type: ignore[attr-defined]  # shown behind the box
        self.fields["reason"] = forms.CharField(
            label=_("How the shares follow from the contributions"), required=False, max_length=10_000,
            widget=forms.Textarea, initial=request.allocation.reason,
        )  # fmt: skip
        self.fields["note"] = forms.CharField(
            label=_("Note to the Joint Committee"), required=False, max_length=10_000, widget=forms.Textarea,
            initial=request.note,
        )  # fmt: skip
        self.fields["declares_true"] = forms.BooleanField(
            label=_("What we submit is true and complete"), required=False, initial=request.declares_true
        )
        self.sections = [
            (_("Allocation of credits"), [f"share_{holder.pk}" for holder in self.holders] + ["reason"],
             _("Percentages of every credit that will be issued; together they make 100. Leave a box empty for none.")),
            (_("Request"), ["note", "declares_true"]),
        ]  # fmt: skip

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        shares = [(one, given[f"share_{one.pk}"]) for one in self.holders if given.get(f"share_{one.pk}") is not None]
        return {name: given[name] for name in ("note", "declares_true", "reason")} | {"shares": shares}


class RegistrationForwardForm(forms.Form):
    """The completeness checklist and the project's number."""

    project_reference = forms.CharField(
        label=_("Number of the project"), max_length=12,
        help_text=_("The next free number is filled in. Change it only if another one was agreed."),
    )  # fmt: skip
    sections = [(_("Confirm each point"), [key for key, _label in completeness.REGISTRATION])]

    def __init__(self, data: Any = None, *, project: Any) -> None:
        free = numbers.next_project(project.country, example=project.is_example)
        super().__init__(data, initial={"project_reference": free})
        for key, label in completeness.REGISTRATION:
            self.fields[key] = forms.BooleanField(label=str(label), required=False)

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        confirmed = {key: given[key] for key, _label in completeness.REGISTRATION}
        return {"completeness": confirmed, "project_reference": given["project_reference"].strip().upper()}
