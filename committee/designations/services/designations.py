"""Designations: granted, extended, renewed, given up, suspended, withdrawn, expired; each with its history."""

import calendar
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from committee.designations import checks
from committee.designations import selectors as tpes
from committee.designations.models import Designation, DesignationApplication, DesignationReview, FormerName, Standing
from committee.designations.services.standings import held, turn, turn_whole
from committee.designations.states.applications import ApplicationKind
from committee.designations.states.designations import DesignationState
from committee.designations.states.reviews import Measure
from common import events, isolation
from common.machines import judge
from common.refusals import Refused
from common.text import plain
from partners.organisations.models import Organisation
from partners.people.models.people import User, Visitor
from partners.people.permissions.personnel import is_officer_for
from partners.rulebooks.selectors import rulebooks
from workflow.papers import checks as drafts


def _locked(designation_id: int) -> Designation:
    rows = Designation.objects.select_for_update(of=("self",)).select_related("organisation", "country")
    return rows.get(pk=designation_id)


def grant(application: DesignationApplication, *, item: DecisionItem, by: User, at: datetime) -> Designation:
    """What a granted application brings: a designation with its number, more scopes, or a new basis."""
    designation = _locked(application.designation_id) if application.designation_id else _new(application, at)
    asked = tpes.asked_scopes(application)
    until = _last_day(application, at.date())
    is_provisional = application.kind == ApplicationKind.PROVISIONAL
    standing = Standing.PROVISIONAL if is_provisional else Standing.IN_FORCE
    if application.kind == ApplicationKind.RENEWAL:
        lost = [one for one in held(designation) if one not in asked]
        turn(designation, concerns=lost, standing=Standing.NOT_RENEWED, item=item, by=by, at=at)
    turn(designation, concerns=asked, standing=standing, valid_until=until, item=item, by=by, at=at)
    if application.kind == ApplicationKind.EXTENSION:
        designation.scopes_until = max(filter(None, (designation.scopes_until, until)), default=None)
    else:
        turn_whole(designation, standing=standing, item=item, by=by, at=at)
        designation.scopes_until = until
        for name in ("basis", "accreditation_body", "certificate_number"):
            setattr(designation, name, getattr(application, name))
    if application.kind == ApplicationKind.RENEWAL:
        judge(designation.designate, by=by).commit(at=at)
        return designation
    designation.save()
    after = {"kind": application.kind, "scopes": [f"{function}:{scope}" for function, scope in asked]}
    events.record(
        "committee.designation.grant", subject=designation, by=by, at=at, after=after, tells=("tpe", "secretariat")
    )
    return designation


def _new(application: DesignationApplication, at: datetime) -> Designation:
    country = application.country
    is_provisional = application.kind == ApplicationKind.PROVISIONAL
    return Designation.objects.create(
        reference=tpes.references(country, example=application.is_example).take(),
        organisation=application.organisation,
        country=country,
        designated_on=at.date(),
        origin=application.origin,
        state=DesignationState.PROVISIONAL if is_provisional else DesignationState.DESIGNATED,
    )


def _last_day(application: DesignationApplication, on: date) -> date | None:
    """The accreditation's last day; a provisional designation ends by the rulebook."""
    if application.kind != ApplicationKind.PROVISIONAL:
        return application.accredited_until
    months = int(str(rulebooks.in_force(application.country_id, on).rule("tpe.provisional_months")))
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


@transaction.atomic
def give_up(*, designation_id: int, concerns: Sequence[str] = (), reason: str, by: User, at: datetime) -> Designation:
    """The entity withdraws of itself: from some scopes, or without any named from the whole designation.

    Raises: Refused DSG-10 (403), DRF-04 (no reason), DSG-33 (not its scopes), MOV-01.
    """
    designation = _locked(designation_id)
    checks.of_entity(designation, by)
    why = drafts.reason_given(reason, field="reason")
    named = _pairs(checks.known_concerns(designation, concerns))
    end = {"standing": Standing.GIVEN_UP, "reason": why, "by": by, "at": at}
    if named and set(_living(designation)) - set(named):
        turn(designation, concerns=named, **end)  # type: ignore[arg-type]  # as declared above
        _scopes_changed("give_up_scopes", designation, named, reason=why, by=by, at=at)
        return designation
    turn(designation, concerns=_living(designation), **end)  # type: ignore[arg-type]  # as declared above
    turn_whole(designation, **end)  # type: ignore[arg-type]  # as declared above
    judge(designation.give_up, by=by).commit(at=at)
    return designation


def _pairs(concerns: Sequence[str]) -> list[tuple[str, int]]:
    parts = (one.split(":") for one in concerns)
    return [(function, int(scope)) for function, scope in parts]


def _living(designation: Designation) -> list[tuple[str, int]]:
    """What counts today, and what is suspended."""
    suspended = [(s.function, s.scope_id) for s in tpes.suspended_rights(designation) if s.scope_id is not None]
    return held(designation) + suspended


