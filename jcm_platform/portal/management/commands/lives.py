"""Say by the exit status whether beat or a worker works: for the health check of a container."""

from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser
from health_check.exceptions import HealthCheckException

from jcm_platform.portal.health import Beat, Worker


class Command(BaseCommand):
    help = "Exit with 0 while beat, or a worker, has left a sign of life lately."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("part", choices=["beat", "worker"])

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        try:
            check: Beat | Worker = Beat() if options["part"] == "beat" else Worker()
            check.run()
        except HealthCheckException as error:
            raise CommandError(str(error)) from error
