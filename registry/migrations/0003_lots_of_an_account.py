"""Find an account's holdings by the lots it received units of; a change of owner then touches no index."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_accounts_requests_log")]
    operations = [
        migrations.RunSQL((SQL / "008_lots_of_an_account.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
