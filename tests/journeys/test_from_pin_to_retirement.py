"""The whole path in a browser: from a PIN to a retirement certificate, one person a role, by the pages alone."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from pypdf import PdfReader

from committee.decisions.models import Decision
from common import clock, outbox
from credits.models import Issuance, RetirementCertificate
from partners.people.models.people import User
from partners.people.selectors import people
from projects.assessments.models.assessments import Finding
from projects.inputs import services as inputs
from projects.projects.models import Project
from projects.sustainability.topics import SustainabilityTopic
from registry.selectors import audit
from registry.services import postings
from registry.services import requests as registry_requests
from tests.factories.credits import open_accounts
from tests.factories.partners import a_colleague, a_country_in_operation
from tests.factories.projects import a_methodology
from tests.factories.registry import an_account
from tests.journeys.actors import PASSWORD, Actor, aside
from tests.journeys.modalities import confirmed_and_accepted, write_entities
from tests.journeys.papers import PDD, PIN, REPORT, TITLE, a_pdf, write_report
from tests.look.chromium import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROLES = (
    "participant",
    "participant2",
    "local_participant",
    "officer",
    "japan_chair",
    "japan_member",
    "partner_chair",
    "partner_member",
    "auditor_of_tpe",
    "registry_officer",
    "registry_officer2",
    "partner_registry_officer",
    "partner_registry_officer2",
    "government_japan_officer",
    "government_japan_officer2",
    "government_partner_officer",
    "government_partner_officer2",
)
MEMBERS = ("japan_chair", "japan_member", "partner_chair", "partner_member")


class Walk:
    """The people, their browsers, and a calendar that they turn."""

    def __init__(self, it: SimpleNamespace, browser: Any, base: str) -> None:
        self.it, self.browser, self.base = it, browser, base
        self.actors: dict[str, Actor] = {}
        self.visitor = Actor(browser, base, "visitor")
        self.project = ""

    def __getattr__(self, role: str) -> Actor:
        if role not in self.actors:
            self.actors[role] = Actor(self.browser, self.base, role).sign_in(getattr(self.it, role).email)
        return self.actors[role]

    def everybody_agrees(self, decision: str) -> None:
        """Each member answers for their own side; the last answer makes the decision."""
        for role in MEMBERS:
            member: Actor = getattr(self, role)
            member.has_in_inbox("Answer for your side").open(decision)
            if role == MEMBERS[0]:
                member.keep(f"{decision.strip('/').replace('/', '-')}-answer")
            member.fill({"answer": "agree"}).press()
        self.visitor.open(decision).sees("Adopted")

    def writes(self, base: str, sections: dict[str, dict[str, Any]]) -> None:
        """The participant fills a paper in, section by section."""
        for slug, values in sections.items():
            self.participant.open(f"{base}edit/{slug}/").fill(values).press("Save and continue")


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """A country in operation in 2020, with the real names, a methodology and everybody's accounts."""
    it = a_country_in_operation()
    it.country.name, it.country.iso3 = "Thailand", "THA"
    it.country.save()
    a_methodology(it)
    it.government_japan_officer2 = a_colleague(it.government_japan_officer)
    it.government_partner_officer2 = a_colleague(it.government_partner_officer)
    for role in ROLES:
        user: User = getattr(it, role)
        user.set_password(PASSWORD)
        user.save()
    start = datetime(2020, 1, 6, 9, tzinfo=UTC)
    open_accounts(it, start)
    it.account_other = an_account(it, it.other_company, at=start)
    postings.open_series(host="TH", registry="JP", numbering="jcm", opened_at=2018, by=it.system, at=start)
    return it


@pytest.fixture
def walk(it: SimpleNamespace, live_server: Any) -> Iterator[Walk]:
    with chromium() as browser:
        yield Walk(it, browser, live_server.url)


def address(find: Callable[[], Any]) -> str:
    """The address of what is found in the database."""
    return str(aside(lambda: find().get_absolute_url()))


