"""What a Party says of itself: proposed by one officer of its government, confirmed by another, then public."""

from collections.abc import Sequence
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.facts import Fact
from common.pages.finals import FinalPage
from common.pages.forms import Data, FormPage
from common.refusals import Sentence
from common.screens import anyone, screen
from credits.adjustments.rows import LABELS, Row
from credits.forms.party_records import InventoryForm, NdcForm
from credits.models import PartyRecord
from credits.models.party_contents import InventoryYears, Ndc
from credits.permissions import government_of_side, may_authorise
from credits.reports import party_records as reports
from credits.selectors import adjustments, parties, party_records
from credits.selectors.parties import Party
from credits.services import party_records as services
from partners.people.models.people import User
from projects.papers.forms.notes import NoteForm
from workflow.steps.selectors import inbox

BACK = "credits:adjustment-list"


@screen(may=anyone, methods=("GET",))
def record_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of a record; what was only drafted or proposed is its own government's."""
    record = find_record(request, pk)
    works = government_of_side(record, request.user)
    context = {
        "record": record,
        "lines": reports.facts_of(record),
        "works": works,
        "step": inbox.open_step(record) if works else None,
        "back_party": parties.Party(record.party, record.country),
    }
    return render(request, "credits/record_page.html", context)


def find_record(request: HttpRequest, pk: int) -> PartyRecord:
    """A version that this person may read, or 404."""
    return get_object_or_404(party_records.visible_to(request.user), pk=pk)


class RecordStart(FinalPage[Party]):
    """An officer proposes a version of a record of their own Party."""

    is_rehearsed = True
    may = staticmethod(may_authorise)
    submit = _("Propose this version")
    back_route = BACK
    back_caption = _("Corresponding adjustments")
    consequence = _("Nothing counts yet. Once it is in force, everything above is public and stays readable.")
    second = _("Another officer of your government confirms it.")
    done = _("It is proposed. Another officer of your government confirms it.")

    @override
    def find(self, party: str) -> Party:
        own = {each.code: each for each in parties.acted_for(self.request.user)}
        if party.upper() not in own:
            raise Http404
        return own[party.upper()]

    @override
    def facts(self, party: Party, form: BaseForm) -> Sequence[Fact]:
        return [Fact(_("Party"), str(party))]


class NdcStart(RecordStart):
    """Propose a version of the Party's NDC."""

    lead = _("The target, its period and the method decide how first transfers and uses adjust the Party’s emissions.")

    @override
    def form(self, party: Party, data: Data) -> NdcForm:
        before = party_records.ndc(party)
        said = {} if before is None else dict(vars(Ndc.of(before.content)))
        return NdcForm(data, initial=said | {"covers_partly": not said.get("covers_all", True)})

    @override
    def act(self, party: Party, *, by: User, at: datetime, said: Ndc) -> PartyRecord:
        return services.propose_ndc(party=party, said=said, by=by, at=at)

    @override
    def title_of(self, party: Party) -> Sentence:
        return gettext("NDC of %(party)s") % {"party": party}


class InventoryStart(RecordStart):
    """Propose a version of the Party's inventory."""

    lead = _("Emissions by year begin the emissions balance. A year that is not given stays unknown.")

    @override
    def form(self, party: Party, data: Data) -> InventoryForm:
        before = party_records.inventory(party)
        return InventoryForm(data, initial={} if before is None else vars(InventoryYears.of(before.content)))

    @override
    def act(self, party: Party, *, by: User, at: datetime, said: InventoryYears) -> PartyRecord:
        return services.propose_inventory(party=party, said=said, by=by, at=at)

    @override
    def title_of(self, party: Party) -> Sentence:
        return gettext("Inventory of %(party)s") % {"party": party}


class FinalStart(FinalPage[tuple[Party, str]]):
    """Propose to make the adjustments of a period final."""

    is_rehearsed = True
    may = staticmethod(may_authorise)
    submit = _("Propose to make them final")
    back_route = BACK
    back_caption = _("Corresponding adjustments")
    lead = _("Additions and subtractions of a period are final before its last report is reviewed.")
    consequence = _("Once it is confirmed, these figures and the NDC of this period do not change any more.")
    second = _("Another officer of your government confirms it.")
    done = _("It is proposed. Another officer of your government confirms it.")

    @override
    def find(self, party: str, period: str) -> tuple[Party, str]:
        own = {each.code: each for each in parties.acted_for(self.request.user)}
        if party.upper() not in own or party_records.ndc(own[party.upper()], period) is None:
            raise Http404
        return own[party.upper()], period

    @override
    def facts(self, subject: tuple[Party, str], form: BaseForm) -> Sequence[Fact]:
        party, period = subject
        summary = adjustments.of(party, period=period).summary
        figures = summary.row(Row.ADJUSTMENT) if summary else []
        shown = [f"{each.year}: {reports.shown(each)}" for each in figures]
        return [Fact(_("Party"), str(party)), Fact(_("Period"), period), Fact(LABELS[Row.ADJUSTMENT], shown)]

    @override
    def act(self, subject: tuple[Party, str], *, by: User, at: datetime) -> PartyRecord:
        party, period = subject
        return services.propose_final(party=party, period=period, by=by, at=at)

    @override
    def title_of(self, subject: tuple[Party, str]) -> Sentence:
        return gettext("Make the adjustments of %(party)s final") % {"party": subject[0]}


class RecordConfirm(FinalPage[PartyRecord]):
    """A second officer puts a proposed version in force."""

    move = "confirm"
    may = staticmethod(may_authorise)
    title = _("Confirm the record")
    lead = _("Another officer of your government proposed exactly this.")
    consequence = _("It is in force at once and public. It cannot be taken back; a next version can replace it.")
    done = _("The record is in force.")

    @override
    def find(self, pk: int) -> PartyRecord:
        return find_record(self.request, pk)

    @override
    def facts(self, record: PartyRecord, form: BaseForm) -> Sequence[Fact]:
        return [*reports.facts_of(record), Fact(_("Proposed by"), str(record.proposed_by or ""))]

    @override
    def act(self, record: PartyRecord, *, by: User, at: datetime) -> PartyRecord:
        return services.confirm(record_id=record.pk, by=by, at=at)


class RecordDecline(FormPage[PartyRecord]):
    """An officer of the same government declines a draft or a proposed version, or takes it back."""

    may = staticmethod(may_authorise)
    form_class = NoteForm
    warning = True
    title = _("Decline the record")
    lead = _("It does not come in force. Whoever proposed it reads your reason and can propose another one.")
    done = _("It is declined.")

    @override
    def find(self, pk: int) -> PartyRecord:
        return find_record(self.request, pk)

    @override
    def act(self, record: PartyRecord, *, by: User, at: datetime, note: str) -> PartyRecord:
        return services.decline(record_id=record.pk, note=note, by=by, at=at)
