"""Situations of modalities of communication, and the objects behind their addresses."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from projects.modalities import services as modalities
from projects.modalities.checks import COMPLETENESS as MODALITIES_POINTS
from projects.modalities.models import Modalities, ModalitiesEntity
from projects.modalities.states.cases import Case
from projects.projects.models import Project
from scenarios.steps import ticked
from tests.conftest import NOON
from tests.factories.addresses import Address, slug_of_project, version
from tests.factories.projects import a_file, a_pin


def entity_values(**values: Any) -> dict[str, Any]:
    """Whatever a whole entity says."""
    return {
        "legal_name": "An Entity Ltd.",
        "legal_status": "Public company limited",
        "address": "1 Wireless Road",
        "primary_name": "Kanda Chaiyo",
        "primary_title": "Managing director",
        "primary_email": "kanda@example.org",
        "primary_phone": "+66 2 000 0000",
    } | values


def write(entity: ModalitiesEntity, by: Any, at: datetime, **values: Any) -> None:
    """Write everything that an entity has to say, with its specimen signature."""
    own = {"legal_name": entity.organisation.name, **values}
    modalities.save_entity(entity_id=entity.pk, values=entity_values(**own), by=by, at=at)
    modalities.attach_specimen(entity_id=entity.pk, rank="primary", specimen=a_file("signature.pdf"), by=by, at=at)


def modalities_of(
    it: SimpleNamespace,
    project: Project,
    *,
    written: bool = True,
    confirming: bool = False,
    filed: bool = False,
    accepted: bool = False,
    at: datetime = NOON,
) -> Modalities:
    """The first statement of a project, as far as is asked."""
    paper = modalities.start(project_id=project.pk, by=it.participant, at=at)
    if written or confirming or filed or accepted:
        for entity in paper.entities.select_related("organisation"):
            write(entity, it.participant, at)
    if confirming or filed or accepted:
        modalities.ask_to_confirm(modalities_id=paper.pk, by=it.participant, at=at)
    if filed or accepted:
        confirmed_by_all(it, paper, at)
    if accepted:
        accept(it, paper, at)
    return Modalities.objects.get(pk=paper.pk)


def confirmed_by_all(it: SimpleNamespace, paper: Modalities, at: datetime = NOON) -> None:
    """People of every entity that is asked confirm; the statement is then with JCMA."""
    people = {
        it.japanese_company.pk: it.participant,
        it.local_company.pk: it.local_participant,
        it.other_company.pk: it.outsider,
    }
    for organisation in sorted(Modalities.objects.get(pk=paper.pk).confirming_ids()):
        modalities.confirm(modalities_id=paper.pk, by=people[organisation], at=at)


def accept(it: SimpleNamespace, paper: Modalities, at: datetime = NOON) -> Modalities:
    """JCMA accepts a filed statement."""
    ticks = ticked(MODALITIES_POINTS)
    return modalities.accept(modalities_id=paper.pk, completeness=ticks, by=it.officer, at=at)


def a_planned_project(it: SimpleNamespace, at: datetime = NOON) -> Project:
    """A project whose PIN both governments have answered."""
    return a_pin(it, answered=True, at=at).project


def a_statement(it: SimpleNamespace, **how: Any) -> Modalities:
    """The first statement of a new project, as far as is asked."""
    return modalities_of(it, a_planned_project(it), **how)


def a_change(
    it: SimpleNamespace,
    project: Project,
    case: Case,
    about: Any = None,
    *,
    filed: bool = False,
    accepted: bool = False,
    at: datetime = NOON,
) -> Modalities:
    """A change of the modalities in force, with a reason; written, confirmed and accepted as far as is asked."""
    paper = modalities.start(project_id=project.pk, case=case, about=about, by=it.participant, at=at)
    if case == Case.JOIN:
        write(paper.entities.get(organisation=about), it.participant, at)
    modalities.save_draft(modalities_id=paper.pk, reason="As agreed by all.", by=it.participant, at=at)
    if filed or accepted:
        modalities.ask_to_confirm(modalities_id=paper.pk, by=it.participant, at=at)
        confirmed_by_all(it, paper, at)
    if accepted:
        accept(it, paper, at)
    return Modalities.objects.get(pk=paper.pk)


def _entity(it: SimpleNamespace) -> dict[str, object]:
    paper = a_statement(it)
    return {"slug": paper.project.slug, "version": 1, "pk": paper.entities.earliest("pk").pk}


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {"projects.Modalities": a_statement}
ADDRESSES: dict[str, Address] = {
    "projects:modalities-choose": slug_of_project(a_statement, accepted=True),
    "projects:modalities-start": slug_of_project(a_statement, accepted=True).plus(case="leave"),
    "projects:modalities-page": version(a_statement, accepted=True),
    "projects:modalities-edit": version(a_statement),
    "projects:modalities-ask": version(a_statement),
    "projects:modalities-confirm": version(a_statement, confirming=True),
    "projects:modalities-reopen": version(a_statement, confirming=True),
    "projects:modalities-return": version(a_statement, filed=True),
    "projects:modalities-accept": version(a_statement, filed=True),
    "projects:modalities-withdraw": version(a_statement),
    "projects:entity-page": Address(_entity),
    "projects:entity-edit": Address(_entity).plus(section="primary"),
    "projects:specimen-attach": Address(_entity).plus(rank="primary"),
    "projects:specimen-file": Address(_entity).plus(rank="primary"),
}
