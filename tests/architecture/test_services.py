"""Every write is a service of one shape: keyword-only, by whom, at which instant, atomic."""

import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from committee.decisions.models import DecisionKind, kinds
from committee.decisions.services import conclusions
from committee.procedures import DecidedProcedure, decided
from common import events, machines, outbox
from credits.models import Purpose
from credits.models.purposes import RULES
from credits.services import certificates
from registry.models import TransactionKind
from registry.services import effects
from tests.architecture import rooms
from tests.architecture.rooms import APPS
from workflow.deeds import selectors as deeds

WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "commit",
    "record",
    "set",
}
# Kinds that only record what a committee said; nothing on the platform follows from them.
ROOMED = (*APPS, "common.records")
BY_NAME = {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}
WITHOUT_CONSEQUENCE = {DecisionKind.OTHER, DecisionKind.PUBLISHED}


def _services() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module_name in rooms.modules("services"):
        module = importlib.import_module(module_name)
        for name, value in vars(module).items():
            if inspect.isfunction(inspect.unwrap(value)) and value.__module__ == module.__name__:
                yield f"{module.__name__}.{name}", value


def _called_back() -> set[object]:
    """Listeners, outbox handlers and effects: their callers fix their shape."""
    return {*events._listeners, *outbox._handlers.values(), *conclusions.effects(), *effects.effects().values()}


def _writes(function: Callable[..., Any]) -> bool:
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in WRITES and not (name in {"update", "set"} and not _on_rows(node)):
                return True
    return False


def _on_rows(call: ast.Call) -> bool:
    """True for `.filter(...).update(...)` and `row.relation.set(...)`, not for a dict's update or a set."""
    return isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Call | ast.Attribute)


WRITERS = {
    name: function for name, function in _services() if not name.rsplit(".", 1)[1].startswith("_") and _writes(function)
}


def _is_called_back(function: Callable[..., Any]) -> bool:
    return function in _called_back() or inspect.unwrap(function) in _called_back()


def _is_shared_step(function: Callable[..., Any]) -> bool:
    """A step that several services share: its one positional argument is the row that its caller has locked."""
    parameters = list(inspect.signature(function).parameters.values())
    others = [p for p in parameters[1:] if p.kind not in BY_NAME]
    takes_row = parameters[0].kind not in BY_NAME and not others
    return takes_row and not parameters[0].name.endswith("_id")


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_a_service_says_by_whom_and_when_and_takes_keywords_only(name: str) -> None:
    function = WRITERS[name]
    if _is_called_back(function):
        return
    parameters = inspect.signature(function).parameters
    positional = [p.name for p in parameters.values() if p.kind not in BY_NAME]
    assert positional == [] or _is_shared_step(function), f"{name} takes keywords only: begin its parameters with *"
    for who in ("by", "at"):
        assert who in parameters, f"{name} does not say `{who}`"
        assert parameters[who].default is inspect.Parameter.empty, f"`{who}` of {name} has no default"


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_a_service_is_atomic(name: str) -> None:
    function = WRITERS[name]
    one_by_one = "with transaction.atomic()" in inspect.getsource(inspect.unwrap(function))
    atomic = inspect.unwrap(function) is not function or one_by_one
    assert atomic or _is_called_back(function) or _is_shared_step(function), f"{name} needs @transaction.atomic"


# Writers that no event tells of, each with its reason.
WITHOUT_EVENT = {
    "workflow.steps.services.inbox.mark_read": "a person's own reading, of no weight",
    "workflow.notices.services.notices.give": "follows from an event",
    "partners.people.services.sign_ins.forget": "an event would keep what is to be forgotten",
    "partners.people.services.sign_ins.keep": "the row itself says who, when and how",
}


def _tells(function: Callable[..., Any], seen: set[object]) -> bool:
    """True when it records an event or makes a move, itself or by what it calls."""
    plain = inspect.unwrap(function)
    if plain in seen:
        return False
    seen.add(plain)
    known = plain.__globals__
    for call in (n for n in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(plain)))) if isinstance(n, ast.Call)):
        if isinstance(call.func, ast.Name):
            name, called = call.func.id, known.get(call.func.id)
        elif isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
            name, called = call.func.attr, getattr(known.get(call.func.value.id), call.func.attr, None)
        else:
            continue
        if name in {"judge", "record"} and inspect.getmodule(called) in {events, machines}:
            return True
        if inspect.isfunction(inspect.unwrap(called)) and called.__module__.startswith(ROOMED) and _tells(called, seen):
            return True
    return False


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_a_service_leaves_an_event(name: str) -> None:
    """That a move leaves exactly one is tried with each move (`moves.attempt`)."""
    function = WRITERS[name]
    if not _is_called_back(function) and not _is_shared_step(function):
        assert _tells(function, set()) != (name in WITHOUT_EVENT), f"{name} leaves no event, or is wrongly excused"


