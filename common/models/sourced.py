"""Where a record comes from: made here, imported from what is published, or an example of the demo."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    PLATFORM = "platform", _("Made on this platform")
    IMPORTED = "imported", _("Imported from published records")
    EXAMPLE = "example", _("Example, not a real record")


class Sourced(models.Model):
    """Mixin for records that may be imported history.

    `record_status` is the data set's own word on how sure it is (verified, inferred, secondary, partial, ...).
    `imported_values` keeps the published cells as they were read, so that a newer file shows what changed.
    """

    origin = models.CharField(max_length=10, choices=Origin, default=Origin.PLATFORM, editable=False)
    source_url = models.TextField(blank=True, editable=False)
    record_status = models.CharField(max_length=120, blank=True, editable=False)
    record_note = models.TextField(blank=True, editable=False)
    imported_values = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True

    @property
    def is_imported(self) -> bool:
        return self.origin == Origin.IMPORTED

    @property
    def is_example(self) -> bool:
        return self.origin == Origin.EXAMPLE
