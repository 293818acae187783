"""The objects that the addresses and machines of `projects` need in the generated tests."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from projects.assessments.models.assessments import Finding
from projects.assessments.models.teams import TeamRole
from projects.assessments.services import findings, teams, validations, verifications
from projects.assessments.states.assessments import FindingKind
from projects.inputs import services as inputs
from projects.inputs.models import InputCall, PublicInput
from projects.letters import services as letters
from projects.letters.models import Letter
from projects.monitoring.models import MonitoringReport
from projects.papers.models.documents import DocumentVersion
from tests.conftest import NOON
from tests.factories.addresses import Address, by, pk, slug, slug_of_project, version
from tests.factories.projects import (
    DAY,
    a_call,
    a_design,
    a_file,
    a_monitoring_report,
    a_pin,
    a_registered_project,
    a_registration_request,
    a_validated_project,
    a_validation,
    a_verification,
)
from workflow.corrections.models import Correction


def a_comment(it: SimpleNamespace, call: InputCall | None = None, text: str = "A comment") -> PublicInput:
    """A comment that an officer has not read yet."""
    call = call or a_call(it)
    return inputs.comment(
        call_id=call.pk,
        name="A visitor",
        organisation="",
        email="visitor@example.org",
        text=text,
        by=it.system,
        at=NOON,
    )


def a_closed_call_with_a_comment(it: SimpleNamespace) -> InputCall:
    """A call that waits for the participants' response."""
    call = a_call(it)
    comment = a_comment(it, call)
    inputs.publish(input_id=comment.pk, by=it.officer, at=NOON)
    inputs.close_due(by=it.system, at=NOON + 31 * DAY)
    return InputCall.objects.get(pk=call.pk)


def a_finding(it: SimpleNamespace, *, answered: bool = False, kind: FindingKind = FindingKind.CAR) -> Finding:
    """A finding of a validation."""
    validation = a_validation(it, inputs_closed=False)
    finding = findings.raise_finding(
        assessment=validation, kind=kind, topic="Grid factor", text="It has no source.", by=it.auditor_of_tpe, at=NOON
    )
    if answered:
        findings.answer(finding_id=finding.pk, text="Added.", by=it.participant, at=NOON)
    return Finding.objects.get(pk=finding.pk)


def a_finding_on_the_form(it: SimpleNamespace) -> Finding:
    """A finding of a validation that opens the methodology of the PDD for correction."""
    validation = a_validation(it)
    finding = findings.raise_finding(
        assessment=validation,
        kind=FindingKind.CAR,
        topic="Wrong methodology",
        text="The plant is no rooftop plant.",
        sections=["methodology"],
        by=it.auditor_of_tpe,
        at=NOON,
    )
    return Finding.objects.get(pk=finding.pk)


def a_correction(it: SimpleNamespace) -> Correction:
    """A correction of the PDD that is open for a finding."""
    return Correction.objects.get(parts__asked_in=a_finding_on_the_form(it).paper_id)


def _on_design(it: SimpleNamespace) -> dict[str, object]:
    return {"kind": "projectdesign", "pk": a_validation(it).design_id}


def an_unaccepted_verification(it: SimpleNamespace) -> Any:
    """A verification that the entity has not accepted yet."""
    report = a_monitoring_report(it, a_registered_project(it), submitted=True)
    return verifications.assign(report_id=report.pk, tpe=it.tpe, by=it.participant, at=NOON)


def _report(it: SimpleNamespace, *, submitted: bool = False) -> MonitoringReport:
    return a_monitoring_report(it, a_registered_project(it), submitted=submitted)


def _at_report(**facts: bool) -> Address:
    return by({"slug": "project.slug", "number": "number"}, _report, **facts)


def _published_file(it: SimpleNamespace) -> dict[str, object]:
    a_design(it, published=True)
    return {"pk": DocumentVersion.objects.latest("pk").pk, "which": "public"}


def _slot(it: SimpleNamespace) -> dict[str, object]:
    return {"kind": "projectdesign", "pk": a_design(it).pk, "slot": "pdd"}


def _new_validation(it: SimpleNamespace) -> Any:
    return a_validation(it, accepted=False, inputs_closed=False)


def _open_validation(it: SimpleNamespace) -> Any:
    return a_validation(it, inputs_closed=False)


def _validated(it: SimpleNamespace) -> Any:
    validation = a_validation(it)
    return validations.save_report(validation_id=validation.pk, values={}, by=it.auditor_of_tpe, at=NOON)


def _running_verification(it: SimpleNamespace) -> Any:
    return a_verification(it, a_registered_project(it))


def _member(it: SimpleNamespace) -> Any:
    return teams.add(
        assessment=_open_validation(it), name="B. Expert", role=TeamRole.EXPERT, by=it.auditor_of_tpe, at=NOON
    )


def _finding_file(it: SimpleNamespace) -> dict[str, object]:
    finding = a_finding(it)
    message = findings.say(finding_id=finding.pk, text="See.", uploads=[a_file()], by=it.participant, at=NOON)
    return {"pk": finding.pk, "file": message.files.get().pk}


def _planned(it: SimpleNamespace) -> Any:
    return a_pin(it, answered=True).project


def a_letter(it: SimpleNamespace) -> Letter:
    """A letter of JCMA that awaits the participants' answer, with a file."""
    return letters.send(
        project_id=a_pin(it, submitted=True).project_id,
        to_role="participant",
        topic="Capacity",
        text="Which capacity?",
        answer_by=(NOON + DAY).date(),
        upload=a_file(),
        by=it.officer,
        at=NOON,
    )


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {
    "projects.Letter": a_letter,
    "projects.Project": _planned,
    "projects.ProjectIdeaNote": a_pin,
    "projects.ProjectDesign": lambda it: _new_validation(it).design,
    "projects.InputCall": a_call,
    "projects.PublicInput": a_comment,
    "projects.Validation": _new_validation,
    "projects.Verification": an_unaccepted_verification,
    "projects.Finding": a_finding,
    "workflow.Correction": a_correction,
    "projects.RegistrationRequest": a_registration_request,
    "projects.MonitoringReport": lambda it: an_unaccepted_verification(it).report,
}


