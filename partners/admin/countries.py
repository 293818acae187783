"""Countries, their rulebooks and committees."""

from typing import Any, ClassVar, override

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import TabularInline

from partners.admin.base import CorrectedAdmin, ReadOnlyAdmin
from partners.models import CommitteeMember, FinancingProgramme, JointCommittee, PartnerCountry, Rulebook, SectoralScope


@admin.register(PartnerCountry)
class PartnerCountryAdmin(CorrectedAdmin):
    list_display = ("order", "name", "name_ja", "iso2", "region", "signed_on")
    list_display_links = ("name",)
    list_filter = ("region", "origin")
    search_fields = ("name", "name_ja", "iso2", "iso3")


@admin.register(Rulebook)
class RulebookAdmin(ReadOnlyAdmin):
    """Looked up here; a new version comes by the rulebooks' desk, under four eyes."""

    list_display = ("country", "track", "version", "in_force")
    list_filter = ("track",)
    search_fields = ("country__name", "country__iso2", "version")
    list_select_related = ("country",)


class MemberInline(TabularInline):
    model = CommitteeMember
    extra = 0
    readonly_fields = ("user", "side", "is_co_chair", "since", "ended_on")
    can_delete = False

    @override
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    @override
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(JointCommittee)
class JointCommitteeAdmin(CorrectedAdmin):
    list_display = ("country",)
    search_fields = ("country__name",)
    inlines: ClassVar[list[Any]] = [MemberInline]


@admin.register(CommitteeMember)
class CommitteeMemberAdmin(ReadOnlyAdmin):
    """Seats are looked up here; they are given and ended by two officers, from the committee's page."""

    list_display = ("committee", "user", "side", "is_co_chair", "since", "ended_on")
    list_filter = ("side", "is_co_chair", "committee__country")
    list_select_related = ("committee__country", "user")
    search_fields = ("user__name", "committee__country__name")


@admin.register(FinancingProgramme)
class FinancingProgrammeAdmin(CorrectedAdmin):
    list_display = ("code", "name", "ministry", "support")
    search_fields = ("code", "name", "ministry")


@admin.register(SectoralScope)
class SectoralScopeAdmin(CorrectedAdmin):
    list_display = ("number", "name", "name_ja")
