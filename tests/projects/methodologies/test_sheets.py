"""The five sheets: live formulas that a spreadsheet program recalculates to our result; a returned sheet is checked."""

import random
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from projects.definitions.reports import sheets
from projects.methodologies.calculation import examples, inputs, published
from projects.methodologies.calculation.calculations import Calculation, calculate
from projects.methodologies.calculation.definitions import Definition, Parameter
from projects.methodologies.calculation.given import Inputs
from projects.methodologies.calculation.values import amount, said
from tests.factories.definitions import a_definition
from tests.factories.partners import a_country_in_operation

DEFINITIONS = published.definitions()
RANDOM_INPUTS, FIRST_YEAR, YEARS, ITEMS = 200, 2000, 25, 8
NEAR = Decimal("1e-9")  # fifteen digits of a spreadsheet, after some steps


def of_example(definition: Definition, **more: Any) -> Inputs:
    return inputs.from_json(definition, examples.of_example(definition, definition.examples[0]) | more)


def a_value(chance: random.Random, parameter: Parameter, near: Decimal) -> str:
    """Something like the worked example, within the parameter's bounds."""
    value = (near or Decimal(1)) * Decimal(chance.randint(500, 1500)) / 1000
    value = max(value, parameter.least) if parameter.least is not None else value
    value = min(value, parameter.most) if parameter.most is not None else value
    return said(value) if parameter.unit == "1" else f"{said(value)} {parameter.unit}"


def at_random(definition: Definition, seed: int) -> dict[str, Any]:
    """A document with random values: some items where there are items, and a random amount of each of many years."""
    chance = random.Random(f"{definition.code} {seed}")  # noqa: S311  the same in every run
    begun: dict[str, Any] = examples.of_example(definition, definition.examples[0])
    readings: list[dict[str, str]] = []

    def given(row: Mapping[str, str], item: str) -> dict[str, str]:
        """Of a row of the example what is fixed, around its values; what is monitored becomes readings."""
        found = {}
        for symbol, text in row.items():
            parameter = definition.by_symbol[symbol]
            near = amount(text, parameter.unit, symbol)
            if parameter.kind == "monitored":
                readings.extend(
                    {"symbol": symbol, "item": item, "first": f"{year}-01-01", "last": f"{year}-12-31"}
                    | {"value": a_value(chance, parameter, near).partition(" ")[0]}
                    for year in range(FIRST_YEAR, FIRST_YEAR + YEARS)
                )
            else:
                found[symbol] = a_value(chance, parameter, near)
        return found

    items = {}
    for key, rows in begun["items"].items():
        named = [row | {"name": f"{row['name']}"} for row in rows]
        while len(named) < ITEMS and not definition.decays:
            named.append(rows[0] | {"name": f"item {len(named)}"})
        items[key] = [
            {"name": row["name"]} | given({s: t for s, t in row.items() if s != "name"}, row["name"]) for row in named
        ]
    period = {"first": f"{FIRST_YEAR}-01-01", "last": f"{FIRST_YEAR + YEARS - 1}-12-31"}
    earlier = [one | {"year": one["year"] - 100} for one in begun["deposits"]]
    values = given(begun["values"], "")
    return begun | period | {"values": values, "items": items, "readings": readings, "deposits": earlier}


