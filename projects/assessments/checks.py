"""Checks of validations and verifications: who may assess, and when an opinion may be given."""

from collections.abc import Callable, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from committee.designations import selectors as tpes
from committee.designations.models import Designation, Standing
from committee.designations.states.designations import DesignationState
from committee.rules.selectors import rules
from common.conditions import DAY, Condition, Outlook, outlook, whole
from common.refusals import Refused
from partners import permissions
from partners.organisations.models import Organisation
from partners.people.models.people import User, Visitor
from partners.permissions.interests import may_judge
from partners.rulebooks.selectors import rulebooks
from projects.assessments.models.assessments import Validation, Verification
from projects.assessments.states.assessments import MUST_BE_CLOSED, NOT_AT_WORK, REPORTED, AssessmentState, FindingState
from projects.designs.models import ProjectDesign
from projects.designs.states import DesignState
from projects.inputs.models import InputCall, PublicInput
from projects.monitoring import checks as amounts
from projects.monitoring.models import MonitoringReport
from projects.projects.models import Project
from projects.readings import checks as monitoring_data
from projects.readings.selectors import plans
from projects.references import checks as references
from workflow.corrections import selectors as corrections
from workflow.versions import selectors as versions


def designated(project: Project, tpe: Organisation, on: date, *, function: str) -> Designation:
    """The designation under which an entity may assess a project.

    Args:
        function: "validation" or "verification".
    Raises: Refused TPE-04 (no scope), TPE-05 (takes part itself), TPE-06 (not designated for country, scope and
    function), TPE-13 (suspended), TPE-14 (no longer, or not yet, on that day).
    """
    if project.sectoral_scope_id is None:
        raise Refused("TPE-04", _("The project has no sectoral scope yet: choose it first."), field="tpe")
    if tpe.pk in project.participant_ids():
        raise Refused("TPE-05", _("This entity takes part in the project and cannot assess it."), field="tpe")
    scope_id = project.sectoral_scope_id
    named = list(tpes.entitling(tpe, project.country_id, function=function, scope_id=scope_id))
    for designation in named:
        if tpes.counts_on(designation, on, function=function, scope_id=scope_id):
            return designation
    raise _why_not(named, function=function, scope_id=scope_id)


def _why_not(named: Sequence[Designation], *, function: str, scope_id: int) -> Refused:
    """The refusal that tells why none of the designations counts."""
    rests = any(
        one.state == DesignationState.SUSPENDED
        or one.spells.filter(function=function, scope=scope_id, ended_on=None, standing=Standing.SUSPENDED).exists()
        for one in named
    )
    if rests:
        return Refused(
            "TPE-13", _("This entity is suspended for the project’s sectoral scope. Choose another one."), field="tpe"
        )
    if named:
        return Refused(
            "TPE-14",
            _("This entity is not designated for the project’s sectoral scope on that day. Choose another."),
            field="tpe",
        )
    return Refused(
        "TPE-06",
        _("This entity is not designated in this country for the project’s sectoral scope. Choose another one."),
        field="tpe",
    )


def asked_by_others(tpe: Organisation, by: User) -> None:
    """Raises: Refused TPE-43 (403) when the person who asks acts, or acted lately, for the entity as well."""
    if tpe.pk in by.concerned:
        raise Refused(
            "TPE-43",
            _("You act for this entity too: ask another one, or have a colleague ask who does not."),
            field="tpe",
            status=403,
        )


def other_than_validator(report: MonitoringReport, tpe: Organisation) -> None:
    """Raises: Refused TPE-07 when the rulebook wants another entity than the one that validated."""
    rulebook = report.rulebook
    if rulebook is None or not rulebook.rule("verification.other_tpe_than_validation"):
        return
    if Validation.objects.filter(design__project_id=report.project_id, tpe=tpe).exclude(state__in=NOT_AT_WORK).exists():
        raise Refused(
            "TPE-07", _("This entity validated the project; the rules want another one to verify it."), field="tpe"
        )


