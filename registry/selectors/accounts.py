"""Accounts: who sees which, and the accounts that the system itself needs."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from partners import permissions
from partners.organisations.models import OrganisationKind
from partners.people.models.people import Visitor, running
from partners.permissions.visitors import organisations_of
from registry.models import (
    Account,
    AccountKind,
    DocumentRequest,
    HolderChange,
    HolderDetails,
    Representative,
    RepresentativeChange,
    RuleChange,
    TrustedAccount,
)
from registry.states.accounts import NEVER_OPENED, AccountState
from registry.states.rule_changes import RuleChangeState


def visible_to(user: Visitor) -> QuerySet[Account]:
    """Accounts whose inside this person may see: as representative or applicant who is of the holder today, officer of
    the government that holds it, administrator of the registry, or auditor."""
    every = Account.objects.select_related("holder", "country")
    if not user.is_authenticated:
        return every.none()
    if permissions.holds(user, "auditor"):
        return every
    may = of_representative(user) | Q(holder__in=organisations_of(user, "government"))
    may |= Q(applied_by=user, state__in=NEVER_OPENED) & _of_holder(user)
    if permissions.holds(user, "registry", side="japan"):
        may |= Q(country=None)
    named = {a.country_id for a in user.held if a.role == "registry" and a.organisation.side == "partner"}
    return every.filter(may | Q(country_id__in=named - {None})).distinct()


def details_visible_to(user: Visitor) -> QuerySet[HolderDetails]:
    """Details of the holders of accounts whose inside this person may see."""
    return HolderDetails.objects.filter(account__in=visible_to(user).values("pk"))


def holder_changes_visible_to(user: Visitor) -> QuerySet[HolderChange]:
    """Changes of holder of accounts whose inside this person may see; which name them; or of accounts of which they
    were a representative for the holder that gave it away and is still theirs."""
    every = HolderChange.objects.select_related("account", "earlier_holder", "new_holder", "proposer", "approver")
    if not user.is_authenticated:
        return every.none()
    seats = Representative.objects.filter(user=user.pk).values("account")
    was_theirs = Q(earlier_holder__in=organisations_of(user, "participant"), account__in=seats)
    is_named = Q(proposer=user.pk) | Q(approver=user.pk)
    return every.filter(Q(account__in=visible_to(user).values("pk")) | is_named | was_theirs)


def document_requests_visible_to(user: Visitor) -> QuerySet[DocumentRequest]:
    """Documents that were asked for, of accounts whose inside this person may see."""
    every = DocumentRequest.objects.select_related("account__holder", "account__country", "asked_by")
    return every.filter(account__in=visible_to(user).values("pk"))


def rule_changes_visible_to(user: Visitor) -> QuerySet[RuleChange]:
    """Changes of the rule of accounts whose inside this person may see."""
    every = RuleChange.objects.select_related("account", "proposed_by")
    return every.filter(account__in=visible_to(user).values("pk"))


def changes_visible_to(user: Visitor) -> QuerySet[RepresentativeChange]:
    """Changes of representatives of accounts whose inside this person may see."""
    return RepresentativeChange.objects.filter(account__in=visible_to(user).values("pk"))


def of_representative(user: Visitor, **rights: bool) -> Q:
    """The condition that a person represents an account today, with these rights where any are named."""
    seats = Representative.objects.filter(running(), user=user.pk, **rights)
    return Q(pk__in=seats.values("account")) & _of_holder(user)


def _of_holder(user: Visitor) -> Q:
    """The condition that a person is of the holder today, in the role that such an account needs."""
    company = Q(holder__in=organisations_of(user, "participant")) & ~Q(holder__kind=OrganisationKind.GOVERNMENT)
    return company | Q(holder__in=organisations_of(user, "government"), holder__kind=OrganisationKind.GOVERNMENT)


def public() -> QuerySet[Account]:
    """What the public sees of accounts: number, kind, holder and state of those opened; not what they hold."""
    opened = Account.objects.exclude(state__in=NEVER_OPENED)
    return opened.select_related("holder", "country")


def of_government(registry: str, kind: str, *, origin: str = "platform") -> Account:
    """The one account of a kind that a registry keeps for its government.

    Raises: Refused ACC-09 (409) when it is not open yet.
    """
    found = Account.objects.filter(registry=registry, kind=kind, state=AccountState.OPEN)
    chosen = found.filter(origin=origin).first() or found.exclude(origin="example").first()
    if chosen is None:
        raise Refused(
            "ACC-09",
            _("The registry %(registry)s has no open account of the kind “%(kind)s”. Open it first."),
            status=409,
            params={"registry": registry, "kind": AccountKind(kind).label},
        )
    return chosen


def standing_of_kind(registry: str, kind: str, *, origin: str = "platform") -> QuerySet[Account]:
    """The account of a kind of which a registry has one, open or applied for."""
    ended = [AccountState.CLOSED, AccountState.REFUSED, AccountState.WITHDRAWN]
    return Account.objects.filter(registry=registry, kind=kind, origin=origin).exclude(state__in=ended)


def of_holder(registry: str, organisation_id: int) -> Account | None:
    """An organisation's open entity account in a registry, the oldest first."""
    found = Account.objects.filter(
        registry=registry, holder_id=organisation_id, kind=AccountKind.ENTITY, state=AccountState.OPEN
    )
    return found.order_by("number").first()


def representatives(account: Account) -> Sequence[Representative]:
    """The people who act for an account now; the account keeps them, so that its rights cost a page one query."""
    prefetch_related_objects([account], Prefetch("representatives", Representative.objects.select_related("user")))
    return account.seats()


def is_trusted(account: Account, receiver: Account, on: date) -> bool:
    """True when transfers to the receiver go without delay on that day."""
    own = account.holder_id == receiver.holder_id
    listed = TrustedAccount.objects.filter(account=account, receiver=receiver, removed_at=None, active_on__lte=on)
    return own or listed.exists()


def open_rule_change(account: Account) -> RuleChange | None:
    """The change of the account's rule that waits for a second representative."""
    return account.rule_changes.filter(state=RuleChangeState.PROPOSED).first()


def trusted(account: Account) -> QuerySet[TrustedAccount]:
    """The trusted list of an account."""
    return account.trusted.filter(removed_at=None).select_related("receiver", "receiver__holder", "added_by")
