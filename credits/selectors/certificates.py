"""Final uses and certificates: public from the moment they are completed."""

from django.db.models import QuerySet

from credits.models import FinalUse, RetirementCertificate
from partners.people.models.people import Visitor
from registry.models import Account, BookTransaction, TransactionKind
from registry.selectors import accounts
from registry.states.accounts import AccountState


def public() -> QuerySet[RetirementCertificate]:
    """Every certificate with its use and units."""
    found = RetirementCertificate.objects.select_related("use__holder", "transaction")
    return found.prefetch_related("ranges__country")


def reversal_of(certificate: RetirementCertificate) -> BookTransaction | None:
    """The transaction by which the registry took the use back, if it did: the certificate then no longer holds."""
    return BookTransaction.objects.filter(answers=certificate.transaction_id, kind=TransactionKind.REVERSAL).first()


def asked_by(user: Visitor) -> QuerySet[FinalUse]:
    """Uses that were asked for from the accounts whose inside this person sees, newest first."""
    seen = accounts.visible_to(user).values("pk")
    found = FinalUse.objects.filter(request__sender__in=seen)
    return found.select_related("request__sender", "certificate", "holder").prefetch_related(
        "request__legs__lot__series"
    )


def usable_accounts(user: Visitor) -> QuerySet[Account]:
    """Open accounts from which this person may propose a retirement or cancellation."""
    own = accounts.visible_to(user).filter(accounts.of_representative(user, may_propose=True), state=AccountState.OPEN)
    return own.order_by("number")
