"""Modalities of communication: write, have each entity confirm, file, accept; a change is a new version."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events, files
from common.drafts import Seen, hash_of
from common.machines import judge
from common.refusals import Refused
from common.text import plain
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.people.selectors import people
from projects.modalities import checks, selectors
from projects.modalities.models import Modalities, ModalitiesEntity
from projects.modalities.states.cases import EVERY_FIELD, Case
from projects.modalities.states.modalities import EDITABLE, ModalitiesState
from projects.projects.models import Project, ProjectParticipant
from workflow.drafts import checks as fields
from workflow.papers import checks as drafts
from workflow.papers import services as papers

_COPIED = (*EVERY_FIELD, "is_focal_point", "primary_specimen", "alternate_specimen", "organisation")


def _locked(modalities_id: int) -> Modalities:
    found = Modalities.objects.select_for_update(of=("self",)).select_related("project__country", "project__rulebook")
    return found.get(pk=modalities_id)


@transaction.atomic
def start(
    *, project_id: int, case: str = Case.COMPLETE, about: Organisation | None = None, by: User, at: datetime
) -> Modalities:
    """Open a statement: the first one from the project's participants, a change as a copy of the one in force.

    Raises: Refused DRF-03 (403), MOC-01 to MOC-05, MOC-12, PRJ-03.
    """
    project = Project.objects.select_for_update(of=("self",)).select_related("country").get(pk=project_id)
    drafts.participant(project, by)
    standing = selectors.in_force(project)
    checks.may_start(project, Case(case), about, standing)
    last = project.modalities.order_by("-version").first()
    made = Modalities.objects.create(
        project=project,
        case=case,
        about=None if case == Case.COMPLETE else about,
        version=last.version + 1 if last else 1,
    )
    if standing is None:
        _take_over(made, project)
    else:
        _copy(standing, made)
    if case == Case.JOIN and about is not None:
        ModalitiesEntity.objects.create(modalities=made, organisation=about, legal_name=about.name)
    if case == Case.LEAVE:
        made.entities.filter(organisation=about).update(leaves=True)
    events.record("projects.modalities.start", subject=made, by=by, at=at, after={"state": made.state, "case": case})
    return made


def _take_over(modalities: Modalities, project: Project) -> None:
    """Entities as the project's participants are now; what was written of those who stay is kept."""
    current = {p.organisation_id: p for p in project.participants.filter(ended_on=None).select_related("organisation")}
    modalities.entities.exclude(organisation__in=current).delete()
    known = set(modalities.entities.values_list("organisation_id", flat=True))
    ModalitiesEntity.objects.bulk_create(
        ModalitiesEntity(
            modalities=modalities,
            organisation=p.organisation,
            legal_name=p.organisation.name,
            is_focal_point=p.is_focal_point,
        )
        for pk, p in current.items()
        if pk not in known
    )


def _copy(standing: Modalities, made: Modalities) -> None:
    ModalitiesEntity.objects.bulk_create(
        ModalitiesEntity(modalities=made, **{name: getattr(entity, name) for name in _COPIED})
        for entity in standing.entities.filter(leaves=False).select_related(
            "organisation", "primary_specimen", "alternate_specimen"
        )
    )


@transaction.atomic
def follow_participants(*, project: Project, by: User, at: datetime) -> None:
    """Before registration participants come and go: bring an open draft of the first statement up to date."""
    draft = project.modalities.select_for_update().filter(state__in=EDITABLE, case=Case.COMPLETE).first()
    if draft is not None and selectors.in_force(project) is None:
        _take_over(draft, project)
        events.record("projects.project.follow_modalities", subject=project, by=by, at=at, after={"paper": draft.pk})