def on(year: int, month: int, day: int) -> Any:
    """The calendar stands at nine o'clock UTC of a day."""
    return clock.at(datetime(year, month, day, 9, tzinfo=UTC))


def test_a_project_walks_from_its_pin_to_a_retirement(walk: Walk) -> None:
    with on(2020, 1, 13):
        decision = _pin(walk)
    with on(2020, 1, 20):
        walk.everybody_agrees(decision)
        walk.participant.open(walk.project).sees("Start the PDD")
        design = _design(walk)
    with on(2020, 2, 3):
        call = _public_inputs(walk, design)
    with on(2020, 3, 9):
        aside(lambda: inputs.close_due(by=people.system(), at=clock.now()))
        walk.participant.open(call).keep("04-inputs-closed")
        _validation(walk, design)
    with on(2020, 5, 11):
        decision = _registration(walk)
    with on(2020, 5, 18):
        walk.everybody_agrees(decision)
        walk.project = aside(lambda: Project.objects.get(title=TITLE).get_absolute_url())
        walk.visitor.open(walk.project).sees("TH014", "Registered").keep("06-registered")
    with on(2022, 2, 14):
        report = _monitoring(walk)
    with on(2022, 4, 18):
        decision = _issuance_request(walk, report)
    with on(2022, 4, 25):
        walk.everybody_agrees(decision)
        _issuance(walk)
    with on(2022, 5, 9):
        _authorise(walk)
        request = _transfer(walk)
    with on(2022, 5, 11):
        _transfer_runs(walk, request)
        certificate = _retire(walk)
        _certificate(walk, certificate)


def _pin(walk: Walk) -> str:
    """Step 1 and 2: draft, mistake, submit, check, forward."""
    it, me = walk.it, walk.participant
    me.open("/pins/start/").keep("01-pin-start")
    me.fill({"title": TITLE, "country": "Thailand", "representative": it.japanese_company.name})
    me.fill({"partners": it.local_company.name}).press()
    pin = me.path
    walk.writes(pin, PIN)
    me.open(f"{pin}edit/timing/").fill({"procurement_starts_on": "2020-02-31"}).press(status=422)
    me.sees("There is a problem")
    assert me.page.input_value("[name=procurement_starts_on]") == "2020-02-31"
    me.keep("01-pin-wrong-date")
    me.open(pin).keep("01-pin-tasks").open(f"{pin}submit/").keep("01-pin-check-answers").press("Submit")
    me.sees("with JCMA")
    walk.project = aside(lambda: Project.objects.get(title=TITLE).get_absolute_url())
    officer = walk.officer.has_in_inbox("Check")
    officer.keep("02-officer-inbox").open(f"{pin}forward/").tick_all().keep("02-pin-forward").press()
    return address(_decision_on_the_pin)


def _decision_on_the_pin() -> Decision:
    return Decision.objects.get(items__kind="pin")


def _design(walk: Walk) -> str:
    """Step 3: PDD and SDIP as forms plus files."""
    me = walk.participant
    me.open(f"{walk.project}pdd/start/").press()
    design = me.path
    walk.writes(design, PDD)
    topics = {f"relevant_{topic.value}": "no" for topic in SustainabilityTopic}
    first = next(iter(SustainabilityTopic)).value
    topics |= {f"relevant_{first}": "yes", f"plan_{first}": "Yearly training."}
    me.open(f"{design}edit/sdip/").keep("03-sdip").fill(topics).press("Save and continue")
    pk = aside(lambda: Project.objects.get(title=TITLE).designs.get().pk)
    address = f"/papers/projectdesign/{pk}/files/monitoring_plan/"
    me.open(address).fill({"complete": ("plan.pdf", b"MZ not a document")}).press(status=422).sees("FIL-03")
    me.fill({"complete": a_pdf("plan.pdf")}).press()
    me.open(f"{design}submit/").keep("03-pdd-check-answers").press("Submit")
    return design


