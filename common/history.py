"""History: every row of the house's tables keeps what changed, when and in which deed.

A model says `keeps_history = False`, with its reason, where its rows are the trace of something kept elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connections, models
from psycopg import sql

from common.events import about
from common.models import Change, Event

TRIGGER = "history_keep"


@dataclass(frozen=True)
class Entry:
    """A change with the deed that made it; `event` is None where it was done by hand."""

    change: Change
    event: Event | None


# What a table's rows are by their changes, beside what they are: rows that differ, or that only one side knows.
DIFFERENCES = """
SELECT coalesce(f.row_key, r.now ->> {key}) FROM (
  SELECT row_key, history_fold(coalesce(after, '{{}}') ORDER BY id) AS now,
    max(id) = max(id) FILTER (WHERE deed = 'delete') AS gone
  FROM common_change WHERE table_name = {name} GROUP BY row_key
) f FULL JOIN (SELECT to_jsonb(t) - {secrets}::text[] AS now FROM {table} t) r ON f.row_key = r.now ->> {key}
WHERE (r.now IS NULL) <> coalesce(f.gone, f.row_key IS NULL)
  OR EXISTS (SELECT 1 FROM jsonb_each(f.now) k WHERE r.now ? k.key AND r.now -> k.key <> k.value)
LIMIT 1
"""

# Rows that were there before their table kept its history: they begin as they stand.
BASELINE = """
INSERT INTO common_change (table_name, row_key, deed, after, at, transaction, database_role)
SELECT {name}, r.now ->> {key}, 'insert', r.now, clock_timestamp(), history_transaction(), session_user
FROM (SELECT to_jsonb(t) - {secrets}::text[] AS now FROM {table} t) r
WHERE NOT EXISTS (SELECT 1 FROM common_change c WHERE c.table_name = {name} AND c.row_key = r.now ->> {key})
"""


def kept_models() -> Iterator[type[models.Model]]:
    """The models whose rows keep their history, relation tables and events included."""
    yield Event
    for app in settings.HISTORY_OF:
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            if model._meta.managed and getattr(model, "keeps_history", True):
                yield model


def install(*, using: str, **_signal: object) -> None:
    """After `migrate`: give each table its trigger, and take it from those that no longer keep history."""
    wanted = {model._meta.db_table: model for model in kept_models()}
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regproc(%s)", [TRIGGER])
        if cursor.fetchone()[0] is None:
            return  # a migration back to before the history
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [TRIGGER])
        present = {row[0] for row in cursor.fetchall()}
        for table in present - set(wanted):
            cursor.execute(_compose("DROP TRIGGER {} ON {}", table))
        for table in set(wanted) - present:
            model = wanted[table]
            arguments = [_column(model), *getattr(model, "SECRETS", ())]
            statement = _compose("CREATE TRIGGER {} AFTER INSERT OR UPDATE OR DELETE ON {}", table)
            call = sql.SQL(" FOR EACH ROW EXECUTE FUNCTION {}({})").format(
                sql.Identifier(TRIGGER), sql.SQL(", ").join(map(sql.Literal, arguments))
            )
            cursor.execute(statement + call)
            cursor.execute(_of_table(BASELINE, model))


def differences() -> Iterator[str]:
    """The first row of each table that is not what its changes made it."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'UTC'")
        for model in kept_models():
            cursor.execute(_of_table(DIFFERENCES, model))
            for (key,) in cursor.fetchall():
                yield f"{model._meta.db_table} {key} is not what its history made it"


def _of_table(words: str, model: type[models.Model]) -> sql.Composed:
    name = model._meta.db_table
    return sql.SQL(words).format(
        table=sql.Identifier(name),
        name=sql.Literal(name),
        key=sql.Literal(_column(model)),
        secrets=sql.Literal(list(getattr(model, "SECRETS", ()))),
    )


def _column(model: type[models.Model]) -> str:
    return str(model._meta.pk.column)


def _compose(words: str, table: str) -> sql.Composed:
    return sql.SQL(words).format(sql.Identifier(TRIGGER), sql.Identifier(table))


def of(subject: models.Model) -> Sequence[Entry]:
    """The history of a row, oldest first, each change with its deed."""
    rows = list(Change.objects.filter(table_name=subject._meta.db_table, row_key=str(subject.pk)))
    deeds: dict[str, Event] = {}
    paper, person = about(subject)
    for event in Event.objects.filter(transaction__in={row.transaction for row in rows}).select_related("by"):
        if event.transaction not in deeds or (event.paper_id, event.person_id) == (paper, person):
            deeds[event.transaction or ""] = event
    return [Entry(row, deeds.get(row.transaction)) for row in rows]