def _scopes_changed(
    deed: str, designation: Designation, named: Sequence[tuple[str, int]], *, reason: str, by: User, at: datetime
) -> None:
    after = {"scopes": [f"{function}:{scope}" for function, scope in named], "reason": reason}
    events.record(
        f"committee.designation.{deed}", subject=designation, by=by, at=at, after=after, tells=("tpe", "secretariat")
    )


def apply_measure(review: DesignationReview, *, item: DecisionItem, by: User, at: datetime) -> None:
    """What the Joint Committee decided on a review: suspend, lift or withdraw, whole or scope by scope."""
    designation = _locked(review.designation_id)
    named, why = _pairs(review.concerns), review.proposal
    standing = {
        Measure.SUSPEND: Standing.SUSPENDED,
        Measure.LIFT: Standing.IN_FORCE,
        Measure.WITHDRAW: Standing.REVOKED,
    }[Measure(review.measure)]
    if named:
        affected = [one for one in named if one in _affected(designation, review.measure)]
        turn(designation, concerns=affected, standing=standing, reason=why, item=item, by=by, at=at)
        deeds = {Measure.SUSPEND: "suspend_scopes", Measure.LIFT: "lift_scopes", Measure.WITHDRAW: "revoke_scopes"}
        _scopes_changed(deeds[Measure(review.measure)], designation, affected, reason=why, by=by, at=at)
        return
    if review.measure == Measure.LIFT:
        suspended = _affected(designation, review.measure)
        turn(designation, concerns=suspended, standing=standing, reason=why, item=item, by=by, at=at)
        if designation.state != DesignationState.SUSPENDED:
            _scopes_changed("lift_scopes", designation, suspended, reason=why, by=by, at=at)
            return
    if review.measure == Measure.WITHDRAW:
        turn(designation, concerns=_living(designation), standing=standing, reason=why, item=item, by=by, at=at)
    turn_whole(designation, standing=standing, reason=why, item=item, by=by, at=at)
    moves = {Measure.SUSPEND: designation.suspend, Measure.LIFT: designation.lift, Measure.WITHDRAW: designation.revoke}
    judge(moves[Measure(review.measure)], by=by).commit(at=at)


def _affected(designation: Designation, measure: str) -> list[tuple[str, int]]:
    if measure == Measure.LIFT:
        return [(s.function, s.scope_id) for s in tpes.suspended_rights(designation) if s.scope_id is not None]
    return held(designation) if measure == Measure.SUSPEND else _living(designation)


def expire_due(*, by: User, at: datetime) -> int:
    """End scopes whose last day has passed; a designation without any scope left expires. Returns the scopes."""
    due = tpes.due_spells(at.date()).order_by("designation").values_list("designation", flat=True).distinct()
    return sum(isolation.each(list(due), lambda pk: _expire(pk, by, at), what="designation to expire"))


@transaction.atomic
def _expire(designation_id: int, by: User, at: datetime) -> int:
    designation = _locked(designation_id)
    due = tpes.due_spells(at.date()).filter(designation=designation, scope__isnull=False)
    ended = list(due.values_list("function", "scope"))
    if not ended:
        return 0  # another worker was faster
    turn(designation, concerns=ended, standing=Standing.EXPIRED, by=by, at=at)
    if _living(designation) or designation.state == DesignationState.EXPIRED:
        _scopes_changed("expire_scopes", designation, ended, reason="", by=by, at=at)
    else:
        turn_whole(designation, standing=Standing.EXPIRED, by=by, at=at)
        judge(designation.expire, by=by).commit(at=at)
    return len(ended)


def refuse_to_rename(entity: Organisation, by: Visitor) -> None:
    """Raises: Refused DSG-23 (403) for whoever is no officer of the entity's own side and country."""
    if not is_officer_for(by, side=entity.side, country_id=entity.country_id):
        raise Refused(
            "DSG-23", _("Only officers of the entity’s own side and country record a change of name."), status=403
        )


@transaction.atomic
def rename(*, organisation_id: int, name: str, by: User, at: datetime) -> Organisation:
    """An entity has changed its name; the former one stays on its page.

    Raises: Refused DSG-23 (403), DSG-24 (no new name).
    """
    entity = Organisation.objects.select_for_update().get(pk=organisation_id)
    refuse_to_rename(entity, by)
    new, former = plain(name), entity.name
    if not new or new == former:
        raise Refused("DSG-24", _("Give the new name of the entity."), field="name")
    FormerName.objects.get_or_create(organisation=entity, name=former, defaults={"until_on": at.date()})
    entity.name = new
    entity.save(update_fields=["name"])
    events.record(
        "partners.organisation.rename", subject=entity, by=by, at=at, before={"name": former}, after={"name": new}
    )
    return entity
