"""What every page of the back office keeps to: staff only, nothing deleted, corrections by the door of a record."""

from typing import Any, override

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from unfold.admin import ModelAdmin

from common import clock
from common.forms import refusals_in
from common.refusals import Refused
from common.widgets import FORMFIELD_OVERRIDES
from partners.people.models.people import Visitor
from partners.services import records


def _is_staff(request: HttpRequest) -> bool:
    user: Visitor = request.user
    return bool(user.is_active and user.is_staff and user.suspended_at is None)


class ReadOnlyAdmin(ModelAdmin):
    """Records that staff look up here and change elsewhere, or never."""

    is_ours = True  # the site takes no other page (`jcm_platform.portal.back_office`)
    list_per_page = 50
    actions = None
    formfield_overrides = FORMFIELD_OVERRIDES

    @override
    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return _is_staff(request)

    @override
    def has_module_permission(self, request: HttpRequest) -> bool:
        return _is_staff(request)

    @override
    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class CorrectedAdmin(ReadOnlyAdmin):
    """Records whose door (`partners.services.records`) lets some people correct some fields, one event a correction.

    What the door keeps shut is shown and not in the form; what it refuses is a sentence on the form.
    """

    @override
    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return _is_staff(request) and bool(self._open(request, self.model()))

    @override
    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """A list without a record is for looking up: nothing is changed from it."""
        return obj is not None and _is_staff(request) and bool(self._open(request, obj))

    def _open(self, request: HttpRequest, obj: models.Model) -> frozenset[str]:
        """What is open of a record, asked once a page; who writes is judged anew."""
        known: dict[object, frozenset[str]] = request.__dict__.setdefault("open_fields", {})
        key = (type(obj), obj.pk)
        if key not in known:
            known[key] = records.open_fields(obj, request.user)  # type: ignore[arg-type]  # staff are signed in
        return known[key]

    @override
    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        shut = {
            field.name for field in (*self.model._meta.fields, *self.model._meta.many_to_many) if field.name != "id"
        }
        return (*self.readonly_fields, *sorted(shut - self._open(request, obj or self.model())))

    @override
    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        made: type[forms.ModelForm[Any]] = super().get_form(request, obj, change, **kwargs)

        class Judged(made):  # type: ignore[misc, valid-type]  # the admin makes the form's class for each request
            def _post_clean(self) -> None:
                super()._post_clean()
                if not self.errors:
                    with refusals_in(self):
                        records.judge(record=self.instance, changed=self.changed_data, by=request.user)  # type: ignore[arg-type]  # staff

        return Judged

    @override
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # Django's own shape
        """A refusal between the form and the writing, when two correct at once, is a page with its sentence."""
        try:
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[no-any-return]  # untyped base
        except Refused as refusal:
            return render(request, "refused.html", {"refusal": refusal}, status=refusal.status)

    @override
    def save_model(self, request: HttpRequest, obj: models.Model, form: forms.BaseForm, change: bool) -> None:
        records.keep(record=obj, changed=form.changed_data, by=request.user, at=clock.now())  # type: ignore[arg-type]  # staff

    @override
    def save_related(self, request: HttpRequest, form: forms.BaseForm, formsets: Any, change: bool) -> None:  # Django's
        """No door opens a relation: nothing beside the row itself is written."""
