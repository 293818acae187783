"""Situations of `registry`: open accounts with people who act for them, and units in them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import User
from registry.checks import applications as application_checks
from registry.models import (
    Account,
    AccountKind,
    BookTransaction,
    DocumentRequest,
    HolderChange,
    HolderDetails,
    InspectionKind,
    OfficerRequest,
    RegistryStop,
    RepresentativeChange,
    RuleChange,
    TransactionRequest,
)
from registry.selectors import holdings
from registry.services import (
    accounts,
    applications,
    batches,
    document_requests,
    holder_changes,
    holders,
    inspections,
    log,
    officer_requests,
    postings,
    representatives,
    requests,
    rule_changes,
    suspensions,
)
from registry.services.accounts import Seat
from registry.services.choices import Selection
from registry.services.officer_plans import Wish
from registry.services.postings import NewLot, Portion
from registry.tlog.notes import SignerKey
from scenarios import steps
from tests.conftest import NOON
from tests.factories.addresses import Address, by, number, of_it, pk
from tests.factories.partners import a_country_in_operation, person

_keys = count(1)
LOG_KEY = SignerKey("registry.test/log", bytes(range(32)))


def an_account(
    it: SimpleNamespace,
    holder: Organisation,
    *,
    kind: str = AccountKind.ENTITY,
    country: PartnerCountry | None = None,
    people: tuple[User, ...] = (),
    at: datetime = NOON,
) -> Account:
    """An open account whose people may propose and approve."""
    if not people and kind in {AccountKind.ENTITY, AccountKind.GOVERNMENT}:
        role = "government" if holder.kind == "government" else "participant"
        people = (person(role, holder, country), person(role, holder, country))
    account = accounts.apply(
        holder=holder,
        country=country,
        kind=kind,
        name=f"{holder.name} {kind}",
        seats=[Seat(user, may_propose=True, may_approve=True) for user in people],
        by=it.system,
        at=at,
    )
    sent(account, by=it.system, at=at)
    return steps.open_account(account, officers=officers_of(it, account), at=at)


def officers_of(it: SimpleNamespace, account: Account) -> tuple[User, User]:
    """Who checks and who opens in the registry of the account."""
    if account.country_id is None:
        return it.registry_officer, it.registry_officer2
    return it.partner_registry_officer, it.partner_registry_officer2


def sent(account: Account, *, by: User, at: datetime = NOON) -> Account:
    """The application with everything it needs, at the registry."""
    return steps.hand_in(account, details=DETAILS, by=by, at=at)


def checked(it: SimpleNamespace, account: Account, *, at: datetime = NOON) -> Account:
    """The application as the first officer leaves it."""
    answers = steps.ticked(application_checks.CHECKLIST)
    return applications.check(account_id=account.pk, answers=answers, by=officers_of(it, account)[0], at=at)


def a_scan(name: str = "scan") -> SimpleUploadedFile:
    """A small file that begins as a PDF does."""
    return SimpleUploadedFile(f"{name}.pdf", b"%PDF-1.7 a scan", "application/pdf")


DETAILS = {
    "name_en": "Sakura Engineering Co., Ltd.",
    "name_ja": "さくらエンジニアリング株式会社",
    "representative": "Taro Yamada",
    "address_en": "1-1 Kasumigaseki, Tokyo",
    "address_ja": "東京都千代田区霞が関1-1",
    "phone": "+81 3 0000 0000",
    "email": "office@example.org",
    "department_en": "Carbon team",
    "department_ja": "炭素管理部",
    "department_address_en": "1-1 Kasumigaseki, Tokyo",
    "department_address_ja": "東京都千代田区霞が関1-1",
    "department_phone": "+81 3 0000 0001",
    "department_email": "carbon@example.org",
}


def units_in(account: Account, quantity: int, *, host: str = "TH", vintage: int = 2021, project: str = "TH014") -> None:
    """Issue units straight into an account."""
    it = SimpleNamespace(number=next(_keys))
    lot = NewLot(
        host=host,
        registry=account.registry,
        project=project,
        issuance=it.number % 98 + 1,
        vintage=vintage,
        portions=[Portion(account, quantity)],
    )
    postings.issue(key=f"test-issue-{it.number}", lots=[lot], by=account.applied_by, at=NOON)


def two_holders(quantity: int = 1000, it: SimpleNamespace | None = None) -> SimpleNamespace:
    """A country in operation; a Japanese company with units, another company, and Japan's terminal accounts."""
    it = it or a_country_in_operation()
    it.sender = an_account(it, it.japanese_company, people=(it.participant, it.participant2))
    it.receiver = an_account(it, it.other_company)
    it.retirement = an_account(it, it.government_japan, kind=AccountKind.RETIREMENT)
    it.cancellation = an_account(it, it.government_japan, kind=AccountKind.CANCELLATION_VOLUNTARY)
    if quantity:
        units_in(it.sender, quantity)
    return it


