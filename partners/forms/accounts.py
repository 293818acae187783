"""Sign-in: by invitation, with a proved address, never while suspended; each one is kept for a limited time."""

import uuid
from typing import Any, override

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from jcm_platform.common import clock
from partners.models import SignInMeans, User
from partners.services import sign_ins

DEVICE_COOKIE, DEVICE_SALT = "jcm_device", "partners.sign_ins.device"
DEVICE_COOKIE_SECONDS = 2 * 365 * 24 * 3600


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; whoever signs in leaves a trace that limits what two accounts of one can do."""

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @override
    def pre_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse | None:
        if user.suspended_at is not None:
            answer: HttpResponse = self.respond_user_inactive(request, user)
            return answer
        return super().pre_login(request, user, **how)  # type: ignore[no-any-return]  # allauth is not typed

    @override
    def post_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse:
        answer: HttpResponse = super().post_login(request, user, **how)
        device = device_of(request)
        sign_ins.keep(
            network_address=self._network_address(request), device=device, means=_means(request, user), by=user,
            at=clock.now(),
        )  # fmt: skip
        answer.set_cookie(
            DEVICE_COOKIE, signing.dumps(str(device), salt=DEVICE_SALT), max_age=DEVICE_COOKIE_SECONDS, httponly=True,
            secure=settings.SESSION_COOKIE_SECURE, samesite="Lax",
        )  # fmt: skip
        return answer

    def _network_address(self, request: HttpRequest) -> str | None:
        try:
            return str(self.get_client_ip(request))
        except PermissionDenied:  # allauth's word for an address that no counted proxy has named
            return None


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
