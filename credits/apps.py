"""The credits app: what follows from a decision on issuance, and from a completed transaction request."""

from typing import override

from django.apps import AppConfig


class CreditsConfig(AppConfig):
    name = "credits"

    @override
    def ready(self) -> None:
        from credits.selectors import issuances  # noqa: PLC0415  models need the app registry
        from credits.selectors import requests as selectors  # noqa: PLC0415  models need the app registry
        from credits.services import certificates, requests  # noqa: PLC0415  with the others
        from partners.models import DecisionKind  # noqa: PLC0415  with the others
        from partners.selectors import papers as everywhere  # noqa: PLC0415  with the others
        from partners.services import decisions, withdrawals  # noqa: PLC0415  with the others
        from projects.papers.selectors import versions as papers  # noqa: PLC0415  with the others
        from projects.papers.services import versions  # noqa: PLC0415  with the others
        from registry.models import TransactionKind  # noqa: PLC0415  with the others
        from registry.services import effects  # noqa: PLC0415  with the others

        withdrawals.withdrawal_of(DecisionKind.ISSUANCE, requests.take_back)
        decisions.effect_of(DecisionKind.ISSUANCE, requests.conclude)
        everywhere.tell("credits.issuancerequest", selectors.visible_to)
        everywhere.tell("credits.issuance", issuances.visible_to)
        papers.tell_papers("issuancerequest", selectors.visible_to)
        versions.hands_in("credits.issuancerequest.submit", ("note", "declares_true", "amounts"), "Iss_Req")
        versions.hands_in("credits.issuancerequest.withdraw", ("outcome_note",), "IW_Req")
        effects.effect_of(TransactionKind.RETIREMENT, certificates.follow)
        effects.effect_of(TransactionKind.CANCELLATION, certificates.follow)
