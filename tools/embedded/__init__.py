"""PostgreSQL and Redis of the machine's own, under `var/`, for the demo, the tests and the benches.

`start` is idempotent and writes `var/embedded.env`, which settings read when `DATABASE_URL` is not set.
Nothing here is used in production: there the two addresses come from the environment.
"""

import fcntl
import os
import secrets
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jcm_platform.environment import of_this_machine

if TYPE_CHECKING:
    from tools.embedded.postgres import Cluster

BASE = Path(__file__).resolve().parent.parent.parent
RUNTIME_ROLE = "jcm_runtime"
OWNER_ROLE = "jcm_owner"
DATABASE = "jcm"


def var_directory() -> Path:
    """Where the embedded servers keep their data; `JCM_VAR` moves it."""
    return Path(os.environ.get("JCM_VAR", BASE / "var")).resolve()


def start(*, durable: bool = True) -> dict[str, str]:
    """Start both servers unless they run already; return the environment that reaches them.

    Args:
        durable: False gives up safety against a crash of the machine for speed; for test databases only.
    """
    from tools.embedded import broker, postgres

    var = var_directory()
    var.mkdir(parents=True, exist_ok=True)
    with _alone(var / "embedded.lock"):
        known = of_this_machine(var)
        password = known.get("PASSWORD") or secrets.token_urlsafe(24)
        cluster = postgres.Cluster(
            var / "postgres", postgres.MODEST if durable else postgres.MODEST | postgres.NOT_DURABLE
        )
        if cluster.start() or "DATABASE_URL" not in known:
            postgres.prepare(
                cluster.url(), database=DATABASE, owner=OWNER_ROLE, runtime=RUNTIME_ROLE, password=password
            )
        surroundings = known | {
            "PASSWORD": password,
            "DATABASE_ADMIN_URL": cluster.url(),
            "DATABASE_OWNER_URL": cluster.url(DATABASE, OWNER_ROLE, password),
            "DATABASE_URL": cluster.url(DATABASE, RUNTIME_ROLE, password),
            "SECRET_KEY": known.get("SECRET_KEY") or secrets.token_urlsafe(50),
            "REDIS_URL": broker.start(var / "redis", known.get("REDIS_URL", "")),
        }
        if surroundings != known:
            write_private(var / "embedded.env", "".join(f"{key}={value}\n" for key, value in surroundings.items()))
    return surroundings


def stop() -> None:
    """Stop both servers if they run; a second call does nothing."""
    from tools.embedded import broker, postgres

    var = var_directory()
    if not var.exists():
        return
    with _alone(var / "embedded.lock"):
        broker.stop(var / "redis")
        postgres.Cluster(var / "postgres").stop()


def is_running() -> bool:
    """Whether both servers of this `var` run."""
    from tools.embedded import broker, postgres

    var = var_directory()
    return postgres.Cluster(var / "postgres").pid is not None and broker.pid(var / "redis") is not None


def environment() -> dict[str, str]:
    """The addresses written by the last `start`; empty when it never ran."""
    return of_this_machine(var_directory())


@contextmanager
def private_postgres(directory: Path, **settings: str) -> Iterator["Cluster"]:
    """Run a throw-away PostgreSQL of the caller's own; it is stopped at the end, also after an error.

    Args:
        directory: an empty or missing folder; a path of a test's own.
        settings: PostgreSQL settings over the house's, such as `synchronous_commit="on"`. Durability is full.
    """
    from tools.embedded.postgres import MODEST, Cluster

    cluster = Cluster(directory, MODEST | settings)
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop(signal.SIGQUIT)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Let one process at a time start or stop."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.replace(path)
