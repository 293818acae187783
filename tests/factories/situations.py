"""The same addresses in further situations, where who may read depends on the state of the object."""

from types import SimpleNamespace

from projects.letters import services as letters
from projects.letters.models import Letter
from projects.papers.models.documents import DocumentVersion
from registry.models import Account, TransactionRequest
from tests.conftest import NOON
from tests.factories.addresses import Address, number, pk, slug, version
from tests.factories.article6 import a_draft, a_proposed_ndc
from tests.factories.credits import a_proposed_authorisation, a_request
from tests.factories.pages import a_circulated_decision, a_prepared_decision
from tests.factories.projects import a_design, a_monitoring_report, a_pin, a_registered_project, a_registration_request
from tests.factories.registry import SUBJECTS as OF_THE_REGISTRY
from tests.factories.registry import an_account
from workflow.steps.models import WaitingStep


def _letter_to_the_government(it: SimpleNamespace) -> Letter:
    project_id = a_pin(it, submitted=True).project_id
    return letters.send(
        project_id=project_id,
        to_role="government",
        topic="Grid",
        text="Which factor?",
        answer_by=None,
        upload=None,
        by=it.officer,
        at=NOON,
    )


def _complete_file(it: SimpleNamespace) -> dict[str, object]:
    a_design(it, published=True)
    return {"pk": DocumentVersion.objects.latest("pk").pk, "which": "complete"}


def _account_of_the_partner(it: SimpleNamespace) -> Account:
    return an_account(it, it.local_company, country=it.country)


def _account_of_japan(it: SimpleNamespace) -> Account:
    return an_account(it, it.japanese_company, people=(it.participant, it.participant2))


def _report_handed_in(it: SimpleNamespace) -> dict[str, object]:
    report = a_monitoring_report(it, a_registered_project(it), submitted=True)
    return {"slug": report.project.slug, "number": report.number}


def _step_of_a_transfer(it: SimpleNamespace) -> dict[str, object]:
    OF_THE_REGISTRY["registry.TransactionRequest"](it)
    transfer = TransactionRequest.objects.get()
    return {"pk": WaitingStep.objects.get(paper=transfer.paper, done_at=None).pk}


SITUATIONS: dict[tuple[str, str], Address] = {
    ("credits:request-page", "draft"): pk(a_request),
    ("credits:authorisation-page", "proposed by Japan"): pk(a_proposed_authorisation),
    ("credits:aef-page", "draft of Japan"): pk(a_draft),
    ("credits:record-page", "proposed by Japan"): pk(a_proposed_ndc),
    ("committee:decision-page", "circulated"): number(a_circulated_decision),
    ("committee:decision-page", "prepared"): number(a_prepared_decision),
    ("committee:decision-record", "circulated"): number(a_circulated_decision).plus(language="en"),
    ("workflow:row-history", "account of a company of Japan"): pk(_account_of_japan).plus(
        app="registry", model="account"
    ),
    ("workflow:row-history", "submitted PIN"): pk(a_pin, submitted=True).plus(app="projects", model="projectideanote"),
    ("workflow:step-page", "transfer awaiting approval"): Address(_step_of_a_transfer),
    ("projects:design-page", "draft"): version(a_design),
    ("projects:design-page", "submitted"): version(a_design, submitted=True),
    ("projects:document-file", "complete version"): Address(_complete_file),
    ("projects:letter-page", "to the government of the partner"): pk(_letter_to_the_government),
    ("projects:monitoring-page", "submitted"): Address(_report_handed_in),
    ("projects:pin-page", "draft"): slug(a_pin),
    ("projects:pin-page", "submitted"): slug(a_pin, submitted=True),
    ("projects:registration-page", "submitted"): pk(a_registration_request, submitted=True),
    ("registry:account-page", "open, in the partner's registry"): number(_account_of_the_partner),
}
