"""Structured logs: one JSON object a line, request id and user id bound by django-structlog; no secret in any."""

import logging
from datetime import timedelta
from typing import Any, override

import structlog
from gunicorn.glogging import Logger
from structlog.typing import Processor

from jcm_platform.secrecy import mask, masked_event

SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
]

structlog.configure(
    processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def json_formatter() -> logging.Formatter:
    """The formatter named by `LOGGING`."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            masked_event,
            structlog.processors.JSONRenderer(),
        ],
    )


class AccessLogger(Logger):
    """gunicorn's log; its access lines, where an operator turns them on, hold no secret either."""

    @override
    def atoms(self, resp: Any, req: Any, environ: Any, request_time: timedelta) -> dict[str, Any]:
        query = "…" if environ.get("QUERY_STRING") else ""
        atoms = super().atoms(resp, req, environ, request_time) | {"q": query, "{query_string}e": query}
        return {name: mask(value) if isinstance(value, str) else value for name, value in atoms.items()}
