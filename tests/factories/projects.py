"""Situations of `projects`, each reached by walking the services as its actors would."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from committee.decisions.models import AnswerKind, DecisionItem
from committee.decisions.services import answers as committee_answers
from committee.decisions.services import forwarding
from partners.scopes.models import SectoralScope
from projects.assessments.models.assessments import Validation, Verification
from projects.assessments.services import validations, verifications
from projects.designs.models import ProjectDesign
from projects.designs.services import designs
from projects.inputs import services as inputs
from projects.inputs.models import InputCall
from projects.methodologies.models import Methodology
from projects.modalities import selectors as modalities
from projects.monitoring import services as monitoring
from projects.monitoring.models import MonitoringReport
from projects.papers.checks import fees
from projects.papers.services import documents
from projects.pins import services as pins
from projects.pins.models import ProjectIdeaNote
from projects.pins.questions import COMPLETENESS as PIN_POINTS
from projects.projects.models import Project
from projects.projects.selectors import numbers
from projects.projects.services import projects
from projects.references import services as references
from projects.references.questions import COMPLETENESS as REFERENCE_POINTS
from projects.registrations import services as registrations
from projects.registrations.checks import COMPLETENESS as REGISTRATION_POINTS
from projects.registrations.models import RegistrationRequest
from projects.sustainability.topics import SustainabilityTopic
from scenarios import answers, steps
from scenarios.answers import REFERENCE
from scenarios.steps import ticked
from tests.conftest import NOON
from tests.factories import partners
from workflow.papers import services as papers

DAY = timedelta(days=1)
PDF = b"%PDF-1.7\n%example\n"


def a_file(name: str = "paper.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A small PDF, as it is uploaded."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def scope(number: int = 1) -> SectoralScope:
    """A sectoral scope by its number."""
    return SectoralScope.objects.get_or_create(number=number, defaults={"name": f"Scope {number}"})[0]


def a_methodology(it: SimpleNamespace, reference: str = "", **values: Any) -> Methodology:
    """An approved methodology of the country."""
    reference = reference or f"{it.country.iso2}_AM001"
    defaults = {
        "title": "Installation of Solar PV System",
        "country": it.country,
        "status": "approved",
        "version": "1.0",
        "approved_on": date(2016, 8, 23),
    } | values
    standing = Methodology.objects.filter(reference=reference).order_by("-version").first()
    return standing or Methodology.objects.create(reference=reference, **defaults)


def pin_values(at: datetime = NOON, **values: Any) -> dict[str, Any]:
    """Whatever a whole PIN says; `values` say it otherwise."""
    return (
        answers.PIN
        | {
            "title": "Introduction of 5MW Floating Solar Power System on Industrial Water Reservoir in Thailand",
            "contact_name": "Hanako Sato",
            "contact_email": "hanako@example.org",
            "location": "Rayong Province",
            "sectoral_scope": scope(),
            "technology": "Floating solar 5 MW",
            "estimated_annual_tco2e": Decimal(2000),
            "method_idea": "Solar PV system",
            "irr_without_percent": Decimal("3.1"),
            "irr_with_percent": Decimal("7.4"),
            "local_companies": "Chao Phraya Water PCL",
            "procurement_starts_on": at.date() + 90 * DAY,
            "construction_starts_on": at.date() + 150 * DAY,
            "timing_exemption": "",
            "forestry_guideline": "",
            "forestry_guideline_on": None,
            "japan_contribution": Decimal("3000000.00"),
            "total_cost": Decimal("6000000.00"),
        }
        | values
    )


def a_pin(
    it: SimpleNamespace,
    *,
    submitted: bool = False,
    with_committee: bool = False,
    answered: bool = False,
    at: datetime = NOON,
    **values: Any,
) -> ProjectIdeaNote:
    """A PIN in draft, or as far as is asked; `answered` means no objection."""
    pin = pins.start(
        country=it.country,
        title="Floating solar",
        representative=it.japanese_company,
        partners=[it.local_company],
        track=it.rulebook.track,
        by=it.participant,
        at=at,
    )
    papers.save_draft(paper=pin, values=pin_values(at, **values), by=it.participant, at=at)
    if submitted or with_committee or answered:
        papers.submit(paper=pin, by=it.participant, at=at)
    if with_committee or answered:
        forwarding.forward(paper=pin, completeness=ticked(PIN_POINTS), by=it.officer, at=at)
    pin.refresh_from_db()
    if answered and pin.decision_item is not None:
        the_committee_agrees(it, pin.decision_item, at)
        pin.refresh_from_db()
    return pin


def the_committee_agrees(it: SimpleNamespace, item: DecisionItem, at: datetime) -> None:
    """All members of both sides agree: the decision is adopted at once."""
    for member in (it.japan_chair, it.partner_chair, it.japan_member, it.partner_member):
        committee_answers.give(decision_id=item.decision_id, answer=AnswerKind.AGREE, by=member, at=at)


def design_values(it: SimpleNamespace, **values: Any) -> dict[str, Any]:
    """Whatever a whole PDD says."""
    return (
        answers.DESIGN
        | {
            "title": "Introduction of 5MW Floating Solar Power System on Industrial Water Reservoir in Thailand",
            "description": "A floating solar plant of 5 MW on an industrial water reservoir.",
            "region": "Rayong",
            "city": "Industrial water reservoir",
            "latitude": Decimal("12.681"),
            "longitude": Decimal("101.281"),
            "operation_starts_on": date(2020, 12, 1),
            "lifetime_years": 17,
            "methodology": a_methodology(it),
            "crediting_period_starts_on": date(2020, 12, 1),
        }
        | values
    )


YEARS = (designs.YearAmounts(2021, Decimal(2100), Decimal(50)), designs.YearAmounts(2022, Decimal(2100), Decimal(50)))


def topics() -> list[designs.TopicAnswer]:
    """An SDIP with one relevant topic."""
    return answers.topics([SustainabilityTopic.SAFETY])


def a_project_before_its_design(it: SimpleNamespace, at: datetime = NOON) -> Project:
    """A project whose PIN has no objection; or one just started, where the rulebook asks for no PIN."""
    if it.rulebook.rule("pin.required"):
        return a_pin(it, answered=True, at=at).project
    return projects.start(
        country=it.country,
        title="Floating solar",
        representative=it.japanese_company,
        partners=[it.local_company],
        track=it.rulebook.track,
        sectoral_scope=scope(),
        by=it.participant,
        at=at,
    )


def a_design(
    it: SimpleNamespace,
    *,
    submitted: bool = False,
    published: bool = False,
    with_modalities: bool = True,
    at: datetime = NOON,
    **values: Any,
) -> ProjectDesign:
    """A PDD of a planned project, in draft or as far as is asked; what the rulebook wants before it is there."""
    project = a_project_before_its_design(it, at)
    if with_modalities and it.rulebook.rule("moc.before_pdd"):
        in_force(it, project, at)
    if it.rulebook.rule("consultation.before_pdd"):
        values = {"consulted_on": at.date() - DAY} | values
    design = designs.start(project_id=project.pk, by=it.participant, at=at)
    designs.save_draft(
        design_id=design.pk, values=design_values(it, **values), years=YEARS, topics=topics(), by=it.participant, at=at
    )
    documents.attach(paper=design, slot="monitoring_plan", complete=a_file(), by=it.participant, at=at)
    if submitted or published:
        papers.submit(paper=design, by=it.participant, at=at)
    if published:
        designs.publish(design_id=design.pk, by=it.officer, at=at)
    return ProjectDesign.objects.get(pk=design.pk)


def a_call(it: SimpleNamespace, *, closed: bool = False, at: datetime = NOON) -> InputCall:
    """A call for public inputs, open or closed without a comment."""
    design = a_design(it, published=True, at=at)
    if closed:
        inputs.close_due(by=it.system, at=at + 31 * DAY)
    return InputCall.objects.get(design=design)


def a_validation(
    it: SimpleNamespace, *, accepted: bool = True, inputs_closed: bool = True, at: datetime = NOON
) -> Validation:
    """A validation at work, the public inputs closed unless told otherwise."""
    call = a_call(it, closed=inputs_closed, at=at)
    validation = validations.assign(design_id=call.subject.pk, tpe=it.tpe, by=it.participant, at=at)
    if accepted:
        validations.accept(validation_id=validation.pk, impartial=True, by=it.auditor_of_tpe, at=at)
    return Validation.objects.get(pk=validation.pk)


REPORT = answers.opinion(
    "In our opinion it conforms.",
    team="A. Lead auditor",
    means="Desk review and site visit.",
    visited_on=date(2019, 12, 2),
)


def a_validated_project(it: SimpleNamespace, at: datetime = NOON) -> Project:
    """A project whose PDD has a positive opinion."""
    validation = a_validation(it, at=at)
    validations.save_report(validation_id=validation.pk, values=REPORT, by=it.auditor_of_tpe, at=at)
    if it.rulebook.rule("reference.considers_ndc") and it.rulebook.rule("reference.before_validation"):
        the_reference_is_assessed(it, validation.design, at)
    validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=at)
    return Project.objects.get(pk=validation.project.pk)


def the_reference_is_assessed(it: SimpleNamespace, design: ProjectDesign, at: datetime = NOON) -> None:
    """The secretariat has found the reference emissions of a PDD consistent with the latest NDC."""
    paper = references.start(design_id=design.pk, by=it.participant, at=at)
    papers.save_draft(paper=paper, values=REFERENCE, by=it.participant, at=at)
    papers.submit(paper=paper, by=it.participant, at=at)
    references.accept(assessment_id=paper.pk, completeness=ticked(REFERENCE_POINTS), by=it.officer, at=at)
    references.assess(assessment_id=paper.pk, positive=True, conclusion="It falls.", by=it.officer, at=at)


def equal_shares(it: SimpleNamespace) -> list[tuple[Any, Decimal]]:
    """Half to the Government of Japan, the rest to the partner government and the two companies."""
    return [
        (it.government_japan, Decimal(50)),
        (it.government_partner, Decimal(10)),
        (it.japanese_company, Decimal(25)),
        (it.local_company, Decimal(15)),
    ]


def judge_similar(it: SimpleNamespace, request: RegistrationRequest, at: datetime = NOON) -> None:
    """JCMA judges that every project that resembles this one is another."""
    steps.tell_apart(request, by=it.officer, at=at)


def in_force(it: SimpleNamespace, project: Project, at: datetime = NOON) -> None:
    """The project's modalities of communication are confirmed by every entity and accepted."""
    from tests.factories import modalities

    modalities.modalities_of(it, project, accepted=True, at=at)


