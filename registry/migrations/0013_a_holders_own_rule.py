"""The holder's own rule of an account, which the database keeps too."""

from django.db import migrations, models

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [("registry", "0012_rules_of_accounts")]
    operations = [
        migrations.AddField(
            model_name="account",
            name="trusted_only",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        InstallSql("registry", "models/rule_changes.sql", "080a41e79acb7e4e"),
    ]
