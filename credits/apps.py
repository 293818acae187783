"""The credits app: what follows from a decision on issuance, and from a completed transaction request."""

from typing import override

from django.apps import AppConfig


class CreditsConfig(AppConfig):
    name = "credits"

    @override
    def ready(self) -> None:
        from credits.services import certificates, requests  # noqa: PLC0415  models need the app registry
        from jcm_platform.common import events  # noqa: PLC0415  with the others
        from partners.models import DecisionKind  # noqa: PLC0415  with the others
        from partners.services import decisions, withdrawals  # noqa: PLC0415  with the others

        withdrawals.withdrawal_of(DecisionKind.ISSUANCE, requests.take_back)
        decisions.effect_of(DecisionKind.ISSUANCE, requests.conclude)
        events.subscribe(certificates.follow)
