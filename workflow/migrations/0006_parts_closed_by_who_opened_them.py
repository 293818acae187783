"""Whoever opened parts of a paper closes them again, each its own: a part says when, by whom and why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [
        ("workflow", "0005_named_parts_of_what_was_returned"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="correctionpart",
            name="closed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correctionpart",
            name="closed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="correctionpart",
            name="closed_for",
            field=models.TextField(editable=False, default="", db_default=""),
        ),
        migrations.RemoveConstraint("correctionpart", "correction_part_once"),
        migrations.AddConstraint(
            "correctionpart",
            models.UniqueConstraint(
                fields=["correction", "section", "asked_in"],
                condition=Q(asked_in__isnull=False, closed_at=None),
                name="correction_part_open_once",
            ),
        ),
        migrations.AddConstraint(
            "correctionpart",
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, closed_for="")
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_for=""),
                name="closed_part_says_who_and_why",
            ),
        ),
        InstallSql("workflow", "corrections/stays.sql", "1b71e346b2ab5fa8", again=True),
    ]
