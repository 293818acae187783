"""Corrections of records in the back office: each kind of record has a door: what may be corrected, and by whom."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from common import events
from common.refusals import Refused
from partners import permissions
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, OrganisationKind, Side
from partners.people.models.people import Role, User
from partners.people.services import effects as people_effects
from partners.programmes.models import FinancingProgramme
from partners.scopes.models import SectoralScope

type Corrector = Callable[[models.Model, User], bool]
# Governments and JCMA are one each and come with the published records: whoever adds one would appoint its people.
ADDED_KINDS = frozenset(
    {OrganisationKind.PARTICIPANT, OrganisationKind.TPE, OrganisationKind.SECRETARIAT, OrganisationKind.AUDITOR}
)


@dataclass(frozen=True)
class Door:
    """What of a kind of record is corrected by hand; states, scopes, seats and rights never are.

    Attributes:
        opens: who corrects records of the kind at all; `who`: who corrects this one.
        until_used: fields that stay as soon as another row refers to the record.
        given: fields that are given with a new record and stay; None where nobody adds records of the kind.
    """

    opens: Callable[[User], bool]
    who: Corrector
    corrected: frozenset[str]
    until_used: frozenset[str] = frozenset()
    given: frozenset[str] | None = None

    def open_fields(self, record: models.Model) -> frozenset[str]:
        """The fields that a form may set now."""
        if record._state.adding:
            return self.corrected | self.until_used | (self.given or frozenset())
        return self.corrected if not self.until_used or is_used(record) else self.corrected | self.until_used


def _for_all(_record: models.Model, by: User) -> bool:
    return permissions.keeps_shared_tables(by)


def _of_company(record: models.Model, by: User) -> bool:
    """Officers of a country for its own participants, officers of Japan for all."""
    if not isinstance(record, Organisation):
        return False
    own = any(a.role == Role.SECRETARIAT and a.country_id == record.country_id for a in by.held)
    local = record.kind == OrganisationKind.PARTICIPANT and record.side == Side.PARTNER and bool(record.country_id)
    return permissions.keeps_shared_tables(by) or (own and local)


def _of_person(record: models.Model, by: User) -> bool:
    """Not of oneself, and not of the system."""
    return record.pk != by.pk and not getattr(record, "is_system", False) and permissions.keeps_shared_tables(by)


def _officer(by: User) -> bool:
    return permissions.holds(by, Role.SECRETARIAT)


DOORS: Mapping[type[models.Model], Door] = {
    PartnerCountry: Door(
        permissions.keeps_shared_tables,
        _for_all,
        frozenset({"name", "name_ja", "order", "region", "signed_on", "signed_precision", "signed_place", "time_zone"}),
    ),
    FinancingProgramme: Door(
        permissions.keeps_shared_tables,
        _for_all,
        frozenset({"ministry", "name", "support", "implementer", "most_share_of_cost", "credit_condition", "facts"}),
        given=frozenset({"code"}),
    ),
    SectoralScope: Door(permissions.keeps_shared_tables, _for_all, frozenset({"name", "name_ja"})),
    Organisation: Door(
        _officer,
        _of_company,
        frozenset({"name", "name_ja", "website"}),
        until_used=frozenset({"kind", "side", "country"}),
        given=frozenset(),
    ),
    User: Door(permissions.keeps_shared_tables, _of_person, frozenset({"name", "language"})),
}


def is_used(record: models.Model) -> bool:
    """True when another row refers to the record: people, accounts, projects, designations, whatever there is."""
    relations = [f for f in record._meta.get_fields(include_hidden=True) if isinstance(f, models.ForeignObjectRel)]
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: record.pk}).exists()
        for relation in relations
    )


def open_fields(record: models.Model, by: User) -> frozenset[str]:
    """What this person may set of the record now; nothing where it is not theirs to correct."""
    door = DOORS.get(type(record))
    if door is None or (record._state.adding and door.given is None):
        return frozenset()
    may = door.opens(by) if record._state.adding else door.who(record, by)
    return door.open_fields(record) if may else frozenset()


def judge(*, record: models.Model, changed: Collection[str], by: User) -> None:
    """Ask whether the fields of a record may be what a form made them; writes nothing.

    Raises: Refused BKO-01 (403) not this person's to correct; BKO-02 (409) fields that stay as they are; BKO-03 a
    government or JCMA added by hand; BKO-04 (409) the name of a designated entity, which its own page records.
    """
    door = DOORS.get(type(record))
    adding = record._state.adding
    stored = None if adding else type(record)._base_manager.filter(pk=record.pk).first()
    closed = door is None or (adding and door.given is None)
    if door is None or closed or not all(door.who(each, by) for each in (record, stored) if each is not None):
        raise Refused("BKO-01", _("It is not for you to change this record: officers in charge of it do."), status=403)
    stay = sorted(set(changed) - door.open_fields(record))
    if stay:
        raise Refused(
            "BKO-02",
            _("This stays as it is, because other records rest on it: %(fields)s."),
            status=409,
            params={"fields": ", ".join(stay)},
        )
    if isinstance(record, Organisation):
        _judge_organisation(record, changed)


def _judge_organisation(record: Organisation, changed: Collection[str]) -> None:
    if "kind" in changed and record.kind not in ADDED_KINDS:
        raise Refused(
            "BKO-03", _("Governments and JCMA come with the published records; nobody adds one here."), field="kind"
        )
    if "name" in changed and not record._state.adding and record.designations.exists():
        raise Refused(
            "BKO-04",
            _(
                "Record this entity’s change of name on the page of its designation: the former name stays"
                " readable there."
            ),
            field="name",
            status=409,
        )


@transaction.atomic
def keep(*, record: models.Model, changed: Sequence[str], by: User, at: datetime) -> None:
    """Save what a form of the back office has filled in; the event says all that changed.

    Args:
        changed: names of the fields that the form changed; no other field is written.
    Raises: Refused BKO-01 to BKO-04.
    """
    model, adding = type(record), record._state.adding
    stored = None if adding else model._base_manager.select_for_update().get(pk=record.pk)
    judge(record=record, changed=changed, by=by)
    names = sorted(DOORS[model].open_fields(record)) if stored is None else _differing(record, stored, changed)
    if stored is None:
        record.save()
    elif names:
        record.save(update_fields=names)
    if names:
        events.record(
            f"{record._meta.label_lower}.{'add' if adding else 'correct'}",
            subject=record,
            by=by,
            at=at,
            before=_told(stored, names) if stored is not None else {},
            after=_told(record, names),
        )


def _differing(record: models.Model, stored: models.Model, changed: Collection[str]) -> list[str]:
    now, before = _told(record, changed), _told(stored, changed)
    return sorted(name for name in changed if now[name] != before[name])


def _told(record: models.Model, names: Collection[str]) -> dict[str, str]:
    return {name: str(record._meta.get_field(name).value_to_string(record)) for name in names}  # type: ignore[union-attr]  # doors name fields of the row itself


@transaction.atomic
def admit(*, email: str, is_staff: bool, by: User, at: datetime) -> User:
    """Let a person into the back office, or no longer; what they may correct there follows from their roles.

    Raises: Refused BKO-05 when nobody has that address, BKO-06 (403) by anybody but the system.
    """
    if not by.is_system:
        raise Refused("BKO-06", _("Who enters the back office is said on the server, by its operator."), status=403)
    user = User.objects.select_for_update().filter(email=email.strip().lower(), is_system=False).first()
    if user is None:
        raise Refused("BKO-05", _("Nobody has this address. Invite the person first."), field="email")
    before = {"is_staff": user.is_staff}
    user.is_staff = is_staff
    user.save(update_fields=["is_staff"])
    events.record("partners.user.admit", subject=user, by=by, at=at, before=before, after={"is_staff": is_staff})
    return user


BODIES = {
    OrganisationKind.SECRETARIAT: ("Secretariat of %s", "%s事務局"),
    OrganisationKind.AUDITOR: ("Auditors", "監査人"),
}


@transaction.atomic
def found_body(*, kind: OrganisationKind, country: PartnerCountry | None, by: User, at: datetime) -> Organisation:
    """Make the body whose first people are let in when the platform is set up: a country's secretariat, or auditors'.

    It is in no published record; officers correct its name in the back office. Raises: Refused PPL-19 (403) not by the
    system.
    """
    people_effects.only_system(by)
    name, name_ja = BODIES[kind]
    made = Organisation.objects.create(
        kind=kind,
        side=Side.PARTNER if country else Side.JAPAN,
        country=country,
        name=name % country.name if country else name,
        name_ja=name_ja % country.name_ja if country else name_ja,
    )
    after = {"kind": kind.value, "country": country.iso2 if country else None}
    events.record("partners.organisation.found", subject=made, by=by, at=at, after=after)
    return made
