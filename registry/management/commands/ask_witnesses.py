"""Have the newest head of the log cosigned now."""

from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common import clock
from partners.people.selectors import people
from registry.services import witnesses
from registry.tlog.notes import NotTrusted
from registry.tlog.witnesses import Witness


class Command(BaseCommand):
    help = "Have the log's newest head cosigned by the witnesses of LOG_WITNESSES; the worker does it by itself."

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        try:
            named = [Witness.of(text) for text in settings.LOG_WITNESSES]
        except NotTrusted as error:
            raise CommandError(f"LOG_WITNESSES: {error}") from error
        if not named:
            raise CommandError("No witness is named. Set LOG_WITNESSES (docs/settings.md).")
        problems = witnesses.ask_all(witnesses=named, by=people.system(), at=clock.now())
        for name, problem in problems.items():
            self.stderr.write(f"{name}: {problem}")
        if problems:
            raise CommandError(f"{len(problems)} of {len(named)} witnesses have not cosigned.")
        self.stdout.write(f"{len(named)} witnesses have cosigned the newest head.")
