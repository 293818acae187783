"""What ten thousand rows of monitoring data cost: read, judged, calculated, answered with every value."""

import json
import os
import resource
import sys
import time
from datetime import UTC, datetime, timedelta

import django

ITEMS, ROWS_OF_EACH, TURNS = 20, 500, 5
BEGIN, STEP = datetime(2023, 7, 1, tzinfo=UTC), timedelta(minutes=1_000)


def document() -> dict[str, object]:
    """Readings of twenty chillers over a year that crosses the year's end; half of them in kWh."""
    rows = []
    for item in range(ITEMS):
        for number in range(ROWS_OF_EACH):
            first = BEGIN + number * STEP
            unit, amount = ("kWh", f"{number}{item:02}.25") if number % 2 else ("MWh", f"{number}.{item:02}25")
            ends = {"first": first.isoformat(), "last": (first + STEP).isoformat()}
            rows.append({"symbol": "EC_PJ", "item": f"Chiller {item}", **ends, "value": amount, "unit": unit})
    items = [{"name": f"Chiller {item}", "COP_PJ": "6.5", "COP_RE": "5.1"} for item in range(ITEMS)]
    return {
        "first": "2023-07-01",
        "last": "2024-06-30",
        "zone": "Asia/Bangkok",
        "values": {"EF_elec": "0.4999"},
        "items": {"chiller": items},
        "readings": rows,
    }


def main() -> None:
    """Print the median of some turns, and the peak of memory of the whole process, Django among it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jcm_platform.settings")
    django.setup()
    from projects.methodologies.calculation import published
    from projects.methodologies.calculation.answers import to_document
    from projects.methodologies.calculation.calculations import calculate
    from projects.methodologies.calculation.inputs import from_json

    definition = published.find("TH_AM005", "3.0")
    if definition is None:
        sys.exit("The definition of TH_AM005 is missing.")
    sent = json.dumps(document())
    seconds = []
    for _turn in range(TURNS):
        began = time.perf_counter()
        json.dumps(to_document(calculate(definition, from_json(definition, json.loads(sent)))))
        seconds.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"calculate_10k_rows_seconds": sorted(seconds)[TURNS // 2], "calculate_10k_rows_mib": peak}))


if __name__ == "__main__":
    main()
