"""Write the whole transparency log into a folder that `registry/verifier.py` checks without this platform."""

import json
from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common import clock
from common.models import Pulse
from registry.selectors import log
from registry.tlog import tiles


class Command(BaseCommand):
    help = "Export checkpoint, keys, totals, tiles and entries as the files that are served under /log/."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument("--openings", type=Path, help="also write what opens every commitment: for auditors alone")

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        head = log.checkpoint()
        if head is None:
            raise CommandError("The log has no signed head yet. Run “manage.py sequence_log”.")
        into: Path = options["directory"]
        for level, number, width in tiles.all_paths(head.size):
            written = log.tile(level, number, width)
            _write(into / tiles.path(level, number, width), written or b"")
        _write(into / "totals.json", log.totals_at(head))
        _write(into / "keys", "".join(f"{key}\n" for key in log.verifier_keys()).encode())
        _write(into / "checkpoint", log.published(head).encode())
        if options["openings"]:
            _write(options["openings"], json.dumps(log.opened()).encode())
        Pulse.objects.update_or_create(name="export", defaults={"at": clock.now()})
        self.stdout.write(f"{head.size} entries are in {into}.")


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
