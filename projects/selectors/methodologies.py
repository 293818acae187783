"""Methodologies: all of them are public."""

from typing import Any

from django.db.models import QuerySet

from projects.models import Methodology, MethodologyStatus


def public() -> QuerySet[Methodology]:
    """Every methodology, approved or proposed, with its country and scopes."""
    return Methodology.objects.select_related("country").prefetch_related("scopes")


def visible_to(user: Any) -> QuerySet[Methodology]:
    """Every methodology."""
    return public()


def approved_in(country_id: int) -> QuerySet[Methodology]:
    """What a project of the country may use."""
    return public().filter(country=country_id, status=MethodologyStatus.APPROVED)


def by_slug(slug: str) -> Methodology | None:
    """A methodology by its reference (the newest version) or by `m-12`."""
    if slug.startswith("m-") and slug[2:].isdigit():
        return public().filter(pk=int(slug[2:])).first()
    return public().filter(reference__iexact=slug).order_by("-version", "-pk").first()
