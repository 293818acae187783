"""Read every stored file and compare it with its SHA-256; exits non-zero naming the first that differs."""

from typing import Any, override

from django.core.management.base import BaseCommand, CommandError

from common import files


class Command(BaseCommand):
    help = "Compare every stored file with its SHA-256; the worker does it every night by itself."

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        count, difference = files.verified()
        if difference:
            raise CommandError(f"A file is NOT as it was handed in: {difference}")
        self.stdout.write(f"{count} files are as they were handed in.")