def other_than_verifier(design: ProjectDesign, tpe: Organisation) -> None:
    """The same the other way round, for a PDD that is revised after registration.

    Raises: Refused TPE-42 when the rulebook wants another entity than one that verified.
    """
    rulebook = design.rulebook
    if rulebook is None or not rulebook.rule("verification.other_tpe_than_validation"):
        return
    verified = Verification.objects.filter(report__project=design.project_id, tpe=tpe)
    if verified.exclude(state__in=NOT_AT_WORK).exists():
        raise Refused(
            "TPE-42", _("This entity verifies the project; the rules want another one to validate it."), field="tpe"
        )


def findings_settled(assessment: Validation | Verification) -> None:
    """Raises: Refused TPE-08 when a CAR or CL is open."""
    pending = assessment.findings.filter(kind__in=MUST_BE_CLOSED).exclude(state=FindingState.CLOSED)
    if pending.exists():
        raise Refused(
            "TPE-08",
            _("A positive opinion needs every corrective action and clarification closed. Open: %(codes)s."),
            params={"codes": ", ".join(finding.code for finding in pending)},
        )


def newest_read(assessment: Validation | Verification) -> None:
    """An opinion is about the newest words of the paper.

    Raises: Refused TPE-44 (409) while parts of it are open for correction, TPE-45 (409) for a version not read yet.
    """
    if corrections.open_of(assessment.subject) is not None:
        raise Refused(
            "TPE-44",
            _("Parts of the paper are open for correction: wait until they are handed in, or close them again."),
            status=409,
        )
    newest = versions.newest(assessment.subject)
    if newest is not None and newest.number > assessment.read_version:
        raise Refused(
            "TPE-45",
            _("Version %(number)s was handed in since you read the paper. Read what changed, and say that you have."),
            status=409,
            params={"number": newest.number},
        )


def still_designated(assessment: Validation | Verification, on: date) -> None:
    """Raises: Refused TPE-15 (409) when the designation does not count on the day of the opinion."""
    if not counts(assessment, on):
        raise Refused(
            "TPE-15",
            _("Your designation does not count for this project today: no opinion can be given. Ask JCMA."),
            status=409,
        )


def site_visited(assessment: Validation | Verification, on: date) -> None:
    """No opinion without a visit where the rules ask for one on its day; a special measure may lift that.

    Raises: Refused TPE-40 without a visit, TPE-41 for one that lies ahead.
    """
    if assessment.visited_on is not None and assessment.visited_on > on:
        raise Refused("TPE-41", _("The visit to the site lies ahead: give the opinion after it."), field="visited_on")
    if assessment.visited_on is None and demands_visit(assessment, on):
        raise Refused(
            "TPE-40",
            _("The rules of this country ask for a visit to the site. Give its day in the report."),
            field="visited_on",
        )


def demands_visit(assessment: Validation | Verification, on: date) -> bool:
    """True where the rules, with the special measures of the day, ask for a visit; imported projects follow those in
    force."""
    project = assessment.project
    rulebook = project.rulebook or rulebooks.on_day(project.country_id, on, project.track)
    return rulebook is not None and bool(rules.value_on(rulebook, "assessment.on_site", on))


def counts(assessment: Validation | Verification, on: date) -> bool:
    """True when the designation under which an entity works covers the project on a day."""
    scope_id = assessment.project.sectoral_scope_id
    function = "validation" if isinstance(assessment, Validation) else "verification"
    if scope_id is None:
        return False
    return tpes.counts_on(assessment.designation, on, function=function, scope_id=scope_id)


def carried_settled(verification: Verification) -> None:
    """Raises: Refused TPE-18 when a forward action request that was taken up is neither closed nor carried on."""
    pending = verification.carried_findings.filter(state__in=[FindingState.RAISED, FindingState.ANSWERED])
    if pending.exists():
        raise Refused(
            "TPE-18",
            _("Close the forward action requests of earlier assessments, or carry them on with a reason: %(codes)s."),
            params={"codes": ", ".join(finding.code for finding in pending)},
        )


def at_work(assessment: Validation | Verification, by: Visitor) -> None:
    """Raises: Refused TPE-11 (403, not of the entity), TPE-12 (409, not in progress)."""
    if not may_judge(permissions.tpe_of, assessment, by):
        raise Refused("TPE-11", _("Only people of the assessing entity write the report."), status=403)
    if assessment.state != AssessmentState.IN_PROGRESS:
        raise Refused("TPE-12", _("The report can be written while the assessment is in progress."), status=409)


