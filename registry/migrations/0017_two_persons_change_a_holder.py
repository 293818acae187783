"""A holder and its details change by two persons, whoever writes the row.

Who approved earlier changes is told by the history alone; the column is empty for them, and nothing is asked of it.
"""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import F, Q

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0016_two_persons_in_the_database"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="holderdetails",
            name="approved_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        AddConstraintNotValid(
            "holderdetails",
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")), name="details_approved_by_another"
            ),
        ),
        InstallSql("registry", "models/holders.sql", "880b2fde52be2a49"),
    ]
