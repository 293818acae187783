"""Each night the book, and what belongs to it, is checked; a difference stops the registry, two let it go on."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from common import files
from common.models import Event, StoredFile
from common.refusals import Refused
from registry.models import Inspection, InspectionKind, RegistryStop, TransactionRequest
from registry.selectors import log
from registry.services import inspections, requests, suspensions
from registry.services import log as sequencer
from registry.tasks import inspect_book
from registry.tlog.heads import Heads
from tests.conftest import NOON
from tests.database import past_the_triggers
from tests.factories.partners import person
from tests.factories.registry import LOG_KEY, a_scan, a_signed_log, a_stop, two_holders, units_in
from tests.finals import confirmed
from workflow.notices.models import Notice
from workflow.steps.selectors import inbox


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """Two holders in Japan's registry, with units."""
    return two_holders()


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, settings: SimpleNamespace) -> None:
    settings.LOG_HEADS_FILE, settings.RECONCILE_WITH = tmp_path / "heads", []


def _propose(it: SimpleNamespace) -> TransactionRequest:
    units = requests.choose(account=it.sender, quantity=10)
    return requests.propose(
        account_id=it.sender.pk, kind="transfer", receiver=it.receiver.number, units=units, by=it.participant, at=NOON
    )


def test_a_whole_platform_is_found_whole_and_goes_on(it: SimpleNamespace) -> None:
    a_signed_log(it)
    assert inspect_book() == 0
    kinds = Inspection.objects.values_list("kind", "difference")
    assert set(kinds) == {("book", ""), ("log", ""), ("rows", ""), ("files", "")}
    assert not RegistryStop.objects.exists()
    assert _propose(it).pk


def test_a_difference_in_the_book_stops_every_registry_that_it_keeps(it: SimpleNamespace) -> None:
    with past_the_triggers():
        _holdings_by_hand(501)
    assert inspect_book() >= 1
    stop = RegistryStop.objects.get()
    assert (stop.registry, stop.inspection.kind, stop.was_suspended) == ("JP", "book", False)
    with pytest.raises(Refused, match="TRF-19"):
        _propose(it)
    assert Event.objects.filter(what="registry.registrystop.stop", by=it.system).count() == 1
    assert Notice.objects.filter(user=it.registry_officer, what="registry.registrystop.stop").exists()
    assert inspect_book() >= 1
    assert RegistryStop.objects.count() == 1, "it is stopped already"
    with past_the_triggers():
        _holdings_by_hand(1001)


def _holdings_by_hand(end: int) -> None:
    """A row of the book changed past every guard, as a superuser of the machine could."""
    with connection.cursor() as cursor:
        cursor.execute("select test_grant('book_holding', 'update')")
        cursor.execute("update book_holding set units = int8range(1, %s)", [end])


def test_two_administrators_let_the_registry_go_on(it: SimpleNamespace) -> None:
    stop = a_stop(it)
    with pytest.raises(Refused, match="SUS-11"):
        suspensions.resume(scope="registry", name="JP", note="Settled", by=it.registry_officer, at=NOON)
    with pytest.raises(Refused, match="SUS-12"):
        inspections.ask_to_lift(stop_id=stop.pk, note=" ", by=it.registry_officer, at=NOON)
    inspections.ask_to_lift(stop_id=stop.pk, note="Theirs was late.", by=it.registry_officer, at=NOON)
    assert not inbox.waiting_for(it.registry_officer).filter(todo__text__startswith="Let the registry").exists()
    assert inbox.waiting_for(it.registry_officer2).filter(todo__text__startswith="Let the registry").exists()
    with pytest.raises(Refused, match="MOV-02"):
        inspections.lift(stop_id=stop.pk, by=it.registry_officer, at=NOON)
    with pytest.raises(Refused, match="TRF-19"):
        _propose(it)
    inspections.lift(stop_id=stop.pk, by=it.registry_officer2, at=NOON)
    assert _propose(it).pk


def test_the_same_difference_stops_it_no_more_and_another_one_does(it: SimpleNamespace) -> None:
    stop = a_stop(it)
    inspections.ask_to_lift(stop_id=stop.pk, note="Known.", by=it.registry_officer, at=NOON)
    inspections.lift(stop_id=stop.pk, by=it.registry_officer2, at=NOON)
    for difference, stops in ((stop.inspection.difference, 1), ("lot TH-JP-9 (jcm): only in their book", 2)):
        inspections.keep(
            kind=InspectionKind.RECONCILIATION,
            registry="JP",
            counted=1,
            difference=difference,
            by=it.system,
            at=NOON + timedelta(days=1),
        )
        assert RegistryStop.objects.count() == stops


