"""Pages that show several apps; what the platform tells its packages: its name, and who asks."""

from typing import Any, override
from urllib.parse import urlsplit

import structlog
from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate
from django_structlog.signals import bind_extra_request_metadata

from jcm_platform.common.clients import client_address


class PublicConfig(AppConfig):
    name = "jcm_platform.public"

    @override
    def ready(self) -> None:
        post_migrate.connect(name_the_site, sender=self, dispatch_uid="name-the-site")
        bind_extra_request_metadata.connect(bind_address, dispatch_uid="bind-address")


def name_the_site(**given: Any) -> None:
    """Give the site its real name: mail of sign-in says it, and the package's own is example.com."""
    from django.contrib.sites.models import Site  # noqa: PLC0415  models need the app registry

    values = {"domain": urlsplit(settings.SITE_URL).netloc, "name": settings.SITE_NAME}
    Site.objects.using(given["using"]).update_or_create(pk=settings.SITE_ID, defaults=values)


def bind_address(request: Any, **given: Any) -> None:
    """Let every line of a request tell the client's address as our own proxies wrote it."""
    structlog.contextvars.bind_contextvars(ip=client_address(request))