def the_authority_accepts(it: SimpleNamespace, project: Project, at: datetime = NOON) -> None:
    """Where the rulebook leaves the sustainability papers to the country's authority, it accepts those that wait."""
    steps.accept_sustainability(project, by=it.government_partner_officer, at=at)


def a_registration_request(
    it: SimpleNamespace,
    *,
    submitted: bool = False,
    with_committee: bool = False,
    registered: bool = False,
    shares: list[tuple[Any, Decimal]] | None = None,
    reference: str = "",
    with_modalities: bool = True,
    at: datetime = NOON,
) -> RegistrationRequest:
    """A registration request with its allocation, as far as is asked; the modalities are in force unless told
    otherwise."""
    project = a_validated_project(it, at)
    request = registrations.start(project_id=project.pk, by=it.participant, at=at)
    registrations.save_draft(
        request_id=request.pk,
        values={"declares_true": True},
        by=it.participant,
        at=at,
        allocation=registrations.Allocation("By contribution.", equal_shares(it) if shares is None else shares),
    )
    if with_modalities and modalities.in_force(project) is None:
        in_force(it, project, at)
    the_authority_accepts(it, project, at)
    if submitted or with_committee or registered:
        papers.submit(paper=request, by=it.participant, at=at)
    if with_committee or registered:
        judge_similar(it, request, at)
        if fees.is_due(request, at.date()):
            registrations.record_fee(request_id=request.pk, reference="TGO-1", paid_on=at.date(), by=it.officer, at=at)
        forwarding.forward(
            paper=request,
            completeness=ticked(REGISTRATION_POINTS),
            project_reference=reference or numbers.of_projects(it.country).free,
            by=it.officer,
            at=at,
        )
    request = RegistrationRequest.objects.get(pk=request.pk)
    if registered and request.decision_item is not None:
        the_committee_agrees(it, request.decision_item, at)
        request = RegistrationRequest.objects.get(pk=request.pk)
    return request


