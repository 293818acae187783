"""The SQL that every migration of live tables would run goes through the linter, not only what stands in files."""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.postgres.operations import NotInTransactionMixin
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tools.check import APPS

MADE = re.compile(r'CREATE TABLE "(\w+)"')
OF_TABLE = re.compile(r'(?:CREATE TABLE|ALTER TABLE|ON) "(\w+)"')

# What the linter says of small tables, and why it is taken: all of it runs in well under a second, and gives up by
# itself where it would wait for longer than five (`lock_timeout`).
REVIEWED = {
    (
        "credits",
        "0003_two_persons",
    ): "authorisations and issuances are thousands at most; a state takes their place",
    ("partners", "0003_names_and_factors"): "changes of people are thousands at most; two kinds are put to the list",
    ("projects", "0006_room_for_numbers"): "checks are put back wider, not valid at first, in 0007",
    (
        "registry",
        "0004_two_representatives",
    ): "details and trusted lists are thousands at most; columns come empty",
    ("registry", "0007_two_persons_open_a_governments_account"): "accounts are thousands at most; a check grows wider",
    ("registry", "0008_continuations_of_the_log"): "statements of the log are hundreds; a key may be empty now",
    ("registry", "0015_checks_not_made"): "checks of a night are some a day; a kind is put to the list",
    ("registry", "0017_two_persons_change_a_holder"): "details are thousands at most; a column comes empty",
    ("workflow", "0006_parts_closed_by_who_opened_them"): "open parts are hundreds; columns come empty",
}
SQUAWK = Path(sys.executable).parent / "squawk"


def _linted(statements: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SQUAWK, "--config", "tools/squawk.toml", "--stdin-filepath", "migration.sql"],
        input=statements,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def _ours(loader: MigrationLoader) -> Sequence[tuple[str, str]]:
    """Migrations of ours but those that make an app's tables anew: nobody waits for a table that is not there yet."""
    return sorted(key for key, each in loader.graph.nodes.items() if key[0] in APPS and not each.initial)


def _statements(loader: MigrationLoader, key: tuple[str, str]) -> Sequence[str]:
    """What a migration runs on tables that are there. One that runs outside a transaction would say so to whoever
    collects it inside of one.
    """
    with pytest.MonkeyPatch.context() as patch:
        if not loader.graph.nodes[key].atomic:
            patch.setattr(NotInTransactionMixin, "_ensure_not_in_transaction", lambda *_: None)
        statements = loader.collect_sql([(loader.graph.nodes[key], False)])
    made = {name for one in statements for name in MADE.findall(one)}
    return [one for one in statements if not made.intersection(OF_TABLE.findall(one))]


def test_no_migration_locks_a_live_table(db: None) -> None:
    loader = MigrationLoader(connection)
    asked, problems = _ours(loader), {}
    for key in asked:
        done = _linted("\n".join(_statements(loader, key)))
        if done.returncode:
            problems[key] = done.stdout + done.stderr
    assert len(asked) > len(APPS)
    assert set(problems) == set(REVIEWED), problems


def test_the_linter_sees_a_lock() -> None:
    done = _linted("ALTER TABLE partners_country ADD COLUMN rank integer NOT NULL;")
    assert done.returncode == 1
    assert "adding-required-field" in done.stdout + done.stderr
