"""Each night the book, and what belongs to it, is checked; a difference stops the registry, two let it go on."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar, override

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from common import files
from common.models import Event, StoredFile
from common.refusals import Refused
from registry.models import Inspection, InspectionKind, LogCheckpoint, RegistryStop, TransactionRequest
from registry.selectors import inspections as selectors
from registry.selectors import log
from registry.selectors.log_heads import database
from registry.services import inspections, requests, suspensions
from registry.services import log as sequencer
from registry.tasks import inspect_book
from registry.tlog import notes, tree
from registry.tlog.heads import Heads
from registry.tlog.notes import Checkpoint
from registry.verifier import MOST_BYTES
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
    assert set(kinds) == {("book", ""), ("log", ""), ("heads", ""), ("rows", ""), ("files", "")}
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


def test_kept_heads_that_are_ahead_are_told_and_stop_nothing(it: SimpleNamespace, settings: SimpleNamespace) -> None:
    """The log stands still by itself until somebody has said what is lost; postings wait, as docs/restore.md says."""
    a_signed_log(it)
    Heads(settings.LOG_HEADS_FILE).keep(size=999, root=bytes(32), database="1/1/1", at=NOON.isoformat())
    assert inspect_book() == 1
    assert "999 entries were seen outside" in Inspection.objects.get(kind="heads").difference
    assert Inspection.objects.get(kind="log").difference == ""
    assert _propose(it).pk


def test_a_kept_head_with_another_root_stops_every_registry(it: SimpleNamespace, settings: SimpleNamespace) -> None:
    a_signed_log(it)
    Heads(settings.LOG_HEADS_FILE).keep(size=1, root=bytes(32), database=database(), at=NOON.isoformat())
    assert inspect_book() == 1
    assert "has another root than the entries" in RegistryStop.objects.get().inspection.difference


def test_what_a_witness_says_without_signing_it_is_no_difference(
    it: SimpleNamespace, settings: SimpleNamespace
) -> None:
    a_signed_log(it)
    heads, head = Heads(settings.LOG_HEADS_FILE), LogCheckpoint.objects.latest("size")
    heads.keep(size=head.size, root=bytes(head.root), database=database(), at=NOON.isoformat())
    heads.claim(name="witness.test/w1", size=10**17, at=NOON.isoformat())
    assert inspect_book() == 0
    assert not RegistryStop.objects.exists()


type Answer = tuple[int, str, bytes, int]  # status, type, content, how many bytes it says there are


class _Site(BaseHTTPRequestHandler):
    """A partner's site."""

    answer: ClassVar[Answer]

    def do_GET(self) -> None:
        status, kind, content, length = self.answer
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(content)

    @override
    def log_message(self, *args: object) -> None:
        """Nothing on the screen."""


@pytest.fixture
def site() -> Iterator[str]:
    """Its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/log"
    server.shutdown()
    server.server_close()


AWAY: dict[str, Answer] = {
    "a fault of theirs": (503, "text/plain", b"", 0),
    "a page of a site that rests": (200, "text/html; charset=utf-8", b"<h1>Back soon</h1>", 18),
    "half an answer": (200, "text/plain", b"registry.test/log", 400),
}


@pytest.mark.parametrize("what", AWAY)
def test_a_partner_whose_site_is_away_was_not_compared_and_stops_nothing(
    it: SimpleNamespace, site: str, client: Client, settings: SimpleNamespace, what: str
) -> None:
    _Site.answer = AWAY[what]
    settings.RECONCILE_WITH = [f"JP {site} {LOG_KEY.verifier}"]
    assert inspect_book() == 0
    made = Inspection.objects.get(kind="reconciliation")
    assert (made.difference, bool(made.not_made)) == ("", True)
    assert not RegistryStop.objects.exists()
    assert selectors.whole_at(["JP"])["reconciliation", "JP"] is None
    client.force_login(it.registry_officer)
    assert "Not checked" in client.get("/registry/desk/").content.decode()


def test_a_site_that_does_not_answer_at_all_stops_nothing(it: SimpleNamespace, settings: SimpleNamespace) -> None:
    settings.RECONCILE_WITH = [f"JP http://127.0.0.1:9/log {LOG_KEY.verifier}"]
    assert inspect_book() == 0
    assert "cannot be read" in Inspection.objects.get(kind="reconciliation").not_made


ENTRIES: dict[str, bytes] = {"no object": b"[]", "a word is missing": b'{"version": 1}', "no JSON": b"{"}


@pytest.mark.parametrize("what", [*ENTRIES, "a size in another script", "a signature that is none", "too large"])
def test_a_log_that_is_not_written_as_it_must_be_differs(
    it: SimpleNamespace, tmp_path: Path, settings: SimpleNamespace, what: str
) -> None:
    text = Checkpoint("registry.test/log", 1, tree.leaf_hash(ENTRIES.get(what, b"{}"))).text
    note = notes.sign(text, [LOG_KEY])
    if what == "a size in another script":
        note = notes.sign(text.replace("\n1\n", "\n²\n"), [LOG_KEY])
    if what == "a signature that is none":
        note = note.rpartition(" ")[0] + " x\n"
    (tmp_path / "checkpoint").write_bytes(note.encode() if what != "too large" else bytes(MOST_BYTES + 1))
    (tmp_path / "tile" / "entries" / "000.p").mkdir(parents=True)
    entry = ENTRIES.get(what, b"{}")
    (tmp_path / "tile" / "entries" / "000.p" / "1").write_bytes(len(entry).to_bytes(2, "big") + entry)
    settings.RECONCILE_WITH = [f"JP {tmp_path} {LOG_KEY.verifier}"]
    assert inspect_book() == 1
    assert "their log is not whole" in Inspection.objects.get(kind="reconciliation").difference
