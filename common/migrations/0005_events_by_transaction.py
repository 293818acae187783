"""Find the deed of a change; built while the table lives."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("common", "0004_history")]
    operations = [
        AddIndexConcurrently("event", models.Index(fields=["transaction"], name="event_by_transaction")),
    ]
