"""Put everything that waits into the transparency log now."""

from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common import clock
from common.refusals import Refused
from partners.people.selectors import people
from registry.selectors import log as entries
from registry.services import log
from registry.tlog.notes import signers_of


class Command(BaseCommand):
    help = "Sequence the transparency log now and sign its head; the worker does it by itself every half minute."

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        try:
            while log.sequence(signers=signers_of(settings.LOG_SIGNER_FILE), by=people.system(), at=clock.now()):
                pass
        except Refused as refusal:
            raise CommandError(f"{refusal.number}: {refusal.sentence}") from refusal
        self.stdout.write(f"The log has {entries.size()} entries.")
