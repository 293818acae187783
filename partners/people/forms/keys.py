"""What a browser says of a security key or passkey is typed by whoever likes: odd JSON is an answer like a wrong code.

allauth and fido2 read the credential as a browser writes it and leave most of what else can stand there to whoever
calls them.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, override

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as theirs
from django import forms
from django.core.exceptions import ValidationError

from common.widgets import LineField

# What reading, decoding and comparing raise where a part is missing, of another type, too deep or too long.
_ODD = (LookupError, AttributeError, TypeError, ValueError, ArithmeticError, RecursionError, struct.error)


@contextmanager
def _as_a_wrong_code() -> Iterator[None]:
    try:
        yield
    except _ODD as fault:
        refused: ValidationError = get_adapter().validation_error("incorrect_code")
        raise refused from fault


class CredentialField(forms.JSONField):
    """JSON of which numbers of thousands of digits and brackets of thousands of levels are no fault either."""

    @override
    def to_python(self, value: object) -> Any:  # as Django: whatever JSON holds
        with _as_a_wrong_code():
            return super().to_python(value)

    @override
    def bound_data(self, data: object, initial: object) -> object:
        """Never shown again: the browser makes another one."""
        return None


class AddKeyForm(theirs.AddWebAuthnForm):
    """Add a security key or passkey."""

    name = LineField(max_length=100, required=False)

    credential = CredentialField(widget=forms.HiddenInput)

    @override
    def clean(self) -> dict[str, object]:
        with _as_a_wrong_code():
            cleaned: dict[str, object] = super().clean()
            return cleaned


class _UsesKey(forms.Form):
    """Each form by which somebody proves that they have a key."""

    credential = CredentialField(widget=forms.HiddenInput)

    def clean_credential(self) -> Authenticator:
        with _as_a_wrong_code():
            return super().clean_credential()  # type: ignore[misc]  # of the form that it is mixed with


class AuthenticateByKeyForm(_UsesKey, theirs.AuthenticateWebAuthnForm):
    """The second factor at sign-in."""


class SignInByKeyForm(_UsesKey, theirs.LoginWebAuthnForm):
    """Sign-in by a passkey alone."""


class ReauthenticateByKeyForm(_UsesKey, theirs.ReauthenticateWebAuthnForm):
    """The proof asked for anew before something grave."""
