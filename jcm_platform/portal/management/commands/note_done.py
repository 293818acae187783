"""Say that something outside the platform was done, so that somebody is woken when it is not."""

from typing import Any, override

from django.core.management.base import BaseCommand, CommandParser

from common import clock
from common.models import Pulse


class Command(BaseCommand):
    help = "Note that a backup was made (last line of its script); /metrics tells when."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["backup"])

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        Pulse.objects.update_or_create(name=options["what"], defaults={"at": clock.now()})
