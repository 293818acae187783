"""Drafts in sections: which fields stand together, their form, their state of completion, and their answers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, override

from django import forms
from django.db import models
from django.utils.formats import number_format
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.days import day
from common.refusals import Check, Refused
from common.widgets import DateField, house_field
from partners.rulebooks.models.rules import TERMS
from workflow.drafts.forms import lines
from workflow.drafts.models import TABLES, row_text
from workflow.drafts.questions import Part, Section

YES_NO = (("True", gettext_lazy("Yes")), ("False", gettext_lazy("No")))


def _yes_or_no(value: Any) -> bool | None:
    return {"True": True, "False": False}.get(str(value))


def _field_for(of: "models.Field[Any, Any]", **options: Any) -> forms.Field | None:
    """The form field of a model field: house dates, yes and no as radio buttons."""
    if isinstance(of, models.DateField):
        return DateField(label=capfirst(str(of.verbose_name)), required=False)
    if isinstance(of, models.BooleanField) and of.null:
        return forms.TypedChoiceField(
            label=capfirst(str(of.verbose_name)),
            required=False,
            choices=YES_NO,
            coerce=_yes_or_no,
            empty_value=None,
            widget=forms.RadioSelect,
        )
    return house_field(of, **options)


class DraftForm(forms.ModelForm):
    """A section of a draft: nothing is required yet, every value is judged by its field."""

    optional: ClassVar[frozenset[str]] = frozenset()

    def to_save(self) -> dict[str, Any]:
        """What the draft's service takes."""
        return {"values": self.cleaned_data}

    @override
    def validate_constraints(self) -> None:
        """Constraints span fields of other sections; the database and the service judge them."""


def form_of(section: Section, paper: Any, data: Any = None) -> Any:
    """The form of a section, filled from the paper, or bound to what was sent."""
    if section.form is not None:
        return _marked(section.form(paper, data), section)
    made = forms.modelform_factory(
        type(paper), form=DraftForm, fields=list(section.fields), formfield_callback=_field_for
    )
    form = _marked(made(data, instance=paper), section)
    for shown_field in form.fields.values():
        _name_the_empty_choice(shown_field)
    for name, hint in section.hints.items():
        form.fields[name].help_text = str(hint)
    return form


def _marked(form: Any, section: Section) -> Any:
    """The form, told which of its answers may stay empty."""
    form.optional = section.optional
    return form


def _name_the_empty_choice(of: forms.Field) -> None:
    """Say in words what the empty line of a list means."""
    if isinstance(of, forms.ModelChoiceField):
        of.empty_label = _("None chosen")
    elif isinstance(of.widget, forms.Select) and not isinstance(of.widget, forms.RadioSelect):
        choices = list(of.widget.choices)
        of.widget.choices = [(value, label if value else _("None chosen")) for value, label in choices]


def title_of(paper: Any, section: Section) -> str:
    """A section's title; a document that the project's rulebook calls otherwise bears that name."""
    rulebook = getattr(paper, "rulebook", None)
    own = rulebook.own_term(section.slug) if rulebook is not None and section.slug in TERMS else ""
    return own or str(section.title)


def problems(paper: Any, section: Section, checks: Sequence[Check]) -> list[Check]:
    """The checks about this section that do not hold yet."""
    own = {*section.fields, *section.names}
    return [check for check in checks if check.field in own and not check.holds(paper)]


def further(paper: Any, section: Section, parts: Sequence[Part]) -> list[Refused]:
    """What the checks that need more than the paper's own fields say about this section."""
    found = []
    for slug, check in parts:
        if slug == section.slug:
            try:
                check(paper)
            except Refused as refusal:
                found.append(refusal)
    return found


def tasks(
    paper: Any, sections: Sequence[Section], checks: Sequence[Check], parts: Sequence[Part] = (), *, at: str = ""
) -> list[dict[str, Any]]:
    """The task list: each section with its address (below the paper's, or `at` another) and what is missing.

    A part in which nothing stands and nothing is missing is not called completed: nothing is asked in it.
    """
    found = []
    for section in sections:
        missing = len(problems(paper, section, checks)) + len(further(paper, section, parts))
        task: dict[str, Any] = {
            "title": title_of(paper, section),
            "url": f"{at or paper.get_absolute_url()}edit/{section.slug}/",
        }
        done = {"status": _("Completed"), "kind": "good"}
        if not missing and is_empty(paper, section):
            done = {"status": _("Empty; may stay so"), "kind": "plain"}
        todo = {"status": _("%(count)s to answer") % {"count": missing}, "kind": "waiting"}
        found.append(task | (todo if missing else done))
    return found


def is_empty(paper: Any, section: Section) -> bool:
    """True where no answer of the section says anything."""
    return not any(_says(getattr(paper, name, None)) for name in section.names)


def _says(value: Any) -> bool:
    if hasattr(value, "all"):
        return bool(value.all())
    return value is not None and value is not False and value not in ("", [], {})


def answers(paper: Any, section: Section, *, change: bool) -> list[dict[str, Any]]:
    """The answers of a section as rows of a summary list."""
    url = f"{paper.get_absolute_url()}edit/{section.slug}/" if change else ""
    rows = []
    tables = [name for name in section.names if name in TABLES and name not in section.fields]
    for name in (*section.fields, *tables):
        of = paper._meta.get_field(name)
        rows.append({"key": capfirst(str(of.verbose_name)), "value": shown(paper, of), "change_url": url})
    return rows


def shown(paper: Any, of: Any) -> Any:
    """A value as people read it; None when nothing is there."""
    value = getattr(paper, of.name)
    if value is None or value in ("", []):
        return None
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if of.choices:
        return getattr(paper, f"get_{of.name}_display")()
    return _in_words(of.name, value)


def _in_words(name: str, value: Any) -> Any:
    if name in TABLES and isinstance(value, list):  # a PDD says the same in words
        return format_html_join("", "<div>{}</div>", ((row_text(name, row),) for row in value))
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return number_format(f"{value.normalize():f}", force_grouping=True)
    return "\n".join(lines.text_of(line) for line in value) if isinstance(value, list) else str(value)


def following(sections: Sequence[Section], slug: str) -> Section | None:
    """The section after this one."""
    slugs = [section.slug for section in sections]
    at = slugs.index(slug) + 1
    return sections[at] if at < len(sections) else None
