"""The emergency stop waits for no posting: postings look for blocks once more when they end.

Not reversible: the functions of before would let a posting in flight pass a stop.
"""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_log_of_places")]

    operations = [migrations.RunSQL((SQL / "013_stop_waits_for_nobody.sql").read_text(encoding="utf-8"))]
