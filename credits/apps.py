"""The credits app: what follows from a decision on issuance, and from a completed transaction request."""

from typing import override

from django.apps import AppConfig


class CreditsConfig(AppConfig):
    name = "credits"

    @override
    def ready(self) -> None:
        from common import events  # noqa: PLC0415  with the others
        from credits import procedures as declared  # noqa: PLC0415  models first
        from credits.services import certificates  # noqa: PLC0415  with the others
        from workflow import procedures  # noqa: PLC0415  same

        procedures.register(*declared.ALL)
        events.subscribe(certificates.follow)
