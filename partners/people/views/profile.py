"""One's own profile, and the change of one's e-mail address."""

from datetime import datetime
from typing import ClassVar, override

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.forms import BaseForm
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.pages.forms import Data, FormPage, StartPage
from common.pages.pages import Place, Values
from common.refusals import Refused
from common.screens import anyone, signed_in
from partners.people.forms.accounts import device_of
from partners.people.forms.people import AddressForm, PreferencesForm
from partners.people.models.addresses import AddressChange
from partners.people.models.people import User
from partners.people.selectors import addresses as selectors
from partners.people.selectors import sign_ins
from partners.people.services import addresses, profiles
from partners.views.pages import acting


class Profile(StartPage):
    """One's own roles, choices and the ways to make the account safer."""

    may = staticmethod(signed_in)
    template_name = "partners/profile.html"
    back_route = "partners:profile"
    done = _("Your choices are saved.")

    @override
    def form(self, subject: None, data: Data) -> PreferencesForm:
        person = acting(self.request)
        chosen = {"language": person.language, "mail": profiles.chosen(person), "time_zone": person.time_zone}
        return PreferencesForm(data, initial=chosen)

    @override
    def act(self, subject: None, *, by: User, at: datetime, language: str, mail: str, time_zone: str) -> None:
        profiles.set_preferences(language=language, mail=mail, time_zone=time_zone, by=by, at=at)

    @override
    def context(self, subject: None, form: BaseForm) -> dict[str, object]:
        return {"form": form, "address_change": selectors.open_change(acting(self.request))}


class SignIns(StartPage):
    """When, from where and how one signed in; and the end of every session but this one."""

    may = staticmethod(signed_in)
    template_name = "partners/sign_ins.html"
    title = _("Where you signed in")
    lead = _(
        "Each sign-in of yours that is still kept, the newest first. Is one not yours? Sign out everywhere else, "
        "then change your password."
    )
    submit = _("Sign out everywhere else")
    back_route = "partners:profile"
    back_caption = _("Your profile")
    done = _("Every other session of yours has ended. You stay signed in here.")

    @override
    def act(self, subject: None, *, by: User, at: datetime) -> None:
        update_session_auth_hash(self.request, profiles.sign_out_elsewhere(by=by, at=at))

    @override
    def shows(self, subject: None) -> dict[str, object]:
        return {
            "sign_ins": sign_ins.newest(acting(self.request)),
            "this_device": device_of(self.request),
            "kept_days": settings.SIGN_INS_KEPT_DAYS,
        }


class AddressAsk(StartPage):
    """Ask for another e-mail address; the person has proved afresh who they are."""

    may = staticmethod(signed_in)
    form_class = AddressForm
    title = _("Change your e-mail address")
    submit = _("Send the link")
    back_route = "partners:profile"
    back_caption = _("Your profile")
    lead = _(
        "The new address counts when you have followed the link that is mailed to it. Whoever holds a role "
        "waits four working days more; until then the old address counts and can stop the change."
    )
    done = _("Both addresses get a mail. Follow the link in the one to the new address.")

    @override
    def admit(self, subject: None) -> None:
        raise_if_reauthentication_required(self.request, app="account")

    @override
    def act(self, subject: None, *, by: User, at: datetime, new: str) -> None:
        addresses.ask(new=new, by=by, at=at)


class AddressKeep(StartPage):
    """Stop one's own change of address; without one there is nothing to stop."""

    may = staticmethod(signed_in)
    title = _("Keep the old address")
    submit = _("Keep it")
    back_route = "partners:profile"
    back_caption = _("Your profile")
    lead = _("The change of your address is stopped.")
    done = _("Your address stays as it is.")
    change: AddressChange

    @override
    def dispatch(self, request: HttpRequest, *args: Values, **kwargs: Values) -> HttpResponseBase:
        change = selectors.open_change(acting(request))
        if change is None:
            return redirect(self.back_route)
        self.change = change
        return super().dispatch(request, *args, **kwargs)

    @override
    def act(self, subject: None, *, by: User, at: datetime) -> None:
        addresses.stop(change_id=self.change.pk, by=by, at=at)


class LinkPage(FormPage[int]):
    """The page of a mailed link: it says what the button does; to open it does nothing, as mail programs open links.

    Its subject is the change's key; whoever follows the link acts as the person whose address it is.
    """

    may = staticmethod(anyone)
    back_route = "portal:home"
    purpose: ClassVar[str]

    @override
    def find(self, token: str) -> int:
        return addresses.read_token(token, self.purpose)

    @override
    def caption(self, change_id: int) -> object:
        return ""

    def person(self, change_id: int) -> User:
        """Whose address it is.

        Raises: Refused ADR-05 (403) where somebody else is signed in: a request acts as nobody but its sender.
        """
        person = selectors.person_of(change_id)
        if self.request.user.is_authenticated and self.request.user.pk != person.pk:
            raise Refused(
                "ADR-05",
                _("This link is for another account than yours. Sign out, then open it again."),
                status=403,
            )
        return person


class AddressProve(LinkPage):
    """The new address is the person's."""

    purpose = addresses.PROVE
    title = _("This is my address")
    lead = _("You say that mail to this address reaches you and that you want to use it on the JCM registry.")
    done = _("The address is proved. Your profile says from when it counts.")

    @override
    def act(self, change_id: int, *, by: object, at: datetime) -> Place:
        addresses.prove(change_id=change_id, by=self.person(change_id), at=at)
        return Place(reverse("account_login"))


class AddressStop(LinkPage):
    """Whoever reads the old address stops the change."""

    purpose = addresses.STOP
    warning = True
    title = _("Stop the change")
    lead = _(
        "Somebody who is signed in as you asked to change your e-mail address. Stop it when it was not "
        "you, then change your password."
    )
    done = _("The change is stopped. Set a new password if it was not you who asked.")

    @override
    def act(self, change_id: int, *, by: object, at: datetime) -> Place:
        addresses.stop(change_id=change_id, by=self.person(change_id), at=at)
        return Place(reverse("account_login"))