def test_it_may_be_kept_stopped_with_a_reason(it: SimpleNamespace) -> None:
    stop = a_stop(it)
    inspections.ask_to_lift(stop_id=stop.pk, note="Nothing found.", by=it.registry_officer, at=NOON)
    kept = inspections.keep_stopped(stop_id=stop.pk, note="Look again.", by=it.registry_officer2, at=NOON)
    assert (kept.state, kept.asked_by, kept.state_note) == ("in_force", None, "Look again.")


def test_what_somebody_suspended_before_stays_suspended(it: SimpleNamespace) -> None:
    suspensions.suspend(scope="registry", name="JP", reason="Order of a court", by=it.registry_officer, at=NOON)
    stop = a_stop(it)
    inspections.ask_to_lift(stop_id=stop.pk, note="Known.", by=it.registry_officer, at=NOON)
    inspections.lift(stop_id=stop.pk, by=it.registry_officer2, at=NOON)
    with pytest.raises(Refused, match="TRF-19"):
        _propose(it)
    suspensions.resume(scope="registry", name="JP", note="Settled", by=it.registry_officer, at=NOON)
    assert _propose(it).pk


def test_the_desk_says_what_was_checked_and_what_stands_still(it: SimpleNamespace, client: Client) -> None:
    client.force_login(it.registry_officer)
    assert "No check was made yet" in client.get("/registry/desk/").content.decode()
    stop = a_stop(it)
    desk = client.get("/registry/desk/").content.decode()
    assert "The registry JP stands still since" in " ".join(desk.split())
    assert "only in our book" in desk
    client.post(f"/registry/desk/stops/{stop.pk}/ask-to-lift/", {"note": "Theirs was late."})
    client.force_login(person("registry", it.jcma))
    assert "Theirs was late." in client.get(f"/registry/desk/stops/{stop.pk}/lift/").content.decode()
    assert confirmed(client, f"/registry/desk/stops/{stop.pk}/lift/").status_code == 302
    stop.refresh_from_db()
    assert stop.state == "lifted"
    assert "stands still since" not in client.get("/registry/desk/").content.decode()


def test_a_file_that_was_changed_or_is_gone_is_named(it: SimpleNamespace) -> None:
    stored = files.store(a_scan(), by=it.participant, at=NOON)
    assert stored.content.name
    count = StoredFile.objects.count()
    assert files.verified() == (count, "")
    with default_storage.open(stored.content.name, "wb") as content:
        content.write(b"%PDF-1.7 another")
    assert files.verified()[1] == f"file {stored.pk} ({stored.content.name}): its content is not what was handed in"
    with pytest.raises(CommandError, match="NOT as it was handed in"):
        call_command("verify_files")
    default_storage.delete(stored.content.name)
    assert files.verified()[1].endswith("it cannot be read: FileNotFoundError")
    assert inspect_book() == 1
    assert not RegistryStop.objects.exists(), "a file moves no units"


def test_a_partners_book_that_differs_stops_the_registry_that_was_compared(
    it: SimpleNamespace, tmp_path: Path, settings: SimpleNamespace
) -> None:
    a_signed_log(it)
    call_command("export_log", tmp_path / "theirs", stdout=StringIO())
    settings.RECONCILE_WITH = [f"JP {tmp_path / 'theirs'} {LOG_KEY.verifier}"]
    assert inspect_book() == 0
    assert Inspection.objects.get(kind="reconciliation").registry == "JP"
    units_in(it.sender, 7)
    assert inspect_book() == 1
    assert "only in our book" in RegistryStop.objects.get().inspection.difference


def test_the_log_is_read_from_where_the_last_check_came_to(it: SimpleNamespace) -> None:
    a_signed_log(it)
    first = log.size()
    units_in(it.sender, 5)
    sequencer.sequence(signers=[LOG_KEY], by=it.system, at=NOON)
    assert log.differences(start=first) == ""
    with past_the_triggers():
        _entry_by_hand(first - 1)
    assert log.differences(start=first) == "", "its text was read the night before"
    assert "hash is not that of its text" in log.differences()
    with past_the_triggers():
        _entry_by_hand(first)
    assert "hash is not that of its text" in log.differences(start=first)


def _entry_by_hand(position: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select test_grant('registry_logentry', 'update')")
        cursor.execute("update registry_logentry set body = '{}' where position = %s", [position])


def test_kept_heads_that_are_ahead_stop_the_registry(it: SimpleNamespace, settings: SimpleNamespace) -> None:
    a_signed_log(it)
    Heads(settings.LOG_HEADS_FILE).keep(size=999, root=bytes(32), database="1/1/1", at=NOON.isoformat())
    assert inspect_book() == 1
    assert "999 entries were seen outside" in RegistryStop.objects.get().inspection.difference
