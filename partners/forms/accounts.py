"""Sign-up is by invitation: JCMA makes the people of an organisation known. Who was suspended does not sign in."""

from typing import Any, override

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jcm_platform.common.clients import client_address
from jcm_platform.common.refusals import Refused
from partners.permissions import at_work


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @override
    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """However somebody signs in, this comes before the session begins."""
        if user.is_barred:
            refusal = Refused(
                "PPL-31",
                _("You are suspended and cannot sign in. Write to JCMA if you think that is wrong."),
                status=403,
            )
            raise ImmediateHttpResponse(render(request, "refused.html", {"refusal": refusal}, status=refusal.status))
        found: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return found

    @override
    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who holds no role today has no inbox, only their own profile."""
        if not at_work(request.user):
            return reverse("partners:profile")
        return str(super().get_login_redirect_url(request))

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that limits count by, as everywhere on the platform."""
        return client_address(request)
