"""Changes about people: whose officers decide, who sees them, what identity is proved."""

from django.db.models import F, Func, Q, QuerySet, Value
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.days import day
from common.facts import Fact
from partners import permissions
from partners.organisations.models import Organisation, OrganisationKind, Side
from partners.people.models.people import Appointment, Role, User, Visitor
from partners.people.models.personnel import ChangeKind, IdentityProof, PersonnelChange
from partners.people.permissions.personnel import is_officer_for

type Office = tuple[str, int | None]


def office_of_role(organisation: Organisation, role: str, country_id: int | None) -> Office:
    """Whose officers decide about a role: side and country; auditors, who read of all countries, are Japan's."""
    if organisation.side == Side.JAPAN or role == Role.AUDITOR:
        return Side.JAPAN, country_id
    return Side.PARTNER, organisation.country_id


def office_of_person(person: User) -> Office:
    """Whose officers decide about a person: their country's where they act for that side alone, else Japan's."""
    every = list(person.appointments.select_related("organisation"))
    counting = [one for one in every if one.ended_on is None] or every
    offices = {office_of_role(one.organisation, one.role, one.country_id) for one in counting}
    if len(offices) == 1:
        return offices.pop()
    return Side.JAPAN, None


def by_address(email: str) -> User | None:
    """Whose address it is, however it is written: case, width, plus-tags and dots make no other."""
    key = Func(F("email"), function="address_key")
    return User.objects.annotate(key=key).filter(key=Func(Value(email), function="address_key")).first()


def is_proved(person: User) -> bool:
    """True when an officer has seen who the person is."""
    return IdentityProof.objects.filter(person=person).exists()


def proofs_of(person: User) -> QuerySet[IdentityProof]:
    """By whom and how it was seen who a person is, newest first."""
    return IdentityProof.objects.filter(person=person).select_related("seen_by")


def visible_to(user: Visitor) -> QuerySet[PersonnelChange]:
    """Changes for the officers who decide about them, for whoever proposed them, and for auditors."""
    every = PersonnelChange.objects.select_related(
        "person",
        "country",
        "organisation",
        "appointment__organisation",
        "appointment__country",
        "committee__country",
        "seat__committee__country",
        "proposed_by",
        "decided_by",
    )
    if permissions.holds(user, Role.AUDITOR):
        return every
    mine = Q(proposed_by=user.pk)
    for one in user.held if user.is_authenticated else ():
        if one.role == Role.SECRETARIAT:
            mine |= _decided_by(one)
    return every.filter(mine)


def _decided_by(appointment: Appointment) -> Q:
    office = appointment.organisation
    if office.kind == OrganisationKind.JCMA:
        own = Q() if appointment.country_id is None else Q(country=appointment.country_id)
        return (Q(side=Side.JAPAN) | Q(role=Role.SECRETARIAT) | Q(appointment__role=Role.SECRETARIAT)) & own
    return Q(side=Side.PARTNER, country=office.country_id)


def organisations_for(officer: User) -> QuerySet[Organisation]:
    """The organisations for which an officer may propose people."""
    may = Q(pk__in=[])
    for one in officer.held:
        if one.role == Role.SECRETARIAT and one.organisation.kind == OrganisationKind.JCMA:
            may |= Q(side=Side.JAPAN) | Q(kind=OrganisationKind.SECRETARIAT)
        elif one.role == Role.SECRETARIAT:
            may |= Q(side=Side.PARTNER, country=one.organisation.country_id)
    return Organisation.objects.filter(may).select_related("country")


def may_change(person: User, officer: User) -> bool:
    """Whether an officer may propose changes about a person as a whole: suspend, reinstate, prove."""
    side, country_id = office_of_person(person)
    return is_officer_for(officer, side=side, country_id=country_id)


def facts_of(change: PersonnelChange) -> list[Fact]:
    """What is proposed, field by field: what its page shows, and what the second officer confirms."""
    held = change.appointment
    organisation = change.organisation or (held.organisation if held else None)
    role = change.get_role_display() if change.role else held.get_role_display() if held else ""
    lines = [
        Fact(_("Kind"), change.get_kind_display()),
        Fact(_("Person"), str(change.person or change.name)),
        Fact(_("E-mail address"), change.email),
        Fact(_("Organisation"), str(organisation or "")),
        Fact(_("Role"), str(role)),
        Fact(_("Joint Committee"), str(change.committee or "")),
        Fact(_("Side"), change.get_side_display()),
        Fact(_("Country"), str(change.country) if change.country else gettext("All countries")),
    ]
    if change.kind == ChangeKind.SEAT:
        lines.append(Fact(_("Co-chair"), gettext("Yes") if change.is_co_chair else gettext("No")))
    if change.kind == ChangeKind.LEAD:
        lines.append(Fact(_("Leads the office in this role"), gettext("Yes") if change.is_lead else gettext("No")))
    if change.kind == ChangeKind.RENAME:
        lines.append(Fact(_("New name"), change.name))
    lines += [
        Fact(_("Reason"), change.reason),
        Fact(_("How it was seen"), change.get_means_display() if change.means else ""),
        Fact(_("Document"), change.get_document_display() if change.document else ""),
        Fact(_("Issued by"), change.issuer),
        Fact(_("Last four signs of its number"), change.last_four),
        Fact(_("Seen on"), day(change.seen_on) if change.seen_on else ""),
    ]
    return [line for line in lines if line.value]
