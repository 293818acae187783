"""The book: tables, guards and doors, from readable SQL files. A released file is never edited; the next one follows."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"

REVERSE = """
DROP TABLE book_block, book_freeze, book_movement, book_holding, book_lot, book_transaction, book_account, book_series
  CASCADE;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'book\\_%'
  LOOP EXECUTE format('DROP FUNCTION %s CASCADE', f); END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0001_run_time_role")]
    operations = [
        migrations.RunSQL((SQL / "001_book.sql").read_text(encoding="utf-8"), REVERSE),
        migrations.RunSQL((SQL / "002_doors.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
