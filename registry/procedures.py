"""The procedures of accounts and of transactions."""

from typing import Any, override

from django.db.models import QuerySet

from registry.models import Account, HolderDetails, OfficerRequest, RepresentativeChange, TransactionRequest
from registry.selectors import accounts, officer_requests, requests
from workflow.procedures import Procedure


class AccountProcedure(Procedure[Account]):
    """An account from application to its end."""

    model = Account
    is_personal = True

    @override
    def visible_to(self, user: Any) -> QuerySet[Account]:
        return accounts.visible_to(user)


class DetailsProcedure(Procedure[HolderDetails]):
    """The yearly confirmation of an account holder’s details."""

    model = HolderDetails
    is_personal = True

    @override
    def visible_to(self, user: Any) -> QuerySet[HolderDetails]:
        return accounts.details_visible_to(user)


class RepresentativeChangeProcedure(Procedure[RepresentativeChange]):
    """A change of the representatives of an account."""

    model = RepresentativeChange
    is_personal = True

    @override
    def visible_to(self, user: Any) -> QuerySet[RepresentativeChange]:
        return accounts.changes_visible_to(user)


class TransactionRequestProcedure(Procedure[TransactionRequest]):
    """A transfer, retirement or cancellation under four eyes."""

    model = TransactionRequest
    is_personal = True

    @override
    def visible_to(self, user: Any) -> QuerySet[TransactionRequest]:
        return requests.visible_to(user)


class OfficerRequestProcedure(Procedure[OfficerRequest]):
    """What the registry itself does to units, under four eyes."""

    model = OfficerRequest
    is_personal = True

    @override
    def visible_to(self, user: Any) -> QuerySet[OfficerRequest]:
        return officer_requests.visible_to(user)


ALL: tuple[Procedure[Any], ...] = (
    AccountProcedure(),
    DetailsProcedure(),
    RepresentativeChangeProcedure(),
    TransactionRequestProcedure(),
    OfficerRequestProcedure(),
)