def recalculated(folder: Path) -> Mapping[str, Any]:
    """Every workbook of a folder as LibreOffice recalculates it, by its name."""
    (folder / "out").mkdir()
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: tools/bootstrap.py installs it for the tests."
    command = [program, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out")]
    subprocess.run([*command, *map(str, sorted(folder.glob("*.xlsx")))], check=True, capture_output=True, timeout=600)
    return {path.stem: load_workbook(path, data_only=True, read_only=True) for path in (folder / "out").glob("*.xlsx")}


def differences(book: Any, calculation: Calculation) -> Iterator[str]:
    """What a recalculated workbook shows that we do not calculate."""
    rows = {}
    for row in book[sheets.REPORT_CALCULATION].iter_rows(min_row=sheets.CALCULATED_FROM + 1, values_only=True):
        if row[0] and ": " not in str(row[0]):
            rows[row[0], str(row[1] or "")] = row[4:]
    for at, year in enumerate(calculation.years):
        for step in year.steps:
            cell = rows[step.symbol, step.item][at]
            far = NEAR * (1 + abs(step.value))
            if not isinstance(cell, int | float) or abs(Decimal(repr(cell)) - step.value) > far:
                yield f"{calculation.definition.code} {step.symbol} {step.item} {year.year}: {cell}, not {step.value}"
    (total,) = [row for row in book[sheets.REPORT].iter_rows(values_only=True) if row and row[0] == "Total"]
    if total[4] != calculation.tonnes:
        yield f"{calculation.definition.code}: {total[4]} tonnes, not {calculation.tonnes}"


def workbooks_of(definition: Definition) -> int:
    """How many workbooks hold two hundred random inputs: a year of an item, or of the project, is one."""
    inputs_of_one = YEARS * (ITEMS if definition.groups and not definition.decays else 1)
    return -(-RANDOM_INPUTS // inputs_of_one)


@pytest.mark.slow
def test_a_spreadsheet_program_recalculates_every_definition_to_our_result(tmp_path: Path) -> None:
    """Two hundred random inputs a definition: so many items and years of random values in few workbooks."""
    calculated = {}
    for code, definition in DEFINITIONS.items():
        for seed in range(workbooks_of(definition)):
            given = inputs.from_json(definition, at_random(definition, seed))
            name = f"{code.replace(' ', '_')}-{seed}"
            calculated[name] = calculate(definition, given)
            (tmp_path / f"{name}.xlsx").write_bytes(sheets.workbook(definition, of_example(definition), given))
    books = recalculated(tmp_path)
    assert set(books) == set(calculated)
    assert [wrong for name, book in books.items() for wrong in differences(book, calculated[name])] == []


@pytest.mark.parametrize("code", ["TH_AM001 ver03.0", "TH_AM005 ver03.0", "VN_AM004 ver01.0"])
def test_the_same_values_give_the_same_bytes_and_five_sheets(code: str) -> None:
    definition = DEFINITIONS[code]
    given = of_example(definition)
    made = sheets.workbook(definition, given, given, reference="TH013")
    assert made == sheets.workbook(definition, given, given, reference="TH013")
    book = load_workbook(BytesIO(made))
    assert book.sheetnames == ["MPS(input)", "MPS(calc_process)", "MSS", "MRS(input)", "MRS(calc_process)"]
    report = book["MRS(input)"]
    assert report["A1"].value == f"Monitoring Spreadsheet: JCM_{code.replace(' ', '_')}"
    assert report["A2"].value == "Reference Number: TH013"
    labels = [str(cell.value) for cell in report[6]][:11]
    assert [label[:3] for label in labels] == [f"({letter})" for letter in "abcdefghijk"]
    assert [str(cell.value)[:3] for cell in book["MPS(input)"][6]][:10] == [f"({letter})" for letter in "abcdefghij"]
    for name in ("MPS(calc_process)", "MRS(calc_process)"):
        assert book[name].protection.sheet
        cells = [cell for row in book[name].iter_rows(min_row=7, min_col=5) for cell in row if cell.value is not None]
        assert cells
        assert all(cell.protection.locked and str(cell.value).startswith("=") for cell in cells)
    assert not report["E7"].protection.locked  # the monitored value is there to be filled in


def test_readings_of_a_report_are_rows_cut_at_the_end_of_the_year(tmp_path: Path) -> None:
    definition = DEFINITIONS["TH_AM001 ver03.0"]
    document: dict[str, Any] = examples.of_example(definition, definition.examples[0])
    rows, symbol = next(iter(document["items"].values())), ""
    for row in rows:
        symbol = next(name for name in row if name != "name" and definition.parameter(name).kind == "monitored")
        del row[symbol]
    readings = [
        {
            "symbol": symbol,
            "item": row["name"],
            "first": "2023-12-01",
            "last": "2024-01-31",
            "value": "62",
            "unit": "MWh",
        }
        for row in rows
    ]
    given = inputs.from_json(definition, document | {"first": "2023-12-01", "last": "2024-01-31", "readings": readings})
    (tmp_path / "readings.xlsx").write_bytes(sheets.workbook(definition, of_example(definition), given))
    assert list(differences(recalculated(tmp_path)["readings"], calculate(definition, given))) == []


@pytest.fixture
def it(db: None, noon: date) -> SimpleNamespace:
    it = a_country_in_operation("TH")
    it.definition = a_definition(it, in_force=True)
    return it


def sent(client: Client, content: bytes) -> Any:
    upload = SimpleUploadedFile("sheet.xlsx", content)
    return client.post("/methodologies/TH_AM001/sheet/check/", {"file": upload})


def through_libreoffice(content: bytes, folder: Path) -> bytes:
    """As somebody's spreadsheet program keeps it: with what its formulas came to."""
    folder.mkdir(exist_ok=True)
    (folder / "sheet.xlsx").write_bytes(content)
    recalculated(folder)
    return (folder / "out" / "sheet.xlsx").read_bytes()


def test_a_sheet_comes_back_unchanged_and_agrees(it: SimpleNamespace, client: Client, tmp_path: Path) -> None:
    downloaded = client.get("/methodologies/TH_AM001/sheet.xlsx")
    assert downloaded.status_code == 200
    page = sent(client, through_libreoffice(downloaded.content, tmp_path / "office"))
    assert page.status_code == 200
    assert [(one.symbol, one.ours, one.agrees) for one in page.context["compared"]] == [
        ("RE", Decimal(500), True),
        ("PE", Decimal(0), True),
        ("ER", Decimal(500), True),
    ]
    assert page.context["returned"].overwritten == []


def test_an_overwritten_calculated_cell_is_named_and_the_difference_shown(
    it: SimpleNamespace, client: Client, tmp_path: Path
) -> None:
    book = load_workbook(BytesIO(client.get("/methodologies/TH_AM001/sheet.xlsx").content))
    calculation, written = book["MRS(calc_process)"], BytesIO()
    row = next(cells[0].row for cells in calculation.iter_rows(min_row=7) if cells[0].value == "RE")
    calculation.cell(row or 0, 5).value = 900
    book.save(written)
    page = sent(client, through_libreoffice(written.getvalue(), tmp_path / "office"))
    assert page.context["returned"].overwritten == [f"MRS(calc_process)!E{row}"]
    reduction = next(one for one in page.context["compared"] if one.symbol == "ER")
    assert (reduction.ours, reduction.theirs, reduction.difference) == (500, 900, 400)
    assert f"MRS(calc_process)!E{row}" in page.content.decode()


def test_a_changed_input_cell_is_calculated_anew(it: SimpleNamespace, client: Client) -> None:
    book = load_workbook(BytesIO(client.get("/methodologies/TH_AM001/sheet.xlsx").content))
    book["MRS(input)"]["E7"].value = 1200
    written = BytesIO()
    book.save(written)
    page = sent(client, written.getvalue())
    assert page.context["compared"][0].ours == 600
    assert page.context["compared"][0].theirs is None  # no program has calculated it


@pytest.mark.parametrize("typed", ["１２", "1,2", None, True, "=1+1"])
def test_an_input_cell_that_is_no_number_is_refused_with_its_place(
    it: SimpleNamespace, client: Client, typed: object
) -> None:
    book = load_workbook(BytesIO(client.get("/methodologies/TH_AM001/sheet.xlsx").content))
    cell: Any = book["MRS(input)"]["E7"]
    cell.value = typed
    written = BytesIO()
    book.save(written)
    page = sent(client, written.getvalue())
    assert page.status_code == 422
    assert re.search(r"MRS\(input\)!E7.*SHT-03", page.content.decode())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text", b"\x00" * 100])
def test_what_is_no_sheet_of_ours_is_refused(it: SimpleNamespace, client: Client, content: bytes) -> None:
    assert sent(client, content).status_code == 422


def test_a_sheet_of_another_methodology_is_refused(it: SimpleNamespace, client: Client) -> None:
    other = DEFINITIONS["TH_AM005 ver03.0"]
    given = of_example(other)
    page = sent(client, sheets.workbook(other, given, given))
    assert page.status_code == 422
    assert "SHT-01" in page.content.decode()
