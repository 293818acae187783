"""Fixtures of every test: a real PostgreSQL used as the run-time role, a real Redis, a clock that can be held."""

import gc
import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from copy import deepcopy
from datetime import UTC, datetime
from time import time
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection, transaction
from django.test import Client, TransactionTestCase
from django.test.utils import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from xdist.scheduler import LoadFileScheduling

from common import clock
from tests import database

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)

# A test says what holds, never how fast: a machine that is busy with others fails nothing.
hypothesis_settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("unhurried")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow come first, so that at the end no worker waits for another's long file."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """What was imported stays to the end: the collector need not look at its half million objects again."""
    gc.collect()
    gc.freeze()


class Together(LoadFileScheduling):
    """Gives a worker a whole file at once; of the file of many objects, the tests that share one."""

    def _split_scope(self, nodeid: str) -> str:
        path, _colon, test = nodeid.partition("::")
        return f"{path}[{test.partition('[')[2]}" if path.endswith("/test_every_object.py") else path


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many hostile values were tried at how many places, where any were."""
    tried: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, counted in getattr(report, "user_properties", ()):
            if name == "hostile":
                tried.update(counted)
    if tried:
        listed = ", ".join(f"{count:,} at {place}" for place, count in sorted(tried.items()))
        terminalreporter.write_line(f"hostile values x places: {tried.total():,} ({listed})")


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together | None:
    """Take part where files are kept together."""
    return Together(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.fixture(scope="session", autouse=True)
def _who_signs_in_has_proved_it() -> Iterator[None]:
    """Signing in by force stands for having typed the password: the proof stays fresh as long as the tests run."""
    sign_in = Client.force_login

    def with_proof(client: Client, user: Any, backend: str | None = None) -> None:
        sign_in(client, user, backend)
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()

    # A journey on a busy machine takes longer than the minutes that a proof is fresh for.
    with pytest.MonkeyPatch.context() as patch, override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=86400):
        patch.setattr(Client, "force_login", with_proof)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each parallel worker has a database of its own."""


@pytest.fixture(scope="session")
def django_db_setup(  # noqa: PLR0917  pytest passes fixtures by name
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_use_migrations: bool,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Make and migrate the test database as its owner; the tests then run as the run-time role."""
    from django.test.utils import setup_databases, teardown_databases

    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        keep = django_db_keepdb and not django_db_createdb
        with database.alone(), database.as_owner():
            name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]  # no public one
            copied = not keep and database.copied(name)
            made = setup_databases(verbosity=0, interactive=False, keepdb=keep or copied, serialized_aliases=[])
            if not keep and not copied:
                database.keep_as_template(name)
        database.give_tests_their_functions()
        if django_db_keepdb:
            database.wipe()
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock(), database.as_owner():
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True, scope="session")
def _wipe_as_administrator() -> None:
    """Tests that commit are cleaned up by the administrator: the run-time role may not truncate."""

    def wipe(case: TransactionTestCase) -> None:
        database.wipe()

    TransactionTestCase._fixture_teardown = wipe  # type: ignore[attr-defined]  # Django offers no hook


@pytest.fixture(autouse=True, scope="session")
def _own_cache() -> None:
    """Each parallel worker has a Redis database of its own: emptying it must not empty another's."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
    caches.settings["default"]["LOCATION"] = re.sub(r"(/\d+)?$", f"/{number}", settings.REDIS_URL, count=1)
    if hasattr(caches._connections, "default"):  # type: ignore[attr-defined]  # Django offers no other way
        del caches["default"]


@pytest.fixture(autouse=True)
def _empty_cache(_own_cache: None) -> None:
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def _media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files go to a folder of the worker's own."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(autouse=True, scope="session")
def _quick_passwords() -> Iterator[None]:
    """A password costs no half second: what makes it slow is Django's, and is asked where it matters."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def noon() -> Iterator[datetime]:
    """The clock stands at noon of 1 June 2026."""
    with clock.at(NOON):
        yield NOON


@pytest.fixture(scope="module")
def lasting(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A transaction around a module's tests: what its `made` makes at noon is there for each, and gone after the last.

    Each test runs in a savepoint of its own. Tests that commit (`transactional_db`) make their own situation.
    """
    with django_db_blocker.unblock(), clock.at(NOON), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """The situation that a module's tests start from, made once; a module may make its own."""
    from tests.factories.partners import a_country_in_operation

    return a_country_in_operation("TH")


@pytest.fixture
def it(made: SimpleNamespace, db: None, noon: datetime) -> SimpleNamespace:
    """The module's situation, at noon, for one test to change."""
    return deepcopy(made)


@pytest.fixture
def owner_connection(db: None) -> Iterator[psycopg.Connection]:
    """The tables' owner in the test database."""
    with database.owner() as connection:
        yield connection


@pytest.fixture
def admin_connection(db: None) -> Iterator[psycopg.Connection]:
    """A superuser in the test database."""
    with database.administrator() as connection:
        yield connection