def inputs_considered(validation: Validation) -> None:
    """Raises: Refused VAL-01 (409) before the public inputs are closed; VAL-02 without a word on the comments."""
    design: ProjectDesign = validation.design
    if design.state == DesignState.FOR_VALIDATION:
        return
    if design.state != DesignState.INPUTS_CLOSED:
        raise Refused(
            "VAL-01", _("Wait until the period for public inputs has closed, then give the opinion."), status=409
        )
    inputs_answered(validation)


def inputs_answered(assessment: Validation | Verification) -> None:
    """Raises: Refused VAL-02 while a validation says nothing on the comments that were published."""
    if not isinstance(assessment, Validation) or assessment.public_inputs_considered:
        return
    if PublicInput.objects.filter(call__design=assessment.design_id, state="published").exists():
        raise Refused("VAL-02", _("Say how the public inputs were considered."), field="public_inputs_considered")


def _at(part: str) -> Callable[[Validation | Verification], str]:
    """A place on the assessment's own pages."""
    return lambda assessment: f"{assessment.get_absolute_url()}{part}"


def _call_closed(validation: Validation) -> date | None:
    """The day after the last one on which the public comments."""
    call: InputCall | None = getattr(validation.design, "input_call", None)
    if call is None or validation.design.state != DesignState.INPUTS_OPEN:
        return None
    return call.closes_on + DAY


def _call_url(validation: Validation) -> str:
    call = getattr(validation.design, "input_call", None)
    url: str = call.get_absolute_url() if call is not None else ""
    return url


def _after_visit(assessment: Validation | Verification) -> date | None:
    return assessment.visited_on


def _subject_url(assessment: Validation | Verification) -> str:
    return assessment.subject.get_absolute_url()


_REPORT = whole(_("The report is written, and the team has declared impartiality"), REPORTED, _at("report/"))
_DESIGNATED = Condition(_("The designation of the entity counts for the project"), still_designated)
_VISITED = Condition(_("The site was visited, where the rules ask for it"), site_visited, _at("report/"), _after_visit)
_READ = Condition(
    _("The newest version of the paper was read, and nothing of it is open for correction"),
    lambda assessment, _on: newest_read(assessment),
    _at("#versions"),
)
_FINDINGS = Condition(
    _("Corrective actions and clarifications are closed"),
    lambda assessment, _on: findings_settled(assessment),
    _at("#findings"),
)
# What is asked before an opinion, in this order: by the service that gives it, and on the pages before.
VALIDATION = (
    Condition(
        _("The public inputs have closed and are considered"),
        lambda validation, _on: inputs_considered(validation),
        _call_url,
        _call_closed,
    ),
    _VISITED,
    _DESIGNATED,
)
POSITIVE_VALIDATION = (
    *VALIDATION,
    _READ,
    _FINDINGS,
    Condition(
        _("The reference emissions are assessed, where the rules ask for it first"),
        lambda validation, _on: references.assessed(validation.design),
        _subject_url,
    ),
)
VERIFICATION = (_DESIGNATED, _VISITED)
POSITIVE_VERIFICATION = (
    *VERIFICATION,
    _READ,
    Condition(
        _("Forward actions of earlier assessments are closed or carried on"),
        lambda verification, _on: carried_settled(verification),
        _at("#findings"),
    ),
    _FINDINGS,
    Condition(
        _("The tonnes of each year are verified, no more than were reported"),
        lambda verification, _on: amounts_verified(verification),
        _at("report/"),
    ),
)


def amounts_verified(verification: Verification) -> None:
    """Raises: Refused VER-01 to VER-03; of amounts that follow from readings RDG-44 (409)."""
    if plans.is_calculated(verification.report):
        monitoring_data.issuable(verification.report)
        return
    amounts.amounts_possible(verification.report, {one.year: one.quantity_tco2e for one in verification.amounts.all()})


def opinion(assessment: Validation | Verification, on: date) -> Outlook:
    """How a positive opinion stands on a day: what the move asks and what its service asks."""
    asked = POSITIVE_VALIDATION if isinstance(assessment, Validation) else POSITIVE_VERIFICATION
    return outlook(_("A positive opinion"), (_REPORT, *asked), assessment, on)
