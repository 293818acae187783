"""What stays as it was written is kept by plain triggers, that no session can switch off."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
BACK = """
DROP TRIGGER issued_lot_stays ON credits_issuedlot;
DROP TRIGGER certificate_stays ON credits_retirementcertificate;
DROP TRIGGER certificate_range_stays ON credits_certificaterange;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0006_identity"), ("credits", "0003_issuance_declaration")]
    operations = [migrations.RunSQL((SQL / "002_stays.sql").read_text(encoding="utf-8"), BACK)]
