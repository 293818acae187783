"""What the views of every app share: who acts."""

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest

if TYPE_CHECKING:  # the pages of people import this, too
    from partners.people.models.people import User


def acting(request: HttpRequest) -> "User":
    """The person who is signed in; `screen` has seen to it that there is one."""
    return cast("User", request.user)
