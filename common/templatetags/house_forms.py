"""What the form renderer's templates ask: the kind of a field, its control with house classes, errors with links.

Classes and attributes are given here, not by overriding widget templates: those also serve the back office.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from common.files import EXTENSIONS

register = template.Library()

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),  # before its parent RadioSelect
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.DateInput, "date"),
    (forms.NumberInput, "number"),
)
_CLASSES = {"textarea": "govuk-textarea", "select": "govuk-select", "file": "govuk-file-upload"}


@dataclass(frozen=True)
class Section:
    """A group of fields with its heading; the first one may have none."""

    title: object
    hint: object
    fields: list[BoundField]


@dataclass(frozen=True)
class Problem:
    """One line of the error summary: the sentence, and the id of the control it concerns."""

    sentence: str
    anchor: str


@register.filter
def kind(field: BoundField) -> str:
    """The kind of control: radios, checkboxes, checkbox, file, password, textarea, select, date, number or input."""
    return next((name for widget, name in _KINDS if isinstance(field.field.widget, widget)), "input")


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's own control with house classes; numbers are typed as text with a number pad."""
    widget = field.field.widget
    of_kind = kind(field)
    base = _CLASSES.get(of_kind, "govuk-input")
    failed = f"{base}--error" if field.errors else ""
    counted = "govuk-js-character-count" if counts_characters(field) else ""
    classes = [base, widget.attrs.get("class", ""), _width(field, of_kind), counted, failed]
    attrs: dict[str, Any] = {"class": " ".join(filter(None, classes))}
    if "placeholder" in widget.attrs:
        attrs["placeholder"] = False  # the label says it; a placeholder goes away as soon as one types
    described = _described_by(field, of_kind)
    if described:
        attrs["aria-describedby"] = described
    attrs |= _typing(field, of_kind)
    if of_kind == "number":
        widget.input_type = "text"
        for bound in ("min", "max", "step"):
            widget.attrs.pop(bound, None)
    return field.as_widget(attrs=attrs)


def _described_by(field: BoundField, of_kind: str) -> str:
    ids = [field.aria_describedby] if field.aria_describedby else []
    if of_kind == "file":
        ids.append(f"{field.auto_id}_types")
    if counts_characters(field):
        ids.append(f"{field.auto_id}-info")
    return " ".join(ids)


def _typing(field: BoundField, of_kind: str) -> dict[str, Any]:
    if of_kind == "number":
        has_places = isinstance(field.field, forms.DecimalField | forms.FloatField)
        return {"inputmode": "decimal" if has_places else "numeric", "autocomplete": "off"}
    if of_kind == "date":
        return {"inputmode": "numeric", "autocomplete": "off"}
    if of_kind == "textarea":
        rows = str(field.field.widget.attrs.get("rows", "10"))
        return {"rows": "5" if rows == "10" else rows}  # Django's own default of 10 lines is more than most need
    if of_kind == "file":
        return {"accept": field.field.widget.attrs.get("accept", EXTENSIONS)}
    return {}


def _width(field: BoundField, of_kind: str) -> str:
    if of_kind in {"date", "number"}:
        return "govuk-input--width-10"
    longest = getattr(field.field, "max_length", None)
    if of_kind == "input" and longest is not None and longest <= 40:
        return "govuk-input--width-20"
    return ""


@register.filter
def counts_characters(field: BoundField) -> bool:
    """True for a text area with a limit: it tells how many characters are left."""
    return kind(field) == "textarea" and getattr(field.field, "max_length", None) is not None


@register.filter
def is_optional(field: BoundField) -> bool:
    """True when the label is to say "(optional)".

    A form of which more is needed than its fields say alone (a draft, an answer that wants a reason at times) names
    by `optional` what may always stay empty.
    """
    named: frozenset[str] | None = getattr(field.form, "optional", None)
    if named is not None:
        return field.name in named
    return kind(field) != "checkbox" and not field.field.required


@register.simple_tag
def upload_limit() -> str:
    """The most that one file may have, as words."""
    return filesizeformat(settings.UPLOAD_LIMIT_BYTES)


@register.simple_tag
def upload_types(field: BoundField) -> str:
    """The file types that the field takes."""
    return str(field.field.widget.attrs.get("accept", EXTENSIONS))


@register.simple_tag
def form_sections(form: forms.BaseForm) -> list[Section]:
    """The visible fields by the form's `sections = [(title, [names]), (title, [names], hint)]`; others come first."""
    declared: list[tuple[Any, ...]] = getattr(form, "sections", [])
    in_sections = {name for section in declared for name in section[1]}
    loose = [field for field in form.visible_fields() if field.name not in in_sections]
    sections = [Section("", "", loose)] if loose else []
    for title, names, *hint in declared:
        present = [form[name] for name in names if name in form.fields]
        if present:
            sections.append(Section(title, hint[0] if hint else "", present))
    return sections


@register.simple_tag
def problems_of(*sources: forms.BaseForm | forms.BaseFormSet | None) -> list[Problem]:
    """Every error of forms and formsets in page order, each with the control it leads to."""
    return [problem for source in sources if source for problem in _problems(source)]


def _problems(source: forms.BaseForm | forms.BaseFormSet) -> Iterator[Problem]:
    if isinstance(source, forms.BaseFormSet):
        if source.is_bound:
            yield from (Problem(str(sentence), "") for sentence in source.non_form_errors())
        for form in source.forms:
            yield from _problems(form)
        return
    yield from (Problem(str(sentence), "") for sentence in source.non_field_errors())
    rows = _rows(source)
    for field in [*source.hidden_fields(), *source.visible_fields()]:
        anchor = "" if field.is_hidden else control_id(field)
        for sentence in sentences(field):
            named = sentence if str(field.label) in sentence else f"{field.label}: {sentence}"
            yield Problem(f"{rows[field.name]}, {named}" if field.name in rows else named, anchor)


def _rows(form: forms.BaseForm) -> dict[str, object]:
    """The row in which each field of a table stands: "Row 2" tells one amount from the other."""
    declared = getattr(form, "sections", []) if hasattr(form, "rows") else []
    return {name: title for title, names, *_hint in declared for name in names}


@register.filter
def sentences(field: BoundField) -> list[str]:
    """The field's errors; Django's bare "required" becomes a sentence that names what to enter or choose."""
    bare = str(forms.Field.default_error_messages["required"])
    return [_required(field) if str(error) == bare else str(error) for error in field.errors]


def _required(field: BoundField) -> str:
    names = {"label": field.label}
    of_kind = kind(field)
    if of_kind in {"radios", "checkboxes", "select", "file"}:
        return _("Choose “%(label)s”.") % names
    if of_kind == "checkbox":
        return _("Tick “%(label)s” to go on.") % names
    return _("Enter “%(label)s”.") % names


@register.filter
def control_id(field: BoundField) -> str:
    """The id of the field's first control: for a group, that of its first choice."""
    key = field.field.widget.attrs.get("id") or field.auto_id
    return f"{key}_0" if kind(field) in {"radios", "checkboxes"} else str(key)