def _public_inputs(walk: Walk, design: str) -> str:
    """Step 3: JCMA publishes, a visitor comments."""
    walk.officer.has_in_inbox("PDD").open(f"{design}open-inputs/").press()
    call = address(lambda: Project.objects.get(title=TITLE).designs.get().input_call)
    walk.visitor.open("/calls/").sees(TITLE).open(call).keep("03-call")
    comment = {"name": "Somchai Wong", "email": "not an address", "text": "What happens to the fish in the reservoir?"}
    walk.visitor.fill(comment).press(status=422)
    assert walk.visitor.page.input_value("[name=text]") == comment["text"]
    walk.visitor.fill({"email": "somchai@example.org"}).press().keep("03-call-thanks")
    walk.officer.open(call).press("Publish")
    walk.visitor.open(call).sees("What happens to the fish")
    assert "somchai@example.org" not in walk.visitor.page.content()
    return call


def _validation(walk: Walk, design: str) -> None:
    """Step 4: the entity validates; one finding is raised, answered and closed."""
    me, entity = walk.participant, walk.auditor_of_tpe
    call = aside(lambda: Project.objects.get(title=TITLE).designs.get().input_call)
    if call.state == "awaiting_response":
        me.open(f"{call.get_absolute_url()}respond/").fill({"response": "The plant leaves half of the surface free."})
        me.press("Continue").keep("03-response-check").press("Publish the response")
    me.open(f"{design}validation/").fill({"tpe": walk.it.tpe.name}).press()
    validation = str(aside(lambda: Project.objects.get(title=TITLE).designs.get().validations.get().get_absolute_url()))
    entity.has_in_inbox(TITLE[:40]).open(f"{validation}accept/").tick_all().press()
    entity.open(f"{validation}findings/raise/").keep("04-finding")
    entity.fill({"kind": "CL", "topic": "Meter", "text": "Which accuracy class has the meter?"}).press()
    finding = aside(_finding_address)
    me.has_in_inbox("Meter").open(f"{finding}answer/").fill({"text": "Class 0.5 s; see the certificate."}).press()
    entity.open(f"{finding}close/").fill({"text": "The certificate settles it."}).press()
    write_report(entity, validation, public_inputs_considered="One comment, answered.")
    entity.open(f"{validation}conclude/").fill({"positive": "yes"}).keep("04-opinion").press()
    entity.sees("The opinion is final").keep("04-opinion-check").press("Give the opinion")
    walk.visitor.open(walk.project).sees("Validated by a third-party entity")


def _finding_address() -> str:
    return str(Finding.objects.get().get_absolute_url())


def _registration(walk: Walk) -> str:
    """Step 5: the request with the percentages, completeness, the number."""
    it, me = walk.it, walk.participant
    me.open(f"{walk.project}registration/start/").press()
    request = me.path
    shares = {it.government_japan: "50", it.government_partner: "10", it.japanese_company: "25", it.local_company: "16"}
    fields = {f"share_{holder.pk}": percent for holder, percent in shares.items()}
    me.open(f"{request}edit/allocation/").fill(fields | {"reason": "By contribution."})
    me.press("Save and continue", status=422).sees("100").keep("05-allocation-wrong")
    me.fill({f"share_{it.local_company.pk}": "15"}).press("Save and continue")
    me.fill({"declares_true": True}).press("Save and continue")
    pk = request.strip("/").split("/")[-1]
    _modalities(walk)
    me.open(f"{request}submit/").sees("25 %").keep("05-registration-check-answers").press("Submit")
    walk.officer.has_in_inbox(TITLE[:40]).open(f"{request}forward/").tick_all()
    walk.officer.fill({"project_reference": "TH014"}).keep("05-registration-forward").press()
    return _decision_of("registrationrequest", int(pk))


