"""Pages of modalities of communication: choose the case, write, confirm, check."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar, override

from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.facts import Fact
from common.pages.drafts import DraftPage
from common.pages.forms import Data, FormPage, MovePage
from common.pages.pages import SubjectPage, Values
from common.refusals import Sentence
from common.screens import screen
from partners import permissions
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.permissions import at_work
from partners.views.pages import acting
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
from projects.papers.selectors import documents
from projects.papers.views.drafts import SectionPage
from projects.papers.views.pages import PaperFinal, PaperMove, ReturnPage, WithdrawPage, files_of, or_404, step_of
from projects.permissions import may_check, may_draft
from projects.projects.models import Project
from projects.projects.views.projects import AboutProject
from projects.projects.views.projects import find as find_project
from workflow.drafts.forms import sections
from workflow.drafts.questions import Draft
from workflow.papers import checks as drafts
from workflow.procedures import by_its_authors

STATEMENT = ("reason", "parts")


def find(request: HttpRequest, slug: str, version: int) -> Modalities:
    """A version that this person may open, or 404."""
    return or_404(selectors.by_version(selectors.visible_to(request.user), slug, version))


def find_entity(request: HttpRequest, slug: str, version: int, pk: int) -> ModalitiesEntity:
    """An entity of a version that this person may open, or 404."""
    return or_404(selectors.entity(selectors.entities_visible_to(request.user), slug, version, pk))


class AboutModalities(SubjectPage[Modalities]):
    """A page about a version of the modalities."""

    @override
    def find(self, slug: str, version: int) -> Modalities:
        return find(self.request, slug, version)


class AboutEntity(SubjectPage[ModalitiesEntity]):
    """A page about an entity of a version."""

    @override
    def find(self, slug: str, version: int, pk: int) -> ModalitiesEntity:
        return find_entity(self.request, slug, version, pk)


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


class ModalitiesStart(AboutProject, MovePage[Project]):
    """Open a statement for a case."""

    may = staticmethod(may_draft)
    submit = _("Start")
    done = _("The statement is started. Write what the case asks for.")

    @override
    def address(self) -> dict[str, Values]:
        return {"slug": self.kwargs["slug"]}

    @property
    def case(self) -> Case:
        """The case that the address names, or 404."""
        if self.kwargs["case"] not in CASES:
            raise Http404
        return Case(self.kwargs["case"])

    @override
    def form(self, project: Project, data: Data) -> ModalitiesStartForm:
        return ModalitiesStartForm(data, project=project, case=self.case)

    @override
    def act(self, project: Project, *, by: User, at: datetime, about: Organisation | None = None) -> Modalities:
        return services.start(project_id=project.pk, case=self.case, about=about, by=by, at=at)

    @override
    def title_of(self, project: Project) -> Sentence:
        return self.case.label

    @override
    def lead_of(self, project: Project) -> Sentence:
        return f"{CASES[self.case].sections}. {CASES[self.case].why}"

    @override
    def back(self, project: Project) -> str:
        return reverse("projects:modalities-choose", args=[project.slug])

    @override
    def caption(self, project: Project) -> object:
        return _("Modalities of communication")


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


class ModalitiesEdit(AboutModalities, DraftPage[Modalities]):
    """Write the reason, the focal point and who has ceased to exist."""

    may = staticmethod(may_draft)

    @override
    def admit(self, paper: Modalities) -> None:
        drafts.writable(paper, self.request.user)

    @override
    def form(self, paper: Modalities, data: Data) -> ModalitiesForm:
        return ModalitiesForm(paper, data)

    @override
    def names(self, paper: Modalities) -> Sequence[str]:
        return STATEMENT

    @override
    def mark(self, paper: Modalities) -> str:
        return drafts.mark_of(paper, STATEMENT)

    @override
    def act(self, paper: Modalities, **answers: Values) -> Modalities:
        return services.save_draft(modalities_id=paper.pk, **answers)

    @override
    def title_of(self, paper: Modalities) -> Sentence:
        return paper.get_case_display()

    @override
    def lead_of(self, paper: Modalities) -> Sentence:
        return f"{paper.rule.sections}. {paper.rule.why}"

    @override
    def caption(self, paper: Modalities) -> object:
        return paper.title


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


class EntityEdit(AboutEntity, SectionPage[ModalitiesEntity]):
    """Write one section about an entity."""

    @override
    def draft_of(self, paper: ModalitiesEntity) -> Draft:
        return Draft(sections=ENTITY_SECTIONS, checks=(), writable=by_its_authors)

    @override
    def act(self, entity: ModalitiesEntity, **answers: Values) -> ModalitiesEntity:
        return services.save_entity(entity_id=entity.pk, **answers)


class SpecimenAttach(AboutEntity, FormPage[ModalitiesEntity]):
    """Hand in a specimen signature."""

    may = staticmethod(may_draft)
    submit = _("Hand in")
    done = _("The file is kept.")
    titles: ClassVar[Mapping[str, Sentence]] = {
        "primary": _("Specimen signature of the primary signatory"),
        "alternate": _("Specimen signature of the alternate signatory"),
    }

    @override
    def address(self) -> dict[str, Values]:
        return {name: value for name, value in self.kwargs.items() if name != "rank"}

    @override
    def admit(self, entity: ModalitiesEntity) -> None:
        checks.field_open(entity, ())

    @override
    def form(self, entity: ModalitiesEntity, data: Data) -> SpecimenForm:
        return SpecimenForm(data, self.files)

    @override
    def act(self, entity: ModalitiesEntity, *, by: User, at: datetime, specimen: UploadedFile) -> ModalitiesEntity:
        rank = self.kwargs["rank"]
        return services.attach_specimen(entity_id=entity.pk, rank=rank, specimen=specimen, by=by, at=at)

    @override
    def title_of(self, entity: ModalitiesEntity) -> Sentence:
        return self.titles.get(self.kwargs["rank"], self.titles["primary"])

    @override
    def caption(self, entity: ModalitiesEntity) -> object:
        return entity.title


@screen(may=at_work, methods=("GET",))
def specimen_file(request: HttpRequest, slug: str, version: int, pk: int, rank: str) -> HttpResponseBase:
    """A specimen signature, for the entities and JCMA; always downloaded, never shown in place."""
    stored = or_404(selectors.specimen(find_entity(request, slug, version, pk), rank, request.user))
    return FileResponse(stored.content.open(), as_attachment=True, filename=stored.name, content_type=stored.media_type)


def _statement(paper: Modalities) -> dict[str, object]:
    """The whole statement with what is missing, read before it is closed or confirmed."""
    missing = [(str(entity), checks.missing_of(paper, entity).values()) for entity in paper.entities.all()]
    return {
        "paper": paper,
        "rows": versions.rows_now(paper, selectors.WHOLE),
        "missing": [(name, sentences) for name, sentences in missing if sentences] if paper.is_editable else [],
    }


class ModalitiesAsk(AboutModalities, PaperMove[Modalities]):
    """Close the draft and ask each entity to confirm it."""

    may = staticmethod(may_draft)
    template_name = "projects/modalities_check.html"
    title = _("Ask each entity to confirm")
    lead = _(
        "The draft is closed, and people of every entity whose confirmation the case needs are asked. "
        "With the last confirmation it goes to JCMA by itself."
    )
    done = _("The entities have been asked.")

    @override
    def shows(self, paper: Modalities) -> Mapping[str, object]:
        return _statement(paper)

    @override
    def act(self, paper: Modalities, *, by: User, at: datetime) -> Modalities:
        return services.ask_to_confirm(modalities_id=paper.pk, by=by, at=at)


class ModalitiesConfirm(AboutModalities, PaperMove[Modalities]):
    """Confirm the statement for one's own organisation."""

    may = staticmethod(may_draft)
    template_name = "projects/modalities_check.html"
    title = _("Confirm for your organisation")
    lead = _(
        "You confirm, as an authorised person of your organisation, what the statement says about it and "
        "about the project. Your name and the time are kept with the statement."
    )
    done = _("Your confirmation is kept.")

    @override
    def shows(self, paper: Modalities) -> Mapping[str, object]:
        return _statement(paper)

    @override
    def act(self, paper: Modalities, *, by: User, at: datetime) -> Modalities:
        return services.confirm(modalities_id=paper.pk, by=by, at=at)


