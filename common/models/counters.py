"""Counters of numbers that are given in order."""

from typing import override

from django.db import models


class Counter(models.Model):
    """The last number that a sequence has given: `common.numbers.next_number` alone writes it."""

    name = models.CharField(max_length=80, unique=True)
    last = models.PositiveBigIntegerField()

    @override
    def __str__(self) -> str:
        return f"{self.name}: {self.last}"
