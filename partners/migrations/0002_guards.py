"""Plain triggers keep what stays, and every function fixes its search path."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
BACK = """
ALTER FUNCTION partners_is_excluded RESET search_path;
ALTER FUNCTION partners_refuse_interested RESET search_path;
ALTER FUNCTION partners_refuse_change RESET search_path;
ALTER FUNCTION partners_rule_valid_by_decision RESET search_path;
DROP TRIGGER rulebook_stays ON partners_rulebook;
DROP FUNCTION partners_rulebook_stays;
DROP TRIGGER spell_stays ON partners_designationspell;
DROP TRIGGER term_change_stays ON partners_termchange;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0006_identity"), ("partners", "0001_schema")]
    operations = [migrations.RunSQL((SQL / "003_guards.sql").read_text(encoding="utf-8"), BACK)]
