"""Forms meet refusals: a service's `Refused` becomes an error at the field it names."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm, Form
from django.utils.datastructures import MultiValueDict

from common.refusals import Refused

type Typed = Mapping[str, Any] | None  # a form's data: as typed, or of any type where code fills it in
type Files = MultiValueDict[str, UploadedFile] | None
type FormArgument = Any  # what a form hands on to Django's own; Django says what each of them is


class ConfirmForm(Form):
    """Nothing to fill in: the page explains what the button does."""


@contextmanager
def refusals_in(form: BaseForm) -> Iterator[None]:
    """Run a service inside; its refusal is shown in the form, which keeps everything typed.

    The form's `refusal` tells the view's answer which status to use.
    """
    try:
        yield
    except Refused as refusal:
        known = refusal.field if refusal.field in form.fields else None
        form.add_error(known, f"{refusal.sentence} ({refusal.number})")
        form.refusal = refusal  # type: ignore[attr-defined]  # read by `status_of`


def status_of(form: BaseForm) -> int:
    """The status a page with this form answers with: 200 unless the form was sent and refused."""
    refusal = getattr(form, "refusal", None)
    if isinstance(refusal, Refused):
        return refusal.status
    return 422 if form.is_bound and form.errors else 200


def headers_of(form: BaseForm) -> dict[str, str]:
    """The headers that belong to the form's refusal: when to come back."""
    refusal = getattr(form, "refusal", None)
    return refusal.headers if isinstance(refusal, Refused) else {}
