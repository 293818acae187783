"""What the views of partners share: who acts, and one form on a page of its own."""

from typing import cast

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from jcm_platform.common.forms import status_of
from partners.models import User


def acting(request: HttpRequest) -> User:
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
) -> HttpResponse:
    """Answer with the page of one form; `back` is where Cancel and the breadcrumb lead, `subject` its name."""
    context = {
        "form": form, "title": title, "submit": submit, "back": back, "lead": lead, "subject_name": subject,
        "warning": warning,
    }  # fmt: skip
    return render(request, "partners/form_page.html", context, status=status_of(form))
