"""The credits app: what follows from a decision on issuance, and from a completed transaction request."""

from typing import override

from django.apps import AppConfig


class CreditsConfig(AppConfig):
    name = "credits"

    @override
    def ready(self) -> None:
        from credits import procedures as declared  # noqa: PLC0415  models first
        from credits.selectors import uses  # noqa: PLC0415  with the others
        from credits.services import certificates  # noqa: PLC0415  with the others
        from registry.models import TransactionKind  # noqa: PLC0415  with the others
        from registry.selectors import shown  # noqa: PLC0415  with the others
        from registry.services import effects  # noqa: PLC0415  with the others
        from workflow import procedures  # noqa: PLC0415  same

        procedures.register(*declared.ALL)
        effects.effect_of(TransactionKind.RETIREMENT, certificates.follow)
        effects.effect_of(TransactionKind.CANCELLATION, certificates.follow)
        shown.explain(TransactionKind.RETIREMENT, uses.facts_of)
        shown.explain(TransactionKind.CANCELLATION, uses.facts_of)
