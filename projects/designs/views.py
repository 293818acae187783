"""Pages of PDD and SDIP: start, write, submit, publish, read, choose the validating entity."""

from datetime import datetime
from typing import override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.pages.forms import Data
from common.pages.pages import SubjectPage, Values
from common.screens import anyone, screen
from partners import permissions
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.permissions import reading
from projects.assessments.services import validations
from projects.assessments.states.assessments import NOT_AT_WORK
from projects.changes.checks import goes_without_inputs
from projects.designs import selectors
from projects.designs.models import ProjectDesign
from projects.designs.services import designs
from projects.designs.states import IN_VALIDATION
from projects.inputs.models import InputCall
from projects.papers.forms.notes import EntityForm
from projects.papers.views.drafts import SectionPage, SubmitPage, overview
from projects.papers.views.pages import PaperMove, ReturnPage, WithdrawPage, step_of
from projects.permissions import may_check, may_draft
from projects.projects.models import Project
from projects.projects.selectors.projects import of_slug
from projects.projects.views.projects import AboutProject
from projects.readings.selectors import plans
from projects.references import selectors as references
from projects.references.checks import may_ask_assessment
from projects.sustainability import selectors as sustainability
from projects.sustainability.checks import goes_to_authority
from projects.sustainability.topics import SustainabilityTopic


def find(request: HttpRequest, slug: str, version: int) -> ProjectDesign:
    """A PDD that this person may open, or 404."""
    return get_object_or_404(selectors.visible_to(request.user), of_slug(slug, "project__"), version=version)


class AboutDesign(SubjectPage[ProjectDesign]):
    """A page about a PDD."""

    @override
    def find(self, slug: str, version: int) -> ProjectDesign:
        return find(self.request, slug, version)


class DesignStart(AboutProject, PaperMove[Project]):
    """Start the PDD of a project."""

    may = staticmethod(may_draft)
    title = _("Start the PDD")
    lead = _(
        "The project design document (PDD) says how the project reduces emissions and how that is "
        "measured; the sustainable development implementation plan (SDIP) belongs to it. What the PIN "
        "says is carried over."
    )
    done = _("The PDD is started.")

    @override
    def act(self, project: Project, *, by: User, at: datetime) -> ProjectDesign:
        return designs.start(project_id=project.pk, by=by, at=at)


@screen(may=anyone, methods=("GET",))
def design_page(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """A PDD with its SDIP: sections, years, documents, the call for inputs, the validation."""
    design = find(request, slug, version)
    mine = permissions.participant_of(design, request.user)
    alive = [validation for validation in design.validations.all() if validation.state not in NOT_AT_WORK]
    works = mine or reading.tpe_of(design, request.user) or reading.secretariat(design, request.user)
    context = {
        "design": design,
        "step": step_of(design) if works else None,
        "topics": topics_of(design),
        "validation": alive[0] if alive else None,
        "can_assign": mine and not alive and design.state in IN_VALIDATION,
        "works": works,
        "reference_assessment": references.of_design(design, request.user),
        "sustainability_review": sustainability.of_paper(design) if works and goes_to_authority(design) else None,
        "plan": plans.is_offered(design),
        "asks_reference": mine and may_ask_assessment(design),
        "passes_on": design.state == "submitted"
        and goes_without_inputs(design)
        and permissions.secretariat(design, request.user),
        **overview(design, request.user),
    }
    return render(request, "projects/design_page.html", context)


def topics_of(design: ProjectDesign) -> list[tuple[str, str, str]]:
    """The SDIP as (topic, relevant, plan)."""
    words = {"yes": gettext("Yes"), "no": gettext("No")}
    answers = [(topic, design.sdip.get(topic.value, {})) for topic in SustainabilityTopic]
    return [(str(t.label), words.get(answer.get("relevant", ""), ""), answer.get("plan", "")) for t, answer in answers]


class DesignEdit(AboutDesign, SectionPage[ProjectDesign]):
    """Write one section of a PDD with its SDIP."""

    @override
    def act(self, design: ProjectDesign, **answers: Values) -> ProjectDesign:
        return designs.save_draft(design_id=design.pk, **answers)


class DesignSubmit(AboutDesign, SubmitPage[ProjectDesign]):
    """Check the answers of a PDD and submit it."""

    lead = _(
        "Read what you wrote. After you submit, JCMA publishes the PDD and anybody may comment on it for "
        "the days that the rules set; validation can run at the same time."
    )
    done = _(
        "PDD and SDIP are with JCMA now, which publishes them for public inputs. Choose a third-party "
        "entity for the validation meanwhile."
    )


class DesignAssign(AboutDesign, PaperMove[ProjectDesign]):
    """Choose the third-party entity that validates."""

    may = staticmethod(may_draft)
    title = _("Choose an entity for the validation")
    submit = _("Ask this entity")
    lead = _("A third-party entity checks the PDD independently. It may not take part in the project.")
    done = _("The entity has been asked. You get a notice when it accepts or declines.")

    @override
    def form(self, design: ProjectDesign, data: Data) -> EntityForm:
        return EntityForm(data, project=design.project, function="validation")

    @override
    def act(self, design: ProjectDesign, *, by: User, at: datetime, tpe: Organisation) -> None:
        validations.assign(design_id=design.pk, by=by, at=at, tpe=tpe)


class DesignPublish(AboutDesign, PaperMove[ProjectDesign]):
    """Publish a PDD and open the call for public inputs."""

    may = staticmethod(may_check)
    title = _("Publish and call for public inputs")
    lead = _(
        "The PDD becomes public with the public versions of its files, and the period for comments "
        "starts today, as long as the rules of the country say."
    )
    done = _("The PDD is published and open for public inputs.")

    @override
    def act(self, design: ProjectDesign, *, by: User, at: datetime) -> InputCall:
        return designs.publish(design_id=design.pk, by=by, at=at)


class DesignPassOn(AboutDesign, PaperMove[ProjectDesign]):
    """Pass a revised PDD on to its validation without public inputs."""

    may = staticmethod(may_check)
    title = _("Pass on for validation")
    lead = _("The revised PDD is complete. By the rules it goes to its validation without public inputs.")
    done = _("The revised PDD is with its validating entity.")

    @override
    def act(self, design: ProjectDesign, *, by: User, at: datetime) -> ProjectDesign:
        return designs.pass_on(design_id=design.pk, by=by, at=at)


class DesignReturn(AboutDesign, ReturnPage[ProjectDesign]):
    """Give a PDD back to be completed."""

    done = _("The PDD is back with its participants.")


class DesignWithdraw(AboutDesign, WithdrawPage[ProjectDesign]):
    """Take a PDD back."""

    title = _("Withdraw the PDD")
    lead = _("You take the PDD back for good. A new one can be started for the same project.")
    done = _("The PDD is withdrawn.")
