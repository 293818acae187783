"""The project as a paper of its own."""

from typing import Any, override

from django.db.models import QuerySet

from projects.projects.models import Project
from projects.projects.selectors import projects
from workflow.procedures import Procedure


class ProjectProcedure(Procedure[Project]):
    """A project from its idea to its end."""

    model = Project

    @override
    def visible_to(self, user: Any) -> QuerySet[Project]:
        return projects.visible_to(user)
