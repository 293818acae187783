"""Pages that show several apps; what the platform tells its packages: its name, and who asks."""

from typing import TYPE_CHECKING, cast, override
from urllib.parse import urlsplit

import structlog
from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.conf import settings
from django.db.models.signals import post_migrate
from django.http import HttpRequest
from django_structlog.signals import bind_extra_request_metadata

from common.clients import client_address

if TYPE_CHECKING:
    from django.contrib.staticfiles.apps import StaticFilesConfig

# Sources of style sheets, modules for bundlers and a second viewer of the API: collecting them takes a minute.
NOT_FOR_BROWSERS = ("*.scss", "*.mjs", "redoc")


class PortalConfig(AppConfig):
    name = "jcm_platform.portal"

    @override
    def ready(self) -> None:
        # After the package's own, which makes a site of the name example.com.
        post_migrate.connect(name_the_site, sender=apps.get_app_config("sites"), dispatch_uid="name-the-site")
        static = cast("StaticFilesConfig", apps.get_app_config("staticfiles"))
        static.ignore_patterns = [*static.ignore_patterns, *NOT_FOR_BROWSERS]
        bind_extra_request_metadata.connect(bind_address, dispatch_uid="bind-address")


def name_the_site(*, apps: Apps, using: str, **_signal: object) -> None:
    """Give the site its real name: mail of sign-in says it, and the package's own is example.com."""
    try:
        site = apps.get_model("sites", "Site")
    except LookupError:  # migrated to before it was there
        return
    values = {"domain": urlsplit(settings.SITE_URL).netloc, "name": settings.SITE_NAME}
    site.objects.using(using).update_or_create(pk=settings.SITE_ID, defaults=values)


def bind_address(request: HttpRequest, **_signal: object) -> None:
    """Let every line of a request tell the client's address as our own proxies wrote it."""
    structlog.contextvars.bind_contextvars(ip=client_address(request))
