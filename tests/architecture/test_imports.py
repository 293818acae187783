"""Imports and relations run down the house."""

import re
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from importlinter.cli import lint_imports

FLOORS = {
    "common": 0,
    "partners": 1,
    "workflow": 2,
    "committee": 3,
    "projects": 4,
    "registry": 4,
    "credits": 5,
    "portal": 6,
}


def _ours() -> list[type[models.Model]]:
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in FLOORS]


def test_imports_run_down_the_house_and_down_the_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(settings.BASE_DIR)
    monkeypatch.setattr(sys, "path", [str(settings.BASE_DIR), *sys.path])
    assert lint_imports(no_cache=True) == 0


def test_services_know_no_request() -> None:
    """What a service says is a value or a refusal; a view makes an answer of it."""
    root = Path(settings.BASE_DIR)
    services = [*root.glob("*/**/services/*.py"), *root.glob("*/**/services.py")]
    assert len(services) > 50
    assert [str(path) for path in services if "django.http" in path.read_text()] == []


def _climbs(model: type[models.Model], field: models.Field) -> bool:
    target = field.related_model
    if not isinstance(target, type) or target._meta.app_label not in FLOORS:
        return False
    here, there = model._meta.app_label, target._meta.app_label
    if here == "common" and target is apps.get_model(settings.AUTH_USER_MODEL):
        return False  # by setting: the floor below every app may name the person of a deed
    return FLOORS[there] > FLOORS[here] or (FLOORS[there] == FLOORS[here] and there != here)


def test_no_relation_climbs_the_house() -> None:
    climbing = [
        f"{model._meta.label}.{field.name} -> {field.related_model}"
        for model in _ours()
        for field in model._meta.local_fields + model._meta.local_many_to_many
        if field.is_relation and _climbs(model, field)
    ]
    assert climbing == []


def test_nothing_points_to_anything() -> None:
    generic = [m._meta.label for m in _ours() if any(isinstance(f, GenericForeignKey) for f in m._meta.private_fields)]
    assert generic == []


# A column of text that is called like this would name a row without a foreign key.
POINTS = re.compile(r"(^|_)(subject|target|object|row|content_type|model)(_(id|key|pk|type))?$")
TELLS_OF_ANY_ROW = {"common.Change.row_key"}  # the history of every table, also of rows that are gone


def test_no_column_of_text_holds_the_key_of_a_row() -> None:
    """What the columns of a whole demo hold is looked at in `tests/portal/test_demo.py`."""
    texts = (models.CharField, models.TextField)
    named = {
        f"{model._meta.label}.{field.name}"
        for model in _ours()
        for field in model._meta.local_fields
        if isinstance(field, texts) and not field.choices and POINTS.search(field.name)
    }
    assert named == TELLS_OF_ANY_ROW


def test_the_house_has_no_room_for_what_has_no_name() -> None:
    nameless = {"utils.py", "helpers.py", "misc.py", "manager.py", "managers.py"}
    root = Path(settings.BASE_DIR)
    found = [p for app in ("jcm_platform", *FLOORS) for p in root.joinpath(app).rglob("*.py") if p.name in nameless]
    assert found == []
