"""Pages of what was handed in: the versions of a paper, what changed between two, and the form as PDF."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from common.pdf import render_pdf
from common.screens import screen
from partners.permissions import at_work
from projects.papers.forms import versions as reading
from projects.papers.selectors import documents
from projects.papers.selectors import versions as selectors
from projects.papers.views.pages import AnyPaper, or_404
from workflow import procedures
from workflow.drafts.forms.sections import title_of
from workflow.drafts.questions import Section
from workflow.versions.models import PaperVersion


def _find(request: HttpRequest, kind: str, pk: int) -> tuple[AnyPaper, list[PaperVersion]]:
    """A paper whose whole file this person may read, and its versions."""
    paper = or_404(selectors.paper_visible_to(request.user, kind, pk))
    if not documents.works_on(paper, request.user):
        raise Http404
    return paper, list(selectors.of_paper(paper))


def _pair(versions: list[PaperVersion], chosen: QueryDict) -> tuple[PaperVersion | None, PaperVersion | None]:
    """The two versions that were chosen to compare, or else the newest two of one form: a paper and its withdrawal
    are handed in on different ones."""
    by_number = {str(version.number): version for version in versions}
    times = Counter(version.form_name for version in versions)
    newest = next((version for version in reversed(versions) if times[version.form_name] > 1), None)
    after = by_number.get(chosen.get("after", "")) or newest
    if after is None:
        return None, None
    earlier = [
        version for version in versions if version.number < after.number and version.form_name == after.form_name
    ]
    return by_number.get(chosen.get("before", "")) or (earlier[-1] if earlier else None), after


@screen(may=at_work, methods=("GET",))
def version_list(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Every version of a paper, and what changed between two of them."""
    paper, versions = _find(request, kind, pk)
    before, after = _pair(versions, request.GET)
    changed = reading.changes(reading.rows(paper, before), reading.rows(paper, after)) if before and after else []
    context = {
        "paper": paper,
        "kind": kind,
        "versions": versions,
        "before": before,
        "after": after,
        "changes": changed,
        "handed_in": [(version, _parts_of(paper, version)) for version in versions],
    }
    return render(request, "projects/version_list.html", context)


def _parts_of(paper: AnyPaper, version: PaperVersion) -> list[tuple[str, str]]:
    """The forms of their own that a version holds: slug and code."""
    forms = procedures.of(paper).forms_of_their_own
    on = version.at.date()
    return [
        (slug, selectors.form_code_of(paper, name, on)) for slug, name in forms.items() if version.answers.get(slug)
    ]


@screen(may=at_work, methods=("GET",))
def version_pdf(request: HttpRequest, kind: str, pk: int, number: int) -> HttpResponse:
    """The form as it was handed in, as PDF made from the data; `?part=sdip` is the form of that name in it."""
    paper, _versions = _find(request, kind, pk)
    version = get_object_or_404(selectors.of_paper(paper), number=number)
    part = None
    if "part" in request.GET:
        part = or_404(reading.part_of(paper, request.GET["part"]))
    return version_as_pdf(paper, version, part)


def version_as_pdf(
    paper: AnyPaper, version: PaperVersion, part: Section | None = None, *, is_public: bool = False
) -> HttpResponse:
    """A version as PDF in the reader's language: the form, or a section of it that is a form of its own. To the public
    it does not name the person who handed it in."""
    code, rows, title = version.form_code, reading.form_rows(paper, version), paper.title
    if part is not None:
        code = dict(_parts_of(paper, version)).get(part.slug, "")
        rows, title = reading.part_rows(paper, version, part), f"{title_of(paper, part)}: {title}"
    context = {"paper": paper, "version": version, "rows": rows, "code": code, "title": title, "is_public": is_public}
    content = render_pdf("projects/version_pdf.html", context, language=get_language() or "en")
    name = f"{code}_{paper.pk}_v{version.number}.pdf"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=disposition)