def a_registry_with_officers(quantity: int = 1000) -> SimpleNamespace:
    """Two holders, the buffer of Japan's registry, and a second administrator beside the first."""
    it = two_holders(quantity)
    it.buffer = an_account(it, it.government_japan, kind=AccountKind.BUFFER)
    it.second_officer = person("registry", it.jcma)
    return it


def _officer_request(it: SimpleNamespace) -> OfficerRequest:
    """A freeze that a second administrator proposed."""
    serial = str(holdings.of(_sender(it))[0].serial)
    wish = Wish(kind="freeze", reason="Order of a court", selection=Selection(serials=[serial]))
    return officer_requests.propose(wish=wish, by=person("registry", it.jcma), at=NOON)


def _batch(it: SimpleNamespace) -> dict[str, object]:
    """A file of one transfer, proposed."""
    sender = _sender(it)
    text = f"receiver,quantity_tco2e,serials,note\n{it.receiver.number},10,,\n"
    made = batches.propose(account_id=sender.pk, text=text, file_name="a.csv", by=it.participant2, at=NOON)
    return {"pk": made.pk}


def _request(it: SimpleNamespace) -> TransactionRequest:
    units = requests.choose(account=_sender(it), quantity=10)
    return requests.propose(
        account_id=it.sender.pk, kind="transfer", receiver=it.receiver.number, units=units, by=it.participant2, at=NOON
    )


def _sender(it: SimpleNamespace) -> Account:
    """An account with units and people, in the country that the test stands in."""
    if not hasattr(it, "sender"):
        it.sender = an_account(it, it.japanese_company, people=(it.participant, it.participant2))
        it.receiver = an_account(it, it.other_company)
        units_in(it.sender, 100)
    return it.sender  # type: ignore[no-any-return]  # a namespace


def _applied(it: SimpleNamespace) -> Account:
    seats = [Seat(user, may_propose=True, may_approve=True) for user in (it.participant, it.participant2)]
    return accounts.apply(
        holder=it.japanese_company,
        country=None,
        kind=AccountKind.ENTITY,
        name="Applied for",
        seats=seats,
        by=it.participant,
        at=NOON,
    )


def _sent(it: SimpleNamespace) -> Account:
    return sent(_applied(it), by=it.participant)


def _document(it: SimpleNamespace) -> dict[str, object]:
    account = _sent(it)
    return {"number": account.number, "pk": account.documents.latest("pk").pk}


def _details(it: SimpleNamespace) -> HolderDetails:
    details: HolderDetails = _sender(it).details
    return details


def _with_a_proposer(it: SimpleNamespace) -> HolderDetails:
    """The details, with the name of the representative who would have changed them."""
    details = _details(it)
    HolderDetails.objects.filter(pk=details.pk).update(proposed_by=it.participant2)
    return HolderDetails.objects.get(pk=details.pk)


def _changed_details(it: SimpleNamespace) -> HolderDetails:
    """A representative has changed the telephone number; another has to approve it."""
    details = _details(it)
    values = {name: getattr(details, name) for name in holders.FIELDS} | {"phone": "+81 3 2222 2222"}
    return holders.confirm(account_id=details.account_id, values=values, by=it.participant2, at=NOON)


