"""Walk an example project through the services, each step by the person who would take it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from committee.decisions.models import AnswerKind, DecisionItem
from committee.decisions.services import answers, forwarding
from common.models import Origin
from credits.checks.requests import COMPLETENESS as ISSUANCE
from credits.models import IssuanceRequest
from credits.services import issuances
from credits.services import requests as issuance_requests
from projects.assessments.models.assessments import Validation, Verification
from projects.assessments.services import validations, verifications
from projects.designs.models import ProjectDesign
from projects.designs.services import designs
from projects.designs.services.designs import YearAmounts
from projects.inputs import services as inputs
from projects.inputs.models import InputCall
from projects.modalities import services as modalities
from projects.modalities.checks import COMPLETENESS as MODALITIES_POINTS
from projects.modalities.models import Modalities
from projects.monitoring import services as monitoring
from projects.monitoring.models import MonitoringReport
from projects.papers.services import documents
from projects.pins import services as pins
from projects.pins.models import ProjectIdeaNote
from projects.pins.questions import COMPLETENESS as PIN_POINTS
from projects.projects.models import Project
from projects.projects.selectors import numbers
from projects.references import services as references
from projects.references.models import ReferenceAssessment
from projects.references.questions import COMPLETENESS as REFERENCE_POINTS
from projects.registrations import services as registrations
from projects.registrations.checks import COMPLETENESS as REGISTRATION_POINTS
from projects.registrations.models import RegistrationRequest
from scenarios import answers as written
from scenarios import papers, steps
from scenarios.papers import Story
from scenarios.people import Cast, colleague
from scenarios.steps import ticked
from workflow.papers import services as life

EVERY_MEMBER = ("chair_japan", "member_japan", "chair_thailand", "member_thailand")
SHARES = {"government_japan": 40, "company_japan": 30, "government_thailand": 10, "company_thailand": 20}
WORK = "Desk review of all papers, interviews and a visit to the site."


@dataclass
class Walk:
    """One project on its way; `at` is the present instant of its story, moved on by `after`."""

    cast: Cast
    story: Story
    at: datetime
    pin_on: date = field(init=False)
    pin: ProjectIdeaNote = field(init=False)

    def __post_init__(self) -> None:
        self.pin_on = self.at.date()

    def after(self, days: int = 0, hours: int = 0) -> datetime:
        """Let time pass; returns the new instant."""
        self.at += timedelta(days=days, hours=hours)
        return self.at

    @property
    def project(self) -> Project:
        return Project.objects.get(pk=self.pin.project_id)

    @property
    def design(self) -> ProjectDesign:
        return ProjectDesign.objects.get(project=self.project)

    def agree(self, item: DecisionItem | None, *members: str) -> None:
        """Members answer that they agree; when all did, the decision is adopted."""
        if item is None:
            raise RuntimeError("The paper is not before the committee.")
        for key in members or EVERY_MEMBER:
            answers.give(
                decision_id=item.decision_id, answer=AnswerKind.AGREE, by=self.cast[key], at=self.after(hours=1)
            )

    # PIN

    def start_pin(self) -> None:
        """A PIN in draft, with everything typed."""
        organisations = self.cast.organisations
        self.pin = pins.start(
            country=self.cast.country,
            title=self.story.name,
            representative=organisations["company_japan"],
            partners=[organisations["company_thailand"]],
            track=self.story.track,
            origin=Origin.EXAMPLE,
            by=self.cast["participant_japan"],
            at=self.at,
        )
        values = papers.pin_values(self.story, self.pin_on)
        life.save_draft(paper=self.pin, values=values, by=self.cast["participant_japan"], at=self.after(hours=2))

    def submit_pin(self) -> None:
        """The PIN waits for JCMA."""
        self.start_pin()
        life.submit(paper=self.pin, by=self.cast["participant_japan"], at=self.after(hours=1))

    def forward_pin(self) -> None:
        """The PIN is with both governments."""
        self.submit_pin()
        ticks = ticked(PIN_POINTS)
        forwarding.forward(paper=self.pin, completeness=ticks, by=self.cast["jcma"], at=self.after(days=4))

    def plan(self) -> None:
        """Both governments have no objection."""
        self.forward_pin()
        self.after(days=5)
        self.agree(ProjectIdeaNote.objects.get(pk=self.pin.pk).decision_item)

    # PDD

    def start_design(self) -> ProjectDesign:
        """A PDD in draft, with everything typed and its monitoring plan."""
        by = self.cast["participant_japan"]
        if self.project.rulebook and self.project.rulebook.rule("moc.before_pdd"):
            self.accept_modalities()
        design = designs.start(project_id=self.pin.project_id, by=by, at=self.after(days=30))
        designs.save_draft(
            design_id=design.pk,
            values=papers.design_values(self.story, self.pin_on),
            years=papers.years(self.story, papers.operation_starts(self.pin_on).year + 1),
            topics=written.topics(),
            by=by,
            at=self.after(days=1),
        )
        documents.attach(
            paper=design, slot="monitoring_plan", complete=papers.pdf("monitoring-plan"), by=by, at=self.at
        )
        return design

    def publish_design(self) -> InputCall:
        """The PDD is open for public inputs."""
        design = self.start_design()
        life.submit(paper=design, by=self.cast["participant_japan"], at=self.after(days=1))
        return designs.publish(design_id=design.pk, by=self.cast["jcma"], at=self.after(days=2))

    def start_validation(self) -> Validation:
        """Inputs are closed without comments, and the entity is at work."""
        call = self.publish_design()
        inputs.close_due(by=self.cast.system, at=self.after(days=31))
        tpe = self.cast.organisations["tpe"]
        made = validations.assign(design_id=call.subject.pk, tpe=tpe, by=self.cast["participant_japan"], at=self.at)
        return validations.accept(validation_id=made.pk, impartial=True, by=self.cast["tpe"], at=self.after(days=2))

    def request_reference(self) -> ReferenceAssessment:
        """The participants ask for the assessment of their reference emissions."""
        by = self.cast["participant_japan"]
        paper = references.start(design_id=self.design.pk, by=by, at=self.after(hours=2))
        life.save_draft(paper=paper, values=written.REFERENCE, by=by, at=self.at)
        return life.submit(paper=paper, by=by, at=self.after(hours=1))

    def assess_reference(self) -> None:
        """JCMA finds them consistent with the latest NDC."""
        paper, by = self.request_reference(), self.cast["jcma"]
        ticks = ticked(REFERENCE_POINTS)
        references.accept(assessment_id=paper.pk, completeness=ticks, by=by, at=self.after(hours=3))
        conclusion = "The factor follows the NDC’s path for the power sector."
        references.assess(assessment_id=paper.pk, positive=True, conclusion=conclusion, by=by, at=self.after(days=2))

    def validate(self) -> None:
        """The validation ends with a positive opinion."""
        validation, by = self.start_validation(), self.cast["tpe"]
        self.assess_reference()
        visited_on = self.after(days=8).date()
        self.after(days=9)
        opinion = report_values("The project design conforms to the rules and the methodology.", visited_on)
        validations.save_report(validation_id=validation.pk, values=opinion, by=by, at=self.at)
        validations.conclude(validation_id=validation.pk, positive=True, by=by, at=self.after(hours=2))

    # Modalities of communication

    def write_modalities(self) -> Modalities:
        """Every entity is asked to confirm."""
        by = self.cast["participant_japan"]
        paper = modalities.start(project_id=self.pin.project_id, by=by, at=self.after(days=1))
        for entity in paper.entities.select_related("organisation"):
            values = papers.entity_values(entity.organisation.name, entity.is_focal_point)
            modalities.save_entity(entity_id=entity.pk, values=values, by=by, at=self.at)
            specimen = papers.pdf("specimen-signature")
            modalities.attach_specimen(entity_id=entity.pk, rank="primary", specimen=specimen, by=by, at=self.at)
        return modalities.ask_to_confirm(modalities_id=paper.pk, by=by, at=self.after(hours=1))

    def confirm_modalities(self) -> Modalities:
        """Both companies have confirmed; the statement is with JCMA."""
        paper = self.write_modalities()
        modalities.confirm(modalities_id=paper.pk, by=self.cast["participant_japan"], at=self.after(hours=1))
        return modalities.confirm(modalities_id=paper.pk, by=self.cast["participant_thailand"], at=self.after(hours=3))

    def accept_modalities(self) -> None:
        """The modalities are in force, where they are not already."""
        if self.project.modalities.filter(state="in_force").exists():
            return
        paper, ticks = self.confirm_modalities(), ticked(MODALITIES_POINTS)
        modalities.accept(modalities_id=paper.pk, completeness=ticks, by=self.cast["jcma"], at=self.after(days=1))

    def accept_sustainability(self) -> None:
        """Where the rules leave the sustainability papers to the country's authority, it accepts what waits."""
        steps.accept_sustainability(self.project, by=self.cast["government_thailand"], at=self.after(hours=2))

    # Registration

    def request_registration(self) -> RegistrationRequest:
        """The request waits for the completeness check."""
        by = self.cast["participant_japan"]
        self.accept_modalities()
        self.accept_sustainability()
        request = registrations.start(project_id=self.pin.project_id, by=by, at=self.after(days=3))
        shares = [(self.cast.organisations[key], Decimal(share)) for key, share in SHARES.items()]
        registrations.save_draft(
            request_id=request.pk,
            values={"declares_true": True},
            by=by,
            at=self.after(hours=1),
            allocation=registrations.Allocation("By contribution to cost and operation.", shares),
        )
        return life.submit(paper=request, by=by, at=self.after(hours=1))

    def forward_registration(self) -> RegistrationRequest:
        """The request is with the Joint Committee, under a number of the examples."""
        request = self.request_registration()
        steps.tell_apart(request, by=self.cast["jcma"], at=self.at)
        return forwarding.forward(
            paper=request,
            completeness=ticked(REGISTRATION_POINTS),
            project_reference=numbers.of_projects(self.cast.country, example=True).free,
            by=self.cast["jcma"],
            at=self.after(days=4),
        )

    def register(self) -> None:
        """From nothing to a registered project."""
        self.plan()
        self.validate()
        request = self.forward_registration()
        self.after(days=3)
        self.agree(request.decision_item)

    # Monitoring, verification, issuance

    def report(self, year: int, tonnes: int) -> MonitoringReport:
        """A monitoring report of one calendar year, submitted."""
        by = self.cast["participant_japan"]
        report = monitoring.start(
            project_id=self.pin.project_id,
            period_starts_on=date(year, 1, 1),
            period_ends_on=date(year, 12, 31),
            by=by,
            at=self.at,
        )
        amounts = [YearAmounts(year, Decimal(tonnes) + Decimal("50.4"), Decimal(50))]
        monitoring.save_draft(
            report_id=report.pk,
            values=written.MONITORING,
            years=amounts,
            achieved=written.ACHIEVED,
            structure=written.STRUCTURE,
            parameters=written.parameters(Decimal(tonnes * 2)),
            by=by,
            at=self.after(days=1),
        )
        file = papers.pdf("monitoring-report")
        documents.attach(paper=report, slot="monitoring_report", complete=file, by=by, at=self.at)
        return life.submit(paper=report, by=by, at=self.after(hours=1))

    def start_verification(self, year: int, tonnes: int) -> Verification:
        """The entity verifies the report."""
        report = self.report(year, tonnes)
        made = verifications.assign(
            report_id=report.pk,
            tpe=self.cast.organisations["tpe"],
            by=self.cast["participant_japan"],
            at=self.after(days=1),
        )
        return verifications.accept(verification_id=made.pk, impartial=True, by=self.cast["tpe"], at=self.after(days=1))

    def verify(self, year: int, tonnes: int) -> MonitoringReport:
        """The verification ends with a positive opinion on these tonnes."""
        verification, by = self.start_verification(year, tonnes), self.cast["tpe"]
        visited_on = self.at.date()  # the day on which the entity accepted
        opinion = report_values("The reported reductions are free of material misstatement.", visited_on)
        verifications.save_report(
            verification_id=verification.pk, values=opinion, amounts={year: tonnes}, by=by, at=self.after(days=12)
        )
        verifications.conclude(verification_id=verification.pk, positive=True, by=by, at=self.after(hours=2))
        return MonitoringReport.objects.get(pk=verification.report_id)

    def request_issuance(self, year: int, tonnes: int) -> IssuanceRequest:
        """The issuance request waits for JCMA."""
        report, by = self.verify(year, tonnes), self.cast["participant_japan"]
        request = issuance_requests.start(report_id=report.pk, by=by, at=self.after(days=3))
        life.save_draft(paper=request, values={"declares_true": True}, by=by, at=self.at)
        return life.submit(paper=request, by=by, at=self.after(hours=1))

    def forward_issuance(self, year: int, tonnes: int) -> IssuanceRequest:
        """The issuance request is with the Joint Committee."""
        request, by = self.request_issuance(year, tonnes), self.cast["jcma"]
        ticks = ticked(ISSUANCE)
        issuance_requests.confirm_complete(request_id=request.pk, completeness=ticks, by=by, at=self.after(days=3))
        return forwarding.forward(paper=request, by=by, at=self.after(hours=1))

    def approve_issuance(self, year: int, tonnes: int) -> IssuanceRequest:
        """The Joint Committee has notified the amounts to both registries."""
        request = self.forward_issuance(year, tonnes)
        self.agree(request.decision_item)
        return IssuanceRequest.objects.get(pk=request.pk)

    def issue(self, request: IssuanceRequest, side: str, by: str) -> None:
        """One side's registry issues its part."""
        issuance = request.issuances.get(side=side)
        issuances.propose(issuance_id=issuance.pk, by=self.cast[colleague(by)], at=self.after(days=1))
        issuances.issue(issuance_id=issuance.pk, by=self.cast[by], at=self.after(hours=2))


def report_values(conclusion: str, visited_on: date) -> dict[str, object]:
    """The words of an entity's report, topic by topic."""
    return written.opinion(
        conclusion,
        team="Emi Tanaka leads; one technical expert.",
        means=WORK,
        visited_on=visited_on,
        summary="Example report: scope, means, findings and opinion in short.",
        interviewees="Plant manager; meter operator.",
        documents_reviewed="PDD; permits; meter calibration.",
    )
