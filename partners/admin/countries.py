"""Countries, their rulebooks and committees."""

from typing import Any, ClassVar, override

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from partners.admin.base import CorrectedAdmin, ReadOnlyAdmin
from partners.countries.models import PartnerCountry
from partners.people.models.seats import CommitteeMember, JointCommittee
from partners.programmes.models import FinancingProgramme
from partners.rulebooks.models.rulebooks import Rulebook
from partners.scopes.models import SectoralScope


def _page_of(committee: JointCommittee) -> SafeString:
    address = reverse("partners:committee-page", kwargs={"iso2": committee.country.iso2.lower()})
    return format_html('<a href="{}">{}</a>', address, committee)


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
    """The seats of a committee, to be read."""

    model = CommitteeMember
    extra = 0
    fields = readonly_fields = ("user", "side", "is_co_chair", "since", "ended_on")
    can_delete = False

    @override
    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """As the committee's own page, which alone shows it."""
        return True

    @override
    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(JointCommittee)
class JointCommitteeAdmin(ReadOnlyAdmin):
    """A committee comes with its country's published records; its page is where seats are given and ended."""

    list_display = ("country",)
    list_select_related = ("country",)
    search_fields = ("country__name",)
    fields = readonly_fields = ("country", "page")
    inlines: ClassVar[list[Any]] = [MemberInline]

    @admin.display(description=_("Page"))
    def page(self, committee: JointCommittee) -> SafeString:
        """Where its seats are given and ended."""
        return _page_of(committee)


@admin.register(CommitteeMember)
class CommitteeMemberAdmin(ReadOnlyAdmin):
    """Seats are looked up here; they are given and ended by two officers, from the committee's page."""

    list_display = ("committee", "user", "side", "is_co_chair", "since", "ended_on")
    list_filter = ("side", "is_co_chair", "committee__country")
    list_select_related = ("committee__country", "user")
    search_fields = ("user__name", "committee__country__name")
    fields = readonly_fields = ("page", "user", "side", "is_co_chair", "since", "ended_on")

    @admin.display(description=_("Page"))
    def page(self, member: CommitteeMember) -> SafeString:
        """Where the seat is given and ended."""
        return _page_of(member.committee)


@admin.register(FinancingProgramme)
class FinancingProgrammeAdmin(CorrectedAdmin):
    list_display = ("code", "name", "ministry", "support")
    search_fields = ("code", "name", "ministry")


@admin.register(SectoralScope)
class SectoralScopeAdmin(CorrectedAdmin):
    """The scopes of the published list: their names are corrected, none is added."""

    list_display = ("number", "name", "name_ja")
