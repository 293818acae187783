"""The SQL that every migration of live tables would run goes through the linter, not only what stands in files."""

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


def _of_live_tables(loader: MigrationLoader) -> Sequence[tuple[str, str]]:
    """Migrations of ours but those that make an app's tables anew: nobody waits for a table that is not there yet."""
    return sorted(key for key, each in loader.graph.nodes.items() if key[0] in APPS and not each.initial)


def _statements(loader: MigrationLoader, key: tuple[str, str]) -> Sequence[str]:
    """What a migration runs; one that runs outside a transaction says so to whoever collects it inside of one."""
    with pytest.MonkeyPatch.context() as patch:
        if not loader.graph.nodes[key].atomic:
            patch.setattr(NotInTransactionMixin, "_ensure_not_in_transaction", lambda *_: None)
        return list(loader.collect_sql([(loader.graph.nodes[key], False)]))


def test_no_migration_locks_a_live_table(db: None) -> None:
    loader = MigrationLoader(connection)
    asked, problems = _of_live_tables(loader), {}
    for key in asked:
        done = _linted("\n".join(_statements(loader, key)))
        if done.returncode:
            problems[key] = done.stdout + done.stderr
    assert len(asked) > len(APPS)
    assert problems == {}


def test_the_linter_sees_a_lock() -> None:
    done = _linted("ALTER TABLE partners_country ADD COLUMN rank integer NOT NULL;")
    assert done.returncode == 1
    assert "adding-required-field" in done.stdout + done.stderr
