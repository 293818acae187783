"""Write the pages of numbered checks with their sentences, of transactions and of calculations, read off the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
PAGE = BASE / "docs" / "checks.md"
CALCULATION_PAGE = BASE / "docs" / "checks-of-calculations.md"
KINDS = {"LDG", "TRF", "OFR", "BLK", "SUS", "SER"}
HEAD = """# Checks of transactions, by number

A refusal names its number and sentence and changes nothing; numbers are never used again. `LDG` is the book itself,
`TRF` what moves between accounts, `OFR` what the registry asks for itself, `BLK` files of transfers, `SUS` suspensions,
`SER` serial numbers. Written by `python -m tools.check_numbers`.

| number | sentence |
|---|---|
"""

CALCULATION_HEAD = """# Checks of calculations, by number

What a definition, its formulas and units, and the inputs of a calculation are refused for. A refusal says where: the
position in a formula, the symbol, the table, the row. Numbers are never used again. Written by
`python -m tools.check_numbers`.

| number | sentence |
|---|---|
"""
ASKS = {"Refused", "Check", "_refused"}  # the last one is what the calculation's modules call theirs


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.Call) and node.args:
        node = node.args[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _pairs(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Numbers and sentences side by side: the arguments of `Refused` and `Check`, and the rows of `ledger.CHECKS`."""
    for node in ast.walk(tree):
        held: list[ast.expr] = []
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ASKS:
            held = node.args
        elif isinstance(node, ast.Tuple) and len(node.elts) == 3:
            held = node.elts
        if len(held) < 2:
            continue
        number, sentence = (_text(each) for each in held[:2])
        if number and sentence and number[3:4] == "-" and number[:3].isupper():
            yield number, sentence


def _table(head: str, folder: Path, kinds: set[str]) -> str:
    sentences = {
        pair
        for path in folder.rglob("*.py")
        for pair in _pairs(ast.parse(path.read_text("utf-8")))
        if pair[0][:3] in kinds
    }
    return head + "".join(f"| {number} | {sentence} |\n" for number, sentence in sorted(sentences))


def table() -> str:
    """The page of transactions as it should stand."""
    return _table(HEAD, BASE / "registry", KINDS)


def table_of_calculations() -> str:
    """The page of calculations as it should stand."""
    return _table(CALCULATION_HEAD, BASE / "projects", {"MTH"})


if __name__ == "__main__":
    PAGE.write_text(table(), encoding="utf-8")
    CALCULATION_PAGE.write_text(table_of_calculations(), encoding="utf-8")