def a_registered_project(
    it: SimpleNamespace | None = None,
    *,
    country: str = "TH",
    shares: list[tuple[Any, Decimal]] | None = None,
    reference: str = "",
    at: datetime = NOON,
) -> Project:
    """A project that the Joint Committee has registered, with its agreed allocation; the spare one, if it will do."""
    it = it or partners.a_country_in_operation(country)
    if (shares, reference, at) == (None, "", NOON) and getattr(it, "spare", None) == it.rulebook.rules:
        del it.spare
        return Project.objects.get(country=it.country, state="registered")
    return a_registration_request(it, registered=True, shares=shares, reference=reference, at=at).project


def with_a_spare(it: SimpleNamespace) -> SimpleNamespace:
    """A registered project beforehand: the first `a_registered_project` under the same rules takes it."""
    a_registered_project(it)
    it.spare = dict(it.rulebook.rules)
    return it


def a_monitoring_report(
    it: SimpleNamespace,
    project: Project,
    *,
    submitted: bool = False,
    year: int = 2021,
    tonnes: int = 1009,
    last_year: int | None = None,
    at: datetime = NOON,
) -> MonitoringReport:
    """A report on whole calendar years, `tonnes` reductions in each (and a fraction that is rounded down)."""
    report = monitoring.start(
        project_id=project.pk,
        period_starts_on=date(year, 1, 1),
        period_ends_on=date(last_year or year, 12, 31),
        by=it.participant,
        at=at,
    )
    monitoring.save_draft(
        report_id=report.pk,
        values=answers.MONITORING,
        structure=answers.STRUCTURE,
        parameters=answers.parameters(Decimal("2100.5")),
        years=[
            designs.YearAmounts(one, Decimal(tonnes) + Decimal("100.4"), Decimal(100))
            for one in range(year, (last_year or year) + 1)
        ],
        achieved={SustainabilityTopic.SAFETY.value: answers.ACHIEVED[SustainabilityTopic.SAFETY.value]},
        by=it.participant,
        at=at,
    )
    documents.attach(paper=report, slot="monitoring_report", complete=a_file(), by=it.participant, at=at)
    if submitted:
        papers.submit(paper=report, by=it.participant, at=at)
    return MonitoringReport.objects.get(pk=report.pk)


