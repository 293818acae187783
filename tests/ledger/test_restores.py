"""A database that was restored, copied or promoted signs no second history: the log stands still until it is told."""

import json
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from common.models import Event
from common.refusals import Refused
from partners.people.selectors import people
from registry.models import LogCheckpoint, LogStatement
from registry.services import log_heads
from registry.tasks import sequence_log
from registry.tlog.heads import Heads
from tests import database
from tests.conftest import NOON
from tests.factories.registry import LOG_KEY
from tests.ledger.test_doors import issue, opened
from tests.ledger.test_witnesses import Watching
from tools import embedded
from tools.embedded.postgres import Cluster, prepare, server_tool

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def template(django_db_setup: None) -> Iterator[Path]:
    """The data folder of a server with the platform's tables, before anything was posted."""
    with tempfile.TemporaryDirectory(prefix="jcm-") as room:
        with embedded.private_postgres(Path(room) / "pg") as made:
            prepare(made.url(), database="jcm", owner="jcm_owner", runtime="jcm_runtime", password="restored")
            database.copy_tables(made.url("jcm"))
        yield Path(room) / "pg"


@pytest.fixture
def book(template: Path, django_db_blocker: pytest.FixtureRequest, settings: SimpleNamespace) -> Iterator["Book"]:
    """A book of one issuance in a server of the test's own, its head signed and kept."""
    with tempfile.TemporaryDirectory(prefix="jcm-") as room:
        Path(room).chmod(0o711)
        settings.LOG_SIGNER_FILE = Path(room) / "log-signer"
        settings.LOG_SIGNER_FILE.write_text(f"{LOG_KEY}\n")
        settings.LOG_HEADS_FILE, settings.LOG_WITNESSES = Path(room) / "heads", []
        _copy(template, Path(room) / "pg")
        made = Book(Path(room))
        made.cluster.start()
        with django_db_blocker.unblock(), database.at(made.url):  # type: ignore[attr-defined]  # pytest-django's
            made.begin()
            yield made
            connection.close()
        made.cluster.stop()


def _copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


class Book:
    """The server, what is posted in it, and the ways in which it goes back to an earlier moment."""

    def __init__(self, room: Path) -> None:
        self.room, self.cluster, self.posted = room, Cluster(room / "pg"), 0

    @property
    def url(self) -> str:
        return self.cluster.url("jcm", "jcm_runtime", "restored")

    def begin(self) -> None:
        self.account = opened("A")
        self.grow()

    def grow(self) -> int:
        """Post, sign as the worker does; returns how many entries the new head has."""
        self.posted += 1
        issue(self.account, 5, key=f"posted-{self.posted}-{self.cluster.data.name}", issuance=self.posted)
        return sequence_log()

    def stopped(self) -> Path:
        """A copy of the server's files at this moment."""
        connection.close()
        self.cluster.stop()
        _copy(self.cluster.data, self.room / "earlier")
        self.cluster.start()
        return self.room / "earlier"

    def back_to(self, earlier: Path) -> None:
        """Put earlier files in the place of the server's."""
        connection.close()
        self.cluster.stop()
        subprocess.run(["rm", "-rf", str(self.cluster.data)], check=True)
        _copy(earlier, self.cluster.data)
        self.cluster.start()

    def promote(self) -> None:
        """Let the server follow, as a standby does, and then take over."""
        connection.close()
        self.cluster.stop()
        (self.cluster.data / "standby.signal").touch()
        self.cluster.start()
        with psycopg.connect(self.cluster.url(), autocommit=True) as server:
            assert server.execute("select pg_promote(true, 30)").fetchone() == (True,)

    def restore(self, dump: Path) -> None:
        """Make the database anew from a dump."""
        connection.close()
        with psycopg.connect(self.cluster.url(), autocommit=True) as server:
            server.execute("drop database jcm with (force)")
            server.execute("create database jcm owner jcm_owner")
        tool = [str(server_tool("psql")), "-q", "-X", f"--dbname={self.cluster.url('jcm')}", f"--file={dump}"]
        subprocess.run(tool, check=True, stdout=subprocess.DEVNULL)

    def dump(self) -> Path:
        """What the database holds now."""
        file = self.room / "jcm.sql"
        tool = [str(server_tool("pg_dump")), f"--dbname={self.cluster.url('jcm')}", f"--file={file}"]
        subprocess.run(tool, check=True)
        return file


