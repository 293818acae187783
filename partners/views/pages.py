"""What the views of partners share: who acts, one form on a page of its own, and the page of one deed."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from common import clock
from common.forms import refusals_in, status_of
from common.screens import screen

if TYPE_CHECKING:  # people import this page kit, for their own pages
    from partners.people.models.people import User

FORM_PAGE = "partners/form_page.html"


def acting(request: HttpRequest) -> "User":
    """The person who is signed in; `screen` has seen to it that there is one."""
    return cast("User", request.user)


def form_page(
    request: HttpRequest,
    form: BaseForm,
    *,
    title: str | Promise,
    submit: str | Promise,
    back: str,
    lead: str | Promise = "",
    subject: object = "",
    warning: bool = False,
    seen: str = "",
    template: str = FORM_PAGE,
    shows: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Answer with the page of one form; `back` is where Cancel and the breadcrumb lead, `subject` its name.

    Args:
        seen: the mark of a shared draft as it stands: the page saves it by itself.
        template, shows: a page of its own where the person is to see something before, and what that page needs.
    """
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "back": back,
        "lead": lead,
        "subject_name": subject,
        "warning": warning,
        "seen": seen,
        **(shows or {}),
    }
    return render(request, template, context, status=status_of(form))


def deed_page(
    *,
    find: Callable[..., Any],
    call: Callable[..., Any],
    may: Callable[[Any], bool],
    form: Callable[..., BaseForm],
    title: str | Promise,
    lead: str | Promise,
    done: str | Promise,
    warning: bool = False,
    template: str = FORM_PAGE,
    shows: Callable[[Any], Mapping[str, object]] = lambda _subject: {},
) -> Callable[..., HttpResponseBase]:
    """The page of one deed on one subject: what it does, what it asks for, and the button.

    Args:
        find: `(request, **address)`, the subject that the person may open.
        form: `(subject, data, files)`; its `to_save()` or else its cleaned data are what `call` takes.
        call: the service, `(subject, by=, at=, **values)`.
        template, shows: a page of its own where the person is to see something before, and what that page needs.
    """

    @screen(may=may)
    def view(request: HttpRequest, **address: Any) -> HttpResponse:
        subject = find(request, **address)
        sent = form(subject, *((request.POST, request.FILES) if request.method == "POST" else (None, None)))
        if sent.is_valid():
            with refusals_in(sent):
                values = sent.to_save() if hasattr(sent, "to_save") else sent.cleaned_data
                call(subject, by=acting(request), at=clock.now(), **values)
                messages.success(request, str(done))
                return redirect(subject.get_absolute_url())
        return form_page(
            request,
            sent,
            title=title,
            submit=title,
            back=subject.get_absolute_url(),
            lead=lead,
            warning=warning,
            subject=subject.title,
            template=template,
            shows=shows(subject),
        )

    view.__doc__ = str(title)
    return view
