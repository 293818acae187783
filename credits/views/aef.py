"""Agreed electronic formats: what was filed is public; drafts are their own government's."""

from datetime import datetime
from typing import override

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import refusals_in, status_of
from common.pages.forms import Data, FormPage
from common.refusals import Sentence
from common.screens import anyone, screen, signed_in
from credits.aef.profiles import PROFILES
from credits.forms.aef import WorkbookForm, YearForm
from credits.models import PartyRecord
from credits.permissions import government_of_side, may_authorise
from credits.reports import aef as reports
from credits.selectors import aef, parties
from credits.selectors.parties import Party
from credits.services import aef as services
from credits.services import party_records
from partners.people.models.people import User


@screen(may=anyone, methods=("GET",))
def aef_list(request: HttpRequest) -> HttpResponse:
    """Every format that was filed, and for officers the drafts of their Party."""
    own = parties.acted_for(request.user) if may_authorise(request.user) else []
    return render(request, "credits/aef_list.html", {"records": aef.visible_to(request.user), "own": own})


@screen(may=anyone, methods=("GET",))
def aef_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of a format: its tables, its files, and what the pre-check found."""
    record = get_object_or_404(aef.visible_to(request.user), pk=pk)
    context = {
        "record": record,
        "tables": sorted(record.content["tables"].items()),
        "findings": reports.findings_of(record),
        "profiles": PROFILES.values(),
        "works": government_of_side(record, request.user),
    }
    return render(request, "credits/aef_page.html", context)


@screen(may=anyone, methods=("GET",))
def aef_file(request: HttpRequest, pk: int, profile: str, extension: str) -> FileResponse:
    """A format as a file: of a version always the same bytes."""
    record = get_object_or_404(aef.visible_to(request.user), pk=pk)
    if extension not in reports.WRITERS or profile not in PROFILES:
        raise Http404
    name = f"AEF-{record.party}-{record.period}-v{record.label}-{profile}.{extension}"
    return FileResponse(
        reports.file_of(record, extension, profile),
        as_attachment=True,
        filename=name,
        content_type=reports.WRITERS[extension][1],
    )


class AefDraft(FormPage[Party]):
    """An officer makes the draft of a version for a year."""

    may = staticmethod(may_authorise)
    submit = _("Make the draft")
    back_route = "credits:aef-list"
    back_caption = _("Agreed electronic formats")
    lead = _(
        "The first version says what was known on 31 December, UTC; a later one corrects it from what is known now. "
        "What was made before stays as it is."
    )
    done = _("The draft is made. Look at what the pre-check found.")

    @override
    def find(self, party: str) -> Party:
        own = {each.code: each for each in parties.acted_for(self.request.user)}
        if party.upper() not in own:
            raise Http404
        return own[party.upper()]

    @override
    def form(self, party: Party, data: Data) -> YearForm:
        return YearForm(data)

    @override
    def act(self, party: Party, *, by: User, at: datetime, year: int) -> PartyRecord:
        return services.draft(party=party, year=year, by=by, at=at)

    @override
    def title_of(self, party: Party) -> Sentence:
        return gettext("Agreed electronic format of %(party)s") % {"party": party}


class RecordPropose(FormPage[PartyRecord]):
    """An officer proposes to file a draft."""

    may = staticmethod(may_authorise)
    title = _("Propose the record")
    submit = _("Propose to file it")
    lead = _(
        "Another officer of your government files it. It cannot be changed any more; a correction is a new version."
    )
    done = _("It is proposed. Another officer of your government files it.")

    @override
    def find(self, pk: int) -> PartyRecord:
        return get_object_or_404(aef.visible_to(self.request.user), pk=pk)

    @override
    def act(self, record: PartyRecord, *, by: User, at: datetime) -> PartyRecord:
        return party_records.propose(record_id=record.pk, by=by, at=at)


@screen(may=signed_in)
def aef_compare(request: HttpRequest) -> HttpResponse:
    """Another Party's workbook is looked at: what is odd, what the pre-check finds, and what this side's says."""
    is_sent = request.method == "POST"
    form = WorkbookForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        with refusals_in(form):
            submission, findings = reports.looked_at(form.cleaned_data["workbook"])
            context |= {"submission": submission, "findings": findings, "looked_at": True}
    return render(request, "credits/aef_compare.html", context, status=status_of(form))
