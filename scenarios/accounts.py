"""Accounts of the examples in both registries, and what waits there: an application each, a transfer each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from common.models import Origin
from partners.organisations.models import Side
from registry.models import (
    Account,
    AccountKind,
    ChangeKind,
    HolderDetails,
    OfficerRequest,
    TransactionKind,
    TransactionRequest,
)
from registry.services import (
    accounts,
    document_requests,
    holder_changes,
    holders,
    officer_requests,
    representatives,
    requests,
    rule_changes,
)
from registry.services.accounts import Seat
from registry.services.choices import Selection
from registry.services.officer_plans import Wish
from scenarios import steps
from scenarios.people import Cast

OPENED_AT = datetime(2024, 4, 1, 1, tzinfo=UTC)
TERMINAL = (
    AccountKind.RETIREMENT,
    AccountKind.CANCELLATION_VOLUNTARY,
    AccountKind.CANCELLATION_OMGE,
    AccountKind.CANCELLATION_OTHER,
)


SOLD = "Example Solar Engineering, plant that was sold"


@dataclass(frozen=True)
class Wanted:
    """An account of the examples: its holder, its kind and the people who act for it."""

    holder: str
    name: str
    people: Sequence[str] = ()
    kind: str = AccountKind.ENTITY


OPEN = (
    Wanted(
        "government_japan",
        "Example: Government of Japan",
        ("government_japan", "government2_japan"),
        AccountKind.GOVERNMENT,
    ),
    Wanted(
        "government_thailand",
        "Example: Government of Thailand",
        ("government_thailand", "government2_thailand"),
        AccountKind.GOVERNMENT,
    ),
    Wanted("company_japan", "Example Solar Engineering", ("participant_japan", "participant2_japan")),
    Wanted("company_thailand", "Example Water Industries", ("participant_thailand", "participant2_thailand")),
    Wanted("company_japan", SOLD, ("participant_japan", "participant2_japan")),
    Wanted("buyer", "Example Trading", ("buyer_japan", "buyer2_japan")),
    *(Wanted("government_japan", f"Example: {kind.label}", (), kind) for kind in (*TERMINAL, AccountKind.BUFFER)),
)
APPLIED = (
    Wanted("company_japan", "Example Solar Engineering, second account", ("participant_japan", "participant2_japan")),
    Wanted(
        "company_thailand",
        "Example Water Industries, second account",
        ("participant_thailand", "participant2_thailand"),
    ),
)


def find(name: str) -> Account:
    """An account of the examples by its name."""
    return Account.objects.get(name=name, origin=Origin.EXAMPLE)


@transaction.atomic
def open_all(cast: Cast) -> int:
    """Open the accounts that are not there yet; returns how many were opened."""
    missing = [wanted for wanted in OPEN if not _is_there(wanted)]
    for wanted in missing:
        account = _apply(wanted, cast, OPENED_AT)
        place, later = "japan" if account.country is None else "thailand", OPENED_AT + timedelta(days=2)
        officers = cast[f"registry_{place}"], cast[f"registry2_{place}"]
        steps.open_account(account, officers=officers, at=later)
    return len(missing)


@transaction.atomic
def apply_all(cast: Cast, now: datetime) -> int:
    """Apply for the accounts that wait for the registry administrators; returns how many were applied for."""
    missing = [wanted for wanted in APPLIED if not _is_there(wanted)]
    for wanted in missing:
        _apply(wanted, cast, now - timedelta(days=2))
    return len(missing)


def _is_there(wanted: Wanted) -> bool:
    return Account.objects.filter(name=wanted.name, origin=Origin.EXAMPLE).exists()


def _apply(wanted: Wanted, cast: Cast, at: datetime) -> Account:
    holder = cast.organisations[wanted.holder]
    seats = [Seat(cast[key], may_propose=True, may_approve=True) for key in wanted.people]
    account = accounts.apply(
        holder=holder,
        country=cast.country if holder.side == Side.PARTNER else None,
        kind=wanted.kind,
        name=wanted.name,
        seats=seats,
        by=cast[wanted.people[0]] if wanted.people else cast.system,
        at=at,
        origin=Origin.EXAMPLE,
    )
    return steps.hand_in(account, details=details_of(account), by=account.applied_by, at=at)


def details_of(account: Account) -> dict[str, str]:
    """Details of an example's holder; nobody is reached by them."""
    name, of = account.holder.name, account.holder
    return {
        "name_en": name,
        "name_ja": of.name_ja or "（例）" + name,
        "representative": "Example Representative",
        "address_en": "1 Example Street",
        "address_ja": "（例）一丁目1番",
        "phone": "+00 000 0000",
        "email": "office@example.org",
        "department_en": "Carbon credits",
        "department_ja": "（例）クレジット管理部",
        "department_address_en": "1 Example Street",
        "department_address_ja": "（例）一丁目1番",
        "department_phone": "+00 000 0001",
        "department_email": "credits@example.org",
    }


