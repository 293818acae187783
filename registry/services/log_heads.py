"""The one way to sign the log: never a history beside one that was signed already, unless somebody has said so."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from common import events, identity
from common.refusals import Refused
from partners.people.models.people import User
from registry.models import LogCheckpoint
from registry.selectors import log as entries
from registry.selectors import log_heads as selectors
from registry.services import log
from registry.tlog import tree
from registry.tlog.heads import Heads, Kept, NotReadable
from registry.tlog.notes import SignerKey


def sequence(*, signers: Sequence[SignerKey], heads: Heads, by: User, at: datetime) -> LogCheckpoint | None:
    """Sequence and sign what waits, and keep the new head outside the database; None when nothing waits.

    Raises: Refused LOG-01 without a key; LOG-12 to LOG-16 (409) while it stands still: see `refuse_another_history`;
    LOG-18 (409) where the head could not be kept.
    """
    refuse_another_history(heads)
    _demand_room(heads)
    signed = entries.checkpoint()
    if signed is not None and signed.size > heads.kept().newest:  # whoever signed it could not keep it
        _keep(heads, signed, at)
    made = log.sequence(signers=signers, by=by, at=at)
    if made is not None:
        _keep(heads, made, at)
    return made


def _keep(heads: Heads, head: LogCheckpoint, at: datetime) -> None:
    heads.keep(size=head.size, root=bytes(head.root), database=selectors.database(), at=at.isoformat())


def _demand_room(heads: Heads) -> None:
    """Raises: Refused LOG-18."""
    try:
        heads.ready()
    except OSError as error:
        raise Refused(
            "LOG-18",
            _("The kept heads cannot be written, so nothing is signed: %(file)s: %(why)s."),
            status=409,
            params={"file": heads.file, "why": error.strerror or str(error)},
        ) from error


def refuse_another_history(heads: Heads) -> None:
    """Ask whether this database goes on where the log stood.

    Raises: Refused LOG-12 kept heads that cannot be read; LOG-13 none is kept although heads are signed; LOG-14
    somebody has seen more entries; LOG-15 a kept head has another root; LOG-16 the database is another one.
    """
    kept, head = _read(heads), entries.checkpoint()
    if head is None and not kept.furthest:
        return
    size = head.size if head else 0
    if not kept.roots:
        raise Refused(
            "LOG-13",
            _("Heads up to %(size)s entries are signed and none is kept in %(file)s. %(remedy)s"),
            status=409,
            params={"size": size, "file": heads.file, "remedy": REMEDY},
        )
    if kept.furthest > size:
        raise Refused(
            "LOG-14",
            _("The log has %(size)s entries, and %(furthest)s were seen outside. This database is older. %(remedy)s"),
            status=409,
            params={"size": size, "furthest": kept.furthest, "remedy": REMEDY},
        )
    if another := selectors.differing_root(kept):
        raise Refused(
            "LOG-15",
            _("The head of %(size)s entries is another one than the kept one. %(remedy)s"),
            status=409,
            params={"size": another, "remedy": REMEDY},
        )
    if kept.database != selectors.database():
        raise Refused(
            "LOG-16",
            _("This database was restored, copied or promoted since the last head. %(remedy)s"),
            status=409,
            params={"remedy": REMEDY},
        )


def _read(heads: Heads) -> Kept:
    try:
        return heads.kept()
    except NotReadable as error:
        raise Refused(
            "LOG-12", _("The kept heads cannot be read: %(why)s."), status=409, params={"why": str(error)}
        ) from error


REMEDY = _("Nothing is signed until “manage.py sequence_log --continue-after SIZE” is run; read docs/restore.md first.")


@transaction.atomic
def go_on_after(*, size: int, heads: Heads, by: User, at: datetime) -> int:
    """Let the log go on after its newest head: publish as an entry which later heads are lost, if any are.

    What witnesses claim is signed by nobody: it is published nowhere, and exactly those claims stop the log no more.

    Returns: the largest size of a kept head that is lost, 0 when none is.
    Raises: Refused LOG-12; LOG-17 (409) when the newest head is not of that size: whoever tells has not looked at it;
    LOG-18 (409) where it could not be kept.
    """
    identity.assume(by=by, at=at)
    with connection.cursor() as cursor:  # nobody signs meanwhile
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('registry_log'))")
    head = entries.checkpoint()
    newest = head.size if head else 0
    if newest != size:
        raise Refused(
            "LOG-17",
            _("The newest head of this database is of %(size)s entries. Compare it with what was published."),
            status=409,
            params={"size": newest},
        )
    kept = _read(heads)
    _demand_room(heads)
    another = selectors.differing_root(kept)
    lost = max(kept.newest, another) if another or kept.newest > size else 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT log_state_continuation(%s, %s, %s)", [size, lost, kept.roots.get(lost, "")])
    root, database = tree.root(entries.read, size), selectors.database()
    after = {"size": size, "root": root.hex(), "lost": lost, "database": database}
    events.record("registry.logcheckpoint.go_on_after", subject=by, by=by, at=at, after=after)
    transaction.on_commit(
        lambda: heads.go_on(
            size=size,
            root=root,
            database=database,
            lost=lost,
            before=another or size,
            claims=kept.claims,
            at=at.isoformat(),
        )
    )
    return lost


def keep_claims(*, heads: Heads, claims: dict[str, int], at: datetime) -> None:
    """Keep what witnesses say that they know beyond the newest head."""
    head = entries.checkpoint()
    for name, size in claims.items():
        if size > (head.size if head else 0):
            heads.claim(name=name, size=size, at=at.isoformat())