def _refused() -> str:
    """The number with which signing is refused now."""
    with pytest.raises(Refused) as refusal:
        log_heads.refuse_another_history(Heads(settings.LOG_HEADS_FILE))
    return refusal.value.number


def _told(size: int) -> str:
    said = StringIO()
    call_command("sequence_log", continue_after=size, stdout=said)
    return said.getvalue()


def _verified() -> None:
    call_command("verify_ledger", stdout=StringIO(), stderr=StringIO())


def test_a_database_that_went_back_signs_nothing_until_it_is_told(book: Book) -> None:
    earlier = book.stopped()
    assert [book.grow(), book.grow()] == [2, 3]
    book.back_to(earlier)
    assert book.grow() == 0
    assert (_refused(), LogCheckpoint.objects.latest("size").size) == ("LOG-14", 1)
    with pytest.raises(CommandError, match="3 entries were seen outside the database, and it has 1"):
        _verified()
    inside = StringIO()
    call_command("verify_ledger", inside=True, stdout=inside)
    assert "The book is whole" in inside.getvalue()
    with pytest.raises(CommandError, match="LOG-17"):
        _told(3)
    assert "Heads up to 3 entries are lost" in _told(1)
    assert LogCheckpoint.objects.latest("size").size == 3, "what was posted, and that the log went on"
    stated = json.loads(LogStatement.objects.get(paper=None).body)
    assert (stated["about"], stated["size"], stated["lost"]["size"]) == ("continuation", 1, 3)
    assert Event.objects.filter(what="registry.logcheckpoint.go_on_after").count() == 1
    _verified()
    assert book.grow() == 4


def test_files_and_kept_heads_that_went_back_together_are_told_by_a_witness(book: Book) -> None:
    watching = Watching(book.room, [str(LOG_KEY.verifier)])
    settings.LOG_WITNESSES = [f"{watching.address} {watching.key.verifier}"]
    try:
        earlier, kept = book.stopped(), settings.LOG_HEADS_FILE.read_text()
        book.grow()
        call_command("ask_witnesses", stdout=StringIO())
        book.back_to(earlier)
        settings.LOG_HEADS_FILE.write_text(kept)
        assert (book.grow(), _refused()) == (0, "LOG-14")
        with pytest.raises(CommandError, match=r"witness\.test/w1 says that it knows 2 entries"):
            _verified()
        said = _told(1)
        assert "No head is lost" in said, "nobody has signed what a witness says"
        assert "witness.test/w1 says that it knows 2 entries" in said
        assert json.loads(LogStatement.objects.get(paper=None).body)["lost"] is None
        assert book.grow() == 4, "the witness stays with what it saw, and is not asked to halt the log again"
    finally:
        watching.stop()


def test_a_promoted_database_waits_to_be_told_that_nothing_is_lost(book: Book) -> None:
    book.promote()
    assert (book.grow(), _refused()) == (0, "LOG-16")
    assert "No head is lost" in _told(1)
    assert book.grow() == 4
    _verified()


def test_a_database_from_a_dump_waits_to_be_told(book: Book) -> None:
    dump = book.dump()
    book.restore(dump)
    assert (book.grow(), _refused()) == (0, "LOG-16")
    with pytest.raises(CommandError, match="signed in another database"):
        _verified()


def test_a_server_that_crashed_goes_on_by_itself(book: Book) -> None:
    connection.close()
    book.cluster.kill()
    book.cluster.start()
    assert book.grow() == 2


def test_kept_heads_that_are_gone_spoilt_or_others_are_noticed(book: Book) -> None:
    kept = settings.LOG_HEADS_FILE.read_text()
    settings.LOG_HEADS_FILE.unlink()
    assert _refused() == "LOG-13"
    settings.LOG_HEADS_FILE.write_text("{}\n")
    assert _refused() == "LOG-12"
    settings.LOG_HEADS_FILE.write_text(json.dumps(json.loads(kept) | {"root": "00" * 32}) + "\n")
    assert _refused() == "LOG-15"
    assert "Heads up to 1 entries are lost" in _told(1)
    _verified()


def test_rows_are_compared_also_where_the_kept_heads_differ(book: Book) -> None:
    book.restore(book.dump())
    connection.close()
    with psycopg.connect(book.cluster.url("jcm"), autocommit=True) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("update partners_user set name = 'Somebody else'")
    for words in ({}, {"inside": True}):
        with pytest.raises(CommandError, match="A row is NOT what its history made it"):
            call_command("verify_ledger", **words, stdout=StringIO(), stderr=StringIO())


