"""That the log went on after a restore is a statement of its own, of no paper."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models
from django.db.models import Q

from common.sql_files import InstallSql

NAME = "log_statement_of_a_paper"


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_two_persons_open_a_governments_account")]
    operations = [
        migrations.AlterField(
            "logstatement",
            "paper",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="log_statements",
                to="common.paper",
            ),
        ),
        AddConstraintNotValid(
            "logstatement",
            models.CheckConstraint(
                condition=Q(paper__isnull=False) | Q(body__startswith='{"about":"continuation"'), name=NAME
            ),
        ),
        ValidateConstraint("logstatement", NAME),
        InstallSql("registry", "tlog/log.sql", "2af3342864369bd5", again=True),
    ]
