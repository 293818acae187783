"""Signs of life, and of faults, of what works without anybody looking: rows, for no process reads another's memory."""

from typing import override

from django.db import models


class Pulse(models.Model):
    """When a part of the platform last did its work: `worker`."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    @override
    def __str__(self) -> str:
        return self.name


class FaultCount(models.Model):
    """How often one of many items failed while the others went on, and when it last did; by what an item is."""

    what = models.CharField(max_length=60, unique=True)
    count = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()

    @override
    def __str__(self) -> str:
        return f"{self.what}: {self.count}"
