"""Small forms: a reason, a reply, a confirmation, an entity, a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common import clock
from common.widgets import DateField, LineField, TextField
from partners.organisations.models import Organisation
from projects.assessments.selectors import assessments
from projects.doubles.states import Verdict
from projects.projects.selectors import projects


class NoteForm(forms.Form):
    """A reason in words."""

    note = TextField(label=_("Reason"), max_length=4000, widget=forms.Textarea)


class DoubleForm(forms.Form):
    """Whether a similar project is the same one."""

    verdict = forms.ChoiceField(label=_("Judgement"), choices=Verdict.choices, widget=forms.RadioSelect)
    explanation = TextField(
        label=_("Explanation"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("What tells them apart, or shows that they are one: owner, equipment, place, period."),
    )


class ResponseForm(forms.Form):
    """The participants' response to the public inputs."""

    response = TextField(
        label=_("Response of the participants"),
        max_length=20_000,
        widget=forms.Textarea,
        help_text=_("It is published under the comments."),
    )


class WithholdForm(forms.Form):
    """Why a comment is not published."""

    reason = TextField(
        label=_("Why the comment is not published"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Spam, personal data or insults. Disagreement is no reason. Only officers and auditors read this."),
    )


class AcceptForm(forms.Form):
    """The entity's declaration."""

    impartial = forms.BooleanField(
        label=_("Our entity and its team are impartial towards this project and its participants"), required=False
    )


class EntityForm(forms.Form):
    """The choice of a third-party entity among those that may."""

    tpe = forms.ModelChoiceField(
        label=_("Third-party entity"),
        queryset=Organisation.objects.none(),
        empty_label=_("Choose an entity"),
        help_text=_("Entities designated in the country for the project’s sectoral scope."),
    )

    def __init__(self, data: Any = None, *, project: Any, function: str) -> None:
        super().__init__(data)
        entities = assessments.possible_entities(project, function=function, on=clock.today())
        self.fields["tpe"].queryset = entities  # type: ignore[attr-defined]  # a model choice


class ParticipantForm(forms.Form):
    """A further participant."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())

    def __init__(self, data: Any = None, *, project: Any) -> None:
        super().__init__(data)
        others = projects.possible_participants().exclude(pk__in=project.participant_ids())
        self.fields["organisation"].queryset = others  # type: ignore[attr-defined]  # a model choice


class DocumentForm(forms.Form):
    """A version of a document: the complete file and, where parts are confidential, the public one."""

    complete = forms.FileField(label=_("The complete file"))
    has_confidential_parts = forms.BooleanField(label=_("The file has confidential parts"), required=False)
    public = forms.FileField(
        label=_("The file for publication"),
        required=False,
        help_text=_(
            "Only if there are confidential parts: the same document with them struck out. If this page comes "
            "back with a problem, choose both files again: browsers do not keep them."
        ),
    )


class MonitoringStartForm(forms.Form):
    """The period of a monitoring report."""

    period_starts_on = DateField(label=_("First day of the monitoring period"))
    period_ends_on = DateField(label=_("Last day of the monitoring period"))


class CommentForm(forms.Form):
    """A visitor's comment. `website` is a trap: people do not see it, programmes fill it in."""

    name = LineField(label=_("Your name"), max_length=120, help_text=_("It is published with the comment."))
    organisation = LineField(label=_("Organisation"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("It is never published."))
    text = TextField(label=_("Your comment"), max_length=10_000, widget=forms.Textarea)
    website = TextField(required=False, widget=forms.HiddenInput)

    @property
    def is_trapped(self) -> bool:
        """True when the trap was filled in."""
        return bool(self.cleaned_data.get("website"))

    def to_save(self) -> dict[str, str]:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in ("name", "organisation", "email", "text")}


class FeeForm(forms.Form):
    """The payment of a fee."""

    reference = LineField(
        label=_("Reference of the payment"),
        max_length=120,
        help_text=_("The number of the receipt or of the bank transfer."),
    )
    paid_on = DateField(label=_("Day of the payment"))

    def __init__(self, request: Any, data: Any = None) -> None:
        super().__init__(data, initial={"reference": request.fee_reference, "paid_on": request.fee_paid_on})
