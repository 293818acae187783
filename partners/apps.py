"""The partners app: the inbox listens to every event."""

from typing import override

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    @override
    def ready(self) -> None:
        from allauth.account.signals import password_reset  # noqa: PLC0415  models need the app registry

        from jcm_platform.common import events  # noqa: PLC0415  same
        from partners.models import DecisionKind  # noqa: PLC0415  same
        from partners.selectors import aliases, committees, papers, personnel, rulebooks, tpes  # noqa: PLC0415  same
        from partners.selectors import decisions as decision_rows  # noqa: PLC0415  same
        from partners.selectors import rules as rule_rows  # noqa: PLC0415  same

        # Mail handlers register themselves when their module is read.
        from partners.services import (  # noqa: F401, PLC0415  same
            addresses,
            decisions,
            digests,
            inbox,
            measures,
            notices,
            people,
            reviews,
            rules,
            withdrawals,
        )

        for label, rows in {
            "aliascase": aliases.visible_to,
            "decision": decision_rows.visible_to,
            "designation": tpes.designations_visible_to,
            "designationapplication": tpes.applications_visible_to,
            "designationreview": tpes.reviews_visible_to,
            "rulebookproposal": rulebooks.proposals_visible_to,
            "rulepackage": rule_rows.packages_visible_to,
            "specialmeasure": rule_rows.measures_visible_to,
            "jointcommittee": committees.visible_to,
        }.items():
            papers.tell(f"partners.{label}", rows)
        papers.tell("partners.personnelchange", personnel.visible_to, is_personal=True)
        events.subscribe(inbox.follow)
        password_reset.connect(addresses.on_password_reset, dispatch_uid="partners.addresses")
        decisions.effect_of(DecisionKind.TPE, reviews.conclude)
        decisions.effect_of(DecisionKind.RULES, rules.conclude)
        decisions.effect_of(DecisionKind.SPECIAL_MEASURE, measures.conclude)
        withdrawals.withdrawal_of(DecisionKind.TPE, reviews.take_back)
        withdrawals.withdrawal_of(DecisionKind.RULES, rules.take_back)
        withdrawals.withdrawal_of(DecisionKind.SPECIAL_MEASURE, measures.end)