@transaction.atomic
def save_draft(
    *,
    modalities_id: int,
    reason: str,
    focal_point: int | None = None,
    ceased: Collection[int] = (),
    seen: Seen | None = None,
    by: User,
    at: datetime,
) -> Modalities:
    """Keep reason, focal point and who has ceased to exist, as far as the case asks for them.

    Args:
        focal_point: key of the organisation. `ceased`: keys of organisations.
    Raises: Refused DRF-01 (403), DRF-02 (409), DRF-05 (409), MOC-07.
    """
    paper = _locked(modalities_id)
    drafts.writable(paper, by)
    drafts.as_seen(paper, seen)
    paper.reason = plain(reason)
    paper.save(update_fields=["reason"])
    if paper.rule.names_focal_point and focal_point is not None:
        _name_focal_point(paper, focal_point)
    if paper.rule.may_have_ceased:
        _report_ceased(paper, ceased)
    papers.saved(paper, by=by, at=at, focal_point=focal_point, ceased=sorted(ceased))
    return paper


def _name_focal_point(paper: Modalities, focal_point: int) -> None:
    if not paper.entities.filter(organisation=focal_point).exists():
        raise Refused("MOC-07", _("Choose the focal point, among the entities that exist."), field="focal_point")
    paper.entities.exclude(organisation=focal_point).update(is_focal_point=False)
    paper.entities.filter(organisation=focal_point).update(is_focal_point=True, has_ceased=False)


def _report_ceased(paper: Modalities, ceased: Collection[int]) -> None:
    """Of the entities that the case is about, these have ceased to exist, the others have not."""
    possible = paper.entities.all() if paper.about_id is None else paper.entities.filter(organisation=paper.about_id)
    if possible.filter(organisation__in=ceased, is_focal_point=True).exists():
        raise Refused("MOC-07", _("Choose the focal point, among the entities that exist."), field="focal_point")
    possible.exclude(organisation__in=ceased).update(has_ceased=False)
    possible.filter(organisation__in=ceased).update(has_ceased=True)


def _entity(entity_id: int, by: User) -> ModalitiesEntity:
    _locked(ModalitiesEntity.objects.values_list("modalities_id", flat=True).get(pk=entity_id))
    found = ModalitiesEntity.objects.select_for_update(of=("self",))
    entity = found.select_related("organisation", "modalities__project__rulebook").get(pk=entity_id)
    drafts.participant(entity.modalities, by)
    return entity


@transaction.atomic
def save_entity(
    *, entity_id: int, values: Mapping[str, object], seen: Seen | None = None, by: User, at: datetime
) -> ModalitiesEntity:
    """Keep what is typed of an entity; nothing needs to be whole yet.

    Raises: Refused DRF-02 and DRF-05 (409), DRF-03 (403), FLD-01 and FLD-02, MOC-11 (409).
    """
    entity = _entity(entity_id, by)
    before = drafts.facts_of(entity, EVERY_FIELD)
    checks.field_open(entity, [name for name in values if before.get(name) != values[name]])
    drafts.as_seen(entity, seen)
    fields.set_values(entity, values, EVERY_FIELD)
    entity.save()
    events.record(
        "projects.project.save_entity", subject=entity.modalities.project, by=by, at=at, after={"entity": entity.pk}
    )
    return entity


@transaction.atomic
def attach_specimen(*, entity_id: int, rank: str, specimen: UploadedFile, by: User, at: datetime) -> ModalitiesEntity:
    """Keep a specimen signature. `rank` is "primary" or "alternate". Raises what `save_entity` raises, FIL-01 to 03."""
    entity = _entity(entity_id, by)
    checks.field_open(entity, ())
    if rank not in {"primary", "alternate"}:
        raise Refused("FLD-01", _("This value is not part of the draft."), field="specimen")
    stored = files.store(specimen, by=by, at=at, field="specimen")
    setattr(entity, f"{rank}_specimen", stored)
    entity.save()
    events.record(
        "projects.project.attach_specimen",
        subject=entity.modalities.project,
        by=by,
        at=at,
        after={"entity": entity.pk, "rank": rank, "sha256": stored.sha256},
    )
    return entity


@transaction.atomic
def ask_to_confirm(*, modalities_id: int, by: User, at: datetime) -> Modalities:
    """Close the draft and ask each entity that the case names to confirm it. Raises what `checks.whole` raises."""
    paper = _locked(modalities_id)
    _forget_confirmations(paper)
    judge(paper.ask_to_confirm, by=by).commit(at=at)
    checks.whole(paper, selectors.in_force(paper.project))
    return paper


