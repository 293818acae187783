"""What the schedule does with many it does with each by itself: one that fails keeps no other."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from celery import Task
from django.db.models import Model, Sum

from committee import tasks as committee_tasks
from committee.decisions.models import AnswerKind, Decision
from committee.decisions.services import answers
from committee.designations import selectors as tpes
from committee.designations.models import DesignationSpell
from common import clock, isolation, outbox
from common.models import FaultCount, OutboxMessage
from common.tasks import deliver_outbox
from credits.models import PartyRecord
from credits.selectors import aef as formats
from credits.tasks import freeze_formats
from jcm_platform.celery import app
from partners import tasks as of_partners
from partners.people.models.addresses import AddressChange
from partners.people.models.people import User
from partners.people.models.personnel import AliasCase
from partners.people.selectors import aliases
from partners.people.services import addresses, profiles
from projects.inputs.models import InputCall
from projects.tasks import close_calls
from registry.models import HolderDetails, OfficerRequest, TransactionRequest
from registry.services import officer_requests, requests
from registry.services.choices import Selection
from registry.services.officer_plans import Wish
from registry.tasks import ask_confirmations, execute_requests
from tests.architecture import rooms
from tests.conftest import NOON
from tests.database import poisoned
from tests.factories import article6
from tests.factories.designations import a_new_entity, an_application
from tests.factories.pages import a_circulated_decision, a_waiting_step
from tests.factories.projects import a_call
from tests.factories.registry import two_holders
from workflow import tasks as workflow_tasks
from workflow.notices.models import Digest, Notice
from workflow.steps.models import WaitingStep

DAY = timedelta(days=1)
NEW_YEAR = NOON.replace(year=2027, month=1, day=1)
# Tasks that deal with nothing one by one.
OF_ONE_PIECE = {
    "common.tasks.forget_sent_forms": "one DELETE",
    "partners.tasks.forget_sign_ins": "one DELETE",
    "registry.tasks.sequence_log": "one call of the database, which gives all their places or none",
    "registry.tasks.inspect_book": "tests/registry/test_inspections.py: each check by itself, by `isolation.each`",
    "registry.tasks.cosign_log": "tests/ledger/test_witnesses.py: a witness that is away, a setting that is none",
}


@dataclass(frozen=True)
class Many:
    """Several things that wait for a task: how they come about, and which wait still."""

    task: Task
    at: timedelta
    make: Callable[[SimpleNamespace], object]
    waiting: Callable[[], Collection[int]]
    model: type[Model]
    column: str = "id"


def _steps(it: SimpleNamespace) -> None:
    a_waiting_step(it)
    a_waiting_step(it)


def _steps_due(field: str, day: date) -> Collection[int]:
    return WaitingStep.objects.filter(done_at=None, **{f"{field}__lte": day}).values_list("pk", flat=True)


def _daily(it: SimpleNamespace) -> None:
    for member in (it.japan_chair, it.japan_member):
        profiles.set_preferences(language="en", mail="daily", by=member, at=NOON)
    a_circulated_decision(it)


def _agreed(it: SimpleNamespace) -> None:
    for title in ("First rules", "Second rules"):
        decision = a_circulated_decision(it, title)
        for chair in (it.japan_chair, it.partner_chair):
            answers.give(decision_id=decision.pk, answer=AnswerKind.AGREE, reason="", by=chair, at=NOON)


def _accredited_until_the_end_of_the_year(it: SimpleNamespace) -> None:
    for name in ("Old Body", "Aged Body"):
        entity, auditor = a_new_entity(name)
        an_application(it, entity, auditor, granted=True, accredited_until=date(2026, 12, 31))


def _alike(it: SimpleNamespace) -> None:
    for name, person, other in (
        ("Hana Sato", it.participant, it.outsider),
        ("Somchai Wattana", it.registry_officer, it.auditor_of_tpe),
    ):
        User.objects.filter(pk__in=[person.pk, other.pk]).update(name=name)


def _not_asked_about() -> Collection[int]:
    known = set(AliasCase.objects.values_list("one", "other"))
    return sorted(one for one, other in aliases.found() if (one, other) not in known)


def _proved(it: SimpleNamespace) -> None:
    for person in (it.registry_officer, it.registry_officer2):
        change = addresses.ask(new=f"new{person.pk}@example.com", by=person, at=NOON)
        addresses.prove(change_id=change.pk, by=person, at=NOON)


def _calls(it: SimpleNamespace) -> None:
    a_call(it)
    a_call(it)


def _asked_for(it: SimpleNamespace) -> list[TransactionRequest]:
    return [_transfer(it), _transfer(it)]


def _transfer(it: SimpleNamespace) -> TransactionRequest:
    return requests.propose(
        account_id=it.sender.pk,
        kind="transfer",
        receiver=it.receiver.number,
        units=requests.choose(account=it.sender, quantity=10),
        by=it.participant,
        at=NOON,
    )


def _delayed(it: SimpleNamespace) -> None:
    for request in _asked_for(it):
        requests.approve(request_id=request.pk, by=it.participant2, at=NOON)


def _in_state(model: type[TransactionRequest | OfficerRequest], state: str) -> Collection[int]:
    return model.objects.filter(state=state).values_list("pk", flat=True)


def _freezes(it: SimpleNamespace) -> None:
    for serial in ("JCM-TH-JP-1-10", "JCM-TH-JP-11-20"):
        wish = Wish(kind="freeze", selection=Selection(serials=(serial,)), reason="Order of a court")
        officer_requests.propose(wish=wish, by=it.registry_officer, at=NOON)


def _as_they_are(it: SimpleNamespace) -> None:
    """What the module's situation holds is enough."""


