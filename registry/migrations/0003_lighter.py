"""Fewer looks for each posting: what a foreign key or trigger only looked at again goes."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_accounts_and_requests")]
    operations = [migrations.RunSQL((SQL / "003_lighter.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
