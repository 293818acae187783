"""Papers and their rows: which kinds there are, and the triggers that keep both in step."""

from collections.abc import Iterator
from typing import Any, cast

from django.apps import apps
from django.db import connections
from django.db.models import Field
from psycopg import sql

from common.models import PaperRow, kind_of

TRIGGER = "paper_follows"
STATE = "state"  # every kind has it, from its machine


def kinds() -> Iterator[type[PaperRow]]:
    """The model of every kind of paper."""
    for model in apps.get_models():
        if issubclass(model, PaperRow):
            yield model


def model_of(kind: str) -> type[PaperRow]:
    """The model of a kind of paper."""
    return next(model for model in kinds() if kind_of(model) == kind)


def install(*, using: str, **_signal: object) -> None:
    """After `migrate`: give the table of each kind the trigger by which its paper follows it."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regproc(%s)", [TRIGGER])
        if cursor.fetchone()[0] is None:
            return  # a migration back to before there were papers
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [TRIGGER])
        present = {row[0] for row in cursor.fetchall()}
        for model in kinds():
            if model._meta.db_table not in present:
                statement = sql.SQL(
                    "CREATE TRIGGER {0} AFTER INSERT OR UPDATE ON {1} FOR EACH ROW EXECUTE FUNCTION {0}({2})"
                )
                field = cast("Field[Any, Any]", model._meta.get_field(STATE))
                column = sql.Literal(field.column)
                cursor.execute(statement.format(sql.Identifier(TRIGGER), sql.Identifier(model._meta.db_table), column))
