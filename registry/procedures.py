"""The procedures of accounts and of transactions."""

from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partners.rulebooks.models.rules import Rule, TimeLimit
from registry.models import (
    Account,
    DocumentRequest,
    HolderChange,
    HolderDetails,
    OfficerRequest,
    RegistryStop,
    RepresentativeChange,
    RuleChange,
    TransactionRequest,
)
from registry.selectors import accounts, inspections, officer_requests, requests
from workflow.procedures import Procedure


class AccountProcedure(Procedure[Account]):
    """An account from application to its end."""

    model = Account
    is_personal = True
    rules = {
        "account.same_representative_as_moc": Rule(
            _("The account’s representative is that of the MoC"),
            False,
            "domain notes 6.3: Indonesia's registry asks it",
        ),
    }
    limits = {
        "account.check": TimeLimit(
            30, "calendar", _("Check of an account application"), "former Kyoto registry: a month", is_pinned=False
        ),
        "account.opening": TimeLimit(
            7, "calendar", _("A second officer opens a checked account"), "our default", is_pinned=False
        ),
        "account.closing": TimeLimit(
            30, "calendar", _("The registry confirms the closing of an account"), "our default", is_pinned=False
        ),
        "account.return": TimeLimit(
            30, "calendar", _("Applicant completes an account application"), "our default", is_pinned=False
        ),
    }
    deed_words = {
        "account.apply": _("Applied for"),
        "account.correct": _("The application was corrected"),
        "account.receive": _("Credits came in"),
        "account.change_rule": _("The rule of the account changed"),
        "block.suspend": _("Units were suspended"),
        "logcosignature.keep": _("A co-signature was kept"),
        "account.open_for_history": _("Opened for earlier records"),
        "block.resume": _("The suspension of units was lifted"),
        "logcheckpoint.sign": _("Signed"),
        "logcheckpoint.go_on_after": _("The log was told to go on after a restore"),
        "logkey.confirm_backup": _("A copy of the log’s key was confirmed"),
        "account.trust": _("A trusted account was added"),
        "account.approve_trust": _("A trusted account was approved"),
        "account.distrust": _("A trusted account was removed"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[Account]:
        return accounts.visible_to(user)


class DetailsProcedure(Procedure[HolderDetails]):
    """The yearly confirmation of an account holder’s details."""

    model = HolderDetails
    is_personal = True
    deed_words = {
        "holderdetails.confirm": _("The details of the account holder were confirmed"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[HolderDetails]:
        return accounts.details_visible_to(user)


class RepresentativeChangeProcedure(Procedure[RepresentativeChange]):
    """A change of the representatives of an account."""

    model = RepresentativeChange
    is_personal = True
    limits = {
        "account.representatives": TimeLimit(
            7, "calendar", _("Registry confirms a change of representatives"), "default", is_pinned=False
        ),
    }
    deed_words = {
        "representativechange.ask": _("A change of representatives was asked for"),
        "representativechange.confirm": _("A change of representatives was made"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[RepresentativeChange]:
        return accounts.changes_visible_to(user)


class HolderChangeProcedure(Procedure[HolderChange]):
    """Another organisation becomes the holder of an account."""

    model = HolderChange
    is_personal = True
    limits = {
        "account.holder": TimeLimit(
            14, "calendar", _("Registry confirms a change of holder"), "default", is_pinned=False
        ),
    }
    deed_words = {"holderchange.propose": _("A change of holder was proposed")}

    @override
    def visible_to(self, user: Any) -> QuerySet[HolderChange]:
        return accounts.holder_changes_visible_to(user)


class DocumentRequestProcedure(Procedure[DocumentRequest]):
    """A document that the registry asks for after the account was opened."""

    model = DocumentRequest
    is_personal = True
    limits = {
        "account.document": TimeLimit(
            14, "calendar", _("Registry looks at a document that it asked for"), "default", is_pinned=False
        ),
    }
    deed_words = {"documentrequest.ask": _("A document was asked for")}

    @override
    def visible_to(self, user: Any) -> QuerySet[DocumentRequest]:
        return accounts.document_requests_visible_to(user)


class RuleChangeProcedure(Procedure[RuleChange]):
    """The holder's own rule of an account changes."""

    model = RuleChange
    is_personal = True
    limits = {
        "account.rule": TimeLimit(
            14, "calendar", _("Second representative answers a changed rule of an account"), "default", is_pinned=False
        ),
    }
    deed_words = {"rulechange.propose": _("A change of the account’s rule was proposed")}

    @override
    def visible_to(self, user: Any) -> QuerySet[RuleChange]:
        return accounts.rule_changes_visible_to(user)


class TransactionRequestProcedure(Procedure[TransactionRequest]):
    """A transfer, retirement or cancellation under four eyes."""

    model = TransactionRequest
    is_personal = True
    rules = {
        "transfer.between_registries": Rule(
            _("Transfers between the two registries are possible"), False, "Common Specifications ver01.0"
        ),
    }
    limits = {
        "transfer.approval": TimeLimit(
            7, "calendar", _("Second person approves a transfer"), "our default", is_fixed=True, is_pinned=False
        ),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[TransactionRequest]:
        return requests.visible_to(user)


class OfficerRequestProcedure(Procedure[OfficerRequest]):
    """What the registry itself does to units, under four eyes."""

    model = OfficerRequest
    is_personal = True
    limits = {
        "transaction.reversal": TimeLimit(
            10, "working", _("A posted transaction can be reversed"), "no rule found; ours", is_pinned=False
        ),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[OfficerRequest]:
        return officer_requests.visible_to(user)


class RegistryStopProcedure(Procedure[RegistryStop]):
    """A registry that a nightly check has stopped, until two administrators let it go on."""

    model = RegistryStop
    is_personal = True
    limits = {
        "registry.stop": TimeLimit(
            2, "working", _("Registry finds out why a nightly check differs"), "our default", is_pinned=False
        ),
        "registry.go_on": TimeLimit(
            1, "working", _("Second administrator lets the registry go on"), "our default", is_pinned=False
        ),
    }
    deed_words = {
        "inspection.keep": _("A check was made"),
        "registrystop.stop": _("A check has stopped the registry"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[RegistryStop]:
        return inspections.visible_to(user)


ALL: tuple[Procedure[Any], ...] = (
    AccountProcedure(),
    DetailsProcedure(),
    RepresentativeChangeProcedure(),
    HolderChangeProcedure(),
    RuleChangeProcedure(),
    DocumentRequestProcedure(),
    TransactionRequestProcedure(),
    OfficerRequestProcedure(),
    RegistryStopProcedure(),
)
