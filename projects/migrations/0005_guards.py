"""Plain triggers keep what stays, and every function fixes its search path."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
BACK = """
ALTER FUNCTION projects_allocation_sums_to_100 RESET search_path;
ALTER FUNCTION projects_report_within_crediting RESET search_path;
ALTER FUNCTION projects_crediting_keeps_reports RESET search_path;
DROP TRIGGER modalities_entity_stays ON projects_modalitiesentity;
DROP FUNCTION projects_modalities_entity_stays;
DROP TRIGGER paper_version_stays ON projects_paperversion;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0006_identity"), ("projects", "0004_deregistration_taken_back")]
    operations = [migrations.RunSQL((SQL / "003_guards.sql").read_text(encoding="utf-8"), BACK)]
