"""Checks of modalities of communication: what may be filed when, what is missing, and whose shares would be lost."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused, Sentence
from partners.organisations.models import Organisation, OrganisationKind, Side
from projects.designs.checks import has_document
from projects.modalities.models import Modalities, ModalitiesEntity
from projects.modalities.states.cases import CONTACT_FIELDS, EVERY_FIELD, Case
from projects.modalities.states.modalities import OPEN
from projects.projects.models import Project
from projects.projects.states import ProjectState
from projects.registrations.models import AllocationShare
from workflow.papers import checks as drafts

COMPLETENESS: Sequence[tuple[str, Sentence]] = (
    ("entities", _("Every entity is named with legal name, legal status and address as in its register")),
    ("signatories", _("Signatories are authorised, with title, contacts and a legible specimen signature")),
    ("confirmed", _("Everybody whose confirmation the case needs has confirmed, or there is evidence why not")),
)


NEEDED: dict[str, Sentence] = {
    "legal_name": _("its legal name"),
    "legal_status": _("its legal status"),
    "address": _("its registered address"),
    "primary_name": _("the name of its primary signatory"),
    "primary_title": _("the title of its primary signatory"),
    "primary_email": _("the e-mail address of its primary signatory"),
    "primary_phone": _("the telephone number of its primary signatory"),
    "primary_specimen": _("the specimen signature of its primary signatory"),
}
NEEDED_OF_ALTERNATE: dict[str, Sentence] = {
    "alternate_name": _("the name of its alternate signatory"),
    "alternate_title": _("the title of its alternate signatory"),
    "alternate_email": _("the e-mail address of its alternate signatory"),
    "alternate_phone": _("the telephone number of its alternate signatory"),
    "alternate_specimen": _("the specimen signature of its alternate signatory"),
}
WRITTEN = (*EVERY_FIELD, "primary_specimen", "alternate_specimen")
COMPARED = {Case.IDENTITY: WRITTEN, Case.DETAILS: (*CONTACT_FIELDS, "primary_specimen", "alternate_specimen")}


def may_start(project: Project, case: Case, about: Organisation | None, in_force: Modalities | None) -> None:
    """Raises: Refused MOC-01 (409, too early or too late), MOC-02 (409, one is open), MOC-03 (409, a change before the
    first statement), MOC-04 (the organisation does not fit the case), MOC-05 (the focal point cannot leave),
    MOC-12 (409, it holds a share)."""
    needs_pin = project.rulebook is not None and project.rulebook.rule("pin.required")
    early = () if needs_pin else (ProjectState.PROPOSED,)
    if project.state not in {ProjectState.PLANNED, ProjectState.REGISTERED, *early}:
        raise Refused(
            "MOC-01",
            _("Modalities are filed for planned and registered projects: wait for the answer to the PIN."),
            status=409,
        )
    if project.modalities.filter(state__in=OPEN).exists():
        raise Refused(
            "MOC-02", _("A statement of this project is open already. Finish or withdraw that one."), status=409
        )
    if case == Case.COMPLETE:
        return
    if in_force is None:
        raise Refused("MOC-03", _("File the complete statement first; changes follow once it is in force."), status=409)
    _fits(project, case, about, in_force)


def _fits(project: Project, case: Case, about: Organisation | None, in_force: Modalities) -> None:
    entity = in_force.entities.filter(organisation=about, leaves=False).first() if about else None
    if about is None or (case == Case.JOIN) == (entity is not None):
        sentence = (
            _("Choose an organisation that does not take part yet.")
            if case == Case.JOIN
            else _("Choose an entity of the statement in force.")
        )
        raise Refused("MOC-04", sentence, field="about")
    if case == Case.JOIN:
        may_take_part(project, about, field="about")
    if case == Case.LEAVE and entity is not None:
        may_leave(project, entity)


def may_take_part(project: Project, organisation: Organisation, *, field: str) -> None:
    """Raises: Refused PRJ-03 unless it is a company of Japan or of the project's country."""
    stranger = organisation.side == Side.PARTNER and organisation.country_id != project.country_id
    if organisation.kind != OrganisationKind.PARTICIPANT or stranger:
        raise Refused("PRJ-03", _("Choose a company of Japan or of the partner country as participant."), field=field)


