"""Every name by which a partner country is searched for; the one place where they stand is `partners/data`."""

from collections import defaultdict
from pathlib import Path

from common import search
from common.records import read

DATA = Path(__file__).parent.parent / "data"


def register() -> None:
    """Let a search by any name of a country find what bears another."""
    names: dict[str, list[str]] = defaultdict(list)
    for file, column in (("partner_countries", "name"), ("country_names", "name_ja"), ("country_aliases", "alias")):
        for row in read(DATA / f"{file}.csv"):
            names[row["iso2"]].append(row[column])
    for same in names.values():
        search.register(same)
