"""The projects app: what follows from Joint Committee decisions."""

from typing import override

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    @override
    def ready(self) -> None:
        from committee.rules.selectors import previews  # noqa: PLC0415  same
        from common import events  # noqa: PLC0415  same
        from projects import procedures as declared  # noqa: PLC0415  models need the app registry
        from projects.assessments.services import assessments  # noqa: PLC0415  same
        from projects.papers.services import versions  # noqa: PLC0415  same
        from projects.projects.selectors import running  # noqa: PLC0415  same
        from projects.sustainability import services as sustainability  # noqa: PLC0415  same
        from workflow import procedures  # noqa: PLC0415  same

        procedures.register(*declared.ALL)
        previews.tell_running(running.under, running.shown)
        events.subscribe(versions.on_handed_in)
        events.subscribe(assessments.on_designation)
        events.subscribe(sustainability.on_failed)
