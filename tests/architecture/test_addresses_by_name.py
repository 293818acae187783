"""No address is written by hand outside `urls`: `reverse()` and `{% url %}` alone know where a page is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from tools.check import APPS

ROOT = Path(settings.BASE_DIR)
REVIEWED = {("common/problems.py", "/api/"): "what the addresses of the API share has no name"}
IN_TEMPLATE = re.compile(r"""["'](/(?:[a-z][^"'{\s]*)?)""")


def _beginnings(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """The first part of every address that there is."""
    for each in patterns:
        address = before + str(each.pattern).lstrip("^")
        if isinstance(each, URLResolver):
            yield from _beginnings(each.url_patterns, address)
        elif re.match(r"[a-z-]+/", address):
            yield address.partition("/")[0]


PARTS = frozenset(_beginnings(get_resolver().url_patterns))


def _leads_somewhere(text: str) -> bool:
    return text == "/" or re.split(r"[/?#]", text)[1] in PARTS


def _in_code(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.match(r"/[a-z]", node.value):
            yield node.value


def _written_by_hand() -> set[tuple[str, str]]:
    code = [
        path
        for app in (*APPS, "jcm_platform/portal", "scenarios")
        for path in (ROOT / app).rglob("*.py")
        if path.name != "urls.py" and "migrations" not in path.parts
    ]
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    texts = [(path, text) for path in code for text in _in_code(path)]
    texts += [(path, text) for path in templates for text in IN_TEMPLATE.findall(path.read_text())]
    return {(str(path.relative_to(ROOT)), text) for path, text in texts if _leads_somewhere(text)}


def test_no_address_is_written_by_hand() -> None:
    assert _written_by_hand() - set(REVIEWED) == set(), "Ask `reverse()` or `{% url %}`."


def test_the_reviewed_list_names_nothing_that_is_gone() -> None:
    assert set(REVIEWED) - _written_by_hand() == set()


def test_the_check_sees_an_address() -> None:
    assert _leads_somewhere("/projects/?country=TH")
    assert IN_TEMPLATE.findall('<a href="/inbox/">') == ["/inbox/"]
