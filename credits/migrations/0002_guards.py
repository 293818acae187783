"""The public list of issuances as one view; what was issued and certified stays."""

from django.db import migrations

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0004_guards"),
        ("projects", "0002_guards"),
        ("registry", "0003_guards"),
        ("credits", "0001_schema"),
    ]
    operations = [
        InstallSql("credits", "models/public_issuance.sql", "22db83a4380b89cb"),
        InstallSql("credits", "models/stays.sql", "905def733c942fe1"),
    ]
