"""Writing the transparency log: statements together with their deed, entries and signed heads by one sequencer.

Bodies, places and hashes are made by the database's own functions (`registry/tlog/log.sql`); this module
says who asks and when, and signs. A posting needs no row of its own here: its entry is made from its movements.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Decision
from common import events, identity
from common.models import Origin
from common.refusals import Refused
from partners.people.models.people import User
from registry.models import LogCheckpoint
from registry.selectors import log
from registry.tlog import tree
from registry.tlog.notes import Checkpoint, SignerKey, sign

ENTRIES_OF_A_RUN = 20_000


def state(decision: Decision, _by: User, _at: datetime) -> None:
    """A Joint Committee's decision becomes a public fact in the moment it is taken. Examples stay out."""
    if decision.origin == Origin.PLATFORM:
        _call("SELECT log_state(%s)", decision.pk)


@transaction.atomic
def sequence(*, signers: Sequence[SignerKey], by: User, at: datetime) -> LogCheckpoint | None:
    """Give everything that waits its place in the log, and sign the new head; None when nothing waits.

    One at a time: whoever comes second while one runs leaves at once. `by` is the system; the database asks.
    Raises: Refused LOG-01 without a key.
    """
    if not signers:
        raise Refused("LOG-01", _("The log has no signing key. Make one with “manage.py make_log_key”."))
    identity.assume(by=by, at=at)
    size = _call("SELECT log_sequence(%s)", ENTRIES_OF_A_RUN)
    if size is None:
        return None
    root = tree.root(log.read, size)
    note = sign(Checkpoint(signers[0].name, size, root).text, signers)
    _call("SELECT log_sign(%s, %s, %s)", size, note, [str(signer.verifier) for signer in signers])
    head = LogCheckpoint.objects.get(size=size)
    events.record("registry.logcheckpoint.sign", subject=head, by=by, at=at, after={"size": size, "root": root.hex()})
    return head


def _call(question: str, *values: int | str | list[str]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]
