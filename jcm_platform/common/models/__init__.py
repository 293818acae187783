"""Rows that every app shares: events, outbox, stored files, and where a record comes from."""

from jcm_platform.common.models.events import Event, OutboxMessage
from jcm_platform.common.models.files import StoredFile
from jcm_platform.common.models.history import Change, Deed
from jcm_platform.common.models.pulses import Pulse
from jcm_platform.common.models.sourced import Origin, Sourced

__all__ = ["Change", "Deed", "Event", "Origin", "OutboxMessage", "Pulse", "Sourced", "StoredFile"]
