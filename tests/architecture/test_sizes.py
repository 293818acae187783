"""Files, functions and views stay small enough to read in one go."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

PACKAGES = (
    "common",
    "partners",
    "workflow",
    "committee",
    "projects",
    "registry",
    "credits",
    "jcm_platform",
    "scenarios",
)
FILE_LINES, FUNCTION_LINES, VIEW_LINES = 400, 70, 25
AIM = 40
OVER_AIM_AT_MOST = 12


def _sources() -> list[Path]:
    root = Path(settings.BASE_DIR)
    found = [path for package in PACKAGES for path in root.joinpath(package).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def _functions(path: Path) -> Iterator[tuple[str, int, ast.AST]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(settings.BASE_DIR)}:{node.lineno} {node.name}", _length(node), node


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body without its docstring: what has to be read to know what it does."""
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    body = node.body[1:] if documented and len(node.body) > 1 else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1


@pytest.mark.parametrize("limit", [FILE_LINES])
def test_no_file_is_longer_than_the_house_allows(limit: int) -> None:
    long = {str(p): n for p in _sources() if (n := len(p.read_text().splitlines())) > limit}
    assert long == {}, "Look for the second room."


def test_no_function_is_longer_than_the_house_allows() -> None:
    long = {name: lines for path in _sources() for name, lines, _ in _functions(path) if lines > FUNCTION_LINES}
    assert long == {}


def test_few_functions_are_longer_than_the_aim() -> None:
    long = {name: lines for path in _sources() for name, lines, _ in _functions(path) if lines > AIM}
    assert len(long) <= OVER_AIM_AT_MOST, long


def test_views_only_find_parse_call_and_answer() -> None:
    long = {
        name: lines
        for path in _sources()
        if "views" in path.parts or "api" in path.parts or path.stem in {"views", "api"}
        for name, lines, _ in _functions(path)
        if lines > VIEW_LINES
    }
    assert long == {}
