"""What the back office shows and never changes: decisions, appointments, what waits, notices."""

from django.contrib import admin

from partners.admin.base import ReadOnlyAdmin
from partners.people.models.people import Appointment
from partners.people.models.personnel import IdentityProof, PersonnelChange


@admin.register(Appointment)
class AppointmentAdmin(ReadOnlyAdmin):
    list_display = ("user", "role", "organisation", "country", "since", "ended_on")
    list_filter = ("role", "country")
    list_select_related = ("user", "organisation", "country")
    search_fields = ("user__name", "user__email", "organisation__name")


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
