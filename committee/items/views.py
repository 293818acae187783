"""The file of one item, for members: everything to read, the discussion, and the declaration of interests."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from committee.decisions.models import Decision, DecisionItem
from committee.decisions.selectors import decisions
from committee.decisions.views import find
from committee.items import selectors as desk
from committee.items import services
from committee.items.forms import DeclareForm, RemarkForm, RenewForm, ShareForm
from common import clock
from common.forms import refusals_in, status_of
from common.models import StoredFile
from common.screens import anyone, screen
from partners.permissions import role
from partners.permissions.reading import WORKERS
from partners.views.pages import acting, form_page

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
            messages.success(request, _("Your remark is in the discussion."))
            return redirect(item)
    return _page(request, item, form)


@screen(may=role("committee"))
def item_declare(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A member declares an interest in an item, or none."""
    decision, item = _item(request, number, pk)
    form = DeclareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            services.declare(item_id=item.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Your declaration is recorded."))
            return redirect(decision)
    return form_page(
        request,
        form,
        title=_("Declare your interests"),
        submit=_("Declare"),
        back=item.get_absolute_url(),
        subject=item,
        lead=_(
            "Who has an interest in an item takes no part in deciding it; the record names who did not take part."
            " Where the rules say so, its files and discussion close for you."
        ),
    )


@screen(may=SHARERS)
def file_share(request: HttpRequest, number: str) -> HttpResponse:
    """Lay a file before the members."""
    decision = find(request, number)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ShareForm(*sent, decision=decision, initial={"item": request.GET.get("item", "")})
    if form.is_valid():
        with refusals_in(form):
            made = services.share(decision_id=decision.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The file is shared; every opening is recorded."))
            return redirect(made.shared.item or decision)
    return form_page(
        request,
        form,
        title=_("Share a file"),
        submit=_("Share it"),
        back=decision.get_absolute_url(),
        subject=decision,
        lead=_("Members of both sides, the secretariat and auditors read it, nobody else."),
    )


@screen(may=SHARERS)
def file_renew(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Lay a new version beside the old one."""
    decision = find(request, number)
    shared = desk.shared(decision, pk)
    if shared is None or not desk.works_on(decision, request.user):
        raise Http404
    form = RenewForm(*((request.POST, request.FILES) if request.method == "POST" else (None, None)))
    if form.is_valid():
        with refusals_in(form):
            services.renew(shared_id=shared.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The new version is shared; the old ones stay."))
            return redirect(shared.item or decision)
    return form_page(
        request,
        form,
        title=_("A new version of a file"),
        submit=_("Share it"),
        subject=shared,
        back=decision.get_absolute_url(),
        lead=_("Members get a notice. Earlier versions can still be opened."),
    )


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
