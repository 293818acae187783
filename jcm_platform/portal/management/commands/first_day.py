"""Lead from `migrate` to the first working day; again at any time, to see what is missing."""

from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common import clock
from jcm_platform.portal.first_day import answers as answering
from jcm_platform.portal.first_day import steps
from jcm_platform.portal.first_day.answers import JAPAN, Answers
from partners.people.selectors import people


class Command(BaseCommand):
    help = (
        "Load the published records, let in the first officers while nobody holds their role, apply for the registries'"
        " accounts, make the log's key, try mail and run the checks. Exits non-zero while something is missing."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--answers", type=Path, help="a TOML file (docs/first-working-day.md); else it is asked")
        parser.add_argument("--look", action="store_true", help="ask nothing, do nothing; only say what stands")

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        answers = self._answers(options["answers"], look=options["look"])
        missing = 0
        for line in steps.run(steps.Day(answers, people.system(), clock.now(), only_looks=options["look"])):
            missing += line.standing == steps.Standing.MISSING
            self.stdout.write(f"{line.standing:8} {line.words}")
        for name in steps.without_password({each.newcomer.name: each.newcomer for each in answers.people}):
            self.stdout.write(f"{'waits':8} {name} has not set a password yet")
        if missing:
            raise CommandError(f"{missing} of these are missing. Do them, then run this again.")

    def _answers(self, file: Path | None, *, look: bool) -> Answers:
        try:
            if file is not None:
                return answering.read(file)
            return Answers() if look else self._asked()
        except answering.Unreadable as error:
            raise CommandError(str(error)) from error
        except EOFError:
            raise CommandError("Nobody answers here. Write the answers into a file and name it by --answers.") from None

    def _asked(self) -> Answers:
        """The same by prompts: Japan's offices, then each country's. Committees are seated by a file, or by pages."""
        countries = input("Two letters of each partner country that starts, with blanks between: ").upper().split()
        sides = [JAPAN, *countries]
        named = [
            person for side in sides for office in steps.NEEDED for person in answering.ask(input, side, office.value)
        ]
        answers = {
            "mail_to": input("Address for a trial mail: "),
            "key_backed_up": input("Number of the log's key, if its copy lies elsewhere already: "),
        }
        return answering.answers_of(named, answers)
