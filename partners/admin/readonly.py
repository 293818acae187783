"""What the back office shows and never changes: decisions, appointments, what waits, notices."""

from django.contrib import admin

from partners.admin.base import ReadOnlyAdmin
from partners.models import Answer, Appointment, Decision, IdentityProof, Notice, PersonnelChange, WaitingStep


@admin.register(Appointment)
class AppointmentAdmin(ReadOnlyAdmin):
    list_display = ("user", "role", "organisation", "country", "since", "ended_on")
    list_filter = ("role", "country")
    list_select_related = ("user", "organisation", "country")
    search_fields = ("user__name", "user__email", "organisation__name")


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


@admin.register(WaitingStep)
class WaitingStepAdmin(ReadOnlyAdmin):
    list_display = ("paper", "todo", "role", "country", "since", "due_on", "done_at")
    list_filter = ("role", "limit_key", "country")
    list_select_related = ("country",)
    search_fields = ("paper__reference",)


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ("user", "what", "paper", "at", "read_at")
    list_select_related = ("user",)
    search_fields = ("paper__reference", "user__email")


@admin.register(PersonnelChange)
class PersonnelChangeAdmin(ReadOnlyAdmin):
    list_display = ("kind", "person", "name", "role", "side", "country", "state", "proposed_by", "decided_by")
    list_filter = ("state", "kind", "side", "country")
    list_select_related = ("person", "country", "proposed_by", "decided_by")
    search_fields = ("name", "email", "person__name")


@admin.register(IdentityProof)
class IdentityProofAdmin(ReadOnlyAdmin):
    list_display = ("person", "document", "issuer", "means", "seen_on", "seen_by")
    list_select_related = ("person", "seen_by")
    search_fields = ("person__name",)
