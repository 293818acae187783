"""An account is opened by two officers after the holder handed everything in, kept by two people, closed when empty."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from common.models import StoredFile
from common.refusals import Refused
from registry.book import ledger
from registry.checks.applications import CHECKLIST
from registry.models import (
    Account,
    AccountKind,
    AccountSlot,
    HolderDetails,
    Representative,
    RepresentativeChange,
    TransferLimit,
)
from registry.selectors import applications as selectors
from registry.services import accounts, applications, holders, representatives, requests
from registry.services.accounts import Seat
from tests.conftest import NOON
from tests.database import past_the_rights
from tests.factories.partners import a_country_in_operation, person, rulebook_for
from tests.factories.registry import DETAILS, a_scan, an_account, checked, sent, two_holders
from workflow.steps.models import WaitingStep

DAY = timedelta(days=1)
TICKED = {key: True for key, _label in CHECKLIST}


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """A begun application of a Japanese company."""
    it = a_country_in_operation()
    it.account = apply(it)
    return it


def apply(it: SimpleNamespace, **changes: Any) -> Account:
    seats = [Seat(it.participant, may_propose=True), Seat(it.participant2, may_approve=True)]
    values = {
        "holder": it.japanese_company,
        "country": None,
        "kind": AccountKind.ENTITY,
        "name": "Ours",
        "seats": seats,
        "by": it.participant,
        "at": NOON,
    } | changes
    return accounts.apply(**values)


def refused(number: str, deed: Any, **values: Any) -> None:
    with pytest.raises(Refused) as refusal, transaction.atomic():
        deed(**values)
    assert refusal.value.number == number


def attach(it: SimpleNamespace, slot: str, **changes: Any) -> Any:
    values = {"account_id": it.account.pk, "slot": slot, "upload": a_scan(slot), "by": it.participant, "at": NOON}
    return applications.attach(**values | changes)


def state(it: SimpleNamespace) -> str:
    return str(Account.objects.get(pk=it.account.pk).state)


def step(it: SimpleNamespace) -> str:
    return str(WaitingStep.objects.get(paper=it.account.paper, done_at=None).todo)


def test_an_application_is_sent_when_its_documents_and_details_are_there(it: SimpleNamespace) -> None:
    deed = {"account_id": it.account.pk, "by": it.participant, "at": NOON}
    for slot in ("registration", "authority"):
        attach(it, slot)
    refused("ACC-10", applications.submit, **deed)
    attach(it, "identity")
    refused("DET-01", applications.submit, **deed)
    refused("DET-01", holders.confirm, values=DETAILS | {"address_ja": " "}, **deed)
    refused("DET-02", holders.confirm, values=DETAILS | {"email": "no address"}, **deed)
    for number in ("call us", "12-34", "+81 3 1234 5678 or later"):
        refused("DET-05", holders.confirm, values=DETAILS | {"department_phone": number}, **deed)
    assert not HolderDetails.objects.exists()
    holders.confirm(values=DETAILS, **deed)
    assert state(it) == "draft"
    assert step(it) == "Finish the account application and send it"
    applications.submit(**deed)
    assert step(it) == "Check the account application"
    refused("DET-03", holders.confirm, values=DETAILS | {"phone": "1"}, **deed)  # not under the officers' eyes
    assert HolderDetails.objects.get().phone == DETAILS["phone"]


def test_somebody_who_only_reads_is_named_in_the_form_and_hands_nothing_in(it: SimpleNamespace) -> None:
    reader, client = person("participant", it.japanese_company), Client()
    client.force_login(it.participant)
    both = [it.participant.pk, it.participant2.pk]
    values = {"holder": it.japanese_company.pk, "name": "Three", "proposers": both, "approvers": both}
    answer = client.post("/accounts/registry/apply/", values | {"viewers": [reader.pk]})
    account = Account.objects.get(name="Three")
    assert answer.headers["Location"] == account.get_absolute_url()
    assert account.rights_of(reader) == {"view"}
    refused("ACC-13", applications.attach, account_id=account.pk, slot="identity", upload=a_scan(), by=reader, at=NOON)
    applications.attach(account_id=account.pk, slot="identity", upload=a_scan(), by=it.participant2, at=NOON)


def test_an_officer_sees_what_a_suspension_stops_before_and_reads_it_on_the_account_after(it: SimpleNamespace) -> None:
    held, client = two_holders(1234, it), Client()
    requests.propose(
        account_id=held.sender.pk,
        kind="transfer",
        receiver=held.receiver.number,
        by=held.participant,
        at=NOON,
        units=requests.choose(account=held.sender, quantity=10),
    )
    client.force_login(held.registry_officer)
    address = held.sender.get_absolute_url()
    page = client.get(f"{address}suspend/")
    assert (page.context["reach"].quantity_tco2e, page.context["reach"].requests) == (1234, 1)
    assert held.sender.number in page.content.decode().split("<dl")[1]
    assert "has suspended this account" not in client.get(address).content.decode()
    client.post(f"{address}suspend/", {"note": "Order of a court"})
    assert "has suspended this account" in client.get(address).content.decode()


def test_a_foreign_holder_gives_its_details_in_english_only(it: SimpleNamespace) -> None:
    account = apply(
        it,
        holder=it.local_company,
        country=it.country,
        by=it.local_participant,
        seats=[
            Seat(it.local_participant, may_propose=True),
            Seat(person("participant", it.local_company), may_approve=True),
        ],
    )
    english = {name: value for name, value in DETAILS.items() if not name.endswith("_ja")}
    assert holders.confirm(account_id=account.pk, values=english, by=it.local_participant, at=NOON).name_ja == ""
    refused("DET-01", holders.confirm, account_id=it.account.pk, values=english, by=it.participant, at=NOON)


def test_a_registry_may_ask_for_the_representative_of_the_moc(it: SimpleNamespace) -> None:
    rulebook = rulebook_for(it.country)
    for asked in (False, True):
        rulebook.rules["account.same_representative_as_moc"] = asked
        rulebook.save()
        account = Account(country=it.country, kind=AccountKind.ENTITY, holder=it.local_company)
        account.pk = it.account.pk
        assert ("moc" in [slot for slot, _document in selectors.documents(account, NOON.date())]) == asked


def test_a_document_is_judged_by_its_content_and_kept_with_its_hash(it: SimpleNamespace) -> None:
    refused("FIL-03", attach, it=it, slot="identity", upload=SimpleUploadedFile("passport.pdf", b"MZ program"))
    refused("ACC-15", attach, it=it, slot="official-letter")
    refused("ACC-13", attach, it=it, slot="identity", by=it.outsider)
    assert not StoredFile.objects.exists()
    first, second = attach(it, "identity"), attach(it, "identity", upload=a_scan("newer"))
    assert len(second.file.sha256) == 64
    assert dict(selectors.documents(it.account, NOON.date()))[AccountSlot.IDENTITY] == second
    assert it.account.documents.count() == 2, "the first stays in the file"
    assert first.file.name == "identity.pdf"
    sent(it.account, by=it.participant)
    refused("ACC-14", attach, it=it, slot="identity")


def test_one_officer_checks_and_another_opens(it: SimpleNamespace) -> None:
    deed = {"account_id": it.account.pk, "at": NOON}
    sent(it.account, by=it.participant)
    refused("MOV-01", applications.open_account, by=it.registry_officer2, **deed)
    refused("ACC-11", applications.check, answers=TICKED | {"people": False}, by=it.registry_officer, **deed)
    refused("MOV-02", applications.check, answers=TICKED, by=it.participant, **deed)
    applications.check(answers=TICKED, by=it.registry_officer, **deed)
    refused("MOV-02", applications.open_account, by=it.registry_officer, **deed)
    assert state(it) == "checked"
    opened = applications.open_account(by=it.registry_officer2, **deed)
    assert (opened.state, opened.checked_by, opened.opened_by) == ("open", it.registry_officer, it.registry_officer2)
    assert opened.book_id is not None


def test_the_officer_who_applied_neither_checks_nor_opens(it: SimpleNamespace) -> None:
    it.account = apply(it, by=it.registry_officer)
    sent(it.account, by=it.registry_officer)
    refused("MOV-02", applications.check, account_id=it.account.pk, answers=TICKED, by=it.registry_officer, at=NOON)


@pytest.mark.parametrize("same", ["checked_by", "applied_by"])
def test_the_database_refuses_one_person_for_both(it: SimpleNamespace, same: str) -> None:
    sent(it.account, by=it.participant)
    checked(it, it.account)
    account = applications.open_account(account_id=it.account.pk, by=it.registry_officer2, at=NOON)
    with pytest.raises(IntegrityError, match="account_opened_by_two_persons"), transaction.atomic():
        Account.objects.filter(pk=account.pk).update(opened_by=getattr(account, same))
    with pytest.raises(IntegrityError, match="account_checked_by_two_persons"), transaction.atomic():
        Account.objects.filter(pk=account.pk).update(checked_by=account.applied_by)


def test_an_application_comes_back_with_reasons_and_goes_in_again(it: SimpleNamespace) -> None:
    deed = {"account_id": it.account.pk, "at": NOON}
    sent(it.account, by=it.participant)
    refused("ACC-08", applications.return_to_applicant, note=" ", by=it.registry_officer, **deed)
    checked(it, it.account)
    back = applications.return_to_applicant(note="The certificate is too old.", by=it.registry_officer, **deed)
    assert (back.state, back.state_note, back.checked_by) == ("returned", "The certificate is too old.", None)
    attach(it, "registration", upload=a_scan("newer"))
    applications.submit(by=it.participant, **deed)
    checked(it, it.account)
    assert applications.open_account(by=it.registry_officer2, **deed).state == "open"


def test_an_application_is_declined_with_reasons_or_withdrawn(it: SimpleNamespace) -> None:
    other = apply(it, name="Another")
    for account in (it.account, other):
        sent(account, by=it.participant)
    refused("ACC-08", applications.refuse, account_id=it.account.pk, note="", by=it.registry_officer, at=NOON)
    assert (
        applications.refuse(account_id=it.account.pk, note="Not a legal person.", by=it.registry_officer, at=NOON).state
        == "refused"
    )
    refused("MOV-02", applications.withdraw, account_id=other.pk, by=it.registry_officer, at=NOON)
    assert applications.withdraw(account_id=other.pk, by=it.participant2, at=NOON).state == "withdrawn"
    assert Client().get(f"/registry/accounts/{other.number}/").status_code == 404


@pytest.fixture
def held(it: SimpleNamespace) -> SimpleNamespace:
    """Two open accounts; the sender has units."""
    return two_holders(10, it)


def close(held: SimpleNamespace, account: Account, **by: Any) -> Account:
    return applications.close(account_id=account.pk, at=NOON, **by)


def test_an_empty_account_is_closed_at_its_holders_request(held: SimpleNamespace) -> None:
    people = [seat.user for seat in held.receiver.representatives.all()]
    asked: dict[str, Any] = {"note": "We leave the JCM.", "at": NOON}
    refused("ACC-01", applications.ask_to_close, account_id=held.sender.pk, by=held.participant, **asked)
    refused("MOV-02", applications.ask_to_close, account_id=held.receiver.pk, by=held.registry_officer, **asked)
    refused("MOV-01", close, held=held, account=held.receiver, by=held.registry_officer)
    applications.ask_to_close(account_id=held.receiver.pk, by=people[0], **asked)
    units = requests.choose(account=held.sender, quantity=1)
    refused(
        "TRF-04",
        requests.propose,
        account_id=held.sender.pk,
        kind="transfer",
        receiver=held.receiver.number,
        units=units,
        by=held.participant,
        at=NOON,
    )
    closed = close(held, held.receiver, by=held.registry_officer)
    assert (closed.state, closed.closed_by) == ("closed", held.registry_officer)
    assert b"Closed on" in Client().get(f"/registry/accounts/{closed.number}/").content


def test_an_account_stays_open_when_the_registry_says_so(held: SimpleNamespace) -> None:
    people = [seat.user for seat in held.receiver.representatives.all()]
    applications.ask_to_close(account_id=held.receiver.pk, note="We leave.", by=people[0], at=NOON)
    kept = applications.keep_open(
        account_id=held.receiver.pk, note="An issuance is on its way.", by=held.registry_officer, at=NOON
    )
    assert kept.state == "open"
    units = requests.choose(account=held.sender, quantity=1)
    assert (
        requests.propose(
            account_id=held.sender.pk,
            kind="transfer",
            receiver=held.receiver.number,
            units=units,
            by=held.participant,
            at=NOON,
        ).state
        == "awaiting_approval"
    )


def test_an_account_of_the_registry_itself_is_closed_by_two_officers(held: SimpleNamespace) -> None:
    account = held.cancellation
    applications.ask_to_close(account_id=account.pk, note="Replaced.", by=held.registry_officer, at=NOON)
    refused("MOV-02", close, held=held, account=account, by=held.registry_officer)
    assert close(held, account, by=held.registry_officer2).state == "closed"
    with pytest.raises(IntegrityError, match="account_closed_by_two_persons"), transaction.atomic():
        Account.objects.filter(pk=account.pk).update(closed_by=held.registry_officer)


def test_the_database_refuses_to_close_an_account_that_holds_units(held: SimpleNamespace) -> None:
    with pytest.raises(DatabaseError, match="only when it is empty and blocked"), transaction.atomic():
        Account.objects.filter(pk=held.receiver.pk).update(state="closed")
    ledger.set_block(scope="account", name=held.receiver.number, blocked=True)
    Account.objects.filter(pk=held.receiver.pk).update(state="closed")
    ledger.set_block(scope="account", name=held.sender.number, blocked=True)
    with pytest.raises(DatabaseError, match="only when it is empty and blocked"), transaction.atomic():
        Account.objects.filter(pk=held.sender.pk).update(state="closed")


def ask(held: SimpleNamespace, kind: str, user: Any, **changes: Any) -> RepresentativeChange:
    values = {"account_id": held.sender.pk, "kind": kind, "user": user, "by": held.participant, "at": NOON}
    return representatives.ask(**values | changes)


def acting(held: SimpleNamespace) -> dict[str, set[str]]:
    seats = held.sender.representatives.filter(ended_on=None).select_related("user")
    return {seat.user.name: seat.rights - {"view"} for seat in seats}


def test_a_representative_is_added_gets_other_rights_and_is_removed_by_two_people(held: SimpleNamespace) -> None:
    third = person("participant", held.japanese_company)
    before = acting(held)
    change = ask(held, "add", third, may_propose=True)
    refused("MOV-02", representatives.confirm, change_id=change.pk, by=held.participant, at=NOON)
    assert acting(held) == before, "asked for is not made"
    representatives.confirm(change_id=change.pk, by=held.registry_officer, at=NOON)
    assert acting(held) == before | {third.name: {"propose"}}
    change = ask(held, "rights", third, may_approve=True)
    representatives.confirm(change_id=change.pk, by=held.registry_officer, at=NOON + DAY)
    assert acting(held)[third.name] == {"approve"}
    change = ask(held, "remove", held.participant2)
    representatives.confirm(change_id=change.pk, by=held.registry_officer, at=NOON + DAY)
    assert held.participant2.name not in acting(held)
    assert Representative.objects.filter(account=held.sender).count() == 4, "every seat that was stays in the file"


def test_changes_that_would_leave_too_few_or_too_many_are_refused(held: SimpleNamespace) -> None:
    refused("RPC-06", ask, held=held, kind="remove", user=held.participant2)
    refused("RPC-03", ask, held=held, kind="add", user=held.participant2)
    refused("RPC-03", ask, held=held, kind="remove", user=held.outsider)
    refused("RPC-04", ask, held=held, kind="add", user=held.outsider)
    refused("RPC-01", ask, held=held, kind="remove", user=held.participant2, by=held.outsider)
    more = [person("participant", held.japanese_company) for _ in range(3)]
    for user in more[:2]:
        representatives.confirm(change_id=ask(held, "add", user).pk, by=held.registry_officer, at=NOON)
    refused("RPC-06", ask, held=held, kind="add", user=more[2])
    first, second = (ask(held, "rights", user, may_propose=True) for user in (held.participant, held.participant2))
    refused("RPC-05", ask, held=held, kind="remove", user=held.participant)
    representatives.confirm(change_id=first.pk, by=held.registry_officer, at=NOON)
    refused("RPC-06", representatives.confirm, change_id=second.pk, by=held.registry_officer, at=NOON)
    assert acting(held)[held.participant2.name] == {"propose", "approve"}


def test_a_change_is_declined_with_reasons_or_withdrawn(held: SimpleNamespace) -> None:
    change = ask(held, "add", person("participant", held.japanese_company))
    refused("ACC-08", representatives.decline, change_id=change.pk, note="", by=held.registry_officer, at=NOON)
    declined = representatives.decline(change_id=change.pk, note="No passport.", by=held.registry_officer, at=NOON)
    assert (declined.state, len(acting(held))) == ("declined", 2)
    change = ask(held, "add", person("participant", held.japanese_company))
    assert representatives.withdraw(change_id=change.pk, by=held.participant2, at=NOON).state == "withdrawn"
    with pytest.raises(IntegrityError, match="change_decided_by_another"), transaction.atomic():
        RepresentativeChange.objects.filter(pk=declined.pk).update(decided_by=declined.asked_by)


def _commit(seats: Any, wrong: dict[str, object]) -> None:
    """Change rows by hand, to the end of a transaction, where the deferred trigger judges."""
    with transaction.atomic():
        seats.update(**wrong)
        connection.check_constraints()


def test_the_database_keeps_two_people_who_can_act(held: SimpleNamespace) -> None:
    seats = Representative.objects.filter(account=held.sender)
    both: dict[str, object] = {"may_approve": False}
    one: dict[str, object] = {"ended_on": NOON.date()}
    for wrong, of in ((both, seats), (one, seats.filter(user=held.participant2))):
        with pytest.raises(DatabaseError, match="one to propose and another to approve"):
            _commit(of, wrong)
    assert acting(held) == {
        held.participant.name: {"propose", "approve"},
        held.participant2.name: {"propose", "approve"},
    }


def test_a_person_who_is_suspended_acts_nowhere(held: SimpleNamespace) -> None:
    held.participant.suspended_at = NOON
    held.participant.save()
    refused("RPC-01", ask, held=held, kind="remove", user=held.participant2)
    refused("DET-03", holders.confirm, account_id=held.sender.pk, values=DETAILS, by=held.participant, at=NOON)


def due(held: SimpleNamespace) -> WaitingStep | None:
    details = held.sender.details
    return WaitingStep.objects.filter(paper=details.paper, done_at=None).first()


def test_details_are_asked_for_a_month_before_a_year_has_passed(held: SimpleNamespace) -> None:
    assert holders.ask_due(by=held.system, at=NOON + 334 * DAY) == 0
    assert holders.ask_due(by=held.system, at=NOON + 335 * DAY) == 2
    waiting = due(held)
    assert waiting is not None
    assert (waiting.role, waiting.due_on.isoformat()) == ("participant", "2027-06-01")  # type: ignore[union-attr]
    assert holders.ask_due(by=held.system, at=NOON + 336 * DAY) == 0, "once"
    later = NOON + 340 * DAY
    changed = DETAILS | {"phone": "+81 3 1111 1111"}
    details = holders.confirm(account_id=held.sender.pk, values=DETAILS, by=held.participant, at=later)
    assert (details.state, details.confirmed_on) == ("confirmed", later.date())
    assert due(held) is None
    details = holders.confirm(account_id=held.sender.pk, values=changed, by=held.participant, at=later)
    assert (details.state, details.phone, details.proposed_values) == (
        "proposed",
        DETAILS["phone"],
        {"phone": "+81 3 1111 1111"},
    )
    assert due(held) is not None


def test_what_changes_a_holder_is_approved_by_another_representative(held: SimpleNamespace) -> None:
    mine = {"account_id": held.sender.pk, "by": held.participant, "at": NOON}
    holders.confirm(values=DETAILS | {"phone": "+81 3 1111 1111"}, **mine)
    refused("DET-04", holders.confirm, values=DETAILS, **mine)
    refused("MOV-02", holders.approve, **mine)
    details = holders.approve(account_id=held.sender.pk, by=held.participant2, at=NOON + DAY)
    assert (details.state, details.phone, details.proposed_values) == ("confirmed", "+81 3 1111 1111", {})
    assert (details.proposed_by, details.approved_by) == (held.participant, held.participant2)
    holders.confirm(values=DETAILS, **mine)
    details = holders.reject(account_id=held.sender.pk, by=held.participant2, at=NOON + DAY)
    assert (details.state, details.phone, details.proposed_by) == ("confirmed", "+81 3 1111 1111", None)


def test_an_overdue_confirmation_is_shown_and_stops_proposals_only_where_a_registry_says_so(
    held: SimpleNamespace,
) -> None:
    late = NOON + 366 * DAY
    deed = {
        "account_id": held.sender.pk,
        "kind": "transfer",
        "receiver": held.receiver.number,
        "by": held.participant,
        "at": late,
    }
    assert [d.account for d in selectors.due_confirmations(held.registry_officer, late.date())] == [
        held.sender,
        held.receiver,
    ]
    assert not selectors.due_confirmations(held.partner_registry_officer, late.date()).exists()
    requests.propose(units=requests.choose(account=held.sender, quantity=1), **deed)
    with past_the_rights(TransferLimit):
        TransferLimit.objects.create(registry="JP", overdue_details_stop_proposals=True)
    units = requests.choose(account=held.sender, quantity=1)
    refused("ACC-12", requests.propose, units=units, **deed)
    holders.confirm(account_id=held.sender.pk, values=DETAILS, by=held.participant, at=late)
    assert requests.propose(units=units, **deed).state == "awaiting_approval"


def test_the_public_sees_who_holds_an_account_and_not_what(held: SimpleNamespace) -> None:
    said = Client().get(f"/registry/accounts/{held.sender.number}/").content.decode()
    assert "Sakura Engineering" in said
    assert "2026-06-01" in said
    assert "Carbon team" not in said
    assert f"/registry/accounts/{held.sender.number}/" in Client().get("/registry/accounts/").content.decode()


def test_documents_and_details_are_for_those_who_see_the_inside(held: SimpleNamespace) -> None:
    document = held.sender.documents.latest("pk")
    address = f"/accounts/registry/{held.sender.number}/"
    for user, status in (
        (held.participant, 200),
        (held.registry_officer, 200),
        (held.auditor, 200),
        (held.outsider, 404),
    ):
        client = Client()
        client.force_login(user)
        assert client.get(f"{address}documents/{document.pk}/file/").status_code == status
        assert client.get(address).status_code == status


def test_an_account_of_a_government_needs_a_letter(held: SimpleNamespace) -> None:
    account = an_account(held, held.government_japan, kind=AccountKind.GOVERNMENT)
    assert [document.slot for document in account.documents.all()] == ["official-letter"]