def test_a_head_that_could_not_be_kept_is_kept_before_the_next_is_signed(book: Book) -> None:
    kept = settings.LOG_HEADS_FILE.read_text()
    assert book.grow() == 2
    settings.LOG_HEADS_FILE.write_text(kept)
    later = NOON + timedelta(days=1)  # of the heads of one day only the last stays
    issue(book.account, 5, key="one more", issuance=99)
    log_heads.sequence(signers=[LOG_KEY], heads=Heads(settings.LOG_HEADS_FILE), by=people.system(), at=later)
    assert {1, 3} <= Heads(settings.LOG_HEADS_FILE).kept().roots.keys()
    settings.LOG_HEADS_FILE.write_text(kept)
    earlier = book.stopped()
    book.back_to(earlier)
    issue(book.account, 5, key="and one more", issuance=98)
    with pytest.raises(Refused, match="LOG-01"):  # nobody signs here, and yet what was signed is kept
        log_heads.sequence(signers=[], heads=Heads(settings.LOG_HEADS_FILE), by=people.system(), at=later)
    assert Heads(settings.LOG_HEADS_FILE).kept().newest == 3


def test_nothing_is_signed_where_the_head_cannot_be_kept(book: Book, tmp_path: Path) -> None:
    in_the_way = settings.LOG_HEADS_FILE.with_name(f"{settings.LOG_HEADS_FILE.name}.new")
    in_the_way.mkdir()
    assert book.grow() == 0
    assert LogCheckpoint.objects.latest("size").size == 1
    with pytest.raises(CommandError, match="LOG-18"):
        _told(1)
    assert not LogStatement.objects.filter(paper=None).exists()
    in_the_way.rmdir()
    assert book.grow() == 3


def test_a_claim_is_answered_by_itself_and_not_with_all_below_it(tmp_path: Path) -> None:
    heads = Heads(tmp_path / "heads")
    heads.claim(name="w1", size=10**17, at="2026-06-01")
    heads.go_on(size=1, root=bytes(32), database="1", lost=0, before=1, claims=heads.kept().claims, at="2026-06-01")
    heads.claim(name="w1", size=10**17, at="2026-06-02")
    assert heads.kept().claims == {}
    heads.claim(name="w2", size=3, at="2026-06-02")
    heads.claim(name="w1", size=4, at="2026-06-02")
    assert heads.kept().claims == {"w2": 3, "w1": 4}


def test_of_the_heads_of_a_day_the_last_is_kept(tmp_path: Path) -> None:
    heads = Heads(tmp_path / "kept" / "heads")
    for size, day in ((1, "01"), (2, "01"), (3, "02")):
        heads.keep(size=size, root=bytes(32), database="1/1/1", at=f"2026-06-{day}T12:00:00+00:00")
    assert heads.kept().roots.keys() == {2, 3}


def test_a_slower_process_takes_no_newer_head_away(tmp_path: Path) -> None:
    heads = Heads(tmp_path / "heads")
    for size in (1, 3, 2):
        heads.keep(size=size, root=bytes(32), database="1/1/1", at="2026-06-01T12:00:00+00:00")
    assert heads.kept().newest == 3


def test_many_who_keep_at_once_lose_nothing(tmp_path: Path) -> None:
    heads = Heads(tmp_path / "heads")
    keepers = [
        threading.Thread(target=heads.claim, kwargs={"name": f"w{number}", "size": 9, "at": "2026-06-01"})
        for number in range(20)
    ]
    for keeper in keepers:
        keeper.start()
    for keeper in keepers:
        keeper.join()
    assert len(heads.kept().claims) == 20


def test_nobody_signs_past_the_guard() -> None:
    """`log.sequence` itself asks no kept head: one module calls it."""
    base = Path(settings.BASE_DIR)
    calling = [
        str(path.relative_to(base))
        for folder in ("registry", "credits", "jcm_platform", "scenarios", "tools")
        for path in sorted((base / folder).rglob("*.py"))
        if "log.sequence(" in path.read_text()
    ]
    assert calling == ["registry/services/log_heads.py"]


def test_the_system_alone_lets_the_log_go_on(db: None, noon: object) -> None:
    with pytest.raises(Refused, match="LOG-17"):
        log_heads.go_on_after(size=7, heads=Heads(settings.LOG_HEADS_FILE), by=people.system(), at=NOON)
