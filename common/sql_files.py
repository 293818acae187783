"""SQL that stands in files: each file says how things are today, a migration installs it, and installs it again.

A file is edited in place (its history is git's). Every statement of it can run once more on what is there: functions
and views are `CREATE OR REPLACE`, tables and indexes `IF NOT EXISTS`; the migration drops a trigger and makes it again.
`digest` binds a migration to what the file said: an edited file without a new migration is found by
`tests/architecture/test_sql_files.py`, which also compares the database with what the files make.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, override

from django.apps import apps
from django.db import ProgrammingError, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

MAKES = re.compile(
    r"^CREATE (?P<again>OR REPLACE )?(?:UNIQUE |CONSTRAINT )?(?P<kind>TABLE|INDEX|VIEW|FUNCTION|AGGREGATE|TRIGGER)"
    r" (?P<once>IF NOT EXISTS )?(?P<name>\w+)",
    re.MULTILINE,
)
TABLE_OF_TRIGGER = re.compile(r"\bON (\w+)")
DROPS = {"TABLE": "TABLE", "INDEX": "INDEX", "VIEW": "VIEW", "FUNCTION": "ROUTINE", "AGGREGATE": "ROUTINE"}
REPLACED, KEPT = ("VIEW", "FUNCTION", "AGGREGATE"), ("TABLE", "INDEX")


@dataclass(frozen=True)
class Made:
    """One thing that a file makes; `table` is the one that a trigger stands on."""

    kind: str
    name: str
    table: str = ""

    @property
    def drop(self) -> str:
        """The statement that takes it away, whether it is there or not."""
        if self.kind == "TRIGGER":
            return f"DROP TRIGGER IF EXISTS {self.name} ON {self.table};"
        return f"DROP {DROPS[self.kind]} IF EXISTS {self.name};"


@dataclass(frozen=True)
class Installation:
    """A migration's installation of a file."""

    migration: str
    operation: "InstallSql"


class InstallSql(Operation):
    """Install a file of an app, or install it `again` after it was edited.

    Going back takes away what the first installation made; a later one is left as it is, because the earlier text is in
    git only. On an empty database an earlier installation may name what only a later migration makes: it is then left
    to the later one.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, app: str, file: str, digest: str, *, again: bool = False) -> None:
        """`digest` as `digest_of` gives it for the file at the time."""
        self.app, self.file, self.digest, self.again = app, file, digest, again

    @override
    def state_forwards(self, app_label: str, state: Any) -> None:  # Any: Django's own signature
        """Models know nothing of it."""

    @override
    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        statements = installing(text_of(self.app, self.file))
        if schema_editor.collect_sql:
            schema_editor.execute(statements, params=None)
            return
        try:
            with transaction.atomic(using=schema_editor.connection.alias):
                schema_editor.execute(statements, params=None)
        except ProgrammingError:
            if not self._comes_again():
                raise

    def _comes_again(self) -> bool:
        of_file = [each.operation for each in installations() if each.operation.names(self.app, self.file)]
        return self in of_file[:-1]

    def names(self, app: str, file: str) -> bool:
        """Is it this file that is installed?"""
        return (self.app, self.file) == (app, file)

    @override
    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if not self.again:
            schema_editor.execute(removing(text_of(self.app, self.file)), params=None)

    @override
    def describe(self) -> str:
        return f"Install {self.app}/{self.file}"


def text_of(app: str, file: str) -> str:
    """What the file of an app says today."""
    return Path(apps.get_app_config(app).path, file).read_text(encoding="utf-8")


def digest_of(text: str) -> str:
    """What a migration remembers of a file. Comments at the margin are not installed and do not count."""
    lines = (line.rstrip() for line in text.splitlines())
    statements = "\n".join(line for line in lines if line and not line.startswith("--"))
    return hashlib.sha256(statements.encode()).hexdigest()[:16]


def made_by(text: str) -> Sequence[Made]:
    """What a file makes, in its order.

    Raises: ValueError where a statement could not run again.
    """
    return list(_made(text))


def _made(text: str) -> Iterator[Made]:
    for statement in MAKES.finditer(text):
        kind, name = statement["kind"], statement["name"]
        if (kind in REPLACED and not statement["again"]) or (kind in KEPT and not statement["once"]):
            raise ValueError(f"{kind} {name} could not be installed again")
        if kind == "TRIGGER":
            stands_on = TABLE_OF_TRIGGER.search(text, statement.end("name"))
            yield Made(kind, name, stands_on[1] if stands_on else "")
        else:
            yield Made(kind, name)


def installing(text: str) -> str:
    """The statements that install a file on an empty database or over what is there."""
    drops = [each.drop for each in made_by(text) if each.kind == "TRIGGER"]
    return "\n".join([*drops, text])


def removing(text: str) -> str:
    """The statements that take away what a file makes."""
    things = list(reversed(made_by(text)))
    triggers = [each for each in things if each.kind == "TRIGGER"]
    return "\n".join(each.drop for each in [*triggers, *(each for each in things if each not in triggers)])


def installations() -> Sequence[Installation]:
    """Every installation of every file, in the order of the migrations."""
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    seen: dict[tuple[str, str], None] = {}
    for leaf in sorted(graph.leaf_nodes()):
        seen |= dict.fromkeys(graph.forwards_plan(leaf))
    return [
        Installation(".".join(key), operation)
        for key in seen
        for operation in graph.nodes[key].operations
        if isinstance(operation, InstallSql)
    ]


def last_of(app: str, file: str) -> Installation:
    """The last installation of a file."""
    return [each for each in installations() if each.operation.names(app, file)][-1]
