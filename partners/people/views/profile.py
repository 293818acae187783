"""One's own profile, and the change of one's e-mail address."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.forms import refusals_in, status_of
from common.screens import anyone, screen, signed_in
from partners.people.forms.people import AddressForm, ConfirmForm, PreferencesForm
from partners.people.selectors import addresses as selectors
from partners.people.services import addresses, profiles
from partners.views.pages import acting, form_page


@screen(may=signed_in)
def profile(request: HttpRequest) -> HttpResponse:
    """One's own roles, choices and the ways to make the account safer."""
    person = acting(request)
    now = {"language": person.language, "mail": profiles.chosen(person)}
    form = PreferencesForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        with refusals_in(form):
            profiles.set_preferences(by=person, at=clock.now(), **form.cleaned_data)
            messages.success(request, gettext_lazy("Your choices are saved."))
            return redirect("partners:profile")
    context = {"form": form, "address_change": selectors.open_change(person)}
    return render(request, "partners/profile.html", context, status=status_of(form))


@screen(may=signed_in)
def address_change(request: HttpRequest) -> HttpResponse:
    """Ask for another e-mail address; the person has proved afresh who they are."""
    raise_if_reauthentication_required(request, app="account")
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            addresses.ask(new=form.cleaned_data["new"], by=acting(request), at=clock.now())
            messages.success(request, _("Both addresses get a mail. Follow the link in the one to the new address."))
            return redirect("partners:profile")
    return form_page(
        request,
        form,
        title=_("Change your e-mail address"),
        submit=_("Send the link"),
        back=reverse("partners:profile"),
        subject=_("Your profile"),
        lead=_(
            "The new address counts when you have followed the link that is mailed to it. Whoever holds a role "
            "waits four working days more; until then the old address counts and can stop the change."
        ),
    )


@screen(may=signed_in)
def address_withdraw(request: HttpRequest) -> HttpResponse:
    """Stop one's own change of address."""
    change = selectors.open_change(acting(request))
    if change is None:
        return redirect("partners:profile")
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            addresses.stop(change_id=change.pk, by=acting(request), at=clock.now())
            messages.success(request, _("Your address stays as it is."))
            return redirect("partners:profile")
    return form_page(
        request,
        form,
        title=_("Keep the old address"),
        submit=_("Keep it"),
        back=reverse("partners:profile"),
        subject=_("Your profile"),
        lead=_("The change of your address is stopped."),
    )


def _link_page(
    purpose: str, call: Callable[..., Any], *, title: Any, lead: Any, done: Any, warning: bool = False
) -> Callable[..., HttpResponseBase]:
    """The page of a mailed link: it says what the button does; to open it does nothing, as mail programs open links."""

    @screen(may=anyone)
    def view(request: HttpRequest, token: str) -> HttpResponse:
        change_id = addresses.read_token(token, purpose)
        form = ConfirmForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            with refusals_in(form):
                by = selectors.person_of(change_id)
                call(change_id=change_id, by=by, at=clock.now())
                messages.success(request, str(done))
                return redirect("account_login")
        return form_page(request, form, title=title, submit=title, lead=lead, back="/", warning=warning)

    view.__doc__ = f"{title}."
    return view


address_prove = _link_page(
    addresses.PROVE,
    addresses.prove,
    title=gettext_lazy("This is my address"),
    lead=gettext_lazy("You say that mail to this address reaches you and that you want to use it on the JCM registry."),
    done=gettext_lazy("The address is proved. Your profile says from when it counts."),
)
address_stop = _link_page(
    addresses.STOP,
    addresses.stop,
    title=gettext_lazy("Stop the change"),
    warning=True,
    lead=gettext_lazy(
        "Somebody who is signed in as you asked to change your e-mail address. Stop it when it was not "
        "you, then change your password."
    ),
    done=gettext_lazy("The change is stopped. Set a new password if it was not you who asked."),
)