def may_leave(project: Project, entity: ModalitiesEntity) -> None:
    """No share of the credits may be left without a holder. Raises Refused MOC-05, MOC-12 (409)."""
    if entity.is_focal_point:
        raise Refused(
            "MOC-05",
            _(
                "The focal point speaks for all and cannot simply leave: file a complete new statement with"
                " another focal point first."
            ),
            field="about",
        )
    held = (
        AllocationShare.objects.filter(
            organisation=entity.organisation_id, percentage__gt=0, proposal__request__project=project
        )
        .exclude(proposal__request__state__in=["not_registered", "withdrawn"])
        .first()
    )
    if held is not None:
        raise Refused(
            "MOC-12",
            _(
                "%(entity)s holds %(percentage)s %% of the credits’ allocation. A withdrawal would leave this share"
                " without a holder: have the allocation changed first, then file the withdrawal."
            ),
            status=409,
            field="about",
            params={"entity": entity, "percentage": f"{held.percentage.normalize():f}"},
        )


def field_open(entity: ModalitiesEntity, names: Iterable[str]) -> None:
    """Raises: Refused DRF-02 (409, not a draft), MOC-11 (409, the case does not open the entity or an answer)."""
    if not entity.modalities.is_editable:
        raise Refused("DRF-02", _("This paper was handed in already and cannot be changed now."), status=409)
    closed = [name for name in names if name not in entity.modalities.rule.fields]
    if closed or not entity.is_editable:
        raise Refused("MOC-11", _("This case does not change that. Start the case that does."), status=409)


def whole(modalities: Modalities, in_force: Modalities | None) -> None:
    """Everything that the case needs before entities are asked to confirm.

    Raises: Refused MOC-06 (an answer is missing), MOC-07 (no focal point), MOC-08 (no evidence), MOC-13 (nothing
    changed), MOC-14 (one person as both signatories), MOC-15 (no reason), MOC-16 (nobody could confirm).
    """
    entities = list(modalities.entities.all())
    if not any(entity.is_focal_point for entity in entities):
        raise Refused("MOC-07", _("Choose the focal point, among the entities that exist."), field="focal_point")
    if in_force is not None and not modalities.reason:
        raise Refused("MOC-15", _("Give the reason of the change."), field="reason")
    for entity in entities:
        _entity_whole(modalities, entity)
    if any(entity.has_ceased for entity in entities) and not has_document(modalities, "evidence"):
        raise Refused(
            "MOC-08", _("Hand in documentary evidence that the entity has ceased to exist."), field="evidence"
        )
    if modalities.case in COMPARED and in_force is not None:
        _something_changed(modalities, in_force)
    if not modalities.confirming_ids():
        raise Refused("MOC-16", _("Nobody is left who could confirm this statement."))


def missing_of(modalities: Modalities, entity: ModalitiesEntity) -> dict[str, Sentence]:
    """What an entity still has to say, by the name of the answer; nothing where it signs no more or is not asked."""
    if not modalities.rule.fields or entity.has_ceased or modalities.about_id not in {None, entity.organisation_id}:
        return {}
    rulebook = modalities.rulebook
    asks_for_alternate = rulebook is not None and bool(rulebook.rule("moc.alternate_signatory"))
    if any(getattr(entity, name) for name in NEEDED_OF_ALTERNATE) or asks_for_alternate:
        needed = NEEDED | NEEDED_OF_ALTERNATE
    else:
        needed = NEEDED
    return {name: what for name, what in needed.items() if not getattr(entity, name)}


def _entity_whole(modalities: Modalities, entity: ModalitiesEntity) -> None:
    for name, what in missing_of(modalities, entity).items():
        raise Refused("MOC-06", _("%(entity)s: give %(what)s."), field=name, params={"entity": entity, "what": what})
    if entity.primary_name and entity.primary_name.casefold() == entity.alternate_name.casefold():
        raise Refused(
            "MOC-14",
            _("%(entity)s: the alternate signatory is another person than the primary one."),
            field="alternate_name",
            params={"entity": entity},
        )


def _something_changed(modalities: Modalities, in_force: Modalities) -> None:
    names = COMPARED[Case(modalities.case)]
    now = modalities.entities.get(organisation=modalities.about_id)
    before = in_force.entities.get(organisation=modalities.about_id)
    if drafts.facts_of(now, names) == drafts.facts_of(before, names):
        raise Refused("MOC-13", _("Nothing differs from the statement in force. Write what has changed."))
