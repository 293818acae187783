"""What the database says of itself and of the heads that are kept outside it."""

from django.db import connection

from registry.models import LogCheckpoint
from registry.selectors import log
from registry.tlog import tree
from registry.tlog.heads import Heads, Kept

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


def differences(heads: Heads) -> str:
    """Compare the log with what is kept outside the database; the first difference, or nothing. Raises: NotReadable."""
    kept, size = heads.kept(), log.size()
    if kept.furthest > size:
        return f"{kept.furthest} entries were seen outside the database, and it has {size}: it is older than its log"
    if another := differing_root(kept):
        return f"the kept head of {another} entries has another root than the entries"
    return ""


def is_elsewhere(heads: Heads) -> bool:
    """Whether the newest kept head was signed in another database than this. Raises: NotReadable."""
    kept = heads.kept()
    return bool(kept.roots) and kept.database != database()