@transaction.atomic
def keep_up_all(cast: Cast, now: datetime) -> int:
    """The yearly confirmations up to today, but for one holder who is asked now; and a change of representatives."""
    stale = HolderDetails.objects.filter(confirmed_on=OPENED_AT.date(), account__origin=Origin.EXAMPLE)
    kept = list(stale.select_related("account"))
    for details in kept:
        late = details.account.name == "Example Trading"
        holders.confirm(
            account_id=details.account_id,
            values=details_of(details.account),
            by=details.account.applied_by,
            at=now - timedelta(days=345 if late else 60),
        )
    holders.ask_due(by=cast.system, at=now)
    account = find("Example Solar Engineering")
    if kept and not account.representative_changes.exists():
        representatives.ask(
            account_id=account.pk,
            kind=ChangeKind.RIGHTS,
            user=cast["participant2_japan"],
            may_propose=True,
            by=cast["participant_japan"],
            at=now - timedelta(days=1),
        )
    return len(kept)


@transaction.atomic
def propose_all(cast: Cast, now: datetime) -> int:
    """Propose a transfer from every kind of holder; each waits for another person of the account. Returns how many."""
    wanted = (
        ("Example Solar Engineering", "Example Trading", 25, "participant2_japan"),
        ("Example Trading", "Example Solar Engineering", 5, "buyer2_japan"),
        ("Example Trading", "Example Solar Engineering", 3, "buyer_japan"),
        ("Example: Government of Japan", "Example Solar Engineering", 40, "government2_japan"),
        ("Example: Government of Japan", "Example Solar Engineering", 2, "government_japan"),
        ("Example: Government of Thailand", "Example Water Industries", 4, "government_thailand"),
        ("Example: Government of Thailand", "Example Water Industries", 15, "government2_thailand"),
        ("Example Water Industries", "Example: Government of Thailand", 10, "participant2_thailand"),
    )
    return sum(_propose(*one, cast=cast, at=now - timedelta(days=1)) for one in wanted)


def _propose(sender: str, receiver: str, tonnes: int, by: str, *, cast: Cast, at: datetime) -> bool:
    account, note = find(sender), f"Example: {tonnes} t to {find(receiver).holder.name}"[:300]
    if TransactionRequest.objects.filter(sender=account, note=note).exists():
        return False
    requests.propose(
        account_id=account.pk,
        kind="transfer",
        receiver=find(receiver).number,
        note=note,
        units=requests.choose(account=account, quantity=tonnes),
        by=cast[by],
        at=at,
    )
    return True


@transaction.atomic
def act_for_registry(cast: Cast, now: datetime) -> int:
    """The registry itself acts: two tonnes are frozen, four wait to be set aside, an account waits for its new holder,
    another for a rule and a document. Returns how many were proposed.
    """
    if OfficerRequest.objects.filter(reason__startswith="Example:").exists():
        return 0
    account, at = find("Example Solar Engineering"), now - timedelta(hours=20)
    serials = [
        str(serial) for serial, _tonnes, _year in requests.serials_of(requests.choose(account=account, quantity=2))
    ]
    freeze = Wish(kind=TransactionKind.FREEZE, reason="Example: order of a court", selection=Selection(serials=serials))
    asked = officer_requests.propose(wish=freeze, by=cast["registry_japan"], at=at)
    officer_requests.approve(request_id=asked.pk, by=cast["registry2_japan"], at=at + timedelta(hours=1))
    aside = Wish(
        kind=TransactionKind.SET_ASIDE,
        reason="Example: share for the buffer",
        account=account.number,
        selection=Selection(quantity=4),
    )
    officer_requests.propose(wish=aside, by=cast["registry_japan"], at=at + timedelta(hours=2))
    holder_changes.propose(
        account_id=find(SOLD).pk,
        new_holder=cast.organisations["buyer"],
        proposer=cast["buyer_japan"],
        approver=cast["buyer2_japan"],
        reason="Example: the plant was sold",
        by=cast["registry_japan"],
        at=at + timedelta(hours=3),
    )
    trading = find("Example Trading")
    rule_changes.propose(account_id=trading.pk, trusted_only=True, by=cast["buyer_japan"], at=at + timedelta(hours=4))
    document_requests.ask(
        account_id=trading.pk,
        name="Certificate of corporate registration of this year",
        reason="Example: the one handed in is three years old.",
        due_on=now.date() + timedelta(days=20),
        by=cast["registry_japan"],
        at=at + timedelta(hours=5),
    )
    return 5
