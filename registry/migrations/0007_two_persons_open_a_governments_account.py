"""Of the accounts that a registry keeps for its government, whoever applied may open what another has checked."""

from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models
from django.db.models import F, Q

from common.sql_files import InstallSql

NAME = "account_opened_by_second_person"


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_names_of_papers")]
    operations = [
        migrations.RemoveConstraint("account", NAME),
        AddConstraintNotValid(
            "account",
            models.CheckConstraint(
                condition=Q(opened_by=None)
                | (
                    Q(checked_by__isnull=False)
                    & ~Q(opened_by=F("checked_by"))
                    & (~Q(kind="entity") | ~Q(opened_by=F("applied_by")))
                ),
                name=NAME,
            ),
        ),
        ValidateConstraint("account", NAME),
        InstallSql("registry", "models/accounts.sql", "d9c82af1fcd90cec", again=True),
    ]
