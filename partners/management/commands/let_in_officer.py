"""Let in the first officers of JCMA, of whom two let in everybody else."""

from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common import clock
from common.refusals import Refused
from partners.organisations.models import Organisation, OrganisationKind
from partners.people.models.people import Role
from partners.people.selectors import people
from partners.people.services.people import invite

ENOUGH = 3


class Command(BaseCommand):
    help = "Let in a JCMA officer, while there are fewer than three: three are needed to end the role of one."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        office = Organisation.objects.get(kind=OrganisationKind.JCMA)
        officers = people.acting_as(Role.SECRETARIAT, country_id=None, organisation_ids=[office.pk])
        if officers.count() >= ENOUGH:
            raise CommandError("JCMA has three officers. Two of them let in whoever comes next, on the People page.")
        try:
            made = invite(
                email=options["email"],
                name=options["name"],
                organisation=office,
                role=Role.SECRETARIAT,
                by=people.system(),
                at=clock.now(),
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{made.user} gets a mail with the address to set a password.")
