"""People who approve or issue sign in with a second factor: until they have one, every page leads to its set-up."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from partners.people.models.people import Role, Visitor

type Answer = Callable[[HttpRequest], HttpResponseBase]

ROLES = frozenset({Role.REGISTRY, Role.SECRETARIAT, Role.COMMITTEE, Role.GOVERNMENT})
# Names of the routes where the set-up itself, sign-out and the language are, and of what shows no page of ours.
OPEN = ("account_", "mfa_", "set_language", "health", "alive", "prometheus")


class SecondFactorMiddleware:
    """Lead a person of such a role, or of the back office, to the set-up while they have no second factor."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponseBase | None:
        """Django calls it once the route is known."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not settings.SECOND_FACTOR or name.startswith(OPEN) or not lacks_one(request.user):
            return None
        messages.warning(
            request, _("Your role approves or issues. Set up a second factor (an app on your phone or a key) to go on.")
        )
        return redirect("mfa_index")


def lacks_one(user: Visitor) -> bool:
    """True for somebody who must have a second factor and has none; recovery codes alone are none."""
    if not user.is_authenticated or not (user.is_staff or any(held.role in ROLES for held in user.held)):
        return False
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return not Authenticator.objects.filter(user=user, type__in=kinds).exists()
