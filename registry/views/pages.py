"""What the pages of the registry share: find an account, a page for one move."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise

from common import clock
from common.forms import refusals_in, status_of
from common.screens import screen
from partners.permissions import at_work
from partners.views.pages import acting
from registry.forms.accounts import ConfirmForm
from registry.models import Account, TransactionRequest
from registry.selectors import accounts, requests

type Words = str | Promise


def find_account(request: HttpRequest, number: str) -> Account:
    """An account whose inside this person sees, or 404."""
    seen = accounts.visible_to(request.user).select_related("applied_by", "checked_by", "opened_by", "closed_by")
    return get_object_or_404(seen, number=number)


def find_request(request: HttpRequest, pk: int) -> TransactionRequest:
    """A transaction request that this person sees, or 404."""
    return get_object_or_404(requests.visible_to(request.user), pk=pk)


def move_page(
    *,
    find: Callable[..., Any],
    call: Callable[..., Any],
    title: Words,
    lead: Words,
    done: Words,
    form: Callable[..., BaseForm] = ConfirmForm,
    warning: bool = False,
    template: str = "common/form_page.html",
    shows: Callable[[Any], dict[str, object]] = lambda _subject: {},
) -> Callable[..., HttpResponseBase]:
    """The page of one move: what it does, what it asks for, and the button; `call(pk, by=, at=, **values)`.

    Args:
        template, shows: a page of its own where the person is to see something before, and what that page needs.
    """

    @screen(may=at_work)
    def view(request: HttpRequest, **address: Any) -> HttpResponse:
        subject = find(request, **address)
        sent = form(request.POST if request.method == "POST" else None)
        if sent.is_valid():
            with refusals_in(sent):
                call(subject.pk, by=acting(request), at=clock.now(), **sent.cleaned_data)
                messages.success(request, str(done))
                return redirect(subject.get_absolute_url())
        context = {
            "form": sent,
            "title": title,
            "submit": title,
            "back": subject.get_absolute_url(),
            "lead": lead,
            "subject_name": subject.reference,
            "warning": warning,
            **shows(subject),
        }
        return render(request, template, context, status=status_of(sent))

    view.__doc__ = f"{title}."
    return view
