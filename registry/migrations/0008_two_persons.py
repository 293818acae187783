"""The database counts persons where the registry asks for four eyes."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "014_two_persons.sql"
BACK = """
DROP TRIGGER request_two_persons ON registry_transactionrequest;
DROP TRIGGER officer_request_two_persons ON registry_officerrequest;
DROP TRIGGER account_checked_by_two_persons ON registry_account;
DROP TRIGGER account_opened_by_two_persons ON registry_account;
DROP TRIGGER account_closed_by_two_persons ON registry_account;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0005_people_under_four_eyes"),
        ("registry", "0007_stop_waits_for_nobody"),
    ]

    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), BACK)]
