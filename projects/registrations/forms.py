"""Forms of registration: allocation, declaration, and what an officer confirms."""

from decimal import Decimal
from typing import Any, ClassVar, override

from django import forms
from django.utils.translation import gettext_lazy as _

from common.numbers import identifier
from common.widgets import ExactField, LineField, TextField
from projects.projects.selectors import numbers, projects
from projects.registrations.checks import COMPLETENESS
from projects.registrations.services import Allocation
from workflow.drafts.forms.checklists import ChecklistForm
from workflow.drafts.questions import Section


class AllocationForm(forms.Form):
    """A percentage for each possible holder, and why."""

    optional: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, request: Any, data: Any = None) -> None:
        super().__init__(data)
        self.holders = projects.possible_holders(request.project)
        shares = request.allocation.shares.all()
        known = {share.organisation_id: f"{share.percentage.normalize():f}" for share in shares}
        for holder in self.holders:
            self.fields[f"share_{holder.pk}"] = ExactField(
                label=str(holder),
                required=False,
                min_value=Decimal(0),
                max_value=Decimal(100),
                decimal_places=4,
                initial=known.get(holder.pk),
            )
            self.fields[f"share_{holder.pk}"].suffix = "%"  # type: ignore[attr-defined]  # shown behind the box
        self.fields["reason"] = TextField(
            label=_("How the shares follow from the contributions"),
            required=False,
            max_length=10_000,
            widget=forms.Textarea,
            initial=request.allocation.reason,
        )

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        shares = [(one, given[f"share_{one.pk}"]) for one in self.holders if given.get(f"share_{one.pk}") is not None]
        return {"values": {}, "allocation": Allocation(given["reason"], shares)}


class RequestForm(forms.Form):
    """The participants' words to the committee, and their declaration."""

    optional: ClassVar[frozenset[str]] = frozenset()
    note = TextField(
        label=_("Note to the Joint Committee"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea,
        help_text=_("Anything that both sides should know when they decide."),
    )

    def __init__(self, request: Any, data: Any = None) -> None:
        super().__init__(data, initial={"note": request.note})
        label = request._meta.get_field("declares_true").verbose_name
        self.fields["declares_true"] = forms.BooleanField(label=label, required=False, initial=request.declares_true)

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"values": self.cleaned_data}


DECLARATION = Section(
    "declaration",
    _("Note and declaration"),
    _("What you tell both sides, and that it is true."),
    ("note", "declares_true"),
    form=RequestForm,
    optional=frozenset({"note"}),
)
SECTIONS = (
    Section(
        "allocation",
        _("Allocation of credits"),
        _(
            "Agree the percentages among yourselves first; both governments decide on them. They are those of every "
            "credit that will be issued; together they make 100. Leave a box empty for none."
        ),
        (),
        form=AllocationForm,
        keeps=("allocation",),
    ),
    DECLARATION,
)


class RegistrationForwardForm(ChecklistForm):
    """The completeness checklist and the project's number."""

    points = COMPLETENESS
    project_reference = LineField(
        label=_("Number of the project"),
        max_length=12,
        help_text=_("The next free number is filled in. Change it only if another one was agreed."),
    )

    def __init__(self, data: Any = None, *, project: Any) -> None:
        super().__init__(data)
        self.initial["project_reference"] = numbers.of_projects(project.country, example=project.is_example).free

    @override
    def to_save(self) -> dict[str, Any]:
        reference = identifier(self.cleaned_data["project_reference"])
        return super().to_save() | {"project_reference": reference}
