"""The registry app."""

from typing import override

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "registry"

    @override
    def ready(self) -> None:
        from jcm_platform.common import events  # noqa: PLC0415  services need the app registry
        from partners.selectors import papers  # noqa: PLC0415  same
        from registry.selectors import accounts, batches, officer_requests, requests  # noqa: PLC0415  same
        from registry.services import log  # noqa: PLC0415  same

        for label, rows in {
            "account": accounts.visible_to,
            "holderdetails": accounts.details_visible_to,
            "representativechange": accounts.changes_visible_to,
            "transactionrequest": requests.visible_to,
            "officerrequest": officer_requests.visible_to,
            "transferbatch": batches.visible_to,
        }.items():
            papers.tell(f"registry.{label}", rows, is_personal=True)  # an account names who acts for it
        events.subscribe(log.on_decision)
