"""Mail: one way to send it, with a subject that is always one line."""

from collections.abc import Mapping, Sequence

from django.core.mail import EmailMessage

LONGEST_SUBJECT = 200


def subject_of(text: str) -> str:
    """A subject from any text: line breaks and control signs become blanks, half signs are dropped. It cannot fail."""
    whole = text.encode("utf-8", "ignore").decode()
    printed = "".join(sign if sign.isprintable() else " " for sign in whole)
    return " ".join(printed.split())[:LONGEST_SUBJECT]


def send(*, subject: str, body: str, to: Sequence[str], headers: Mapping[str, str] | None = None) -> None:
    """Hand one mail to the mail server. Raises: OSError where it does not take it."""
    EmailMessage(subject=subject_of(subject), body=body, to=list(to), headers=dict(headers or {})).send()
