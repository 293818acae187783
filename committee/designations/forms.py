"""Forms of applications for designation and of reviews."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from committee.designations import selectors as tpes
from committee.designations.checks import COMPLETENESS
from committee.designations.models import Designation, DesignationApplication
from committee.designations.states.applications import CHECKS, AccreditationBasis, ApplicationKind
from committee.designations.states.reviews import Measure
from common.forms import Typed
from common.widgets import DateField, LineField, TextField
from partners.countries import selectors as countries
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import Visitor
from workflow.drafts.forms.checklists import ChecklistForm

ANY_FILE = _("PDF, Excel, Word, PNG or JPEG.")


class ApplicationStartForm(forms.Form):
    """For which entity, where, and for what."""

    entity = forms.ModelChoiceField(
        label=_("Third-party entity"), queryset=Organisation.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    country = forms.ModelChoiceField(
        label=_("Partner country"),
        queryset=PartnerCountry.objects.none(),
        empty_label=_("Choose a country"),
        help_text=_("Designation is per partner country: apply in each one separately."),
    )
    kind = forms.ChoiceField(
        label=_("What do you apply for?"), choices=ApplicationKind.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: Typed = None, *, user: Visitor, initial: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        entities = tpes.entities_of(user)
        self.fields["entity"].queryset = entities  # type: ignore[attr-defined]  # a model choice
        self.fields["country"].queryset = countries.public()  # type: ignore[attr-defined]  # a model choice
        self.initial.setdefault("entity", entities.first())


class ApplicationForm(forms.Form):
    """The application: scopes of both functions, accreditation, knowledge of the rules."""

    optional: ClassVar[frozenset[str]] = frozenset()
    validation_scopes = forms.TypedMultipleChoiceField(
        label=_("Sectoral scopes for validation"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    verification_scopes = forms.TypedMultipleChoiceField(
        label=_("Sectoral scopes for verification"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They may differ from those for validation."),
    )
    basis = forms.ChoiceField(
        label=_("Basis of accreditation"), choices=AccreditationBasis.choices, required=False, widget=forms.RadioSelect
    )
    accreditation_body = LineField(label=_("Accreditation body"), max_length=200, required=False)
    certificate_number = LineField(
        label=_("Number of the certificate, or of the application for it"), max_length=80, required=False
    )
    accredited_since = DateField(label=_("Accredited since"), required=False)
    accredited_until = DateField(
        label=_("Last day of the accreditation"),
        required=False,
        help_text=_(
            "Your scopes end with this day unless you apply anew on a renewed accreditation. For example, 2026-04-15"
        ),
    )
    knowledge = TextField(
        label=_("How your entity knows the rules of the JCM between both countries"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Training, earlier work, people and their experience."),
    )
    contact_name = LineField(label=_("Contact person"), max_length=120, required=False)
    contact_email = forms.EmailField(label=_("E-mail address of the contact person"), required=False)
    declares_true = forms.BooleanField(label=_("What we submit is true and complete"), required=False)
    sections = [
        (_("Scopes"), ["validation_scopes", "verification_scopes"]),
        (
            _("Accreditation"),
            ["basis", "accreditation_body", "certificate_number", "accredited_since", "accredited_until"],
        ),
        (_("Knowledge and contact"), ["knowledge", "contact_name", "contact_email"]),
        (_("Declaration"), ["declares_true"]),
    ]

    def __init__(self, application: Any, data: Any = None) -> None:
        super().__init__(data, initial={name: getattr(application, name) for name in self.base_fields})
        scopes = [(scope.pk, str(scope)) for scope in tpes.scopes()]
        for name in ("validation_scopes", "verification_scopes"):
            self.fields[name].choices = scopes  # type: ignore[attr-defined]  # a choice field

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"values": self.cleaned_data}


def tasks(application: DesignationApplication) -> list[dict[str, object]]:
    """The task list of an application: each part of the form, and the documents, with what is missing."""
    base, lacks = application.get_absolute_url(), [check.field for check in CHECKS if not check.holds(application)]
    listed = []
    for title, names in ApplicationForm.sections:
        lacking = sum(field in names for field in lacks)
        first = f"{names[0]}_0" if names[0].endswith("_scopes") or names[0] == "basis" else names[0]
        listed.append({"title": title, "url": f"{base}edit/#id_{first}"} | _status(lacking))
    files = application.files.count()
    return [*listed, {"title": _("Documents"), "url": f"{base}files/"} | _status(0 if files else 1)]


def _status(lacking: int) -> dict[str, object]:
    if not lacking:
        return {"status": _("Completed"), "kind": "good"}
    return {"status": gettext("%(count)s to answer") % {"count": lacking}, "kind": "waiting"}


class UploadForm(forms.Form):
    """One document of the application."""

    upload = forms.FileField(label=_("Document"), help_text=ANY_FILE)


class DesignationNoteForm(forms.Form):
    """A reason in words."""

    note = TextField(label=_("Reason"), max_length=4000, widget=forms.Textarea)


class ForwardForm(ChecklistForm):
    """The completeness list."""

    points = COMPLETENESS


def _concerns(designation: Designation) -> list[tuple[str, str]]:
    labels = {"validation": _("Validation"), "verification": _("Verification")}
    return [(right.key, f"{labels[right.function]}: {right.scope}") for right in tpes.rights(designation)]


class _ScopesForm(forms.Form):
    """The scopes that a deed concerns; none means all."""

    concerns = forms.MultipleChoiceField(
        label=_("Only these scopes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none if it concerns the whole designation."),
    )

    def __init__(self, designation: Any, data: Any = None) -> None:
        super().__init__(data)
        self.fields["concerns"].choices = _concerns(designation)  # type: ignore[attr-defined]  # a choice field


class GiveUpForm(_ScopesForm):
    """The entity withdraws."""

    reason = TextField(label=_("Reason"), max_length=4000, widget=forms.Textarea)


class ReviewForm(_ScopesForm):
    """The grounds of a review."""

    grounds = TextField(
        label=_("Grounds"),
        max_length=10_000,
        widget=forms.Textarea,
        help_text=_("What gives rise to the review. The entity reads it and answers."),
    )


class AnswerReviewForm(forms.Form):
    """The entity's answer."""

    text = TextField(label=_("Answer of the entity"), max_length=10_000, widget=forms.Textarea)


class ProposeForm(forms.Form):
    """The measure that is proposed to the Joint Committee."""

    measure = forms.ChoiceField(label=_("Measure"), choices=Measure.choices, widget=forms.RadioSelect)
    text = TextField(
        label=_("Reasons"),
        max_length=10_000,
        widget=forms.Textarea,
        help_text=_("Members of both sides read them; they stand in the history of the designation."),
    )


class RenameForm(forms.Form):
    """The new name of an entity."""

    name = LineField(label=_("New name"), max_length=300)
