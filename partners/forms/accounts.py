"""Sign-up is by invitation: JCMA makes the people of an organisation known."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from jcm_platform.common.clients import client_address


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that limits count by, as everywhere on the platform."""
        return client_address(request)
