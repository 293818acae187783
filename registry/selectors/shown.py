"""What people read of a request before they propose, approve or execute it: the same lines on every page."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db.models import CharField
from django.utils.translation import gettext_lazy as _

from common.days import day
from common.facts import Fact
from common.refusals import Sentence
from registry.models import (
    Account,
    DocumentRequest,
    HolderChange,
    HolderDetails,
    OfficerRequest,
    RepresentativeChange,
    RuleChange,
    TransactionRequest,
    TransferBatch,
)
from registry.selectors import accounts, batches

type Explains = Callable[[TransactionRequest], Sequence[Fact]]
_explained: dict[str, Explains] = {}


def explain(kind: str, facts: Explains) -> None:
    """Register what an app above says of requests of a kind, in fields: its purpose, its beneficiary."""
    if _explained.get(kind, facts) is not facts:
        raise RuntimeError(f"{kind} is explained already")
    _explained[kind] = facts


def of_request(asked: TransactionRequest) -> Sequence[Fact]:
    """A transfer, retirement or cancellation: between whom, which units, what for."""
    legs = asked.legs.select_related("lot__series")
    lines = [
        *between(asked.sender, asked.receiver),
        Fact(_("Amount"), asked.quantity_tco2e, "tonnes"),
        Fact(_("Exactly these units"), [str(leg.serial) for leg in legs], "serial"),
    ]
    if asked.kind in _explained:
        lines += _explained[asked.kind](asked)
    return [*lines, Fact(_("Note"), asked.note, "public")] if asked.note else lines


def between(sender: Account, receiver: Account) -> Sequence[Fact]:
    """From which account to which, and whose that is."""
    return [
        Fact(_("From account"), sender.number),
        Fact(_("To account"), receiver.number),
        Fact(_("Its holder"), str(receiver.holder)),
    ]


def rule(*, trusted_only: bool) -> Fact:
    """To which accounts a transfer out of the account may go, by the holder's own rule."""
    listed_only = _("only to accounts of the trusted list and to the holder’s other accounts")
    return Fact(_("Transfers go"), listed_only if trusted_only else _("to any account"))


def of_document_request(wanted: DocumentRequest) -> Sequence[Fact]:
    """A document that the registry asks for: which, why, until when, and who asked."""
    return [
        Fact(_("Account"), str(wanted.account)),
        Fact(_("Document"), wanted.name),
        Fact(_("Why it is needed"), wanted.reason),
        Fact(_("Last day"), day(wanted.due_on)),
        Fact(_("Asked for by"), str(wanted.asked_by)),
    ]


def of_rule_change(change: RuleChange) -> Sequence[Fact]:
    """A change of an account's rule: what is to hold, and who proposed it."""
    return [
        Fact(_("Account"), str(change.account)),
        rule(trusted_only=change.trusted_only),
        Fact(_("Proposed by"), str(change.proposed_by)),
    ]


def runs(*, is_trusted: bool) -> Fact:
    """When a transfer runs after its approval."""
    at_once = _("as soon as it is approved: the account is trusted")
    later = _(
        "24 hours after its approval: the account is not on your trusted list. Until two hours before, you can "
        "cancel it."
    )
    return Fact(_("It runs"), at_once if is_trusted else later)


def of_officer_request(asked: OfficerRequest) -> Sequence[Fact]:
    """What a registry asks for itself: which units, from where to where, and why."""
    legs = asked.legs.select_related("lot__series", "sender", "receiver")
    lines = [Fact(_("Kind"), asked.get_kind_display()), Fact(_("Registry"), asked.registry)]
    if asked.answers_id is not None:
        lines.append(Fact(_("Transaction that it answers"), str(asked.answers_id)))
    return [
        *lines,
        Fact(_("Amount"), asked.quantity_tco2e, "tonnes"),
        Fact(_("Exactly these units"), [str(leg.serial) for leg in legs], "serial"),
        Fact(_("From account"), sorted({leg.sender.number for leg in legs})),
        Fact(_("To account"), sorted({leg.receiver.number for leg in legs if leg.receiver}) or _("stays where it is")),
        Fact(_("Reason"), asked.reason, "public"),
    ]


