"""Who may do what in the registry. An account tells its representatives' rights and its registry."""

from typing import Any

from partners.permissions import auditor, holds


def administers(account: Any, user: Any) -> bool:
    """Registry administrators of the registry that keeps the account: JCMA's for Japan, a partner's for its own."""
    if account.country_id is None:
        return holds(user, "registry", side="japan")
    return holds(user, "registry", country_id=account.country_id, side="partner")


def opens(account: Any, user: Any) -> bool:
    """An administrator other than the one who applied (four eyes)."""
    return administers(account, user) and account.applied_by_id != user.pk


def proposes(account: Any, user: Any) -> bool:
    """Representatives with the right to propose."""
    return "propose" in account.rights_of(user)


def approves(request: Any, user: Any) -> bool:
    """Representatives with the right to approve, other than the one who proposed (four eyes)."""
    return "approve" in request.sender.rights_of(user) and request.proposed_by_id != user.pk


def represents(request: Any, user: Any) -> bool:
    """Any representative of the sending account who may propose or approve."""
    return bool({"propose", "approve"} & request.sender.rights_of(user))


def sees(account: Any, user: Any) -> bool:
    """Representatives, administrators and auditors see an account's inside."""
    return bool(account.rights_of(user)) or administers(account, user) or auditor(account, user)


def approves_for_registry(request: Any, user: Any) -> bool:
    """An administrator of the same registry other than the one who proposed (four eyes)."""
    return administers(request, user) and request.proposed_by_id != user.pk