def a_holder_change(it: SimpleNamespace) -> HolderChange:
    """The account of a company goes to another one after a merger; two people of it are to act first."""
    account = _sender(it)
    return holder_changes.propose(
        account_id=account.pk,
        new_holder=it.other_company,
        proposer=person("participant", it.other_company),
        approver=person("participant", it.other_company),
        reason="Merger of 1 April 2026.",
        by=it.registry_officer,
        at=NOON,
    )


def a_document_request(it: SimpleNamespace) -> DocumentRequest:
    """The registry asks the holder of an open account for a document."""
    return document_requests.ask(
        account_id=_sender(it).pk,
        name="Certificate of registration of this year",
        reason="The one that we have is of 2019.",
        due_on=NOON.date() + timedelta(days=14),
        by=it.registry_officer,
        at=NOON,
    )


def _handed_in(it: SimpleNamespace) -> dict[str, object]:
    """A file for it."""
    wanted = a_document_request(it)
    document_requests.hand_in(request_id=wanted.pk, upload=a_scan(), by=it.participant, at=NOON)
    return {"number": wanted.account.number, "pk": wanted.pk, "file": wanted.documents.get().pk}


def a_rule_change(it: SimpleNamespace) -> RuleChange:
    """A representative proposes that credits leave for trusted accounts only; another has to approve it."""
    return rule_changes.propose(account_id=_sender(it).pk, trusted_only=True, by=it.participant2, at=NOON)


def a_change(it: SimpleNamespace) -> RepresentativeChange:
    """A representative asks for one more."""
    account = _sender(it)
    return representatives.ask(
        account_id=account.pk,
        kind="add",
        user=person("participant", account.holder),
        may_propose=True,
        by=it.participant,
        at=NOON,
    )


def _change(it: SimpleNamespace) -> dict[str, object]:
    change = a_change(it)
    return {"number": change.account.number, "pk": change.pk}


def a_stop(it: SimpleNamespace) -> RegistryStop:
    """Japan's registry, stopped by a check that found a difference."""
    _sender(it)
    inspections.keep(
        kind=InspectionKind.RECONCILIATION,
        registry="JP",
        counted=1,
        difference="lot TH-JP-1 (jcm): only in our book",
        by=it.system,
        at=NOON,
    )
    return RegistryStop.objects.get()


def _asked_stop(it: SimpleNamespace) -> RegistryStop:
    """The same, and one administrator has asked to let it go on."""
    return inspections.ask_to_lift(stop_id=a_stop(it).pk, note="Theirs was late.", by=it.registry_officer, at=NOON)


def _transaction(it: SimpleNamespace) -> dict[str, object]:
    _sender(it)
    return {"pk": BookTransaction.objects.latest("pk").pk}


def _trusted(it: SimpleNamespace) -> dict[str, object]:
    listed = accounts.trust(account_id=_sender(it).pk, number=it.receiver.number, by=it.participant, at=NOON)
    return {"number": it.sender.number, "pk": listed.pk}


def a_signed_log(it: SimpleNamespace) -> None:
    """Everything posted so far stands in the log under a signed head."""
    log.sequence(signers=[LOG_KEY], by=it.system, at=NOON)


def _entry(it: SimpleNamespace) -> dict[str, object]:
    _sender(it)
    a_signed_log(it)
    return {"position": 0}


def _signed(it: SimpleNamespace) -> dict[str, object]:
    _entry(it)
    return {}


def _partial_tile(it: SimpleNamespace) -> dict[str, object]:
    _entry(it)
    return {"level": "entries", "number": "000", "width": 1}


def _full_tile(it: SimpleNamespace) -> dict[str, object]:
    for _entry in range(256):
        units_in(_sender(it), 1, project=f"TH{_entry:03d}")
    a_signed_log(it)
    return {"level": "0", "number": "000"}


def _blocked(it: SimpleNamespace) -> dict[str, object]:
    _sender(it)
    suspensions.suspend(scope="project", name="TH014", reason="Review", by=it.registry_officer, at=NOON)
    return {"scope": "project", "name": "TH014"}


def _number(it: SimpleNamespace) -> dict[str, object]:
    return {"number": _sender(it).number}


