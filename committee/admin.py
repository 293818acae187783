"""What the back office shows of the committee and never changes."""

from django.contrib import admin

from committee.decisions.models import Answer, Decision
from committee.designations.models import Designation
from partners.admin.base import ReadOnlyAdmin


@admin.register(Designation)
class DesignationAdmin(ReadOnlyAdmin):
    """Looked up here; a designation and its scopes come and go by application, review and decision alone."""

    list_display = ("reference", "organisation", "country", "state", "designated_on", "scopes_until")
    list_filter = ("state", "country", "origin")
    list_select_related = ("organisation", "country")
    search_fields = ("reference", "organisation__name")


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ("number", "country", "form", "state", "closes_on", "decided_on", "origin")
    list_filter = ("state", "form", "origin", "country")
    list_select_related = ("country",)
    search_fields = ("number", "items__title__values__name")


@admin.register(Answer)
class AnswerAdmin(ReadOnlyAdmin):
    list_display = ("decision", "member", "answer", "at")
    list_filter = ("answer",)
    list_select_related = ("decision", "member__user")
    search_fields = ("decision__number", "member__user__name")
