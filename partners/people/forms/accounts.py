"""Sign-in: by invitation, with a proved address, never while suspended; each one is kept for a limited time."""

import logging
import uuid
from typing import Any, override

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import clock, typed
from common.clients import UNKNOWN, client_address
from common.refusals import Refused
from partners.people.models.addresses import SignInMeans
from partners.people.models.people import User
from partners.people.services import people, sign_ins
from partners.permissions import at_work

DEVICE_COOKIE, DEVICE_SALT = "jcm_device", "partners.sign_ins.device"
LINK_BY_MAIL = "account/email/password_reset_key"
logger = logging.getLogger(__name__)
DEVICE_COOKIE_SECONDS = 2 * 365 * 24 * 3600


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; whoever signs in leaves a trace that limits what two accounts of one can do."""

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @override
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:  # allauth's own
        """A link to a new password goes by the outbox; any other mail that the server does not take is a sentence."""
        if template_prefix == LINK_BY_MAIL:
            people.ask_for_password(by=context["user"], at=clock.now())
            return
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            logger.warning("mail %s failed: %s", template_prefix, type(error).__name__)
            refusal = Refused(
                "PPL-44", _("The mail could not be sent now. Nothing is lost: try again in some minutes."), status=503
            )
            page = render(allauth_context.request, "refused.html", {"refusal": refusal}, status=refusal.status)
            raise ImmediateHttpResponse(page) from error

    @override
    def pre_login(self, request: HttpRequest, user: User, **kwargs: object) -> HttpResponse | None:
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

    @override
    def post_login(self, request: HttpRequest, user: User, **how: object) -> HttpResponse:
        answer: HttpResponse = super().post_login(request, user, **how)
        typed.drop_others(request)
        device, address = device_of(request), client_address(request)
        sign_ins.keep(
            network_address=None if address == UNKNOWN else address,
            device=device,
            means=_means(request, user),
            by=user,
            at=clock.now(),
        )
        answer.set_cookie(
            DEVICE_COOKIE,
            signing.dumps(str(device), salt=DEVICE_SALT),
            max_age=DEVICE_COOKIE_SECONDS,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
        return answer


def device_of(request: HttpRequest) -> uuid.UUID:
    """The browser's own mark, signed by us; a new one where it bears none."""
    try:
        return uuid.UUID(signing.loads(request.COOKIES.get(DEVICE_COOKIE, ""), salt=DEVICE_SALT))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return uuid.uuid4()


def _means(request: HttpRequest, user: User) -> str:
    methods = {record.get("method") for record in get_authentication_records(request, user)}
    if "password" in methods:
        return SignInMeans.SECOND_FACTOR if "mfa" in methods else SignInMeans.PASSWORD
    return SignInMeans.PASSKEY if "mfa" in methods else SignInMeans.OTHER
