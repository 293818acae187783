"""What every page's frame needs."""

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, object]:
    """The navigation of the frame."""
    return {}
