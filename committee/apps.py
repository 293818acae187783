"""The committee app: what follows from its own kinds of decision."""

from typing import override

from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "committee"

    @override
    def ready(self) -> None:
        from committee.decisions.procedure import DecisionProcedure  # noqa: PLC0415  models need the app registry

        # Mail handlers register themselves when their module is read.
        from committee.decisions.services import decisions, withdrawals  # noqa: F401, PLC0415  same
        from committee.designations.procedure import (  # noqa: PLC0415  same
            DesignationApplicationProcedure,
            DesignationProcedure,
            DesignationReviewProcedure,
        )
        from committee.designations.services import reviews  # noqa: F401, PLC0415  same
        from committee.rules.procedure import RulebookProposalProcedure, RulePackageProcedure, SpecialMeasureProcedure  # noqa: PLC0415  same
        from committee.rules.services import measures, rules  # noqa: F401, PLC0415  same
        from workflow import procedures  # noqa: PLC0415  same

        procedures.register(
            DecisionProcedure(),
            DesignationProcedure(),
            DesignationApplicationProcedure(),
            DesignationReviewProcedure(),
            RulebookProposalProcedure(),
            RulePackageProcedure(),
            SpecialMeasureProcedure(),
        )