def _modalities(walk: Walk) -> None:
    """Step 5: the modalities of communication, confirmed by both companies and accepted."""
    walk.participant.open(f"{walk.project}modalities/start/complete/").press()
    paper = walk.participant.path
    write_entities(walk.participant, paper)
    confirmed_and_accepted(paper, [walk.participant, walk.local_participant], walk.officer)


def _decision_of(kind: str, pk: int) -> str:
    app = "credits" if kind == "issuancerequest" else "projects"
    model = apps.get_model(app, kind)
    return address(lambda: model.objects.get(pk=pk).decision_item.decision)


def _monitoring(walk: Walk) -> str:
    """Step 6: the monitoring report with SDIR and its verification."""
    me, entity = walk.participant, walk.auditor_of_tpe
    me.open(f"{walk.project}monitoring/start/")
    me.fill({"period_starts_on": "2021-12-31", "period_ends_on": "2021-01-01"}).press(status=422)
    me.fill({"period_starts_on": "2021-01-01", "period_ends_on": "2021-12-31"}).press()
    report = me.path
    walk.writes(report, REPORT)
    first = next(iter(SustainabilityTopic)).value
    me.open(f"{report}edit/sdir/").fill({f"achieved_{first}": "Training held in May."}).press("Save and continue")
    pk = aside(lambda: Project.objects.get(title=TITLE).monitoring_reports.get().pk)
    me.open(f"/papers/monitoringreport/{pk}/files/monitoring_report/").fill({"complete": a_pdf("mrs.pdf")}).press()
    me.open(f"{report}submit/").keep("06-report-check-answers").press("Submit")
    me.open(f"{report}verification/").fill({"tpe": walk.it.tpe.name}).press()
    verification = str(
        aside(lambda: Project.objects.get(title=TITLE).monitoring_reports.get().verifications.get().get_absolute_url())
    )
    entity.open(f"{verification}accept/").tick_all().press()
    write_report(entity, verification, amount_2021="1009")
    entity.open(f"{verification}report/").keep("06-report-written")
    entity.open(f"{verification}conclude/").fill({"positive": "yes"}).press().press("Give the opinion")
    return report


def _issuance_request(walk: Walk, report: str) -> str:
    """Step 6: the issuance request, completeness, on to the committee."""
    me = walk.participant
    pk = aside(lambda: Project.objects.get(title=TITLE).monitoring_reports.get().pk)
    me.open(f"/issuance-requests/start/{pk}/").press()
    request = me.path
    me.open(f"{request}edit/declaration/").fill({"declares_true": True}).press("Save and continue")
    me.open(request).keep("06-issuance-request")
    me.open(f"{request}submit/").sees("505", "under no other scheme").press("Submit")
    walk.officer.has_in_inbox(TITLE[:40]).open(f"{request}confirm-complete/").tick_all().press()
    walk.officer.open(f"{request}forward/").press()
    return _decision_of("issuancerequest", int(request.strip("/").split("/")[-1]))


def _issuance(walk: Walk) -> None:
    """Step 7: each side's registry posts its share."""
    for side, role in (("partner", "partner_registry_officer"), ("japan", "registry_officer")):
        issuance = address(partial(Issuance.objects.get, side=side))
        first: Actor = getattr(walk, role)
        second: Actor = getattr(walk, f"{role}2")
        first.has_in_inbox(TITLE[:40]).open(f"{issuance}propose/").keep(f"07-propose-{side}").press()
        first.is_kept_out(f"{issuance}issue/")
        second.has_in_inbox(TITLE[:40]).open(f"{issuance}issue/").sees("Proposed by").keep(f"07-issue-{side}").press()
    walk.visitor.open(f"{walk.project}issuances/").sees("757", "252", "JCM-TH-JP-2018-2774-01401").keep(
        "07-project-issuances"
    )
    walk.visitor.open("/serials/?serial=JCM-TH-JP-2018").sees("Issuance").keep("07-serial")


