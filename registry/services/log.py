"""Writing the transparency log: statements together with their deed, entries and signed heads by one sequencer.

A posting needs no row of its own here: its transaction and movements never change, and its entry is made from them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import rfc8785
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from jcm_platform.common import events
from jcm_platform.common.events import Happening, subject_key
from jcm_platform.common.refusals import Refused
from partners.models import Decision, User
from registry.models import LogCheckpoint, LogEntry, LogHash, LogKey, LogStatement
from registry.selectors import log
from registry.tlog import tree
from registry.tlog.notes import Checkpoint, SignerKey, sign

ENTRIES_OF_A_RUN = 20_000
PUBLISHES = ("partners.decision.adopt", "partners.decision.decline", "partners.decision.reject")


def on_decision(happening: Happening) -> None:
    """A Joint Committee's decision becomes a public fact in the moment it is taken. Examples stay out."""
    decision = happening.subject
    if happening.what in PUBLISHES and isinstance(decision, Decision) and decision.origin == "platform":
        told: dict[str, Any] = {
            "about": "decision", "number": decision.number, "country": decision.country.iso2, "form": decision.form,
            "outcome": str(decision.state), "at": happening.at.isoformat(timespec="microseconds"),
            "items": [
                {"kind": item.kind, "reference": item.reference, "title": item.title, "outcome": item.outcome}
                for item in decision.items.order_by("pk")
            ],
        }  # fmt: skip
        body = rfc8785.dumps(told).decode()
        LogStatement.objects.create(body=body, subject=subject_key(decision), at=happening.at)


@transaction.atomic
def sequence(*, signers: Sequence[SignerKey], by: User, at: datetime) -> LogCheckpoint | None:
    """Give everything that waits its place in the log, and sign the new head; None when nothing waits.

    One at a time: whoever comes second while one runs leaves at once.
    Raises: Refused LOG-01 without a key.
    """
    if not signers:
        raise Refused("LOG-01", _("The log has no signing key. Make one with “manage.py make_log_key”."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('registry_log'))")
        if not cursor.fetchone()[0]:
            return None
    before = log.size()
    entries = _waiting(before)
    if not entries:
        return None
    LogEntry.objects.bulk_create(entries, batch_size=2000)
    after = before + len(entries)
    _close_tiles(before, after)
    return _signed(after, signers, by, at)


def _waiting(position: int) -> list[LogEntry]:
    found: list[LogEntry] = []
    for statement in log.unlogged_statements()[:ENTRIES_OF_A_RUN]:
        found.append(_entry(position + len(found), statement.body, statement=statement))
    for posted in log.unlogged_transactions()[:ENTRIES_OF_A_RUN]:
        for part, body in enumerate(log.bodies(posted), 1):
            found.append(_entry(position + len(found), body.decode(), transaction=posted, part=part))
    return found


def _entry(position: int, body: str, **source: models.Model | int) -> LogEntry:
    return LogEntry(position=position, body=body, leaf_hash=tree.leaf_hash(body.encode()), **source)


def _close_tiles(before: int, after: int) -> None:
    """Keep the root of every tile that became full, level by level."""
    level = 1
    while after // tree.WIDTH:
        before, after = before // tree.WIDTH, after // tree.WIDTH
        LogHash.objects.bulk_create(
            LogHash(level=level, number=n, hash=tree.fold(log.read(level - 1, n * tree.WIDTH, tree.WIDTH)))
            for n in range(before, after)
        )
        level += 1


def _signed(size: int, signers: Sequence[SignerKey], by: User, at: datetime) -> LogCheckpoint:
    root = tree.root(log.read, size)
    note = sign(Checkpoint(signers[0].name, size, root).text, signers)
    known = set(log.verifier_keys())
    for signer in signers:
        if str(signer.verifier) not in known:
            LogKey.objects.create(verifier=str(signer.verifier), since=at)
    head = LogCheckpoint.objects.create(size=size, root=root, note=note, made_at=at)
    events.record("registry.logcheckpoint.sign", subject=head, by=by, at=at, after={"size": size, "root": root.hex()})
    return head
