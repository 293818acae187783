"""Stored files: bytes with their SHA-256, size and type; what they mean is each app's business."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """A file as it was handed in. The bytes never change; a new version is a new row."""

    content = models.FileField(upload_to="files/%Y/%m/")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size_bytes = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    language = models.CharField(max_length=8, default="en")
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="stored_file_not_empty"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="stored_file_has_sha256"),
        ]

    @override
    def __str__(self) -> str:
        return self.name
