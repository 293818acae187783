"""Forms of modalities of communication: only what the case asks for."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import TextField
from partners.organisations.models import Organisation
from projects.modalities import selectors as modalities
from projects.modalities.checks import COMPLETENESS
from projects.modalities.states.cases import ALTERNATE_FIELDS, IDENTITY_FIELDS, PRIMARY_FIELDS, Case
from workflow.drafts.forms.checklists import ChecklistForm
from workflow.drafts.questions import Section

ENTITY_SECTIONS = (
    Section(
        "identity",
        _("The entity"),
        _("As it stands in the commercial or another public register."),
        IDENTITY_FIELDS,
        {"legal_status": _("For example: public company limited, registered under Thai law.")},
    ),
    Section(
        "primary",
        _("Primary signatory"),
        _("The person whose signature binds the entity in everything about this project."),
        PRIMARY_FIELDS,
    ),
    Section(
        "alternate",
        _("Alternate signatory"),
        _("Signs where the primary signatory cannot. Another person than that one."),
        ALTERNATE_FIELDS,
    ),
)


class ModalitiesStartForm(forms.Form):
    """Whom the change is about; a complete statement is about everybody and asks nothing."""

    def __init__(self, data: Any = None, *, project: Any, case: str) -> None:
        super().__init__(data)
        if case != Case.COMPLETE:
            self.fields["about"] = forms.ModelChoiceField(
                label=_("Entity concerned"), queryset=modalities.possible_for(project, Case(case))
            )

    def to_save(self) -> dict[str, Organisation]:
        """What the service takes."""
        return dict(self.cleaned_data)


class ModalitiesForm(forms.Form):
    """Focal point, who has ceased to exist, and the reason: as far as the case asks for them."""

    optional: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, paper: Any, data: Any = None) -> None:
        super().__init__(data)
        entities = list(paper.entities.all())
        if paper.rule.names_focal_point:
            focal = next((one.organisation_id for one in entities if one.is_focal_point), None)
            self.fields["focal_point"] = forms.TypedChoiceField(
                label=_("Focal point"),
                choices=[(one.organisation_id, str(one)) for one in entities],
                coerce=int,
                initial=focal,
                widget=forms.RadioSelect,
                required=False,
                empty_value=None,
                help_text=_("It speaks for all participants towards the Joint Committee and the secretariat."),
            )
        if paper.rule.may_have_ceased:
            able = [one for one in entities if paper.about_id in {None, one.organisation_id}]
            self.fields["ceased"] = forms.TypedMultipleChoiceField(
                label=_("Has ceased to exist and cannot sign"),
                required=False,
                coerce=int,
                choices=[(one.organisation_id, str(one)) for one in able],
                widget=forms.CheckboxSelectMultiple,
                initial=[one.organisation_id for one in able if one.has_ceased],
                help_text=_(
                    "Bankruptcy or the like. Then hand in documentary evidence; its own confirmation is not asked for."
                ),
            )
        self.fields["reason"] = TextField(
            label=_("Reason"),
            required=False,
            max_length=4000,
            widget=forms.Textarea,
            initial=paper.reason,
            help_text=_("Why the modalities change. Leave it empty for the first statement of a project."),
        )

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return dict(self.cleaned_data)


class SpecimenForm(forms.Form):
    """A specimen signature."""

    specimen = forms.FileField(
        label=_("Specimen signature"),
        help_text=_(
            "A scan of the signature. Only the entities named here and JCMA can open it; it is never published."
        ),
    )


class ModalitiesAcceptForm(ChecklistForm):
    """The completeness checklist."""

    points = COMPLETENESS
