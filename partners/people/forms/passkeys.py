"""What a browser says of a passkey comes from outside, as JSON: the library that reads it expects it whole."""

from typing import Any, override

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms

# What the library raises, beside its own refusal, where a part is missing or of another kind.
NO_CREDENTIAL = (LookupError, AttributeError, TypeError, ValueError)


class AddPasskeyForm(forms.AddWebAuthnForm):
    """A passkey to be added."""

    @override
    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except NO_CREDENTIAL as fault:
            raise get_adapter().validation_error("incorrect_code") from fault
        return cleaned


class _PasskeyGiven(forms.AuthenticateWebAuthnForm):
    @override
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except NO_CREDENTIAL as fault:
            raise get_adapter().validation_error("incorrect_code") from fault


class AuthenticatePasskeyForm(_PasskeyGiven):
    """A passkey as the second factor."""


class LoginPasskeyForm(_PasskeyGiven, forms.LoginWebAuthnForm):
    """A passkey instead of a password."""


class ReauthenticatePasskeyForm(_PasskeyGiven, forms.ReauthenticateWebAuthnForm):
    """A passkey as a fresh proof."""
