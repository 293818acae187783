"""The calculator: anybody gives values to a methodology and follows every step by hand. Nothing is kept."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from common import workbooks
from common.limits import Limit, by_whom
from common.refusals import Refused
from common.screens import anyone, screen
from projects.definitions.forms.calculator import CalculatorForm
from projects.definitions.forms.returned import ReturnedForm
from projects.definitions.models import MethodologyDefinition
from projects.definitions.reports import sheets
from projects.definitions.selectors import definitions as selectors
from projects.definitions.selectors.calculations import beside, shown_steps
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
    row = _calculating(slug)
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


@screen(may=anyone, methods=("GET",))
def sheet_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The five sheets of the methodology, with its first worked example filled in."""
    row = _calculating(slug)
    definition = selectors.read(row)
    given = inputs.from_json(
        definition, examples.of_example(definition, definition.examples[0]), row.methodology.country.zone
    )
    answer = HttpResponse(sheets.workbook(definition, given, given), content_type=workbooks.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{definition.code.replace(" ", "_")}.xlsx"'
    return answer


@screen(may=anyone)
def sheet_check(request: HttpRequest, slug: str) -> HttpResponse:
    """A filled-in spreadsheet is recalculated, and the differences are shown. Nothing is kept."""
    row = _calculating(slug)
    definition = selectors.read(row)
    files = request.FILES if request.method == "POST" else None
    form = ReturnedForm(definition, request.POST if request.method == "POST" else None, files)
    context: dict[str, Any] = {"definition": row, "shown": definition, "form": form}
    if request.method == "POST" and form.is_valid() and form.returned is not None:
        LIMIT.take(by_whom(request), number="LIM-03", sentence=TOO_OFTEN)
        try:
            given = inputs.from_json(definition, form.returned.document, row.methodology.country.zone)
            context |= {"compared": beside(calculate(definition, given), form.returned), "returned": form.returned}
        except Refused as refusal:
            form.add_error("file", f"{refusal.sentence} ({refusal.number})")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "projects/sheet_check.html", context, status=status)


def _calculating(slug: str) -> MethodologyDefinition:
    return or_404(selectors.calculating(or_404(methodologies.by_slug(slug))))
