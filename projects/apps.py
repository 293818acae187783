"""The projects app: what follows from Joint Committee decisions."""

from typing import override

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    @override
    def ready(self) -> None:
        from common import events  # noqa: PLC0415  same
        from partners.models import DecisionKind  # noqa: PLC0415  models need the app registry
        from partners.selectors import papers as everywhere  # noqa: PLC0415  same
        from partners.selectors import rule_changes, tpes  # noqa: PLC0415  same
        from partners.services import decisions, withdrawals  # noqa: PLC0415  same
        from projects.assessments.services import assessments  # noqa: PLC0415  same
        from projects.changes import services as changes  # noqa: PLC0415  same
        from projects.endings import services as endings  # noqa: PLC0415  same
        from projects.papers.selectors import opened  # noqa: PLC0415  same
        from projects.papers.selectors import versions as papers  # noqa: PLC0415  same
        from projects.papers.services import requests, versions  # noqa: PLC0415  same
        from projects.pins import services as pins  # noqa: PLC0415  same
        from projects.projects.selectors import running  # noqa: PLC0415  same
        from projects.proposals import services as proposals  # noqa: PLC0415  same
        from projects.references import services as references  # noqa: PLC0415  same
        from projects.registrations import services as registrations  # noqa: PLC0415  same
        from projects.renewals import services as renewals  # noqa: PLC0415  same
        from projects.sustainability import services as sustainability  # noqa: PLC0415  same

        for label, rows in opened.BY_KIND.items():
            everywhere.tell(f"projects.{label}", rows)
        rule_changes.tell_running(running.under, running.shown)
        papers.tell_papers("designationapplication", tpes.applications_visible_to)
        events.subscribe(versions.on_handed_in)
        events.subscribe(assessments.on_designation)
        events.subscribe(sustainability.on_failed)
        withdrawals.withdrawal_of(DecisionKind.PIN, pins.take_back)
        withdrawals.withdrawal_of(DecisionKind.REGISTRATION, registrations.take_back)
        withdrawals.withdrawal_of(DecisionKind.METHODOLOGY, proposals.take_back)
        withdrawals.withdrawal_of(DecisionKind.REFERENCE, references.take_back)
        withdrawals.withdrawal_of(DecisionKind.DEREGISTRATION, endings.take_back)
        for kind in (DecisionKind.CHANGE, DecisionKind.RENEWAL, DecisionKind.WITHDRAWAL):
            withdrawals.withdrawal_of(kind, requests.take_back)
        decisions.effect_of(DecisionKind.PIN, pins.conclude)
        decisions.effect_of(DecisionKind.CHANGE, changes.conclude)
        decisions.effect_of(DecisionKind.REFERENCE, references.conclude)
        decisions.effect_of(DecisionKind.METHODOLOGY, proposals.conclude)
        decisions.effect_of(DecisionKind.RENEWAL, renewals.conclude)
        decisions.effect_of(DecisionKind.WITHDRAWAL, endings.conclude_withdrawal)
        decisions.effect_of(DecisionKind.DEREGISTRATION, endings.conclude_deregistration)
        decisions.effect_of(DecisionKind.REGISTRATION, registrations.conclude)
