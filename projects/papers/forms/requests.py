"""Forms of the requests after registration."""

from collections.abc import Sequence
from typing import Any, override

from django import forms
from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence
from common.widgets import TextField
from projects.papers.checks import completeness
from workflow.drafts.forms.sections import Section


class ChecklistForm(forms.Form):
    """A completeness checklist; the subclass names its points."""

    points: Sequence[tuple[str, Sentence]] = ()

    @override
    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for key, label in self.points:
            self.fields[key] = forms.BooleanField(label=str(label), required=False)
        self.sections = [(_("Confirm each point"), [key for key, _label in self.points])]

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"completeness": {key: self.cleaned_data[key] for key, _label in self.points}}


class ChangeChecklist(ChecklistForm):
    """What an officer confirms of a change."""

    points = completeness.CHANGE


class RenewalChecklist(ChecklistForm):
    """What an officer confirms of a renewal."""

    points = completeness.RENEWAL


class WithdrawalChecklist(ChecklistForm):
    """What an officer confirms of a withdrawal."""

    points = completeness.PROJECT_WITHDRAWAL


class DeregisterForm(forms.Form):
    """Why a project is to be de-registered."""

    reasons = TextField(
        label=_("Reasons for the de-registration"),
        max_length=10_000,
        widget=forms.Textarea,
        help_text=_("They become part of the public record once the Joint Committee has decided."),
    )


CHANGE_SECTIONS = (
    Section(
        "change",
        _("What changes"),
        _("The kind of change, compared with the registered PDD, and its days."),
        ("kind", "summary", "reason", "starts_on", "ends_on"),
        {
            "ends_on": _("Only for a temporary deviation."),
            "starts_on": _("For a permanent change, the first day on which the revised PDD is to count."),
        },
    ),
    Section(
        "methodology",
        _("Methodology and reductions"),
        _("The Joint Committee first judges whether the methodology still applies."),
        ("applicability", "effect", "conservativeness", "new_crediting_start"),
        {
            "conservativeness": _(
                "For a temporary deviation: for example by leaving out the days without measurement."
            ),
            "new_crediting_start": _("Only if the first day of the crediting period changes."),
        },
    ),
    Section("declaration", _("Declaration"), _("You declare that the request is true."), ("declares_true",)),
)
RENEWAL_SECTIONS = (
    Section(
        "reference",
        _("Reference emissions and NDC"),
        _("A renewed crediting period takes the partner country’s latest NDC into account."),
        ("ndc_considered", "reference_update"),
    ),
    Section(
        "validity",
        _("Eligibility"),
        _("The updated PDD says it in detail; summarise it for the Joint Committee."),
        ("validity",),
    ),
    Section("declaration", _("Declaration"), _("You declare that the request is true."), ("declares_true",)),
)
WITHDRAWAL_SECTIONS = (
    Section(
        "reason",
        _("Reason and agreement"),
        _("The project ends with the decision. Credits already issued stay valid; nothing further can be requested."),
        ("reason", "all_agree"),
    ),
    Section("declaration", _("Declaration"), _("You declare that the request is true."), ("declares_true",)),
)
