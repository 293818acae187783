"""Who may do what in the registry. An account tells its representatives' rights and its registry."""

from typing import TYPE_CHECKING

from partners.permissions import auditor, holds
from partners.permissions.four_eyes import another_person
from partners.permissions.interests import judges
from partners.permissions.subjects import OfCountry, Proposed

if TYPE_CHECKING:  # rights lie below what they are rights to
    from partners.people.models.people import Visitor
    from registry.models import (
        Account,
        DocumentRequest,
        HolderChange,
        HolderDetails,
        RegistryStop,
        RepresentativeChange,
        RuleChange,
        TransactionRequest,
    )


@judges()
def administers(account: OfCountry, user: "Visitor") -> bool:
    """Registry administrators of the registry that keeps the account: JCMA's for Japan, a partner's for its own."""
    if account.country_id is None:
        return holds(user, "registry", side="japan")
    return holds(user, "registry", country_id=account.country_id, side="partner")


def applies(account: "Account", user: "Visitor") -> bool:
    """Who applied, as long as they are of the holder or its registry, and the people whom the application names to
    propose or approve."""
    if not user.is_authenticated:
        return False
    may_still = account.is_holders(user) or administers(account, user) or user.is_system
    return (account.applied_by_id == user.pk and may_still) or bool({"propose", "approve"} & account.rights_of(user))


@judges()
def checks(account: "Account", user: "Visitor") -> bool:
    """An administrator other than the one who applied (four eyes)."""
    return administers(account, user) and another_person(user, account.applied_by_id)


@judges()
def opens(account: "Account", user: "Visitor") -> bool:
    """An administrator other than the one who checked, and than the one who applied for a company (four eyes).

    For an account that the registry keeps for its government an administrator may apply: another one checks, and then
    two persons have seen it.
    """
    if not administers(account, user) or not another_person(user, account.checked_by_id):
        return False
    return account.is_kept_once or another_person(user, account.applied_by_id)


def asks_to_close(account: "Account", user: "Visitor") -> bool:
    """A representative who may act; an administrator where an account has none."""
    return bool({"propose", "approve"} & account.rights_of(user)) or (
        not account.needs_representatives and administers(account, user)
    )


@judges()
def closes(account: "Account", user: "Visitor") -> bool:
    """An administrator other than the one who asked (four eyes)."""
    return administers(account, user) and another_person(user, account.closing_asked_by_id)


def keeps_details(details: "HolderDetails", user: "Visitor") -> bool:
    """Who may correct and confirm a holder's details: the applicant until it is sent, then, when the account is open,
    the representatives. What the officers check does not change under their eyes."""
    if details.account.is_waiting:
        return bool(details.account.is_written) and applies(details.account, user)
    return bool({"propose", "approve"} & details.account.rights_of(user))


def approves_details(details: "HolderDetails", user: "Visitor") -> bool:
    """A representative other than the one who changed them (four eyes)."""
    return keeps_details(details, user) and another_person(user, details.proposed_by_id)


@judges()
def administers_account_of(change: "HolderChange | DocumentRequest", user: "Visitor") -> bool:
    """Administrators of the registry that keeps the account."""
    return administers(change.account, user)


@judges()
def proposes_holder(account: "Account", user: "Visitor") -> bool:
    """Administrators of the registry that keeps the account, none of whom acts for its holder."""
    return administers(account, user)


@judges()
def confirms_holder(change: "HolderChange", user: "Visitor") -> bool:
    """An administrator other than the one who proposed it, and none of the people who get rights by it (four eyes)."""
    others = (change.proposed_by_id, change.proposer_id, change.approver_id)
    return administers(change.account, user) and another_person(user, *others)


def asks_for_people(account: "Account", user: "Visitor") -> bool:
    """Representatives who may act; an administrator while too few of them are left to act at all."""
    if {"propose", "approve"} & account.rights_of(user):
        return True
    return administers(account, user) and not account.has_enough_representatives()


@judges()
def asks_for_documents(account: "Account", user: "Visitor") -> bool:
    """An administrator, of an account that somebody acts for."""
    return account.needs_representatives and administers(account, user)


@judges()
def decides_change(change: "RepresentativeChange", user: "Visitor") -> bool:
    """An administrator who neither asked for the change nor gets rights by it (four eyes)."""
    return administers(change.account, user) and another_person(user, change.asked_by_id, change.user_id)


def withdraws_change(change: "RepresentativeChange", user: "Visitor") -> bool:
    """The representatives of the account."""
    return bool({"propose", "approve"} & change.account.rights_of(user))


def represents_account_of(change: "RuleChange | DocumentRequest", user: "Visitor") -> bool:
    """Representatives of the account who may act."""
    return bool({"propose", "approve"} & change.account.rights_of(user))


def approves_rule(change: "RuleChange", user: "Visitor") -> bool:
    """Representatives with the right to approve, other than the one who proposed the rule (four eyes)."""
    return "approve" in change.account.rights_of(user) and another_person(user, change.proposed_by_id)


def proposes(account: "Account", user: "Visitor") -> bool:
    """Representatives with the right to propose."""
    return "propose" in account.rights_of(user)


def approves(request: "TransactionRequest", user: "Visitor") -> bool:
    """Representatives with the right to approve, other than the one who proposed (four eyes)."""
    return "approve" in request.sender.rights_of(user) and another_person(user, request.proposed_by_id)


def represents(request: "TransactionRequest", user: "Visitor") -> bool:
    """Any representative of the sending account who may propose or approve."""
    return bool({"propose", "approve"} & request.sender.rights_of(user))


@judges()
def stops(request: "TransactionRequest", user: "Visitor") -> bool:
    """Administrators of the registry that keeps the sending account."""
    return administers(request.sender, user)


def sees(account: "Account", user: "Visitor") -> bool:
    """Representatives, administrators and auditors see an account's inside."""
    return bool(account.rights_of(user)) or administers(account, user) or auditor(account, user)


@judges()
def lifts(stop: "RegistryStop", user: "Visitor") -> bool:
    """An administrator of the stopped registry other than the one who asked (four eyes)."""
    return administers(stop, user) and another_person(user, stop.asked_by_id)


@judges()
def approves_for_registry(request: Proposed, user: "Visitor") -> bool:
    """An administrator of the same registry other than the one who proposed (four eyes)."""
    return administers(request, user) and another_person(user, request.proposed_by_id)
