"""Who may apply for an account, whom they may name, and what was handed in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, OrganisationKind, Side
from partners.people.models.people import Appointment, Role, User, Visitor
from partners.permissions.visitors import organisations_of
from partners.rulebooks.selectors import rulebooks
from registry.models import (
    Account,
    AccountDocument,
    AccountKind,
    AccountSlot,
    DocumentRequest,
    HandedInDocument,
    HolderDetails,
    RepresentativeChange,
)
from registry.selectors import accounts, people
from registry.states.accounts import AccountState
from registry.states.holders import ChangeState

# The list of enclosures of Japan's ordinance was not seen; these are from memory (domain notes 6.2). A government names
# its people by letter. Terminal accounts belong to the registry itself and need none.
REQUIRED: Mapping[str, Sequence[AccountSlot]] = {
    AccountKind.ENTITY: (AccountSlot.REGISTRATION, AccountSlot.AUTHORITY, AccountSlot.IDENTITY),
    AccountKind.GOVERNMENT: (AccountSlot.OFFICIAL_LETTER,),
}


def holders(user: Visitor) -> QuerySet[Organisation]:
    """The companies for which this person may apply."""
    own = organisations_of(user, Role.PARTICIPANT)
    return Organisation.objects.filter(pk__in=own, kind=OrganisationKind.PARTICIPANT)


def possible_representatives(user: Visitor) -> QuerySet[User]:
    """The people of this person's own companies."""
    own = Appointment.objects.in_force().filter(organisation__in=holders(user).values("pk"), role=Role.PARTICIPANT)
    return User.objects.filter(pk__in=own.values("user"))


def registries_for(user: Visitor) -> Sequence[PartnerCountry | None]:
    """The registries in which this person may apply for an account of the government: those that they administer, and
    those of their government. None is Japan's."""
    held = user.held if user.is_authenticated else ()
    of_office = [one for one in held if one.role in {Role.REGISTRY, Role.GOVERNMENT}]
    named = {None if one.organisation.side == Side.JAPAN else one.country for one in of_office}
    partners = sorted((country for country in named if country is not None), key=lambda country: country.order)
    return [*([None] if None in named else []), *partners]


def people_of_governments(countries: Iterable[PartnerCountry | None]) -> QuerySet[User]:
    """The officers of the governments that keep these registries."""
    governments = Organisation.objects.filter(kind=OrganisationKind.GOVERNMENT)
    meant = Q(pk__in=[])
    for country in countries:
        meant |= Q(side=Side.PARTNER, country=country) if country else Q(side=Side.JAPAN)
    named = Appointment.objects.in_force().filter(organisation__in=governments.filter(meant), role=Role.GOVERNMENT)
    return User.objects.filter(pk__in=named.values("user"))


def people_of(account: Account) -> QuerySet[User]:
    """The people of the holder's organisation, in the role that the account needs, and those who still have a seat."""
    named = Appointment.objects.in_force().filter(organisation=account.holder_id)
    able = named.filter(role=account.acting_role(Role.PARTICIPANT)).values("user")
    return User.objects.filter(Q(pk__in=able) | Q(pk__in=[seat.user_id for seat in account.seats()]))


def required_slots(account: Account, on: date) -> Sequence[AccountSlot]:
    """The documents that this application needs, by kind of account and by the registry's rulebook."""
    slots = list(REQUIRED.get(account.kind, ()))
    if account.country_id is not None and account.kind == AccountKind.ENTITY:
        rulebook = rulebooks.in_force(account.country_id, on)
        if rulebook.rule("account.same_representative_as_moc"):
            slots.append(AccountSlot.MOC)
    return slots


def missing_slots(account: Account, on: date) -> Sequence[AccountSlot]:
    """Required documents that are not handed in."""
    there = set(account.documents.values_list("slot", flat=True))
    return [slot for slot in required_slots(account, on) if slot not in there]


def documents(account: Account, on: date) -> Sequence[tuple[AccountSlot, AccountDocument | None]]:
    """Every document that the application needs, with the one that counts."""
    there: dict[str, AccountDocument] = {}
    for document in account.documents.select_related("file").order_by("pk"):
        there[document.slot] = document
    return [(slot, there.get(slot)) for slot in required_slots(account, on)]


def document_requests(account: Account) -> QuerySet[DocumentRequest]:
    """Every document that the registry asked for after the account was opened, newest first."""
    return account.document_requests.select_related("account")


def handed_in(wanted: DocumentRequest) -> QuerySet[HandedInDocument]:
    """What was handed in for a document that was asked for, the newest first."""
    return wanted.documents.select_related("file").order_by("-pk")


def details(account: Account) -> HolderDetails | None:
    """The holder's details."""
    return HolderDetails.objects.filter(account=account).select_related("account__holder").first()


def open_changes(account: Account) -> QuerySet[RepresentativeChange]:
    """Changes of representatives that wait for an officer."""
    return account.representative_changes.filter(state=ChangeState.ASKED).select_related("user")


def changes(account: Account) -> QuerySet[RepresentativeChange]:
    """Every change of representatives that was ever asked for."""
    return account.representative_changes.select_related("user", "asked_by", "decided_by")


def unconfirmed(rows: QuerySet[Account], on: date) -> QuerySet[Account]:
    """Of these, the accounts in use whose holder has not confirmed its details within a year."""
    kept = HolderDetails.objects.filter(confirmed_on__gte=HolderDetails.overdue_if_confirmed_before(on))
    return people.in_use(rows).exclude(pk__in=kept.values("account"))


def due_confirmations(user: Visitor, on: date) -> QuerySet[HolderDetails]:
    """Open accounts of this person's registry whose holder is to confirm its details within a month, or should have."""
    seen = accounts.visible_to(user).filter(state__in=[AccountState.OPEN, AccountState.SUSPENDED])
    late = HolderDetails.objects.filter(account__in=seen.values("pk"), confirmed_on__lte=on - timedelta(days=335))
    return late.select_related("account__holder").order_by("confirmed_on", "account_id")
