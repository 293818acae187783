"""The file of one item, for members: everything to read, the discussion, and the declaration of interests."""

from datetime import datetime
from typing import override

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Decision, DecisionItem
from committee.decisions.selectors import decisions
from committee.decisions.views import AboutDecision, find
from committee.items import selectors as desk
from committee.items import services
from committee.items.forms import DeclareForm, RemarkForm, RenewForm, ShareForm
from committee.items.models import SharedFile
from common import clock
from common.forms import refusals_in, status_of
from common.models import StoredFile
from common.pages.forms import Data, FormPage
from common.pages.pages import Values
from common.screens import anyone, screen
from partners.people.models.people import User
from partners.permissions import role
from partners.permissions.reading import WORKERS
from partners.views.pages import acting

SHARERS = role("committee", "secretariat")


def _item(request: HttpRequest, number: str, pk: int) -> tuple[Decision, DecisionItem]:
    decision = find(request, number)
    if not desk.works_on(decision, request.user):
        raise Http404
    return decision, get_object_or_404(decision.items.select_related("decision__country"), pk=pk)


@screen(may=WORKERS, methods=("GET",))
def item_page(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Everything about one item that is to be decided."""
    _decision, item = _item(request, number, pk)
    return _page(request, item)


def _page(request: HttpRequest, item: DecisionItem, form: RemarkForm | None = None) -> HttpResponse:
    context = desk.item_page(item, request.user, clock.now())
    context["form"] = form or RemarkForm(is_member=context["seat"] is not None)
    return render(request, "committee/item_page.html", context, status=status_of(form) if form else 200)


@screen(may=SHARERS, methods=("POST",))
def item_remark(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Say something about an item."""
    decision, item = _item(request, number, pk)
    form = RemarkForm(request.POST, is_member=decisions.seat_of(decision, request.user) is not None)
    if form.is_valid():
        with refusals_in(form):
            services.remark(item_id=item.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, gettext("Your remark is in the discussion."))
            return redirect(item)
    return _page(request, item, form)


class ItemDeclare(FormPage[DecisionItem]):
    """A member declares an interest in an item, or none."""

    may = staticmethod(role("committee"))
    form_class = DeclareForm
    title = _("Declare your interests")
    submit = _("Declare")
    lead = _(
        "Who has an interest in an item takes no part in deciding it; the record names who did not take part."
        " Where the rules say so, its files and discussion close for you."
    )
    done = _("Your declaration is recorded.")

    @override
    def find(self, number: str, pk: int) -> DecisionItem:
        _decision, item = _item(self.request, number, pk)
        return item

    @override
    def act(self, item: DecisionItem, *, by: User, at: datetime, has_interest: bool, description: str) -> Decision:
        services.declare(item_id=item.pk, has_interest=has_interest, description=description, by=by, at=at)
        return item.decision


class FileShare(AboutDecision, FormPage[Decision]):
    """Lay a file before the members."""

    may = staticmethod(SHARERS)
    title = _("Share a file")
    submit = _("Share it")
    lead = _("Members of both sides, the secretariat and auditors read it, nobody else.")
    done = _("The file is shared; every opening is recorded.")

    @override
    def form(self, decision: Decision, data: Data) -> ShareForm:
        about = {"item": self.request.GET.get("item", "")}
        return ShareForm(data, self.files, decision=decision, initial=about)

    @override
    def act(self, decision: Decision, *, by: User, at: datetime, **file: Values) -> Decision | DecisionItem:
        version = services.share(decision_id=decision.pk, by=by, at=at, **file)
        return version.shared.item or decision


class FileRenew(FormPage[SharedFile]):
    """Lay a new version beside the old one."""

    may = staticmethod(SHARERS)
    title = _("A new version of a file")
    submit = _("Share it")
    lead = _("Members get a notice. Earlier versions can still be opened.")
    done = _("The new version is shared; the old ones stay.")

    @override
    def find(self, number: str, pk: int) -> SharedFile:
        decision = find(self.request, number)
        shared = desk.shared(decision, pk)
        if shared is None or not desk.works_on(decision, self.request.user):
            raise Http404
        return shared

    @override
    def form(self, shared: SharedFile, data: Data) -> RenewForm:
        return RenewForm(data, self.files)

    @override
    def act(
        self, shared: SharedFile, *, by: User, at: datetime, upload: UploadedFile, note: str
    ) -> Decision | DecisionItem:
        services.renew(shared_id=shared.pk, upload=upload, note=note, by=by, at=at)
        return shared.item or shared.decision

    @override
    def back(self, shared: SharedFile) -> str:
        return shared.decision.get_absolute_url()


@screen(may=anyone, methods=("GET",))
def decision_file(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """A version of a file: for who works on it, with a record of the opening; for the public once it is published."""
    decision = find(request, number)
    version = desk.version(decision, pk)
    if version is None:
        raise Http404
    if desk.works_on(decision, request.user) and not desk.is_public_version(decision, version):
        if request.method == "HEAD":  # nothing is handed out, so nothing was opened
            return HttpResponse(content_type=version.stored.media_type)
        return _download(services.open_file(version_id=version.pk, by=acting(request), at=clock.now()))
    if not desk.is_public_version(decision, version):
        raise Http404
    return _download(version.stored)


def _download(stored: StoredFile) -> FileResponse:
    """Always downloaded, never shown in place."""
    return FileResponse(stored.content.open(), as_attachment=True, filename=stored.name, content_type=stored.media_type)


@screen(may=role("secretariat", "auditor"), methods=("GET",))
def file_openings(request: HttpRequest, number: str) -> HttpResponse:
    """Who opened which version when."""
    decision = find(request, number)
    context = {"decision": decision, "openings": desk.openings(decision)[:500]}
    return render(request, "committee/file_openings.html", context)
