"""Rows that every app shares: events, outbox, stored files, and where a record comes from."""

from common.models.counters import Counter
from common.models.events import Event, OutboxMessage
from common.models.files import StoredFile
from common.models.history import Change, Deed
from common.models.papers import Paper, PaperRow, kind_of
from common.models.pulses import FaultCount, Pulse
from common.models.sourced import Origin, Sourced
from common.models.tokens import SentForm

__all__ = [
    "Change",
    "Counter",
    "Deed",
    "Event",
    "FaultCount",
    "Origin",
    "OutboxMessage",
    "Paper",
    "PaperRow",
    "Pulse",
    "SentForm",
    "Sourced",
    "StoredFile",
    "kind_of",
]
