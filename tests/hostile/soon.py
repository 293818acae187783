"""How soon something is done, in CPU: a second at most, at the second try where the first was disturbed."""

import time
from collections.abc import Callable

CPU_SECONDS = 1.0  # the exponent of a filter took a minute, a workbook's bomb eighteen seconds


def measured[T](ask: Callable[[], T]) -> tuple[T, float]:
    """What it gives, and the CPU seconds that it took."""
    given, seconds = _once(ask)
    return _once(ask) if seconds > CPU_SECONDS else (given, seconds)


def _once[T](ask: Callable[[], T]) -> tuple[T, float]:
    began = time.thread_time()
    given = ask()
    return given, time.thread_time() - began
