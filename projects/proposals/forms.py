"""Forms of proposed methodologies, and how one reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, override

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.widgets import LineField, TextField
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, Side
from projects.projects.selectors import projects
from projects.proposals.checks import COMPLETENESS
from projects.proposals.models import MethodologyProposal
from workflow.drafts.forms.checklists import ChecklistForm
from workflow.drafts.forms.tables import rows_form
from workflow.drafts.models import TABLES
from workflow.drafts.questions import Section

_REVISION = Section(
    "revision",
    _("The revision"),
    _("What is revised in the approved methodology, and why."),
    ("revision_reason",),
    {"revision_reason": _("The Joint Committee and everybody who comments read this first.")},
)
NEW_SECTIONS = (
    Section(
        "title",
        _("A. Title and scope"),
        _("The title, and the sectoral scope under which it is used."),
        ("title", "sectoral_scope"),
    ),
    Section(
        "terms",
        _("B. Terms and definitions"),
        _("Each term that the methodology uses in a sense of its own."),
        ("terms",),
        {"terms": _("One term a line, followed by its definition.")},
    ),
    Section(
        "summary",
        _("C. Summary"),
        _("What reduces emissions, how it is calculated, and what is monitored, in short."),
        ("summary", "measures"),
    ),
    Section(
        "eligibility",
        _("D. Eligibility criteria"),
        _(
            "One criterion a row, worded so that a project can answer it by yes or no with evidence. Two empty rows "
            "are added each time you save."
        ),
        (),
        form=rows_form("eligibility"),
        keeps=("eligibility",),
    ),
    Section(
        "sources",
        _("E. Emission sources and GHG types"),
        _("Each source of reference and of project emissions, with its gas."),
        (),
        form=rows_form("emission_sources"),
        keeps=("emission_sources",),
    ),
    Section(
        "reference",
        _("F. Reference emissions"),
        _(
            "Reference emissions lie below business as usual, so that reductions are conservative; where the rules of "
            "the country say so, they consider its latest NDC."
        ),
        ("reference_establishment", "reference_calculation"),
        {"reference_calculation": _("Each formula on a line of its own, with every symbol in one of the tables.")},
    ),
    Section(
        "project",
        _("G. Project emissions"),
        _("How they are calculated, or why there are none."),
        ("project_calculation",),
    ),
    Section(
        "fixed",
        _("H. Data and parameters fixed ex ante"),
        _(
            "Values printed in the methodology, or fixed in the PDD and checked at validation. Leave the rows empty "
            "when there are none."
        ),
        (),
        form=rows_form("fixed_parameters"),
        keeps=("fixed_parameters",),
    ),
    Section(
        "monitored",
        _("I. Parameters to be monitored"),
        _(
            "Each with the options from which a project picks: A public data measured by others; B the amount of a "
            "transaction with commercial evidence; C measured with measuring equipment."
        ),
        (),
        form=rows_form("monitored_parameters"),
        keeps=("monitored_parameters",),
    ),
)
REVISION_SECTIONS = (_REVISION, *NEW_SECTIONS)


def sections_of(proposal: MethodologyProposal) -> Sequence[Section]:
    """The sections of this form: a revision says first what it revises."""
    return REVISION_SECTIONS if proposal.is_revision else NEW_SECTIONS


@dataclass(frozen=True)
class Item:
    """One answer as people read it: a text, or a table with its headings."""

    key: str
    text: str = ""
    headings: Sequence[Any] = ()
    rows: Sequence[Sequence[Any]] = ()


def reading(proposal: MethodologyProposal, answers: Mapping[str, Any]) -> list[tuple[Section, list[Item]]]:
    """The methodology as its sections read; `answers` as a version kept them."""
    return [
        (section, [_item(proposal, name, answers.get(name)) for name in section.names])
        for section in sections_of(proposal)
    ]


def _item(proposal: MethodologyProposal, name: str, value: Any) -> Item:
    key = str(capfirst(str(proposal._meta.get_field(name).verbose_name)))  # type: ignore[union-attr]  # plain fields
    if name not in TABLES:
        return Item(key, str(value or ""))
    columns = TABLES[name]
    cells = [[dict(column.choices).get(cell, cell) for column, cell in _cells(name, row)] for row in value or []]
    return Item(key, headings=[column.label for column in columns], rows=cells)


def _cells(name: str, row: Mapping[str, str]) -> list[tuple[Any, str]]:
    return [(column, row.get(column.name, "")) for column in TABLES[name]]


class RevisionStartForm(forms.Form):
    """Who proposes the revision."""

    representative = forms.ModelChoiceField(
        label=_("Proponent"), queryset=Organisation.objects.none(), help_text=_("Your own organisation.")
    )
    partners = forms.ModelMultipleChoiceField(
        label=_("Other proponents"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Their people write the draft together with yours."),
    )

    def __init__(self, data: Any = None, *, user: Any) -> None:
        super().__init__(data)
        own = projects.own_organisations(user)
        self.fields["representative"].queryset = own  # type: ignore[attr-defined]  # a model choice
        others = projects.possible_participants().exclude(pk__in=own)
        self.fields["partners"].queryset = others  # type: ignore[attr-defined]  # same
        if own.count() == 1:
            self.initial["representative"] = own.get().pk

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["partners"] = list(cleaned.get("partners") or [])
        return cleaned


class ProposalStartForm(RevisionStartForm):
    """The first step: title, country, and who proposes."""

    title = LineField(label=_("Title of the methodology"), max_length=300)
    country = forms.ModelChoiceField(
        label=_("Partner country"), queryset=PartnerCountry.objects.all(), empty_label=_("Choose a country")
    )
    field_order = ("title", "country", "representative", "partners")

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        country = cleaned.get("country")
        if any(
            one.side == Side.PARTNER and one.country_id != getattr(country, "pk", None) for one in cleaned["partners"]
        ):
            self.add_error("partners", _("Choose organisations of Japan or of the chosen partner country."))
        return cleaned


class ProposalPublishForm(ChecklistForm):
    """The completeness checklist."""

    points = COMPLETENESS


class ExtendForm(forms.Form):
    """Why the consideration takes longer."""

    reason = TextField(
        label=_("Reason of the extension"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("It is published with the new date."),
    )


class ProposalForwardForm(forms.Form):
    """What the committee is asked to decide."""

    required_revisions = TextField(
        label=_("Revisions to be made"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea,
        help_text=_(
            "Leave it empty to ask for approval as it is. Otherwise the committee is asked to approve with "
            "exactly these revisions, and the proponent files the revised text afterwards."
        ),
    )
    without_response_note = TextField(
        label=_("Why the committee decides without the proponent’s response"),
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("Needed only while the response to the public inputs is awaited."),
    )