def test_services_are_found() -> None:
    assert "committee.decisions.services.decisions.circulate" in WRITERS


def test_each_kind_of_decision_that_decides_something_is_asked_by_a_procedure() -> None:
    assert {one.asks for one in decided()} == {kind for kind, _label in kinds()} - WITHOUT_CONSEQUENCE


@pytest.mark.parametrize("procedure", decided(), ids=lambda one: one.kind)
def test_a_procedure_that_is_decided_says_what_follows(procedure: DecidedProcedure[Any]) -> None:
    moves = machines.moves_of(procedure.model)
    for method, move in (("agreed", None), ("visible_to", None), ("not_agreed", "reject"), ("taken_back", "take_back")):
        says_itself = getattr(type(procedure), method) is not getattr(DecidedProcedure, method)
        assert says_itself or move in moves, f"{procedure.kind} does not say what `{method}` does"
    asks = type(procedure).proposal is not DecidedProcedure.proposal
    assert asks or "forward" not in moves, f"{procedure.kind} does not say what the committee is asked"


def test_each_purpose_of_a_final_use_has_exactly_one_effect() -> None:
    acts = {TransactionKind(rule.act) for rule in RULES.values()}
    assert set(RULES) == set(Purpose)
    assert effects.effects() == dict.fromkeys(acts, certificates.follow)
    with pytest.raises(RuntimeError, match="an effect already"):
        effects.effect_of(TransactionKind.RETIREMENT, lambda *_done: None)


def test_what_must_happen_is_called_by_name() -> None:
    """Listeners hear every deed, and say of each by what it is about whether it concerns them; who adds one here says
    why nobody can call it."""
    assert {f"{each.__module__}.{each.__name__}" for each in events._listeners} == {
        "workflow.steps.services.inbox.follow",  # whatever happens to whatever waits for somebody
        "workflow.calendars.services.on_suspension",  # of an app below, which knows no calendars
        "projects.papers.services.versions.on_handed_in",  # keeps each paper as it was handed in
        "projects.assessments.services.assessments.on_designation",  # of an app below, which knows no assessments
        "workflow.papers.services.on_move",  # whichever way a paper goes on, is withdrawn or fails
        "projects.sustainability.services.on_failed",  # whichever way a paper fails
    }
    assert [f"{each.__module__}.{each.__name__}" for each in conclusions.effects()] == ["registry.services.log.state"]


@pytest.mark.parametrize("app", APPS)
def test_nothing_becomes_zero_because_it_is_missing(app: str) -> None:
    """`key or 0` is a number that nobody gave, and travels on. A sum over nothing has `default=0`."""
    made_up = [
        f"{path.relative_to(settings.BASE_DIR)}:{node.lineno}"
        for folder in (app, "common", "jcm_platform")
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or)
        if isinstance(last := node.values[-1], ast.Constant) and type(last.value) is int and last.value == 0
    ]
    assert made_up == []


@pytest.mark.parametrize("app", APPS)
def test_services_know_no_http(app: str) -> None:
    """Beside the import contract, which can name whole packages only."""
    http = {"django.http", "django.shortcuts", "django.contrib.messages"}
    known = {
        f"{path.name}: {node.module}"
        for path in rooms.files("services", app)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module in http
    }
    assert known == set()


def _recorded() -> Iterator[str]:
    """Every event's name that a service writes out: `app.model.deed`."""
    for app in APPS:
        for path in rooms.files("services", app):
            words = [
                str(node.value) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)
            ]
            yield from (word for word in words if re.fullmatch(rf"{app}\.[a-z]+\.[a-z_]+", word))


@pytest.mark.parametrize("what", sorted(set(_recorded())))
def test_every_deed_reads_as_words(what: str) -> None:
    """The whole file of a project, a decision's page, the history and notices show deeds by these labels."""
    assert deeds.is_known(what), f"Give {what} words in workflow/history/selectors/deeds.py."
