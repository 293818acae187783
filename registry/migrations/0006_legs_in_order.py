"""Legs come in order, as arrays: half the statements a posting."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_one_look")]
    operations = [
        migrations.RunSQL((SQL / "006_legs_in_order.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
