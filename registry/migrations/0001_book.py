"""The book: its tables with what each refuses, its doors, and what may not move. It stands before any model."""

from django.db import migrations

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    initial = True
    dependencies = [("common", "0001_roles")]
    operations = [
        InstallSql("registry", "book/tables.sql", "a7c674a5240ec29f"),
        InstallSql("registry", "book/functions.sql", "9209a46de24e29ef"),
        InstallSql("registry", "book/stops.sql", "c85403d1d7afa385"),
    ]
