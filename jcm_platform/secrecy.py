"""Secrets in addresses: which routes carry one, and how every log line is kept free of them.

A route whose argument is a secret is declared here; a test compares the list with all routes. What people type into a
query is not written either: only that there was one.
"""

import re
from collections.abc import Mapping
from typing import Any

MASKED = "***"
# Route to how its secret stands in a path; a path may itself stand in a query (`?next=`), its slashes written as %2F.
CARRIES_A_SECRET: Mapping[str, str] = {
    "account_reset_password_from_key": r"accounts/password/reset/key/([\w:.-]+)",
    "account_confirm_email": r"accounts/confirm-email/([\w:.-]+)",
    "partners:address-prove": r"address/prove/([\w:.-]+)",
    "partners:address-stop": r"address/stop/([\w:.-]+)",
    "workflow:calendar-file": r"calendar/([\w:.-]+)\.ics",
}
_PATHS = re.compile("|".join(each.replace("/", "(?:/|%2F)") for each in CARRIES_A_SECRET.values()), re.IGNORECASE)
_QUERY = re.compile(r"(?<=[^\s?])\?[^\s\"'>)]+")
_ADDRESS = re.compile(r"(?<![\w/])/[^\s\"'>)]*|https?://[^\s\"'>)]+")


def mask(text: str) -> str:
    """The text without the secrets of addresses, and without what stands behind their question marks."""
    shorter = _ADDRESS.sub(lambda found: _QUERY.sub("?…", found[0]), text)
    return _PATHS.sub(_hidden, shorter)


def _hidden(found: re.Match[str]) -> str:
    first, last = found.span() if found.lastindex is None else found.span(found.lastindex)
    return f"{found.string[found.start() : first]}{MASKED}{found.string[last : found.end()]}"


def masked_event(logger: object, method: str, event: Any) -> Any:  # structlog's own shape of a processor
    """A structlog processor: every text of the line, whoever wrote it."""
    return {name: mask(value) if isinstance(value, str) else value for name, value in event.items()}
