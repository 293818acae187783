"""Make the signing key of the transparency log, or add a second one to change over to."""

from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from registry.tlog.notes import make_signer, signers_of


class Command(BaseCommand):
    help = "Make the log's signing key. With --rotate, add a key: heads bear both until the older line is removed."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-none", action="store_true", help="leave a key that stands as it is")
        parser.add_argument("--rotate", action="store_true", help="add a key to those that stand")

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        file = settings.LOG_SIGNER_FILE
        standing = signers_of(file)
        if standing and options["if_none"]:
            return
        if standing and not options["rotate"]:
            raise CommandError("There is a key already. Add --rotate to change over to a new one.")
        self.stdout.write(str(make_signer(file, settings.LOG_ORIGIN).verifier))
