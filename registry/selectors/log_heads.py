"""What the database says of itself and of the heads that are kept outside it."""

from django.db import connection

from registry.models import LogCheckpoint
from registry.selectors import log
from registry.tlog import tree
from registry.tlog.heads import Heads, Kept, NotReadable

# Of the server as it was made, its line of time (another one after each restore to a moment and each promotion), and
# the database in it (another one after each restore from a dump).
MARK = """
SELECT system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) || '/'
  || (SELECT oid FROM pg_database WHERE datname = current_database()) FROM pg_control_system()
"""


def database() -> str:
    """What tells this database from a restored, copied or promoted one."""
    with connection.cursor() as cursor:
        cursor.execute(MARK)
        return str(cursor.fetchone()[0])


def differing_root(kept: Kept) -> int:
    """The size of the first kept head that is not the one of these entries; 0 when all agree."""
    signed = {head.size: bytes(head.root).hex() for head in LogCheckpoint.objects.filter(size__in=kept.roots)}
    for size, root in sorted(kept.roots.items()):
        if size <= log.size() and (signed.get(size) or tree.root(log.read, size).hex()) != root:
            return size
    return 0


def other_root(heads: Heads) -> str:
    """Which kept head has another root than the entries: their history is another one; empty when none has.

    What cannot be read is told by `other_database`.
    """
    try:
        another = differing_root(heads.kept())
    except NotReadable:
        return ""
    return f"the kept head of {another} entries has another root than the entries" if another else ""


def other_database(heads: Heads) -> str:
    """What the kept heads say against this database: it is older than its log, or another one; empty when nothing.

    What a witness says of a size nobody has signed: it is told where the log is signed, and is no difference.
    """
    try:
        kept, size = heads.kept(), log.size()
    except NotReadable as error:
        return str(error)
    if kept.newest > size:
        return f"{kept.newest} entries were seen outside the database, and it has {size}: it is older than its log"
    if kept.roots and kept.database != database():
        return "the newest kept head was signed in another database: restored, copied or promoted"
    return ""
