"""Signs of life of what works without anybody looking."""

from typing import override

from django.db import models


class Pulse(models.Model):
    """When a part of the platform last did its work: `worker`."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    @override
    def __str__(self) -> str:
        return self.name
