"""The project as a paper of its own."""

from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partners.rulebooks.models.rules import Rule, TimeLimit
from projects.projects.models import Project
from projects.projects.selectors import projects
from workflow.procedures import Procedure


class ProjectProcedure(Procedure[Project]):
    """A project from its idea to its end."""

    model = Project
    rules = {
        "double.name_percent": Rule(
            _("Projects are compared when their names are alike by so many per cent"), 50, "our own; no rule found"
        ),
        "double.site_percent": Rule(
            _("Projects are compared when facility or place are alike by so many per cent"),
            70,
            "our own; no rule found",
        ),
        "double.distance_km": Rule(
            _("Projects are compared when they are at most so many kilometres apart"), 2, "our own; no rule found"
        ),
    }
    limits = {
        "paper.return": TimeLimit(
            30, "calendar", _("Participants complete any other returned paper"), "not found; our default"
        ),
    }
    deed_words = {
        "project.add_participant": _("A participant was added"),
        "project.change_participants": _("The participants changed"),
        "project.follow_modalities": _("The participants follow the modalities in force"),
        "project.remove_participant": _("A participant left"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[Project]:
        return projects.visible_to(user)


PROCEDURES = (ProjectProcedure(),)
