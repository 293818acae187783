"""Views find, parse, call and answer: an address leads to code in one step, and no view asks the database itself."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from common.pages.forms import FormPage, Saves
from common.pages.pages import Page
from projects.assessments.views.assessments import ReportEdit
from tests.architecture.golden import OURS
from tests.architecture.routes import Route

PACKAGES = ("partners", "workflow", "committee", "projects", "registry", "credits", "jcm_platform")
MANAGERS = {"objects", "_default_manager", "_base_manager"}
KNOWN = {"by", "at"}  # whoever acts, and when: the kit tells them


def _views() -> Iterator[tuple[str, ast.Module]]:
    """The files of all views, parsed."""
    for package in PACKAGES:
        for path in sorted(Path(settings.BASE_DIR, package).rglob("*.py")):
            if "views" in path.parts or path.stem == "views":
                yield str(path.relative_to(settings.BASE_DIR)), ast.parse(path.read_text())


def _pages() -> dict[str, type[Page]]:
    """The classes behind addresses, by the addresses' names."""
    classes = {name: getattr(route.view, "view_class", None) for name, route in OURS.items()}
    return {name: page for name, page in classes.items() if page is not None and issubclass(page, Page)}


def _forms() -> dict[str, type[FormPage[object]]]:
    """The pages with a form."""
    return {name: page for name, page in _pages().items() if issubclass(page, FormPage)}


def _given(page: type[FormPage[object]]) -> set[str] | None:
    """The values that the form of a page gives; None where the form itself says what its service takes."""
    if page.form is FormPage.form:
        form = page.form_class(None)  # it may make fields as it is made
        return None if isinstance(form, Saves) else set(form.fields)
    made = page.form.__annotations__["return"]
    return None if hasattr(made, "to_save") or not hasattr(made, "base_fields") else set(made.base_fields)


def _is_found_at_once(route: Route) -> bool:
    """True when the address names a class or a function of a module, not something that a call made."""
    view = getattr(route.view, "view_class", None) or inspect.unwrap(route.view)
    return "<locals>" not in view.__qualname__ and getattr(inspect.getmodule(view), view.__name__, None) is not None


def test_an_address_leads_to_its_code_in_one_step() -> None:
    ours = {name: route for name, route in OURS.items() if not route.is_api and ".views" in route.home}
    assert len(ours) > 200
    assert [name for name, route in ours.items() if not _is_found_at_once(route)] == []


def test_every_page_with_a_form_has_a_deed() -> None:
    without = {FormPage.act, ReportEdit.act}
    assert [name for name, page in _forms().items() if page.act in without] == []


def test_no_view_asks_a_manager_or_knows_the_machines_library() -> None:
    wrong = []
    for name, tree in _views():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
                wrong.append(f"{name}:{node.lineno} asks `{node.attr}`")
            if isinstance(node, ast.ImportFrom | ast.Import):
                modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
                wrong += [f"{name}:{node.lineno} imports {module}" for module in modules if "django_fsm" in module]
    assert wrong == [], "Reads go to selectors, moves to services."


def _lambdas(node: ast.AST) -> Iterator[ast.Lambda]:
    """The lambdas outside functions, but for those of a list's columns: they say how each is shown."""
    if isinstance(node, ast.Lambda):
        yield node
    is_column = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Column"
    if not is_column and not isinstance(node, ast.FunctionDef):
        for child in ast.iter_child_nodes(node):
            yield from _lambdas(child)


def test_no_view_is_made_of_lambdas() -> None:
    made = [f"{name}:{each.lineno}" for name, tree in _views() for each in _lambdas(tree)]
    assert made == [], "Write a class of `common.pages`."


def test_a_page_that_does_not_say_who_may_has_no_address() -> None:
    class Silent(Page):
        """A page of nobody."""

    with pytest.raises(AttributeError, match="may"):
        Silent.as_view()


@pytest.mark.parametrize("name", sorted(_forms()))
def test_a_page_takes_what_its_form_gives(name: str) -> None:
    given = _given(_forms()[name])
    taken = inspect.signature(_forms()[name].act).parameters
    if any(one.kind is inspect.Parameter.VAR_KEYWORD for one in taken.values()):
        return
    named = {one.name for one in taken.values() if one.kind is inspect.Parameter.KEYWORD_ONLY} - KNOWN
    assert named == given if given is not None else named, f"{name} takes {named}"
