"""The book: its tables with what each refuses, its doors, and what may not move. It stands before any model."""

from django.db import migrations

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    initial = True
    dependencies = [("common", "0001_roles")]
    operations = [
        InstallSql("registry", "book/tables.sql", "1740f1f9a9f966ac"),
        InstallSql("registry", "book/functions.sql", "50f23344ca24d597"),
        InstallSql("registry", "book/stops.sql", "174a7b1579ba2bc4"),
    ]