def _forget_confirmations(paper: Modalities) -> None:
    if paper.is_editable:
        paper.entities.exclude(confirmed_at=None).update(confirmed_at=None, confirmed_by=None, confirmed_sha256="")


@transaction.atomic
def confirm(*, modalities_id: int, by: User, at: datetime) -> Modalities:
    """A person of an entity confirms for it; with the last confirmation the statement goes to the secretariat.

    Raises: Refused MOC-09 (403, nothing to confirm for this person), MOC-17 (409, it is not being confirmed).
    """
    paper = _locked(modalities_id)
    if paper.state != ModalitiesState.CONFIRMING:
        raise Refused("MOC-17", _("This statement is not being confirmed now. Reload the page."), status=409)
    mine = paper.unconfirmed_ids() & by.organisation_ids("participant")
    if not mine:
        raise Refused("MOC-09", _("There is nothing to confirm for your organisation."), status=403)
    confirmed = hash_of(drafts.words_of(paper, selectors.WHOLE))
    paper.entities.filter(organisation__in=mine).update(confirmed_by=by, confirmed_at=at, confirmed_sha256=confirmed)
    events.record(
        "projects.modalities.confirm",
        subject=paper,
        by=by,
        at=at,
        after={"organisations": sorted(mine), "sha256": confirmed},
        tells=("participant",),
    )
    if not paper.unconfirmed_ids():
        judge(paper.submit, by=by).commit(at=at)
    return paper


@transaction.atomic
def reopen(*, modalities_id: int, by: User, at: datetime) -> Modalities:
    """Take the statement back to change it; what was confirmed counts no more."""
    paper = _locked(modalities_id)
    judge(paper.reopen, by=by).commit(at=at)
    _forget_confirmations(paper)
    return paper


@transaction.atomic
def accept(*, modalities_id: int, completeness: Mapping[str, bool], by: User, at: datetime) -> Modalities:
    """The secretariat accepts it: it is in force from today, supersedes the one before, and participants follow it.

    Raises: Refused CMP-01, MOC-12 (409, a share was agreed meanwhile), MOV-01, MOV-02.
    """
    paper = _locked(modalities_id)
    confirmed = drafts.confirmed(checks.COMPLETENESS, completeness)
    project = Project.objects.select_for_update(of=("self",)).get(pk=paper.project_id)
    standing = selectors.in_force(project)
    if paper.case == Case.LEAVE:
        checks.may_leave(project, paper.entities.get(organisation=paper.about_id))
    if standing is not None:
        judge(_locked(standing.pk).supersede, by=people.system()).commit(at=at, on=at.date())
    judge(paper.accept, by=by).commit(at=at, completeness=confirmed)
    _change_participants(paper, project, by, at)
    return paper


def _change_participants(paper: Modalities, project: Project, by: User, at: datetime) -> None:
    """Participants of the project as the statement names them; every row that ends stays with its days."""
    staying = paper.entities.filter(leaves=False).select_related("organisation")
    named = {entity.organisation_id: entity for entity in staying}
    current = {p.organisation_id: p for p in project.participants.filter(ended_on=None)}
    changed = [
        pk
        for pk in named.keys() | current.keys()
        if pk not in named or pk not in current or named[pk].is_focal_point != current[pk].is_focal_point
    ]
    project.participants.filter(ended_on=None, organisation__in=changed).update(ended_on=at.date())
    for pk in sorted(set(changed) & named.keys()):
        organisation = named[pk].organisation
        ProjectParticipant.objects.create(
            project=project,
            organisation=organisation,
            side=organisation.side,
            is_focal_point=named[pk].is_focal_point,
            since=at.date(),
        )
    if changed:
        events.record(
            "projects.project.change_participants",
            subject=project,
            by=by,
            at=at,
            before={"participants": sorted(current)},
            after={"participants": sorted(named), "paper": paper.pk},
        )
