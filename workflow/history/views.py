"""The history of one row: who changed what, when, in which deed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from common.pages.pages import HasPage
from common.screens import screen
from partners.permissions import role
from workflow.history import selectors


@screen(may=role("secretariat", "registry", "auditor"), methods=("GET",))
def row_history(request: HttpRequest, app: str, model: str, pk: int) -> HttpResponse:
    """Everything that happened to one row, newest first."""
    row = selectors.row_visible_to(request.user, app, model, pk)
    if row is None:
        raise Http404
    context = {
        "row": row,
        "kind": capfirst(str(row._meta.verbose_name)),
        "changes": selectors.changes_of(row),
        "back": row.get_absolute_url() if isinstance(row, HasPage) else "",
    }
    return render(request, "workflow/row_history.html", context)
