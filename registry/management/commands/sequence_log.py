"""Put everything that waits into the transparency log now; or tell it to go on in a database that was restored."""

from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from common import clock
from common.refusals import Refused
from partners.people.selectors import people
from registry.selectors import log as entries
from registry.services import log_heads, witnesses
from registry.tlog.heads import Heads, NotReadable
from registry.tlog.notes import NotTrusted, signers_of
from registry.tlog.witnesses import Witness


class Command(BaseCommand):
    help = "Sequence the transparency log now and sign its head; the worker does it by itself every half minute."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--continue-after",
            type=int,
            metavar="SIZE",
            help="go on after this database's newest head though it was restored (docs/restore.md); published for good",
        )

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        heads = Heads(settings.LOG_HEADS_FILE)
        try:
            claimed = witnesses.claims(witnesses=[Witness.of(text) for text in settings.LOG_WITNESSES])
            log_heads.keep_claims(heads=heads, claims=claimed, at=clock.now())
            if options["continue_after"] is not None:
                self._go_on(options["continue_after"], heads)
            signers = signers_of(settings.LOG_SIGNER_FILE)
            while log_heads.sequence(signers=signers, heads=heads, by=people.system(), at=clock.now()):
                pass
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except (NotReadable, OSError) as error:
            raise CommandError(f"The kept heads cannot be used: {error}") from error
        except NotTrusted as error:
            raise CommandError(f"{settings.LOG_SIGNER_FILE}, or LOG_WITNESSES: {error}") from error
        self.stdout.write(f"The log has {entries.size()} entries.")

    def _go_on(self, size: int, heads: Heads) -> None:
        claims = heads.kept().claims
        lost = log_heads.go_on_after(size=size, heads=heads, by=people.system(), at=clock.now())
        told = f"Heads up to {lost} entries are lost; tell whoever kept them." if lost else "No head is lost."
        self.stdout.write(f"The log goes on after {size} entries. {told}")
        for name, known in claims.items():
            self.stdout.write(f"Witness {name} says that it knows {known} entries; that stops the log no more.")
