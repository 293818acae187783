"""Start processes, watch them, and leave none behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self


class Stopped(Exception):  # noqa: N818 - a request, not an error
    """Somebody asked us to end."""


class Supervisor:
    """Runs children in process groups of their own and ends every one of them on the way out.

    Ctrl-C, SIGTERM and SIGHUP become `Stopped` in the main thread. Should this process itself be killed, Linux sends
    its children SIGTERM.
    """

    def __init__(self, logs: Path, environment: Mapping[str, str], patience: float = 10.0) -> None:
        """Keep logs in a folder; wait `patience` seconds between the request to end and SIGKILL."""
        self.patience = patience
        self.logs = logs
        self.environment = dict(environment)
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        self.logs.mkdir(parents=True, exist_ok=True)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C does not stop the stopping
        self.end_all()

    def run(self, name: str, command: Sequence[str]) -> int:
        """Run one step to its end in sight of the user; return its exit code."""
        child = self._spawn(name, command, None)
        code = child.wait()
        del self.children[name]
        return code

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start a child that goes on; what it says is in `logs/NAME.log`."""
        self._spawn(name, command, self.logs / f"{name}.log")

    def first_dead(self) -> str | None:
        """The name of a child that has ended by itself."""
        return next((name for name, child in self.children.items() if child.poll() is not None), None)

    def last_words(self, name: str) -> str:
        """The end of a child's log."""
        path = self.logs / f"{name}.log"
        return path.read_text(errors="replace")[-3000:] if path.exists() else ""

    def wait_for(self, ready: Callable[[], bool], seconds: float) -> None:
        """Wait until something holds; SystemExit when a child dies before, or when it takes too long."""
        until = time.monotonic() + seconds
        while not ready():
            dead = self.first_dead()
            if dead:
                raise SystemExit(
                    f"{self.last_words(dead)}\n{dead} ended at its start; the whole log: {self.logs}/{dead}.log"
                )
            if time.monotonic() > until:
                raise SystemExit(f"Nothing answered within {seconds:.0f} seconds. The logs are in {self.logs}.")
            time.sleep(0.1)

    def end_all(self) -> None:
        """Ask every group to end, wait, then kill what is left of them."""
        for child in self.children.values():
            _signal_group(child.pid, signal.SIGTERM)
        until = time.monotonic() + self.patience
        for child in self.children.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, until - time.monotonic()))
        for child in self.children.values():
            _signal_group(child.pid, signal.SIGKILL)
            child.wait()
        self.children.clear()

    def _spawn(self, name: str, command: Sequence[str], log: Path | None) -> subprocess.Popen[bytes]:
        out = log.open("ab") if log else None
        self.children[name] = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT if out else None,
            env=self.environment,
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - we have no threads
        )
        if out:
            out.close()
        return self.children[name]


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def _end_with_parent() -> None:
    assert _LIBC is not None  # noqa: S101 - called on Linux only
    _LIBC.prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def _signal_group(group: int, number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
