"""Pages of what was handed in: the versions of a paper, what changed between two, and the form as PDF."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from jcm_platform.common.pdf import render_pdf
from jcm_platform.common.screens import screen, signed_in
from projects.forms import versions as reading
from projects.models import PaperVersion
from projects.selectors import documents
from projects.selectors import versions as selectors
from projects.views.pages import or_404


def _find(request: HttpRequest, kind: str, pk: int) -> tuple[Any, list[PaperVersion]]:
    """A paper whose whole file this person may read, and its versions."""
    paper = or_404(selectors.paper_visible_to(request.user, kind, pk))
    if not documents.works_on(paper, request.user):
        raise Http404
    return paper, list(selectors.of_paper(paper))


def _chosen(versions: list[PaperVersion], number: str | None, otherwise: int) -> PaperVersion | None:
    """The version of a number, or the one at a place from the end."""
    by_number = {str(version.number): version for version in versions}
    if number in by_number:
        return by_number[number]
    return versions[otherwise] if len(versions) >= -otherwise else None


@screen(may=signed_in, methods=("GET",))
def version_list(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Every version of a paper, and what changed between two of them."""
    paper, versions = _find(request, kind, pk)
    before = _chosen(versions, request.GET.get("before"), -2)
    after = _chosen(versions, request.GET.get("after"), -1)
    changed = reading.changes(reading.rows(paper, before), reading.rows(paper, after)) if before and after else []
    context = {
        "paper": paper, "kind": kind, "versions": versions, "before": before, "after": after, "changes": changed
    }  # fmt: skip
    return render(request, "projects/version_list.html", context)


@screen(may=signed_in, methods=("GET",))
def version_pdf(request: HttpRequest, kind: str, pk: int, number: int) -> HttpResponse:
    """The form as it was handed in, as PDF made from the data."""
    paper, _versions = _find(request, kind, pk)
    version = get_object_or_404(selectors.of_paper(paper), number=number)
    context = {"paper": paper, "version": version, "rows": reading.rows(paper, version)}
    content = render_pdf("projects/version_pdf.html", context, language=get_language() or "en")
    name = f"{version.form_code}_{pk}_v{version.number}.pdf"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=disposition)