def a_verification(
    it: SimpleNamespace,
    project: Project,
    *,
    year: int = 2021,
    last_year: int | None = None,
    tonnes: int = 1009,
    at: datetime = NOON,
) -> Verification:
    """A verification at work, with report, tonnes and file, before the opinion."""
    report = a_monitoring_report(it, project, submitted=True, year=year, last_year=last_year, tonnes=tonnes, at=at)
    verification = verifications.assign(report_id=report.pk, tpe=it.tpe, by=it.participant, at=at)
    verifications.accept(verification_id=verification.pk, impartial=True, by=it.auditor_of_tpe, at=at)
    amounts = dict.fromkeys(range(year, (last_year or year) + 1), tonnes)
    verifications.save_report(
        verification_id=verification.pk, values=REPORT, amounts=amounts, by=it.auditor_of_tpe, at=at
    )
    return Verification.objects.get(pk=verification.pk)


def a_verified_report(
    it: SimpleNamespace | None = None,
    project: Project | None = None,
    *,
    year: int = 2021,
    last_year: int | None = None,
    tonnes: int = 1009,
    at: datetime = NOON,
) -> MonitoringReport:
    """A report whose reductions a third-party entity has verified: `tonnes` for each vintage year."""
    it = it or partners.a_country_in_operation()
    project = project or a_registered_project(it, at=at)
    verification = a_verification(it, project, year=year, last_year=last_year, tonnes=tonnes, at=at)
    verifications.conclude(verification_id=verification.pk, positive=True, by=it.auditor_of_tpe, at=at)
    return MonitoringReport.objects.get(pk=verification.report_id)
