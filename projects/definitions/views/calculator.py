"""The calculator: anybody gives values to a methodology and follows every step by hand. Nothing is kept."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from common.limits import Limit, by_whom
from common.refusals import Refused
from common.screens import anyone, screen
from projects.definitions.forms.calculator import CalculatorForm
from projects.definitions.models import MethodologyDefinition
from projects.definitions.selectors import definitions as selectors
from projects.definitions.selectors.calculations import shown_steps
from projects.methodologies import selectors as methodologies
from projects.methodologies.calculation import examples, inputs
from projects.methodologies.calculation.calculations import calculate
from projects.methodologies.calculation.definitions import Definition
from projects.papers.views.pages import or_404

LIMIT = Limit("calculate", most=120, seconds=3600)
TOO_OFTEN = _(
    "You have calculated often in this hour. Go on in %(minutes)s minutes, or use the command on your own machine."
)


@screen(may=anyone)
def calculate_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Give values, see the result with each formula and its numbers; `?example=1` fills a worked example in."""
    methodology = or_404(methodologies.by_slug(slug))
    row = or_404(selectors.calculating(methodology))
    definition = selectors.read(row)
    context: dict[str, Any] = {"methodology": methodology, "definition": row, "shown": definition}
    if request.method != "POST":
        form = CalculatorForm(definition, start=_example(definition, request.GET.get("example", "")))
        return render(request, "projects/calculate_page.html", context | {"form": form})
    form, status = CalculatorForm(definition, request.POST), 422
    if not form.is_bound:
        status = 200
    elif form.is_valid():
        LIMIT.take(by_whom(request), number="LIM-03", sentence=TOO_OFTEN)
        try:
            context |= _result(row, definition, form)
            status = 200
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    return render(request, "projects/calculate_page.html", context | {"form": form}, status=status)


def _example(definition: Definition, chosen: str) -> dict[str, Any] | None:
    named = [example for number, example in enumerate(definition.examples, 1) if str(number) == chosen]
    return examples.of_example(definition, named[0]) if named else None


def _result(row: MethodologyDefinition, definition: Definition, form: CalculatorForm) -> dict[str, Any]:
    document = form.document()
    calculation = calculate(definition, inputs.from_json(definition, document, row.methodology.country.zone))
    return {
        "calculation": calculation,
        "years": shown_steps(calculation),
        "document": json.dumps(document, ensure_ascii=False, indent=2),
    }
