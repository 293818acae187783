"""The book: its tables with what each refuses, its doors, and what may not move. It stands before any model."""

from django.db import migrations

from jcm_platform.common.sql_files import InstallSql


class Migration(migrations.Migration):
    initial = True
    dependencies = [("common", "0007_closed")]
    operations = [
        InstallSql("registry", "book/tables.sql", "da04179163b2c55d"),
        InstallSql("registry", "book/functions.sql", "7e8c676aefe9bef5"),
        InstallSql("registry", "book/stops.sql", "174a7b1579ba2bc4"),
    ]
