"""The book's functions fix their search path or name their schema, and the book keeps when each block came and went."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    """Going back leaves the functions as they are: they do what they did before."""

    dependencies = [("common", "0007_closed"), ("registry", "0004_account_procedures")]
    operations = [
        migrations.RunSQL((SQL / "010_guards.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL(
            (SQL / "011_suspensions_stay.sql").read_text(encoding="utf-8"),
            "DROP TRIGGER book_keep_block ON book_block; DROP TRIGGER book_past_stays ON book_block;"
            " DROP TABLE book_block_change; DROP FUNCTION book_keep_block;",
        ),
    ]
