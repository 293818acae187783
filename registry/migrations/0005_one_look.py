"""One look a row: what PostgreSQL read anew for each statement is judged by one trigger a table."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_transparency_log")]
    operations = [migrations.RunSQL((SQL / "005_one_look.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
