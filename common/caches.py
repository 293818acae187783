"""The cache: Redis with time limits, JSON in it, and a platform that goes on when it is gone.

Only limits and short-lived marks are kept here; sessions stand in the database. When Redis does not answer within a
second, every process counts in its own memory for some seconds before one request tries again: limits go on counting
(each process for itself), nobody waits, and nothing that people typed is lost.
"""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Any, override

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from prometheus_client import Counter
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
FAILURES = Counter("jcm_cache_failures_total", "Times that Redis did not answer and the process's own memory did.")
LEFT_ALONE_SECONDS = 5.0


class JsonSerializer:
    """What is written is JSON: whoever writes into Redis can make us read, never run, something."""

    def dumps(self, value: object) -> bytes | int:
        return value if type(value) is int else json.dumps(value).encode()

    def loads(self, data: bytes) -> Any:  # whatever JSON holds
        return json.loads(data)


@dataclass
class Circuit:
    """Whether Redis is asked at all: after a failure it is left alone, then one caller tries."""

    left_alone_until: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def is_open(self) -> bool:
        """True when Redis is to be left alone now; the first caller afterwards gets False, the others wait for it."""
        now = time.monotonic()
        with self.lock:
            if now < self.left_alone_until:
                return True
            if self.left_alone_until:
                self.left_alone_until = now + LEFT_ALONE_SECONDS
            return False

    def failed(self, fault: RedisError) -> None:
        FAILURES.inc()
        with self.lock:
            self.left_alone_until = time.monotonic() + LEFT_ALONE_SECONDS
        log.warning("Redis did not answer (%s); left alone for %s s.", type(fault).__name__, LEFT_ALONE_SECONDS)

    def answered(self) -> None:
        if self.left_alone_until:
            with self.lock:
                self.left_alone_until = 0.0
            log.warning("Redis answers again.")


_circuits: dict[str, Circuit] = {}


class Cache(RedisCache):
    """Redis while it answers, else the process's own memory."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:  # Django's own shape
        super().__init__(server, params)
        self._circuit = _circuits.setdefault(server, Circuit())
        self._spare = LocMemCache(f"spare:{server}", {})

    def _ask[T](self, redis: Callable[[], T], spare: Callable[[], T]) -> T:
        if self._circuit.is_open():
            return spare()
        try:
            answer = redis()
        except RedisError as fault:
            self._circuit.failed(fault)
            return spare()
        self._circuit.answered()
        return answer

    @override
    def add(self, *args: Any, **options: Any) -> bool:  # Django's own shape
        return self._ask(partial(super().add, *args, **options), partial(self._spare.add, *args, **options))

    @override
    def get(self, *args: Any, **options: Any) -> Any:  # Django's own shape
        return self._ask(partial(super().get, *args, **options), partial(self._spare.get, *args, **options))

    @override
    def set(self, *args: Any, **options: Any) -> None:  # Django's own shape
        self._ask(partial(super().set, *args, **options), partial(self._spare.set, *args, **options))

    @override
    def touch(self, *args: Any, **options: Any) -> bool:  # Django's own shape
        return self._ask(partial(super().touch, *args, **options), partial(self._spare.touch, *args, **options))

    @override
    def delete(self, *args: Any, **options: Any) -> bool:  # Django's own shape
        return self._ask(partial(super().delete, *args, **options), partial(self._spare.delete, *args, **options))

    @override
    def get_many(self, *args: Any, **options: Any) -> dict[Any, Any]:  # Django's own shape
        return self._ask(partial(super().get_many, *args, **options), partial(self._spare.get_many, *args, **options))

    @override
    def has_key(self, *args: Any, **options: Any) -> bool:  # Django's own shape
        return self._ask(partial(super().has_key, *args, **options), partial(self._spare.has_key, *args, **options))

    @override
    def incr(self, *args: Any, **options: Any) -> int:  # Django's own shape
        return self._ask(partial(super().incr, *args, **options), partial(self._spare.incr, *args, **options))

    @override
    def set_many(self, *args: Any, **options: Any) -> list[Any]:  # Django's own shape
        return self._ask(partial(super().set_many, *args, **options), partial(self._spare.set_many, *args, **options))

    @override
    def delete_many(self, *args: Any, **options: Any) -> None:  # Django's own shape
        self._ask(partial(super().delete_many, *args, **options), partial(self._spare.delete_many, *args, **options))

    @override
    def clear(self) -> None:
        self._spare.clear()
        self._ask(super().clear, self._spare.clear)

    def ping(self) -> None:
        """Ask Redis itself, whatever happened before. Raises: RedisError."""
        self._cache.get_client().ping()
