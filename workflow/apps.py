"""The workflow app: the inbox listens to every event."""

from typing import override

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "workflow"

    @override
    def ready(self) -> None:
        from common import events  # noqa: PLC0415  models need the app registry
        from partners.people.selectors import committees  # noqa: PLC0415  same
        from partners.rulebooks.models.rules import declare  # noqa: PLC0415  same
        from workflow import procedures  # noqa: PLC0415  same
        from workflow.calendars import services as calendar_feeds  # noqa: PLC0415  same

        # Mail handlers register themselves when their module is read.
        from workflow.notices.services import notices  # noqa: F401, PLC0415  same
        from workflow.papers import selectors as papers  # noqa: PLC0415  same
        from workflow.papers import services as life  # noqa: PLC0415  same
        from workflow.papers.procedure import PROCEDURES  # noqa: PLC0415  same
        from workflow.steps.selectors import escalations  # noqa: PLC0415  same
        from workflow.steps.services import digests, inbox  # noqa: F401, PLC0415  same

        declare(escalations.OWN_RULES)
        procedures.register(*PROCEDURES)
        papers.tell("partners.jointcommittee", committees.visible_to)
        events.subscribe(inbox.follow)
        events.subscribe(life.on_move)
        events.subscribe(calendar_feeds.on_suspension)