class ModalitiesReopen(AboutModalities, PaperMove[Modalities]):
    """Take the statement back to change it."""

    may = staticmethod(may_draft)
    warning = True
    title = _("Change the draft again")
    lead = _("You take the statement back to change it. Confirmations that were given count no more.")
    done = _("The statement is a draft again.")

    @override
    def act(self, paper: Modalities, *, by: User, at: datetime) -> Modalities:
        return services.reopen(modalities_id=paper.pk, by=by, at=at)


class ModalitiesReturn(AboutModalities, ReturnPage[Modalities]):
    """Give the statement back to be completed."""

    lead = _("Say what is missing or unclear. The entities change it and confirm again.")
    done = _("The statement is back with the participants.")


class ModalitiesAccept(AboutModalities, PaperFinal[Modalities]):
    """Put the modalities in force."""

    is_rehearsed = True
    move = "accept"
    may = staticmethod(may_check)
    form_class = ModalitiesAcceptForm
    title = _("Accept the modalities")
    lead = _(
        "They are in force from today and replace the version before; participants and focal point of "
        "the project change with them."
    )
    consequence = _("In force at once: whoever they name speaks for the project from now on, and nobody else.")
    done = _("The modalities are in force.")

    @override
    def facts(self, paper: Modalities, form: BaseForm) -> Sequence[Fact]:
        return [
            Fact(_("Project"), str(paper.project)),
            Fact(_("Focal points and participants"), selectors.named(paper)),
        ]

    @override
    def act(self, paper: Modalities, *, by: User, at: datetime, completeness: Mapping[str, bool]) -> Modalities:
        return services.accept(modalities_id=paper.pk, completeness=completeness, by=by, at=at)


class ModalitiesWithdraw(AboutModalities, WithdrawPage[Modalities]):
    """Take the statement back for good."""

    title = _("Withdraw the statement")
    lead = _("You take the statement back. The version in force, if there is one, stays in force.")
    done = _("The statement is withdrawn.")
