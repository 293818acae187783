"""Pages of PDD and SDIP: start, write, submit, publish, read, choose the validating entity."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.forms import refusals_in
from common.screens import anyone, screen
from partners import permissions
from partners.permissions import reading
from partners.views.pages import acting, form_page
from projects.assessments.services import validations
from projects.assessments.states.assessments import NOT_AT_WORK
from projects.changes.checks import goes_without_inputs
from projects.designs import selectors
from projects.designs.checks import consultation_held, sustainability_answered, years_given
from projects.designs.forms import PDD_SECTIONS, section_form
from projects.designs.models import ProjectDesign
from projects.designs.services import designs
from projects.designs.states import CHECKS, IN_VALIDATION
from projects.papers.forms.notes import EntityForm, NoteForm
from projects.papers.views.drafts import Draft, edit_page, overview, submit_page
from projects.papers.views.pages import move_page, step_of
from projects.permissions import may_check, may_draft
from projects.projects.selectors.projects import of_slug
from projects.projects.views.projects import find as find_project
from projects.references import selectors as references
from projects.references.checks import may_ask_assessment
from projects.sustainability import selectors as sustainability
from projects.sustainability.checks import goes_to_authority
from projects.sustainability.topics import SustainabilityTopic
from workflow.papers import services as papers


def find(request: HttpRequest, slug: str, version: int) -> ProjectDesign:
    """A PDD that this person may open, or 404."""
    return get_object_or_404(selectors.visible_to(request.user), of_slug(slug, "project__"), version=version)


DRAFT = Draft(
    sections=PDD_SECTIONS,
    checks=CHECKS,
    find=find,
    form=section_form,
    save=lambda design, **values: designs.save_draft(design_id=design.pk, **values),
    submit=lambda design, **values: papers.submit(paper=design, **values),
    done=gettext_lazy(
        "PDD and SDIP are with JCMA now, which publishes them for public inputs. Choose a third-party "
        "entity for the validation meanwhile."
    ),
    lead=gettext_lazy(
        "Read what you wrote. After you submit, JCMA publishes the PDD and anybody may comment on it for "
        "the days that the rules set; validation can run at the same time."
    ),
    parts=(("years", years_given), ("impact", consultation_held), ("sdip", sustainability_answered)),
)
design_edit = edit_page(DRAFT)
design_submit = submit_page(DRAFT)

design_start = move_page(
    find=find_project,
    may=may_draft,
    title=gettext_lazy("Start the PDD"),
    lead=gettext_lazy(
        "The project design document (PDD) says how the project reduces emissions and how that is "
        "measured; the sustainable development implementation plan (SDIP) belongs to it. What the PIN "
        "says is carried over."
    ),
    done=gettext_lazy("The PDD is started."),
    call=lambda project, **values: designs.start(project_id=project.pk, **values),
)


@screen(may=anyone, methods=("GET",))
def design_page(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """A PDD with its SDIP: sections, years, documents, the call for inputs, the validation."""
    design = find(request, slug, version)
    mine = permissions.participant_of(design, request.user)
    alive = [one for one in design.validations.all() if one.state not in NOT_AT_WORK]
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
        "asks_reference": mine and may_ask_assessment(design),
        "passes_on": design.state == "submitted"
        and goes_without_inputs(design)
        and permissions.secretariat(design, request.user),
        **overview(DRAFT, design, request.user),
    }
    return render(request, "projects/design_page.html", context)


def topics_of(design: ProjectDesign) -> list[tuple[str, str, str]]:
    """The SDIP as (topic, relevant, plan)."""
    words = {"yes": _("Yes"), "no": _("No")}
    given = [(topic, design.sdip.get(topic.value, {})) for topic in SustainabilityTopic]
    return [(str(t.label), words.get(answer.get("relevant", ""), ""), answer.get("plan", "")) for t, answer in given]


@screen(may=may_draft)
def design_assign(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Choose the third-party entity that validates."""
    design = find(request, slug, version)
    sent = request.POST if request.method == "POST" else None
    form = EntityForm(sent, project=design.project, function="validation")
    if form.is_valid():
        with refusals_in(form):
            validations.assign(design_id=design.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The entity has been asked. You get a notice when it accepts or declines."))
            return redirect(design)
    return form_page(
        request,
        form,
        title=_("Choose an entity for the validation"),
        submit=_("Ask this entity"),
        back=design.get_absolute_url(),
        subject=design.title,
        lead=_("A third-party entity checks the PDD independently. It may not take part in the project."),
    )


design_publish = move_page(
    find=find,
    may=may_check,
    title=gettext_lazy("Publish and call for public inputs"),
    lead=gettext_lazy(
        "The PDD becomes public with the public versions of its files, and the period for comments "
        "starts today, as long as the rules of the country say."
    ),
    done=gettext_lazy("The PDD is published and open for public inputs."),
    call=lambda design, **values: designs.publish(design_id=design.pk, **values),
)
design_pass_on = move_page(
    find=find,
    may=may_check,
    title=gettext_lazy("Pass on for validation"),
    lead=gettext_lazy("The revised PDD is complete. By the rules it goes to its validation without public inputs."),
    done=gettext_lazy("The revised PDD is with its validating entity."),
    call=lambda design, **values: designs.pass_on(design_id=design.pk, **values),
)
design_return = move_page(
    find=find,
    may=may_check,
    form=NoteForm,
    title=gettext_lazy("Return for completion"),
    lead=gettext_lazy("Say what is missing or unclear. The participants read your words and submit again."),
    done=gettext_lazy("The PDD is back with its participants."),
    call=lambda design, **values: papers.give_back(paper=design, **values),
)
design_withdraw = move_page(
    find=find,
    may=may_draft,
    form=NoteForm,
    warning=True,
    title=gettext_lazy("Withdraw the PDD"),
    lead=gettext_lazy("You take the PDD back for good. A new one can be started for the same project."),
    done=gettext_lazy("The PDD is withdrawn."),
    call=lambda design, **values: papers.withdraw(paper=design, **values),
)
