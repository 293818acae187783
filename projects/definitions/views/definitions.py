"""What everybody reads of definitions: one text, its download, two texts side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.screens import anyone, screen
from projects.definitions.selectors import comparison
from projects.definitions.selectors import definitions as selectors
from projects.definitions.selectors.presentation import presented
from projects.papers.views.pages import by_pk, or_404, step_of
from projects.permissions import may_check

find = by_pk(selectors.visible_to)


@screen(may=anyone, methods=("GET",))
def definition_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One text of a definition as people read it: what it asks for, its formulas, its worked examples."""
    row = find(request, pk)
    context = {
        "definition": row,
        "shown": presented(selectors.read(row)),
        "others": selectors.visible_to(request.user).filter(methodology=row.methodology).exclude(pk=row.pk),
        "alike": selectors.other_versions(row),
        "works": may_check(request.user),
        "step": step_of(row) if may_check(request.user) else None,
    }
    return render(request, "projects/definition_page.html", context)


@screen(may=anyone, methods=("GET",))
def definition_text(request: HttpRequest, pk: int) -> HttpResponse:
    """The text itself, byte for byte."""
    row = find(request, pk)
    answer = HttpResponse(row.text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{row.file_name}"'
    return answer


@screen(may=anyone, methods=("GET",))
def definition_compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two definitions side by side: an older version of the methodology, or an earlier text, and this one."""
    row, before = find(request, pk), find(request, other)
    or_404(row if before.methodology.reference == row.methodology.reference else None)
    context = {
        "definition": row,
        "before": before,
        "groups": comparison.compared(selectors.read(before), selectors.read(row)),
    }
    return render(request, "projects/definition_compare.html", context)