def of_batch(batch: TransferBatch) -> Sequence[Fact]:
    """A file of transfers: every line with its receiver, tonnes and units."""
    lines = [Fact(_("From account"), batch.account.number), Fact(_("File"), batch.file_name)]
    lines.append(Fact(_("Amount"), batches.total(batch), "tonnes"))
    for asked in batches.requests_of(batch):
        units = ", ".join(str(leg.serial) for leg in asked.legs.all())
        receiver = f"{asked.receiver.number} ({asked.receiver.holder})"
        lines.append(Fact(receiver, f"{asked.quantity_tco2e:,} t: {units}"))
    return lines


def of_approval(asked: TransactionRequest, today: date) -> Sequence[Fact]:
    """The same as its second person reads it: by whom it was proposed, and when it will run."""
    proposed = Fact(_("Proposed by"), str(asked.proposed_by))
    if asked.kind not in _explained:
        lines = [*of_request(asked), runs(is_trusted=accounts.is_trusted(asked.sender, asked.receiver, today))]
        return [*lines, rule(trusted_only=asked.sender.trusted_only), proposed]
    return [*of_request(asked), proposed]


def consequence(asked: TransactionRequest) -> Sentence:
    """What follows from an approval, and what of it cannot be undone."""
    if asked.kind in _explained:
        return _("The units are used for good, at once. What stands above as public is printed on the certificate.")
    return _("Exactly these units move. What has moved comes back only by a transfer of the receiver.")


def of_application(account: Account) -> Sequence[Fact]:
    """What the second officer opens: the account, every detail of its holder, and who acts for it by which rights."""
    details = HolderDetails.objects.filter(account=account).first()
    lines = [
        Fact(_("Holder"), str(account.holder)),
        Fact(_("Name of the account"), account.name),
        Fact(_("Kind"), account.get_kind_display()),
        *([rule(trusted_only=account.trusted_only)] if account.needs_representatives else []),
    ]
    if details is not None:
        lines += [Fact(label, getattr(details, name)) for name, label in _labels().items() if getattr(details, name)]
    people = [f"{one.user}: {one.rights_in_words}" for one in accounts.representatives(account)]
    return [*lines, Fact(_("Representatives"), people)] if people else lines


def of_change(change: RepresentativeChange) -> Sequence[Fact]:
    """A change of representatives: who, with which rights after it, and who asked for it."""
    named = ((_("proposes"), change.may_propose), (_("approves"), change.may_approve))
    rights = [str(word) for word, given in named if given]
    return [
        Fact(_("Account"), str(change.account)),
        Fact(_("Holder"), str(change.account.holder)),
        Fact(_("What is to change"), change.get_kind_display()),
        Fact(_("Who"), str(change.user)),
        Fact(_("Rights afterwards"), rights or _("reads")),
        Fact(_("Asked for by"), str(change.asked_by)),
    ]


def of_holder_change(change: HolderChange) -> Sequence[Fact]:
    """A change of holder: from whom to whom, who acts first, and why."""
    return [
        Fact(_("Account"), str(change.account)),
        Fact(_("Holder until now"), str(change.earlier_holder)),
        Fact(_("New holder"), str(change.new_holder)),
        Fact(_("Proposes transactions"), f"{change.proposer} ({change.proposer.email})"),
        Fact(_("Approves transactions"), f"{change.approver} ({change.approver.email})"),
        Fact(_("Reason"), change.reason, "public"),
        Fact(_("Proposed by"), str(change.proposed_by)),
    ]


def of_changed_details(details: HolderDetails) -> Sequence[Fact]:
    """What a representative has changed about the holder: before and after, and by whom."""
    lines, labels = [Fact(_("Account"), str(details.account))], _labels()
    for name, value in details.proposed_values.items():
        label = str(labels[name])
        lines.append(Fact(label, [f"{getattr(details, name) or '–'} →", value or "–"], "public"))
    return [*lines, Fact(_("Proposed by"), str(details.proposed_by or ""))]


def _labels() -> dict[str, str]:
    """The details of a holder by the name of their field, as the form calls them."""
    asked = (field for field in HolderDetails._meta.fields if isinstance(field, CharField) and field.editable)
    return {field.name: str(field.verbose_name) for field in asked}
