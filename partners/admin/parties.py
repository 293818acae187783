"""Organisations, designations and people."""

from typing import Any, override

from django.contrib import admin
from django.http import HttpRequest

from partners.admin.base import CorrectedAdmin
from partners.models import Designation, Organisation, User


@admin.register(Organisation)
class OrganisationAdmin(CorrectedAdmin):
    list_display = ("name", "kind", "side", "country", "origin")
    list_filter = ("kind", "side", "origin", "country")
    list_select_related = ("country",)
    search_fields = ("name", "name_ja")


@admin.register(Designation)
class DesignationAdmin(CorrectedAdmin):
    list_display = ("reference", "organisation", "country", "state", "designated_on", "scopes_until")
    list_filter = ("state", "country", "origin")
    list_select_related = ("organisation", "country")
    search_fields = ("reference", "organisation__name")
    autocomplete_fields = ("organisation",)
    filter_horizontal = ("validation_scopes", "verification_scopes")


@admin.register(User)
class UserAdmin(CorrectedAdmin):
    """People come in by invitation and are suspended on their page; here staff look them up and mend a name."""

    list_display = ("name", "email", "language", "is_staff", "suspended_at", "joined_at")
    list_filter = ("is_staff", "is_active", "language")
    search_fields = ("name", "email")
    fields = ("name", "email", "language", "is_staff", "is_active", "suspended_at", "joined_at", "last_login")
    readonly_fields = ("email", "is_active", "suspended_at", "joined_at", "last_login")

    @override
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not getattr(obj, "is_system", False)

    @override
    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        mended = super().get_readonly_fields(request, obj)
        return mended if getattr(request.user, "is_superuser", False) else (*mended, "is_staff")
