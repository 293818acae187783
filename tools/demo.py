"""`make demo`: the whole platform on this machine, with real data, until Ctrl-C.

Starts the embedded servers (unless DATABASE_URL is set), brings database, static files and data up to date, starts web,
worker and beat, waits until the site answers and prints one sign-in per role. Steps whose inputs have not changed are
skipped. On the way out everything that was started is stopped, also when one part dies.
"""

import fcntl
import json
import os
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tools import embedded
from tools.stamps import Stamps, files, key_of
from tools.supervisor import Stopped, Supervisor

BASE = Path(__file__).resolve().parent.parent
MANAGE = (sys.executable, "manage.py")
COMMANDS = "**/management/commands"


@dataclass(frozen=True)
class Step:
    """One `manage.py` command and the files whose change makes it necessary again."""

    says: str
    command: tuple[str, ...]
    reads: tuple[str, ...]


SCHEMA = ("**/migrations/*", "**/*.sql")
STEPS = (
    Step("Bring the database up to date", ("migrate", "--verbosity=0"), SCHEMA),
    Step(
        "Collect static files",
        ("collectstatic", "--noinput", "--verbosity=0"),
        ("**/dist/**/*", "**/*.svg", "**/static/**/*"),
    ),
    Step("Load the published data", ("load_published",), (*SCHEMA, "**/*.py", "**/*.csv", "**/*.json", "**/*.toml")),
    Step("Make the key of the transparency log", ("make_log_key", "--if-none"), ()),
    Step(
        "Load people, examples and sign-ins", ("load_demo",), (*SCHEMA, "**/*.py", "**/*.csv", "**/*.json", "**/*.toml")
    ),
)


def main() -> int:
    """Run until somebody or something ends it; 0 when it was asked to."""
    os.chdir(BASE)
    port = int(os.environ.get("PORT", "8000"))
    var = embedded.var_directory()
    var.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with _only_one(var):
        try:
            with Supervisor(var / "log", _environment(port)) as supervisor:
                _refuse_taken(port)
                if _ours():
                    supervisor.environment = embedded.start() | supervisor.environment
                _prepare(supervisor, Stamps(var / "demo-stamps.json"))
                _start(supervisor, port)
                _print_sign_ins(var / "demo-sign-ins.json", port, time.monotonic() - began)
                return _watch(supervisor)
        except Stopped:
            print("\nStopped.", flush=True)
            return 0
        finally:  # the supervisor has ended its children and set signals aside
            if _ours():
                embedded.stop()


def _ours() -> bool:
    return "DATABASE_URL" not in os.environ


def _environment(port: int) -> Mapping[str, str]:
    return {
        "JCM_DEMO": "true",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "jcm_platform.settings",
        **os.environ,
    }


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise SystemExit(f"Port {port} is taken. Choose another: PORT={port + 1} make demo") from None


def _prepare(supervisor: Supervisor, stamps: Stamps) -> None:
    """Run the steps whose inputs changed; on a database that is not ours, all of them: others may have changed it."""
    locks = sorted(BASE.glob("requirements/*.lock"))
    there = {path.stem for path in files(f"{COMMANDS}/*.py")}
    for step in STEPS:
        if step.command[0].startswith("load_") and step.command[0] not in there:
            continue
        key = key_of([*locks, *files(*step.reads)], *step.command)
        if _ours() and stamps.holds(step.says, key):
            continue
        print(f"· {step.says}", flush=True)
        if supervisor.run(step.command[0], [*MANAGE, *step.command]):
            raise SystemExit(f"manage.py {step.command[0]} failed; its words are above.")
        stamps.set(step.says, key)


def _start(supervisor: Supervisor, port: int) -> None:
    """Start the three parts; the web first and alone, so that the page is there soonest."""
    celery: Sequence[str] = (sys.executable, "-m", "celery", "--app", "jcm_platform")
    address = f"127.0.0.1:{port}"
    supervisor.start(
        "web", [sys.executable, "-m", "gunicorn", "--config", "python:tools.gunicorn_conf", "--bind", address]
    )
    supervisor.wait_for(lambda: _answers(port), seconds=120)
    supervisor.start("worker", [*celery, "worker", "--loglevel", "WARNING", "--concurrency", "2", "--without-mingle"])
    supervisor.start("beat", [*celery, "beat", "--loglevel", "WARNING", "--pidfile="])


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/alive/")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _print_sign_ins(path: Path, port: int, seconds: float) -> None:
    print(f"\nThe JCM platform is at http://127.0.0.1:{port}/ (ready in {seconds:.1f} s). Ctrl-C ends it.\n")
    if path.exists():
        rows = [
            [str(each.get(name) or "") for name in ("role", "organisation", "email", "password")]
            for each in json.loads(path.read_text())
        ]
        table = [["Role", "Organisation", "E-mail", "Password"], *rows]
        widths = [max(len(row[column]) for row in table) for column in range(4)]
        for row in table:
            print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        print(f"\nSign in at http://127.0.0.1:{port}/accounts/login/")
    sys.stdout.flush()


def _watch(supervisor: Supervisor) -> int:
    while True:
        dead = supervisor.first_dead()
        if dead:
            print(f"{supervisor.last_words(dead)}\nThe part '{dead}' ended by itself; the rest is stopped.", flush=True)
            return 1
        if _ours() and not embedded.is_running():
            print("PostgreSQL or Redis ended by itself; the rest is stopped.", flush=True)
            return 1
        time.sleep(0.5)


@contextmanager
def _only_one(var: Path) -> Iterator[None]:
    """Hold `var/demo.pid` while the demo runs; refuse a second one."""
    with (var / "demo.pid").open("a+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held.seek(0)
            raise SystemExit(
                f"The demo already runs here (process {held.read().strip()}). Stop that one first."
            ) from None
        held.truncate(0)
        held.write(str(os.getpid()))
        held.flush()
        yield
        held.truncate(0)


if __name__ == "__main__":
    sys.exit(main())
