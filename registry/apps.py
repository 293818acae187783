"""The registry app."""

from typing import override

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "registry"

    @override
    def ready(self) -> None:
        from committee.decisions.services import conclusions  # noqa: PLC0415  same
        from registry import procedures as declared  # noqa: PLC0415  same
        from registry.selectors import batches  # noqa: PLC0415  same
        from registry.services import log  # noqa: PLC0415  same
        from workflow import procedures  # noqa: PLC0415  same
        from workflow.papers import selectors as papers  # noqa: PLC0415  services need the app registry

        procedures.register(*declared.ALL)
        papers.tell("registry.transferbatch", batches.visible_to)
        conclusions.follows(log.state)
