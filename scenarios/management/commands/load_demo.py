"""Load people, sign-ins and example projects for the demo; again at any time."""

import time
from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common import clock
from scenarios.load import load


class Command(BaseCommand):
    help = "Load people with sign-ins and example projects. Only in the demo (JCM_DEMO=1), after load_published."

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        if not settings.DEMO:
            raise CommandError("This makes people whose passwords lie in a file. It runs in the demo only: JCM_DEMO=1.")
        began = time.monotonic()
        for sentence in load(at=clock.now(), sign_ins=settings.VAR / "demo-sign-ins.json"):
            self.stdout.write(sentence)
        self.stdout.write(f"Loaded in {time.monotonic() - began:.1f} s")
