"""The registry app."""

from typing import override

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "registry"

    @override
    def ready(self) -> None:
        from jcm_platform.common import events  # noqa: PLC0415  services need the app registry
        from registry.services import log  # noqa: PLC0415

        events.subscribe(log.on_decision)
