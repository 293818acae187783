"""Let a person into the back office, or no longer: said on the server, kept as an event."""

from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common import clock
from common.refusals import Refused
from partners.people.selectors import people
from partners.services import records


class Command(BaseCommand):
    help = (
        "Let a known person into the back office (--end: no longer). What they correct there follows from their roles."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address by which the person signs in")
        parser.add_argument("--end", action="store_true", help="let the person in no longer")

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        try:
            user = records.admit(
                email=options["email"], is_staff=not options["end"], by=people.system(), at=clock.now()
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{user.name}: {'in the back office' if user.is_staff else 'no longer in the back office'}")
