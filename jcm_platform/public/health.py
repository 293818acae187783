"""Checks of /health/ beside those of the package: the schema is the code's, and files can be reached.

The package's own storage check writes a file at each call; the page is open to everybody, so ours only asks.
"""

import dataclasses
from typing import override

from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable


@dataclasses.dataclass
class Migrations(HealthCheck):
    """Every migration of the code is applied."""

    @override
    def run(self) -> None:
        with connection.temporary_connection():  # the check has a thread, and so a connection, of its own
            executor = MigrationExecutor(connection)
            waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            raise ServiceUnavailable(f"{len(waiting)} migrations wait: run `manage.py migrate`.")


@dataclasses.dataclass
class Files(HealthCheck):
    """The store of files answers."""

    @override
    def run(self) -> None:
        default_storage.exists("health")
