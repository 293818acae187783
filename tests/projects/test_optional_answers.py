"""What a form calls optional is what a whole paper can be handed in without; what is needed at times says when."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import models

from common.refusals import Refused
from common.templatetags.house_forms import is_optional
from tests.factories.credits import a_request
from tests.factories.projects import a_design, a_pin, a_registration_request
from workflow import procedures
from workflow.drafts.forms.sections import form_of

PAPERS: tuple[Callable[[SimpleNamespace], Any], ...] = (a_pin, a_design, a_registration_request, a_request)


def lacks(paper: Any) -> set[str]:
    """The numbers of what a paper still needs before it is handed in."""
    draft = procedures.of(paper).draft(paper)
    wanted = {check.number for check in draft.checks if not check.holds(paper)}
    for _slug, part in draft.parts:
        try:
            part(paper)
        except Refused as refusal:
            wanted.add(refusal.number)
    return wanted


def emptied(paper: Any, field: "models.Field[Any, Any]") -> None:
    setattr(paper, field.attname, None if field.null else field.get_default() if field.has_default() else "")


@pytest.mark.parametrize("make", PAPERS, ids=lambda make: make.__name__)
def test_an_answer_that_may_stay_empty_says_so(it: SimpleNamespace, make: Callable[[SimpleNamespace], Any]) -> None:
    paper = make(it)
    assert lacks(paper) == set()
    looked_at = 0
    for section in procedures.of(paper).draft(paper).sections:
        form = form_of(section, paper)
        for name, shown in form.fields.items():
            field = next((each for each in type(paper)._meta.fields if each.name == name), None)
            if field is None or (isinstance(field, models.BooleanField) and not field.null):
                continue  # a row of its own, or a box to tick, which is no question
            kept, looked_at = getattr(paper, field.attname), looked_at + 1
            emptied(paper, field)
            is_needed = bool(lacks(paper))
            setattr(paper, field.attname, kept)
            assert is_needed != is_optional(form[name]) or shown.help_text, f"{name} does not say when it is needed"
            assert not (is_needed and is_optional(form[name])), f"{name} is needed"
    assert looked_at
