"""Pages that show several apps; what the platform tells its packages: its name, and who asks."""

from typing import Any, override
from urllib.parse import urlsplit

import structlog
from django.apps import AppConfig, apps
from django.conf import settings
from django.db.models.signals import post_migrate
from django_structlog.signals import bind_extra_request_metadata

from common.clients import client_address


class PortalConfig(AppConfig):
    name = "jcm_platform.portal"

    @override
    def ready(self) -> None:
        # After the package's own, which makes a site of the name example.com.
        post_migrate.connect(name_the_site, sender=apps.get_app_config("sites"), dispatch_uid="name-the-site")
        bind_extra_request_metadata.connect(bind_address, dispatch_uid="bind-address")


def name_the_site(**given: Any) -> None:
    """Give the site its real name: mail of sign-in says it, and the package's own is example.com."""
    try:
        site = given["apps"].get_model("sites", "Site")
    except LookupError:  # migrated to before it was there
        return
    values = {"domain": urlsplit(settings.SITE_URL).netloc, "name": settings.SITE_NAME}
    site.objects.using(given["using"]).update_or_create(pk=settings.SITE_ID, defaults=values)


def bind_address(request: Any, **given: Any) -> None:
    """Let every line of a request tell the client's address as our own proxies wrote it."""
    structlog.contextvars.bind_contextvars(ip=client_address(request))
