"""Organisations, designations and people."""

from django.contrib import admin

from partners.admin.base import CorrectedAdmin
from partners.organisations.models import Organisation
from partners.people.models.people import User


@admin.register(Organisation)
class OrganisationAdmin(CorrectedAdmin):
    list_display = ("name", "kind", "side", "country", "origin")
    list_filter = ("kind", "side", "origin", "country")
    list_select_related = ("country",)
    search_fields = ("name", "name_ja")


@admin.register(User)
class UserAdmin(CorrectedAdmin):
    """People come in by invitation and are suspended on their page; here officers look them up and mend a name.

    Who enters the back office is said on the server (`manage.py back_office`), never by a form of its own.
    """

    list_display = ("name", "email", "language", "is_staff", "suspended_at", "joined_at")
    list_filter = ("is_staff", "is_active", "language")
    search_fields = ("name", "email")
    fields = ("name", "email", "language", "is_staff", "is_active", "suspended_at", "joined_at", "last_login")
