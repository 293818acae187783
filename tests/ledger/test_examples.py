"""The examples of docs/ledger, statement by statement, beside what was recorded of them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from psycopg.types.range import Range

FOLDER = Path(settings.BASE_DIR, "docs", "ledger")
EXAMPLES = sorted(FOLDER.glob("*.sql"))
END = re.compile(r"(?<=;)\n")

pytestmark = pytest.mark.django_db(transaction=True)


def statements(text: str) -> list[str]:
    """The statements of an example with the remarks before them; none has a semicolon at a line's end within."""
    return [each.strip() for each in END.split(text) if each.strip()]


def told(statement: str) -> str:
    """What the database answers: a line of names and a line a row, or the refusal with the name of its check."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement.rstrip(";"))
            if cursor.description is None:
                return "done"
            names = " | ".join(column.name for column in cursor.description)
            return "\n".join([names, *(" | ".join(map(printed, row)) for row in cursor.fetchall())])
    except DatabaseError as error:
        diagnosis = error.__cause__.diag  # type: ignore[union-attr]  # psycopg's error always has one
        words = re.sub(r"of lot \d+", "of the lot", diagnosis.message_primary or "")
        return f"refused: {diagnosis.constraint_name or diagnosis.sqlstate}: {words}"


def printed(value: object) -> str:
    """A value as PostgreSQL's own programs print it."""
    if value is None:
        return ""
    if isinstance(value, Range):
        return f"[{value.lower},{value.upper})"
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_says_what_was_recorded(transactional_db: None, example: Path) -> None:
    recorded = example.with_suffix(".out")
    said = "\n\n".join(f"{each}\n\n{told(each)}" for each in statements(example.read_text())) + "\n"
    if not recorded.exists():
        recorded.write_text(said)
        pytest.fail(f"{recorded.name} was recorded anew: read it before you commit it.")
    assert said == recorded.read_text(), f"Is that what the book should say? Then remove {recorded.name} and run again."


def test_there_are_examples_of_postings_refusals_stops_reversals_and_hands() -> None:
    assert len(EXAMPLES) == 5
