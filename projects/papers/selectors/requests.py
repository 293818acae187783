"""Requests after registration of every kind: who may open them, and those of a project."""

from collections.abc import Sequence

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from partners.people.models.people import User
from projects.papers.models.requests import AfterRegistration
from projects.papers.selectors.readers import narrowed, readers
from projects.papers.states import RequestState
from projects.projects.models import Project

PUBLIC = Q(state__in=[RequestState.AWAITING_VALIDATION, RequestState.IN_FORCE])
_BEFORE_COMMITTEE = Q(state=RequestState.WITH_COMMITTEE) | Q(decision_item__isnull=False)


def visible_to[Row: AfterRegistration](model: type[Row], user: User | AnonymousUser) -> QuerySet[Row]:
    """Requests of a kind that this person may open; those approved are public."""
    rows = model._default_manager.select_related("project__country", "project__rulebook", "decision_item__decision")
    may = readers(
        user, project="project", public=PUBLIC, drafts=Q(state=RequestState.DRAFT), circulated=_BEFORE_COMMITTEE
    )
    return narrowed(rows.prefetch_related("project__participants"), may)


def kinds() -> Sequence[type[AfterRegistration]]:
    """Every kind of request."""
    return [model for model in apps.get_models() if issubclass(model, AfterRegistration)]


def names() -> Sequence[str]:
    """How a project calls its requests of each kind."""
    fields = [kind._meta.get_field("project") for kind in kinds()]  # type: ignore[misc]  # each kind has it
    return [str(field.remote_field.related_name) for field in fields]


def of_project(project: Project) -> Sequence[QuerySet[AfterRegistration]]:
    """The requests of a project, kind by kind."""
    return [getattr(project, name).all() for name in names()]