ADDRESSES: dict[str, Address] = {
    "registry:account-page": Address(_number),
    "registry:account-statement": Address(_number),
    "registry:trusted-list": Address(_number),
    "registry:trusted-remove": Address(_trusted),
    "registry:trusted-approve": Address(_trusted),
    "registry:transfer-start": Address(_number),
    "registry:account-correct": number(_applied),
    "registry:account-submit": number(_applied),
    "registry:account-check": number(_sent),
    "registry:account-open": number(_sent),
    "registry:account-return": number(_sent),
    "registry:account-refuse": number(_sent),
    "registry:account-withdraw": number(_sent),
    "registry:account-document-attach": number(_applied).plus(slot="identity"),
    "registry:account-document-file": Address(_document),
    "registry:account-details": Address(_number),
    "registry:holder-propose": Address(_number),
    "registry:holder-page": by({"number": "account.number", "pk": "pk"}, a_holder_change),
    "registry:holder-confirm": by({"number": "account.number", "pk": "pk"}, a_holder_change),
    "registry:holder-reject": by({"number": "account.number", "pk": "pk"}, a_holder_change),
    "registry:document-ask": Address(_number),
    "registry:document-file": Address(_handed_in),
    **{
        f"registry:document-{way}": by({"number": "account.number", "pk": "pk"}, a_document_request)
        for way in ("page", "hand-in", "take", "ask-again", "withdraw")
    },
    "registry:rule-propose": Address(_number),
    "registry:rule-page": by({"number": "account.number", "pk": "pk"}, a_rule_change),
    "registry:rule-approve": by({"number": "account.number", "pk": "pk"}, a_rule_change),
    "registry:rule-reject": by({"number": "account.number", "pk": "pk"}, a_rule_change),
    "registry:details-approve": by({"number": "account.number"}, _changed_details),
    "registry:details-reject": by({"number": "account.number"}, _changed_details),
    "registry:account-ask-to-close": Address(_number),
    "registry:account-keep-open": Address(_number),
    "registry:account-public": Address(_number),
    "registry:change-ask": Address(_number),
    "registry:change-page": Address(_change),
    "registry:change-confirm": Address(_change),
    "registry:change-decline": Address(_change),
    "registry:change-withdraw": Address(_change),
    "registry:account-suspend": Address(_number),
    "registry:account-reinstate": Address(_number),
    "registry:account-close": Address(_number),
    "registry:transaction-page": Address(_transaction),
    "registry:request-page": pk(_request),
    "registry:request-approve": pk(_request),
    "registry:request-reject": pk(_request),
    "registry:request-cancel": pk(_request),
    "registry:request-stop": pk(_request),
    "registry:batch-start": Address(_number),
    "registry:batch-page": Address(_batch),
    "registry:batch-approve": Address(_batch),
    "registry:batch-reject": Address(_batch),
    "registry:officer-start": of_it().plus(kind="freeze"),
    "registry:officer-page": pk(_officer_request),
    "registry:officer-approve": pk(_officer_request),
    "registry:officer-reject": pk(_officer_request),
    "registry:officer-cancel": pk(_officer_request),
    "registry:resume": Address(_blocked),
    "registry:stop-page": pk(_asked_stop),
    "registry:stop-ask-to-lift": pk(_asked_stop),
    "registry:stop-keep": pk(_asked_stop),
    "registry:stop-lift": pk(_asked_stop),
    "registry:api-openings": Address(_number),
    "registry:log-entry": Address(_entry),
    "registry:log-proof": Address(_entry),
    "registry:log-transaction": Address(_transaction),
    "registry:log-tile": Address(_full_tile),
    "registry:log-tile-partial": Address(_partial_tile),
    "registry:log-checkpoint": Address(_signed),
    "registry:log-totals": Address(_signed),
}
SUBJECTS: dict[str, Callable[[SimpleNamespace], object]] = {
    "registry.Account": _applied,
    "registry.DocumentRequest": a_document_request,
    "registry.HolderChange": a_holder_change,
    "registry.HolderDetails": _with_a_proposer,
    "registry.RepresentativeChange": a_change,
    "registry.RuleChange": a_rule_change,
    "registry.TransactionRequest": _request,
    "registry.OfficerRequest": _officer_request,
    "registry.RegistryStop": a_stop,
}
