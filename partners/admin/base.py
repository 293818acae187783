"""What every page of the back office keeps to: staff only, no deletion, states shown but not set, changes recorded."""

from typing import Any, override

from django.db import models
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from jcm_platform.common import clock
from jcm_platform.common.widgets import FORMFIELD_OVERRIDES
from partners.services import records

SHOWN_ONLY = ("state", "origin", "source_url", "record_status", "record_note", "imported_values")


def _is_staff(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.is_active and user.is_staff and user.suspended_at is None)


class ReadOnlyAdmin(ModelAdmin):
    """Records that staff look up here and change elsewhere, or never."""

    list_per_page = 50
    formfield_overrides = FORMFIELD_OVERRIDES

    @override
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_staff(request)

    @override
    def has_module_permission(self, request: HttpRequest) -> bool:
        return _is_staff(request)

    @override
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CorrectedAdmin(ReadOnlyAdmin):
    """Records that staff add and correct here; each change leaves an event."""

    @override
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_staff(request)

    @override
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_staff(request)

    @override
    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        present = {field.name for field in self.model._meta.fields}
        return (*self.readonly_fields, *(name for name in SHOWN_ONLY if name in present))

    @override
    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        many = {field.name for field in obj._meta.many_to_many}
        changed = [name for name in form.changed_data if name not in many]
        records.keep(record=obj, changed=changed, by=request.user, at=clock.now())  # type: ignore[arg-type]  # staff
