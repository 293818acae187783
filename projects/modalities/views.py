"""Pages of modalities of communication: choose the case, write, confirm, check."""

from functools import partial

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.forms import refusals_in
from common.screens import screen
from partners import permissions
from partners.permissions import at_work
from partners.views.pages import acting, form_page
from projects.modalities import checks, selectors, services
from projects.modalities.forms import (
    ENTITY_SECTIONS,
    ModalitiesAcceptForm,
    ModalitiesForm,
    ModalitiesStartForm,
    SpecimenForm,
)
from projects.modalities.models import Modalities, ModalitiesEntity
from projects.modalities.states.cases import CASES, Case
from projects.papers.forms import versions
from projects.papers.forms.notes import NoteForm
from projects.papers.selectors import documents
from projects.papers.views.drafts import Draft, edit_page
from projects.papers.views.pages import files_of, move_page, or_404, step_of
from projects.permissions import may_check, may_draft
from projects.projects.views.projects import find as find_project
from workflow.drafts import checks as drafts
from workflow.drafts.forms import sections
from workflow.drafts.views import write
from workflow.papers import services as papers


def find(request: HttpRequest, slug: str, version: int) -> Modalities:
    """A version that this person may open, or 404."""
    return or_404(selectors.by_version(selectors.visible_to(request.user), slug, version))


def find_entity(request: HttpRequest, slug: str, version: int, pk: int) -> ModalitiesEntity:
    """An entity of a version that this person may open, or 404."""
    return or_404(selectors.entity(selectors.entities_visible_to(request.user), slug, version, pk))


@screen(may=may_draft, methods=("GET",))
def modalities_choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Which case is it: what each one files, and why."""
    project = find_project(request, slug)
    stands = selectors.standing(project)
    cases = [
        {"case": case, "rule": CASES[case], "url": f"{project.get_absolute_url()}modalities/start/{case.value}/"}
        for case in Case
        if case == Case.COMPLETE or stands.in_force
    ]
    context = {"project": project, "cases": cases, "standing": stands}
    return render(request, "projects/modalities_choose.html", context)


@screen(may=may_draft)
def modalities_start(request: HttpRequest, slug: str, case: str) -> HttpResponse:
    """Open a statement for a case."""
    project = find_project(request, slug)
    if case not in CASES:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = ModalitiesStartForm(data, project=project, case=case)
    if form.is_valid():
        with refusals_in(form):
            paper = services.start(
                project_id=project.pk, case=case, by=acting(request), at=clock.now(), **form.to_save()
            )
            messages.success(request, _("The statement is started. Write what the case asks for."))
            return redirect(paper)
    return form_page(
        request,
        form,
        title=Case(case).label,
        submit=_("Start"),
        back=f"{project.get_absolute_url()}modalities/start/",
        subject=_("Modalities of communication"),
        lead=f"{CASES[case].sections}. {CASES[case].why}",
    )


@screen(may=at_work, methods=("GET",))
def modalities_page(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """A version of the modalities: who speaks for the project, and who has confirmed it."""
    paper = find(request, slug, version)
    mine = permissions.participant_of(paper, request.user)
    awaits = paper.unconfirmed_ids() if paper.state == "confirming" else set()
    entities = [
        {
            "row": entity,
            "missing": len(checks.missing_of(paper, entity)) if paper.is_editable else 0,
            "asked": entity.organisation_id in paper.confirming_ids(),
        }
        for entity in paper.entities.all()
    ]
    context = {
        "paper": paper,
        "step": step_of(paper),
        "entities": entities,
        "files": files_of(paper, request.user),
        "may_change": mine and paper.is_editable,
        "reads_versions": documents.works_on(paper, request.user),
        "may_confirm": awaits & acting(request).organisation_ids("participant"),
        "history": selectors.history(paper.project),
        "participations": selectors.participations(paper.project),
    }
    return render(request, "projects/modalities_page.html", context)


@screen(may=may_draft)
def modalities_edit(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Write the reason, the focal point and who has ceased to exist."""
    paper = find(request, slug, version)
    drafts.writable(paper, request.user)
    return write(
        request,
        paper,
        now=lambda: find(request, slug, version),
        form=ModalitiesForm,
        names=STATEMENT,
        mark=lambda stands: drafts.mark_of(stands, STATEMENT),
        save=partial(services.save_draft, modalities_id=paper.pk),
        after=paper.get_absolute_url,
        page=partial(
            form_page,
            request,
            title=paper.get_case_display(),
            submit=_("Save"),
            back=paper.get_absolute_url(),
            subject=paper.title,
            lead=f"{paper.rule.sections}. {paper.rule.why}",
        ),
    )


def _statement(paper: Modalities) -> dict[str, object]:
    """The whole statement with what is missing, read before it is closed or confirmed."""
    missing = [(str(one), checks.missing_of(paper, one).values()) for one in paper.entities.all()]
    return {
        "paper": paper,
        "rows": versions.rows_now(paper, selectors.WHOLE),
        "missing": [(name, sentences) for name, sentences in missing if sentences] if paper.is_editable else [],
    }