def _messages(it: SimpleNamespace) -> None:
    outbox.deliver(at=NOON)
    profiles.set_preferences(language="en", mail="each", by=it.japan_chair, at=NOON)
    a_circulated_decision(it)


def _two_parties(it: SimpleNamespace) -> None:
    for party in ("JPN", it.country.iso3):
        article6.an_ndc(it, party=party)


def _not_frozen() -> Collection[int]:
    """The countries of Parties without a format of last year; Japan is no partner country and stands last."""
    due = formats.to_freeze(NOON.year - 1)
    return [10**9 if party.country_id is None else party.country_id for party in due]


CASES = {
    "formats": Many(freeze_formats, DAY, _two_parties, _not_frozen, PartyRecord, "country_id"),
    "remind": Many(
        workflow_tasks.remind, 8 * DAY, _steps, lambda: _steps_due("remind_on", (NOON + 8 * DAY).date()), WaitingStep
    ),
    "escalate": Many(
        workflow_tasks.escalate,
        14 * DAY,
        _steps,
        lambda: _steps_due("escalate_on", (NOON + 14 * DAY).date()),
        WaitingStep,
    ),
    "digests": Many(
        workflow_tasks.gather_digests,
        DAY,
        _daily,
        lambda: set(Notice.objects.filter(mail="daily", digest=None).values_list("user", flat=True)),
        Digest,
        "user_id",
    ),
    "decisions": Many(
        committee_tasks.conclude_decisions,
        11 * DAY,
        _agreed,
        lambda: Decision.objects.filter(state="circulated").values_list("pk", flat=True),
        Decision,
    ),
    "designations": Many(
        committee_tasks.expire_designations,
        NEW_YEAR - NOON,
        _accredited_until_the_end_of_the_year,
        lambda: set(tpes.due_spells(NEW_YEAR.date()).values_list("designation", flat=True)),
        DesignationSpell,
        "designation_id",
    ),
    "aliases": Many(of_partners.look_for_aliases, DAY, _alike, _not_asked_about, AliasCase, "one_id"),
    "addresses": Many(
        of_partners.count_addresses,
        9 * DAY,
        _proved,
        lambda: AddressChange.objects.filter(outcome="open").values_list("pk", flat=True),
        AddressChange,
    ),
    "calls": Many(
        close_calls,
        31 * DAY,
        _calls,
        lambda: InputCall.objects.filter(state="open").values_list("pk", flat=True),
        InputCall,
    ),
    "due transfers": Many(
        execute_requests, 2 * DAY, _delayed, lambda: _in_state(TransactionRequest, "delayed"), TransactionRequest
    ),
    "transfers nobody approved": Many(
        execute_requests,
        8 * DAY,
        _asked_for,
        lambda: _in_state(TransactionRequest, "awaiting_approval"),
        TransactionRequest,
    ),
    "freezes nobody approved": Many(
        execute_requests, 8 * DAY, _freezes, lambda: _in_state(OfficerRequest, "awaiting_approval"), OfficerRequest
    ),
    "confirmations": Many(
        ask_confirmations,
        335 * DAY,
        _as_they_are,
        lambda: HolderDetails.objects.filter(state="confirmed").values_list("pk", flat=True),
        HolderDetails,
    ),
    "messages": Many(
        deliver_outbox,
        DAY,
        _messages,
        lambda: OutboxMessage.objects.filter(delivered_at=None).values_list("pk", flat=True),
        OutboxMessage,
    ),
}


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return two_holders(1000)


def _faults() -> int:
    return FaultCount.objects.aggregate(all=Sum("count"))["all"] or 0


def test_every_task_is_tried_here() -> None:
    ours = {name for name in app.tasks if name.partition(".")[0] in {"common", *rooms.APPS}}
    assert ours == {case.task.name for case in CASES.values()} | set(OF_ONE_PIECE)


@pytest.mark.parametrize("name", CASES)
def test_a_fault_in_one_is_logged_and_counted_and_the_others_go_on(
    it: SimpleNamespace, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    case = CASES[name]
    case.make(it)
    first, *others = sorted(case.waiting())
    assert others, "there are several"
    before = _faults()
    with clock.at(NOON + case.at):
        with poisoned(case.model, case.column, first):
            case.task()
            assert list(case.waiting()) == [first]
        assert _faults() == before + 1
        [told] = [record for record in caplog.records if record.name == isolation.__name__]
        assert told.exc_info is not None
        assert "poisoned" in str(told.exc_info[1])
        case.task()
    assert list(case.waiting()) == [], "it comes again"