def _version(it: SimpleNamespace) -> dict[str, Any]:
    return {"kind": "projectideanote", "pk": a_pin(it, submitted=True).pk}


def _similar(it: SimpleNamespace) -> dict[str, object]:
    other = a_pin(it, submitted=True).project
    return {"pk": a_registration_request(it, submitted=True).pk, "candidate": other.pk}


ADDRESSES: dict[str, Address] = {
    "projects:pin-page": slug(a_pin, answered=True),
    "projects:pin-edit": slug(a_pin).plus(section="timing"),
    "projects:pin-submit": slug(a_pin),
    "projects:pin-forward": slug(a_pin, submitted=True),
    "projects:pin-return": slug(a_pin, submitted=True),
    "projects:pin-withdraw": slug(a_pin),
    "projects:project-page": slug(_planned),
    "projects:participant-add": slug(_planned),
    "projects:project-withdraw": slug(_planned),
    "projects:design-start": slug(_planned),
    "projects:registration-start": slug(a_validated_project),
    "projects:monitoring-start": slug(a_registered_project),
    "projects:design-page": version(a_design, published=True),
    "projects:design-edit": version(a_design).plus(section="sdip"),
    "projects:design-submit": version(a_design),
    "projects:design-publish": version(a_design, submitted=True),
    "projects:design-return": version(a_design, submitted=True),
    "projects:design-withdraw": version(a_design),
    "projects:design-assign": version(a_design, submitted=True),
    "projects:call-page": pk(a_call),
    "projects:call-paper": pk(a_call),
    "projects:call-thanks": pk(a_call),
    "projects:call-respond": pk(a_closed_call_with_a_comment),
    "projects:comment-publish": pk(a_comment),
    "projects:comment-withhold": pk(a_comment),
    "projects:validation-page": pk(_open_validation),
    "projects:validation-accept": pk(_new_validation),
    "projects:validation-decline": pk(_new_validation),
    "projects:validation-report": pk(_open_validation),
    "projects:validation-pdf": pk(_open_validation).plus(which="complete"),
    "projects:validation-edit": pk(_open_validation).plus(section="moc"),
    "projects:validation-member": pk(_open_validation),
    "projects:validation-release": pk(_open_validation),
    "projects:member-declare": pk(_member),
    "projects:member-remove": pk(_member),
    "projects:validation-finding": pk(_open_validation),
    "projects:validation-conclude": pk(_validated),
    "projects:verification-page": pk(_running_verification),
    "projects:verification-accept": pk(an_unaccepted_verification),
    "projects:verification-decline": pk(an_unaccepted_verification),
    "projects:verification-report": pk(_running_verification),
    "projects:verification-pdf": pk(_running_verification).plus(which="complete"),
    "projects:verification-edit": pk(_running_verification).plus(section="verified"),
    "projects:verification-member": pk(_running_verification),
    "projects:verification-release": pk(_running_verification),
    "projects:verification-finding": pk(_running_verification),
    "projects:verification-conclude": pk(_running_verification),
    "projects:finding-page": pk(a_finding),
    "projects:finding-answer": pk(a_finding),
    "projects:finding-ask-again": pk(a_finding, answered=True),
    "projects:finding-close": pk(a_finding, answered=True),
    "workflow:row-history": pk(a_pin).plus(app="projects", model="projectideanote"),
    "projects:project-dossier": slug_of_project(a_pin, submitted=True),
    "projects:letter-write": slug_of_project(a_pin, submitted=True),
    "projects:letter-page": pk(a_letter),
    "projects:letter-file": pk(a_letter),
    "projects:letter-answer": pk(a_letter),
    "projects:letter-settle": pk(a_letter),
    "projects:finding-reopen": pk(a_finding, answered=True),
    "projects:finding-carry-on": pk(a_finding, answered=True),
    "projects:finding-open-parts": pk(a_finding_on_the_form),
    "projects:validation-read": pk(_open_validation),
    "projects:verification-read": pk(_running_verification),
    "projects:correction-page": pk(a_correction),
    "projects:correction-edit": pk(a_correction).plus(section="methodology"),
    "projects:correction-hand-in": pk(a_correction),
    "projects:correction-take-back": pk(a_correction),
    "projects:paper-reopen": Address(_on_design),
    "projects:finding-write": pk(a_finding),
    "projects:finding-file": Address(_finding_file),
    "projects:version-list": Address(_version),
    "projects:version-pdf": Address(_version).plus(number=1),
    "projects:registration-page": pk(a_registration_request),
    "projects:registration-edit": pk(a_registration_request).plus(section="allocation"),
    "projects:registration-submit": pk(a_registration_request),
    "projects:registration-fee": pk(a_registration_request, submitted=True),
    "projects:registration-forward": pk(a_registration_request, submitted=True),
    "projects:double-judge": Address(_similar),
    "projects:registration-return": pk(a_registration_request, submitted=True),
    "projects:registration-withdraw": pk(a_registration_request),
    "projects:monitoring-page": _at_report(),
    "projects:monitoring-edit": _at_report().plus(section="years"),
    "projects:monitoring-submit": _at_report(),
    "projects:monitoring-withdraw": _at_report(),
    "projects:monitoring-assign": _at_report(submitted=True),
    "projects:document-attach": Address(_slot),
    "projects:document-file": Address(_published_file),
}
