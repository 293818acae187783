"""Rows that every app shares."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("common", "0002_schema"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            model_name="event",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="outboxmessage",
            index=models.Index(condition=models.Q(("delivered_at", None)), fields=["id"], name="outbox_waiting"),
        ),
        migrations.AddIndex(model_name="paper", index=models.Index(fields=["kind", "state"], name="papers_by_kind")),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(("country__regex", "^([A-Z]{2})?$")), name="paper_country_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["platform", "imported", "example"])), name="paper_origin_known"
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="events", to="common.paper"
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="stored_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(model_name="event", index=models.Index(fields=["paper", "at"], name="events_of_paper")),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("person__isnull", False)), fields=["person", "at"], name="events_of_person"
            ),
        ),
        migrations.AddIndex(
            model_name="event", index=models.Index(fields=["transaction"], name="event_by_transaction")
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(condition=models.Q(("size_bytes__gt", 0)), name="stored_file_not_empty"),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="stored_file_has_sha256"
            ),
        ),
    ]
