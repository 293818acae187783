"""Find and end processes named by pid files."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import psutil


def running_pid(pidfile: Path, name: str, argument: str = "") -> int | None:
    """The process that a pid file names, if it lives and is what we think: numbers are given again after a crash."""
    try:
        process = psutil.Process(int(pidfile.read_text().split("\n", 1)[0]))
        if process.status() == psutil.STATUS_ZOMBIE or name not in process.name():
            return None
        return process.pid if not argument or argument in process.cmdline() else None
    except (FileNotFoundError, PermissionError, ValueError, psutil.NoSuchProcess, psutil.AccessDenied):
        return None


def end(pid: int | None, signal_number: int) -> None:
    """Ask a process to end, wait for it, and kill it after half a minute."""
    if pid is None:
        return
    with suppress(ProcessLookupError, psutil.NoSuchProcess):
        os.kill(pid, signal_number)
        if not await_end(pid):
            os.kill(pid, signal.SIGKILL)
            await_end(pid)


def await_end(pid: int) -> bool:
    """Wait half a minute for a process; one that only waits to be counted by its parent has ended."""
    for _ in range(1500):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False