def _authorise(walk: Walk) -> None:
    """Both governments authorise the units for use towards Japan's NDC."""
    for role in ("government_japan_officer", "government_partner_officer"):
        officer: Actor = getattr(walk, role)
        officer.open("/authorisations/grant/TH/").keep(f"08-authorise-{role}")
        officer.fill({"reference": f"AUTH-{role}", "authorised_on": "2022-05-09", "first_transfer": "Not applicable"})
        officer.page.locator("main input[name=lots]").evaluate_all("boxes => boxes.forEach(b => b.checked = true)")
        officer.page.locator("main input[name=uses][value=ndc]").check()
        officer.press().sees("JCM-TH-").keep(f"08-authorise-check-{role}").press("Propose the authorisation")
        proposed = officer.path
        second: Actor = getattr(walk, f"{role}2")
        second.has_in_inbox("Confirm or decline the authorisation").open(f"{proposed}confirm/").keep(
            f"08-authorise-confirm-{role}"
        )
        second.press().sees("In force")


def _transfer(walk: Walk) -> str:
    """Step 8: one representative proposes a transfer."""
    account, receiver = walk.it.account_company.number, walk.it.account_other.number
    me = walk.participant.open(f"/accounts/registry/{account}/").keep("08-account")
    me.open(f"/accounts/registry/{account}/transfer/")
    me.fill({"receiver": receiver[:-1] + "X", "quantity": "40"}).press(status=422).sees("TRF-01")
    assert me.page.input_value("[name=quantity]") == "40"
    me.fill({"receiver": receiver, "quantity": "40"}).press().keep("08-transfer-check")
    me.sees("JCM-TH-JP-").press("Propose the transfer")
    request = me.path
    me.keep("08-request").is_kept_out(f"{request}approve/")
    other = walk.participant2.has_in_inbox("Approve or reject").open("/transactions/approvals/")
    other.keep("08-approvals").open(f"{request}approve/").press().sees("Approved, waits for its time")
    return request


def _transfer_runs(walk: Walk, request: str) -> None:
    """Step 8: it runs at its time, by the schedule."""
    aside(lambda: registry_requests.execute_all_due(by=people.system(), at=clock.now()))
    walk.participant.open(request).sees("Completed").keep("08-transfer-completed")


def _retire(walk: Walk) -> str:
    """Step 8: a retirement with beneficiary and purpose."""
    account = walk.it.account_company.number
    me = walk.participant.open(f"/retire/{account}/").keep("08-retire")
    me.fill({"quantity": "30", "purpose": "gx_ets", "year": "2022", "beneficiary": "Sakura Engineering Co., Ltd."})
    me.press().keep("08-retire-check").press("Ask for it")
    request = me.path
    walk.participant2.open(f"{request}approve/").press()
    return str(aside(lambda: RetirementCertificate.objects.get().get_absolute_url()))


def _certificate(walk: Walk, certificate: str) -> None:
    """Step 8: the certificate as a page and as a PDF with a QR code, and the mails of the whole way."""
    visitor = walk.visitor.open(certificate).sees("Sakura Engineering Co., Ltd.", "JCM-TH-JP-", "30")
    visitor.keep("08-certificate")
    pdf = visitor.page.request.get(f"{walk.base}{certificate}certificate.pdf")
    assert pdf.ok
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.body())).pages)
    assert "JCM-TH-JP-" in said
    assert certificate.strip("/").split("/")[-1] in said
    walk.visitor.open("/serials/?serial=JCM-TH-JP-2018").keep("08-serial")
    aside(lambda: outbox.deliver(at=clock.now(), most=5000))
    told = {message.to[0] for message in mail.outbox}
    everybody = (walk.it.participant, walk.it.officer, walk.it.auditor_of_tpe, walk.it.partner_chair)
    assert {one.email for one in everybody} <= told
    difference = aside(audit.verify).difference
    assert difference == ""
