"""Have the newest head of the log cosigned by the witnesses that the settings name."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import connection, transaction

from common import events, identity, isolation
from partners.people.models.people import User
from registry.models import LogCheckpoint, LogCosignature
from registry.selectors import log
from registry.tlog import tree
from registry.tlog.witnesses import Cosignature, NotCosigned, Witness, cosigned

FAILED = "asking it failed; the fault is in the log of the process"


def ask(*, witness: Witness, by: User, at: datetime) -> LogCosignature | None:
    """Submit the newest head to a witness and keep its cosignature; None when it has cosigned it already.

    The witness is asked outside any transaction: a slow one holds no lock.
    Raises: NotCosigned.
    """
    head = log.checkpoint()
    if head is None or head.cosignatures.filter(witness=str(witness.key)).exists():
        return None
    last = LogCosignature.objects.filter(witness=str(witness.key)).order_by("-checkpoint").first()
    given = cosigned(
        witness,
        note=head.note,
        size=head.size,
        old=last.checkpoint_id if last else 0,
        proof=lambda old: tree.consistency(log.read, old, head.size) if old else [],
    )
    return keep(head=head, witness=witness, given=given, by=by, at=at)


def claims(*, witnesses: Sequence[Witness]) -> dict[str, int]:
    """Show each witness the newest head; by name, how many entries those know that know more."""
    head = log.checkpoint()
    if head is None:
        return {}
    said = isolation.each(witnesses, lambda witness: (witness.key.name, _known(witness, head)), what="witness")
    return {name: size for name, size in said if size > head.size}


def _known(witness: Witness, head: LogCheckpoint) -> int:
    try:
        cosigned(
            witness,
            note=head.note,
            size=head.size,
            old=head.size,
            proof=lambda old: tree.consistency(log.read, old, head.size) if old and old != head.size else [],
        )
    except NotCosigned as refused:
        return refused.knows
    return head.size


def ask_all(*, witnesses: Sequence[Witness], by: User, at: datetime) -> dict[str, str]:
    """Ask every witness; returns by name why one did not cosign. One that fails does not keep the others."""
    answers = dict(isolation.each(witnesses, lambda witness: _problem(witness, by, at), what="witness"))
    problems = {witness.key.name: answers.get(witness.key.name, FAILED) for witness in witnesses}
    return {name: problem for name, problem in problems.items() if problem}


def _problem(witness: Witness, by: User, at: datetime) -> tuple[str, str]:
    try:
        ask(witness=witness, by=by, at=at)
    except NotCosigned as refused:
        return witness.key.name, str(refused)
    return witness.key.name, ""


@transaction.atomic
def keep(*, head: LogCheckpoint, witness: Witness, given: Cosignature, by: User, at: datetime) -> LogCosignature:
    """Keep a verified cosignature for good, once for each head and witness. `by` is the system; the database asks."""
    identity.assume(by=by, at=at)
    with connection.cursor() as cursor:  # two workers that asked at once keep one answer
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('registry_log_cosignature'))")
    kept = LogCosignature.objects.filter(checkpoint=head, witness=str(witness.key)).first()
    if kept is not None:
        return kept
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT log_cosign(%s, %s, %s, %s)",
            [head.size, str(witness.key), given.line, datetime.fromtimestamp(given.timestamp, UTC)],
        )
        kept = LogCosignature.objects.get(pk=cursor.fetchone()[0])
    events.record(
        "registry.logcosignature.keep", subject=kept, by=by, at=at, after={"size": head.size, "witness": kept.witness}
    )
    return kept
