"""What the pages of the registry share: find an account, a page for one move."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise

from jcm_platform.common import clock
from jcm_platform.common.forms import refusals_in
from jcm_platform.common.screens import screen, signed_in
from partners.views.pages import acting, form_page
from registry.forms.accounts import ConfirmForm
from registry.models import Account, TransactionRequest
from registry.selectors import accounts, requests

type Words = str | Promise


def find_account(request: HttpRequest, number: str) -> Account:
    """An account whose inside this person sees, or 404."""
    return get_object_or_404(accounts.visible_to(request.user), number=number)


def find_request(request: HttpRequest, pk: int) -> TransactionRequest:
    """A transaction request that this person sees, or 404."""
    return get_object_or_404(requests.visible_to(request.user), pk=pk)


def move_page(
    *, find: Callable[..., Any], call: Callable[..., Any], title: Words, lead: Words, done: Words,
    form: Callable[..., BaseForm] = ConfirmForm, warning: bool = False,
) -> Callable[..., HttpResponseBase]:  # fmt: skip
    """The page of one move: what it does, what it asks for, and the button; `call(pk, by=, at=, **values)`."""

    @screen(may=signed_in)
    def view(request: HttpRequest, **address: Any) -> HttpResponse:
        subject = find(request, **address)
        sent = form(request.POST if request.method == "POST" else None)
        if sent.is_valid():
            with refusals_in(sent):
                call(subject.pk, by=acting(request), at=clock.now(), **sent.cleaned_data)
                messages.success(request, str(done))
                return redirect(subject.get_absolute_url())
        return form_page(
            request, sent, title=title, submit=title, back=subject.get_absolute_url(), lead=lead,
            subject=subject.reference, warning=warning,
        )  # fmt: skip

    view.__doc__ = f"{title}."
    return view
