"""What `make` relies on: embedded servers that come and go cleanly, and a supervisor that leaves nothing behind."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from tools import embedded, stamps
from tools.embedded import broker
from tools.embedded.postgres import Cluster

BASE = Path(__file__).resolve().parent.parent.parent

SUPERVISED = """
import sys
from pathlib import Path
from tools.supervisor import Stopped, Supervisor
family = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])"
try:
    with Supervisor(Path(sys.argv[1]), {}, patience=1) as supervisor:
        supervisor.start("family", [sys.executable, "-c", family])
        supervisor.start("deaf", [sys.executable, "-c",
            "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"])
        print("up", flush=True)
        supervisor.wait_for(lambda: False, 600)
except Stopped:
    print("stopped", flush=True)
"""


@pytest.fixture
def room() -> Iterator[Path]:
    """A folder of the test's own, not among pytest's: each new pytest session closes those to PostgreSQL's user."""
    with tempfile.TemporaryDirectory(prefix="jcm-") as name:
        yield Path(name)


@pytest.fixture
def var(room: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A `var` of the test's own; whatever still runs in it is stopped."""
    monkeypatch.setenv("JCM_VAR", str(room / "var"))
    yield room / "var"
    embedded.stop()


def _ask(address: str, question: str) -> list[tuple[object, ...]]:
    with psycopg.connect(address) as connection:
        return connection.execute(question).fetchall()


def test_a_second_start_finds_the_servers_of_the_first(var: Path) -> None:
    first = embedded.start(durable=False)
    servers = Cluster(var / "postgres").pid, broker.pid(var / "redis")
    assert None not in servers
    assert embedded.start(durable=False) == first
    assert (Cluster(var / "postgres").pid, broker.pid(var / "redis")) == servers
    assert _ask(first["DATABASE_URL"], "select current_user") == [("jcm_runtime",)]


def test_a_stop_ends_both_servers_and_a_second_stop_does_nothing(var: Path) -> None:
    embedded.start(durable=False)
    servers = Cluster(var / "postgres").pid, broker.pid(var / "redis")
    embedded.stop()
    assert not embedded.is_running()
    assert not any(pid and psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie" for pid in servers)
    embedded.stop()


def test_servers_that_were_killed_start_again_with_their_data(var: Path) -> None:
    addresses = embedded.start()
    with psycopg.connect(addresses["DATABASE_OWNER_URL"]) as connection:
        connection.execute("create table kept as select 7 as number")
    for pid in (Cluster(var / "postgres").pid, broker.pid(var / "redis")):
        assert pid
        os.kill(pid, signal.SIGKILL)
    again = embedded.start()
    assert _ask(again["DATABASE_OWNER_URL"], "select number from kept") == [(7,)]


def test_a_pid_file_that_names_a_stranger_neither_blocks_the_start_nor_ends_the_stranger(var: Path) -> None:
    embedded.start(durable=False)
    recorded = (var / "postgres" / "postmaster.pid").read_text()
    embedded.stop()
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as stranger:
        (var / "postgres" / "postmaster.pid").write_text(
            recorded.replace(recorded.split("\n")[0], str(stranger.pid), 1)
        )
        (var / "redis" / "redis.pid").write_text(f"{stranger.pid}\n")
        embedded.stop()
        assert stranger.poll() is None
        assert embedded.start(durable=False)
        assert embedded.is_running()
        stranger.kill()


def test_only_a_cluster_for_tests_gives_up_durability(var: Path) -> None:
    question = "select current_setting('fsync'), current_setting('full_page_writes')"
    assert _ask(embedded.start(durable=False)["DATABASE_URL"], question) == [("off", "off")]
    embedded.stop()
    assert _ask(embedded.start()["DATABASE_URL"], question) == [("on", "on")]


def test_a_path_too_long_for_a_socket_works(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JCM_VAR", str(room / ("a long Name " * 9) / "var"))
    try:
        assert _ask(embedded.start(durable=False)["DATABASE_URL"], "select 1") == [(1,)]
        sockets = Path(Cluster(embedded.var_directory() / "postgres").url().split("host=")[1].split("&")[0])
        assert sockets.stat().st_mode & 0o077 == 0
    finally:
        embedded.stop()
    assert not sockets.exists()


def test_a_private_server_keeps_what_it_acknowledged_when_it_is_killed(room: Path) -> None:
    with embedded.private_postgres(room / "private", max_connections="20") as cluster:
        with psycopg.connect(cluster.url()) as connection:
            connection.execute("create table kept as select 7 as number")
        cluster.kill()
        assert cluster.pid is None
        cluster.start()
        assert _ask(cluster.url(), "select number, current_setting('max_connections') from kept") == [(7, "20")]
    assert cluster.pid is None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_supervisor_leaves_no_process_behind(tmp_path: Path, number: int) -> None:
    command = [sys.executable, "-c", SUPERVISED, str(tmp_path)]
    with subprocess.Popen(command, cwd=BASE, stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout
        assert supervisor.stdout.readline() == "up\n"
        family = _family_of(supervisor.pid, members=3)
        supervisor.send_signal(number)
        assert supervisor.wait(timeout=25) == 0
        assert supervisor.stdout.read() == "stopped\n"
    _, alive = psutil.wait_procs(family, timeout=2)
    assert not [each for each in alive if each.status() != psutil.STATUS_ZOMBIE]


def test_a_child_that_dies_is_noticed_and_ends_the_rest(tmp_path: Path) -> None:
    script = SUPERVISED.replace("import subprocess, sys;", "raise SystemExit('no luck');")
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], cwd=BASE, capture_output=True, text=True, timeout=25, check=False
    )
    assert done.returncode == 1
    assert "no luck" in done.stderr
    assert "family ended at its start" in done.stderr


def _family_of(pid: int, members: int) -> list[psutil.Process]:
    for _ in range(100):
        found = psutil.Process(pid).children(recursive=True)
        if len(found) >= members:
            return found
        time.sleep(0.05)
    raise AssertionError(f"only {found}")


def test_a_stamp_holds_until_a_file_changes(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_text("one")
    noted = stamps.Stamps(tmp_path / "stamps.json")
    noted.set("step", stamps.key_of([source]))
    assert stamps.Stamps(tmp_path / "stamps.json").holds("step", stamps.key_of([source]))
    source.write_text("two")
    assert not noted.holds("step", stamps.key_of([source]))


def test_make_alone_explains_every_target() -> None:
    makefile = (BASE / "Makefile").read_text()
    targets = set(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split())
    shown = subprocess.run(["make"], cwd=BASE, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make (\w+)", shown, re.MULTILINE)) == targets


def test_ci_runs_what_a_developer_runs() -> None:
    assert "exec make test" in (BASE / ".ci" / "run").read_text()
    assert os.access(BASE / ".ci" / "run", os.X_OK)
