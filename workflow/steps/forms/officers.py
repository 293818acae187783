"""Forms of JCMA's desk: which steps to show, and to whom one is handed."""

from collections.abc import Sequence
from typing import override

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FormArgument
from partners.people.models.people import User
from workflow.steps.forms.inbox import StepFilterForm
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import officers as selectors


class QueueForm(StepFilterForm):
    """Narrow the queue; whatever is not known shows everything."""

    whose = forms.ChoiceField(label=_("In whose hand"), required=False)
    field_order = ("whose", "country", "kind")

    def __init__(self, *args: FormArgument, officers: Sequence[User], **options: FormArgument) -> None:
        super().__init__(*args, **options)
        named = [(str(officer.pk), officer.name) for officer in officers]
        self.fields["whose"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("Anybody’s")),
            ("mine", _("Mine")),
            ("nobody", _("Nobody’s")),
            *named,
        ]

    @override
    def chosen(self) -> dict[str, str]:
        """Whose, country and kind as far as they are valid."""
        return super().chosen() | {"whose": str(self.cleaned_data.get("whose", ""))}


class AssignForm(forms.Form):
    """To whom a step is handed."""

    officer = forms.ModelChoiceField(
        label=_("Officer"), queryset=User.objects.none(), required=False, empty_label=_("Nobody: put it back")
    )

    def __init__(self, *args: FormArgument, step: WaitingStep) -> None:
        super().__init__(*args)
        self.initial = {"officer": step.officer_id}
        self.fields["officer"].queryset = selectors.possible_for(step)  # type: ignore[attr-defined]  # a model's choice
