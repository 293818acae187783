"""Allocations sum to 100, monitoring lies within crediting periods, filed modalities stay."""

from django.db import migrations

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [("common", "0004_guards"), ("projects", "0001_schema")]
    operations = [
        InstallSql("projects", "modalities/stays.sql", "12183407b6e27ec2"),
        InstallSql("projects", "monitoring/monitoring.sql", "630d47a4691c250d"),
        InstallSql("projects", "registrations/allocation.sql", "e6b9be12e72a808b"),
    ]
