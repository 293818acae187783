"""How the API knows who asks."""

from typing import Any, override

from django.utils.translation import gettext as _
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed


class TokenOfSomebody(TokenAuthentication):
    """A token of a person who is neither suspended nor switched off."""

    @override
    def validate_user(self, auth_token: Any) -> tuple[Any, Any]:  # the framework's own shape
        if auth_token.user.is_barred:
            raise AuthenticationFailed(_("This person cannot sign in at present."))
        found: tuple[Any, Any] = super().validate_user(auth_token)
        return found