@screen(may=at_work, methods=("GET",))
def entity_page(request: HttpRequest, slug: str, version: int, pk: int) -> HttpResponse:
    """An entity with its signatories; what can be changed has a link."""
    entity = find_entity(request, slug, version, pk)
    may_change = entity.is_editable and permissions.participant_of(entity, request.user)
    context = {
        "entity": entity,
        "paper": entity.modalities,
        "may_change": may_change,
        "parts": [
            {"section": part, "title": part.title, "rows": sections.answers(entity, part, change=may_change)}
            for part in ENTITY_SECTIONS
        ],
        "specimens": [
            {
                "rank": rank,
                "file": getattr(entity, f"{rank}_specimen"),
                "readable": selectors.specimen(entity, rank, request.user) is not None,
            }
            for rank in selectors.RANKS
        ],
        "missing": checks.missing_of(entity.modalities, entity).values() if may_change else (),
    }
    return render(request, "projects/modalities_entity.html", context)


STATEMENT = ("reason", "parts")
ENTITY = Draft(
    sections=ENTITY_SECTIONS,
    checks=(),
    find=find_entity,
    form=sections.form_of,
    save=lambda entity, **values: services.save_entity(entity_id=entity.pk, **values),
    submit=lambda entity, **values: services.ask_to_confirm(modalities_id=entity.modalities_id, **values),
    done=gettext_lazy("The entities have been asked."),
    lead="",
)
entity_edit = edit_page(ENTITY)


@screen(may=may_draft)
def specimen_attach(request: HttpRequest, slug: str, version: int, pk: int, rank: str) -> HttpResponse:
    """Hand in a specimen signature."""
    entity = find_entity(request, slug, version, pk)
    checks.field_open(entity, ())
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SpecimenForm(*sent)
    if form.is_valid():
        with refusals_in(form):
            services.attach_specimen(
                entity_id=entity.pk, rank=rank, by=acting(request), at=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("The file is kept."))
            return redirect(entity)
    title = _("Specimen signature of the primary signatory")
    if rank == "alternate":
        title = _("Specimen signature of the alternate signatory")
    return form_page(
        request, form, title=title, submit=_("Hand in"), back=entity.get_absolute_url(), subject=entity.title
    )


@screen(may=at_work, methods=("GET",))
def specimen_file(request: HttpRequest, slug: str, version: int, pk: int, rank: str) -> HttpResponseBase:
    """A specimen signature, for the entities and JCMA; always downloaded, never shown in place."""
    stored = or_404(selectors.specimen(find_entity(request, slug, version, pk), rank, request.user))
    return FileResponse(stored.content.open(), as_attachment=True, filename=stored.name, content_type=stored.media_type)


modalities_ask = move_page(
    find=find,
    may=may_draft,
    title=gettext_lazy("Ask each entity to confirm"),
    template="projects/modalities_check.html",
    shows=_statement,
    lead=gettext_lazy(
        "The draft is closed, and people of every entity whose confirmation the case needs are asked. "
        "With the last confirmation it goes to JCMA by itself."
    ),
    done=gettext_lazy("The entities have been asked."),
    call=lambda paper, **values: services.ask_to_confirm(modalities_id=paper.pk, **values),
)
modalities_confirm = move_page(
    find=find,
    may=may_draft,
    title=gettext_lazy("Confirm for your organisation"),
    template="projects/modalities_check.html",
    shows=_statement,
    lead=gettext_lazy(
        "You confirm, as an authorised person of your organisation, what the statement says about it and "
        "about the project. Your name and the time are kept with the statement."
    ),
    done=gettext_lazy("Your confirmation is kept."),
    call=lambda paper, **values: services.confirm(modalities_id=paper.pk, **values),
)
modalities_reopen = move_page(
    find=find,
    may=may_draft,
    title=gettext_lazy("Change the draft again"),
    warning=True,
    lead=gettext_lazy("You take the statement back to change it. Confirmations that were given count no more."),
    done=gettext_lazy("The statement is a draft again."),
    call=lambda paper, **values: services.reopen(modalities_id=paper.pk, **values),
)
modalities_return = move_page(
    find=find,
    may=may_check,
    form=NoteForm,
    title=gettext_lazy("Return for completion"),
    lead=gettext_lazy("Say what is missing or unclear. The entities change it and confirm again."),
    done=gettext_lazy("The statement is back with the participants."),
    call=lambda paper, **values: papers.give_back(paper=paper, **values),
)
modalities_accept = move_page(
    find=find,
    may=may_check,
    form=ModalitiesAcceptForm,
    title=gettext_lazy("Accept the modalities"),
    lead=gettext_lazy(
        "They are in force from today and replace the version before; participants and focal point of "
        "the project change with them."
    ),
    done=gettext_lazy("The modalities are in force."),
    call=lambda paper, **values: services.accept(modalities_id=paper.pk, **values),
)
modalities_withdraw = move_page(
    find=find,
    may=may_draft,
    form=NoteForm,
    warning=True,
    title=gettext_lazy("Withdraw the statement"),
    lead=gettext_lazy("You take the statement back. The version in force, if there is one, stays in force."),
    done=gettext_lazy("The statement is withdrawn."),
    call=lambda paper, **values: papers.withdraw(paper=paper, **values),
)
