"""The public list of issuances, and what stays as it was written."""

from django.db import migrations

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0004_guards"),
        ("projects", "0002_guards"),
        ("registry", "0003_guards"),
        ("credits", "0002_schema"),
    ]
    operations = [
        InstallSql("credits", "sql/public_issuance.sql", "22db83a4380b89cb"),
        InstallSql("credits", "sql/stays.sql", "905def733c942fe1"),
    ]
