"""What ten thousand rows of monitoring data cost as a workbook: read and judged, and written as the five sheets."""

import json
import os
import resource
import sys
import time
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import django

ROWS, TURNS = 10_000, 3
BEGIN, STEP = datetime(2023, 1, 1), timedelta(minutes=50)  # noqa: DTZ001  a cell has no zone


def workbook() -> bytes:
    """Readings of one chiller, a row each, as somebody fills the template in."""
    from openpyxl import Workbook

    from projects.readings.questions import COLUMNS, SHEET

    book, written = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet(SHEET)
    sheet.append(COLUMNS)
    for number in range(ROWS):
        first = BEGIN + number * STEP
        sheet.append(["EC_PJ", "1", first, first + STEP, number / 8, "kWh", "C", None])
    book.save(written)
    return written.getvalue()


def main() -> None:
    """Print the median of some turns of each, and the peak of memory of the whole process, Django among it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jcm_platform.settings")
    django.setup()
    from projects.definitions.reports import sheets
    from projects.methodologies.calculation import published
    from projects.methodologies.calculation.inputs import from_json
    from projects.methodologies.calculation.values import said
    from projects.readings.forms.files import Asked, read

    definition = published.find("TH_AM005", "3.0")
    if definition is None:
        sys.exit("The definition of TH_AM005 is missing.")
    zone, content = ZoneInfo("Asia/Bangkok"), workbook()
    item = {"name": "1", "COP_PJ": "6.5", "COP_RE": "5.1"}
    document = {"first": "2023-01-01", "last": "2023-12-31", "values": {"EF_elec": "0.4999"}}
    asked = Asked(definition, zone, {"chiller": {"1"}})
    imported, written = [], []
    for _turn in range(TURNS):
        began = time.perf_counter()
        found = read(content, asked)
        imported.append(time.perf_counter() - began)
        if found.faults or len(found.rows) != ROWS:
            sys.exit("The readings were not read.")
        readings = [
            {
                "symbol": row.symbol,
                "item": row.item,
                "first": row.first_at.isoformat(),
                "last": row.last_at.isoformat(),
                "value": said(row.value),
                "unit": row.unit,
            }
            for row in found.rows
        ]
        given = from_json(definition, document | {"items": {"chiller": [item]}, "readings": readings}, zone)
        planned = from_json(definition, document | {"items": {"chiller": [item | {"EC_PJ": "5000 MWh"}]}}, zone)
        began = time.perf_counter()
        sheets.workbook(definition, planned, given)
        written.append(time.perf_counter() - began)
    figures = {
        "xlsx_import_10k_rows_seconds": sorted(imported)[TURNS // 2],
        "sheet_write_10k_rows_seconds": sorted(written)[TURNS // 2],
        "sheets_10k_rows_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
