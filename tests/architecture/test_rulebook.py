"""A rule that a rulebook shows is a rule that acts: every key is read by code beyond its declaration."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings

from common.machines import Holder
from partners.rulebooks.models.rules import RULES, TERMS, TIME_LIMITS
from tests.architecture.moves import MACHINES

APPS = ("common", "partners", "workflow", "committee", "projects", "registry", "credits", "jcm_platform")
DECLARED, LEFT_OUT = Path("partners", "rulebooks", "models", "rules.py"), {"migrations"}


def _code() -> str:
    root = Path(settings.BASE_DIR)
    found = [path for app in APPS for path in (root / app).rglob("*.py")]
    found += (root / "templates").rglob("*.html")
    read = [path for path in found if path.relative_to(root) != DECLARED and not LEFT_OUT & set(path.parts)]
    return "\n".join(path.read_text("utf-8") for path in read)


def test_every_rule_and_limit_is_read_by_code() -> None:
    code = _code()
    families = set(re.findall(r'f"([a-z_]+\.)\{', code))
    unread = {
        key
        for key in (*RULES, *TIME_LIMITS)
        if f'"{key}"' not in code and not any(key.startswith(family) for family in families)
    }
    assert unread == set()


def test_every_name_of_a_document_is_used() -> None:
    code = _code()
    assert {key for key in TERMS if f'"{key}"' not in code} == set()


def _holders(machine: Any) -> list[Holder]:
    return list(machine.HOLDERS.values())


def test_a_limit_measures_one_step_of_a_machine() -> None:
    """Service times are told by limit: two different steps of one machine never share one."""
    shared = [
        (label, limit)
        for label, machine in MACHINES.items()
        for limit, times in Counter(h.limit for h in _holders(machine) if h.limit).items()
        if times > 1
    ]
    assert shared == []
