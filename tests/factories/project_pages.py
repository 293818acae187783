"""The objects that the addresses and machines of `projects` need in the generated tests."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from projects.models import DocumentVersion, Finding, InputCall, Letter, ProjectDesign, PublicInput, TeamRole
from projects.services import findings, inputs, letters, teams, validations, verifications
from projects.states.assessments import FindingKind
from tests.conftest import NOON
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

type Address = Callable[[SimpleNamespace], dict[str, object]]


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


def an_unaccepted_verification(it: SimpleNamespace) -> Any:
    """A verification that the entity has not accepted yet."""
    report = a_monitoring_report(it, a_registered_project(it), submitted=True)
    return verifications.assign(report_id=report.pk, tpe=it.tpe, by=it.participant, at=NOON)


def _slug(make: Callable[[SimpleNamespace], Any]) -> Address:
    return lambda it: {"slug": make(it).slug}


def _pk(make: Callable[[SimpleNamespace], Any]) -> Address:
    return lambda it: {"pk": make(it).pk}


def _design(make: Callable[[SimpleNamespace], ProjectDesign], **more: object) -> Address:
    def address(it: SimpleNamespace) -> dict[str, object]:
        design = make(it)
        return {"slug": design.project.slug, "version": design.version, **more}

    return address


def _report(submitted: bool = False, **more: object) -> Address:
    def address(it: SimpleNamespace) -> dict[str, object]:
        report = a_monitoring_report(it, a_registered_project(it), submitted=submitted)
        return {"slug": report.project.slug, "number": report.number, **more}

    return address


def _published_file(it: SimpleNamespace) -> dict[str, object]:
    a_design(it, published=True)
    return {"pk": DocumentVersion.objects.latest("pk").pk, "which": "public"}


def _slot(it: SimpleNamespace) -> dict[str, object]:
    return {"kind": "projectdesign", "pk": a_design(it).pk, "slot": "pdd"}


def _published(it: SimpleNamespace) -> ProjectDesign:
    return a_design(it, published=True)


def _submitted(it: SimpleNamespace) -> ProjectDesign:
    return a_design(it, submitted=True)


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
        project_id=a_pin(it, submitted=True).project_id, to_role="participant", topic="Capacity",
        text="Which capacity?", answer_by=(NOON + DAY).date(), upload=a_file(), by=it.officer, at=NOON,
    )  # fmt: skip


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
    "projects.RegistrationRequest": a_registration_request,
    "projects.MonitoringReport": lambda it: an_unaccepted_verification(it).report,
}


def _version(it: SimpleNamespace) -> dict[str, Any]:
    return {"kind": "projectideanote", "pk": a_pin(it, submitted=True).pk}


def _similar(it: SimpleNamespace) -> dict[str, object]:
    other = a_pin(it).project
    return {"pk": a_registration_request(it, submitted=True).pk, "candidate": other.pk}


ADDRESSES: dict[str, Address] = {
    "projects:pin-page": _slug(lambda it: a_pin(it, answered=True)),
    "projects:pin-edit": lambda it: {"slug": a_pin(it).slug, "section": "timing"},
    "projects:pin-submit": _slug(a_pin),
    "projects:pin-forward": _slug(lambda it: a_pin(it, submitted=True)),
    "projects:pin-return": _slug(lambda it: a_pin(it, submitted=True)),
    "projects:pin-withdraw": _slug(a_pin),
    "projects:project-page": _slug(_planned),
    "projects:participant-add": _slug(_planned),
    "projects:project-withdraw": _slug(_planned),
    "projects:design-start": _slug(_planned),
    "projects:registration-start": _slug(a_validated_project),
    "projects:monitoring-start": _slug(a_registered_project),
    "projects:design-page": _design(_published),
    "projects:design-edit": _design(a_design, section="sdip"),
    "projects:design-submit": _design(a_design),
    "projects:design-publish": _design(_submitted),
    "projects:design-return": _design(_submitted),
    "projects:design-withdraw": _design(a_design),
    "projects:design-assign": _design(_submitted),
    "projects:call-page": _pk(a_call),
    "projects:call-thanks": _pk(a_call),
    "projects:call-respond": _pk(a_closed_call_with_a_comment),
    "projects:comment-publish": _pk(a_comment),
    "projects:comment-withhold": _pk(a_comment),
    "projects:validation-page": _pk(_open_validation),
    "projects:validation-accept": _pk(_new_validation),
    "projects:validation-decline": _pk(_new_validation),
    "projects:validation-report": _pk(_open_validation),
    "projects:validation-pdf": lambda it: {"pk": _open_validation(it).pk, "which": "complete"},
    "projects:validation-edit": lambda it: {"pk": _open_validation(it).pk, "section": "moc"},
    "projects:validation-member": _pk(_open_validation),
    "projects:validation-release": _pk(_open_validation),
    "projects:member-declare": _pk(_member),
    "projects:member-remove": _pk(_member),
    "projects:validation-finding": _pk(_open_validation),
    "projects:validation-conclude": _pk(_validated),
    "projects:verification-page": _pk(_running_verification),
    "projects:verification-accept": _pk(an_unaccepted_verification),
    "projects:verification-decline": _pk(an_unaccepted_verification),
    "projects:verification-report": _pk(_running_verification),
    "projects:verification-pdf": lambda it: {"pk": _running_verification(it).pk, "which": "complete"},
    "projects:verification-edit": lambda it: {"pk": _running_verification(it).pk, "section": "verified"},
    "projects:verification-member": _pk(_running_verification),
    "projects:verification-release": _pk(_running_verification),
    "projects:verification-finding": _pk(_running_verification),
    "projects:verification-conclude": _pk(_running_verification),
    "projects:finding-page": _pk(a_finding),
    "projects:finding-answer": _pk(a_finding),
    "projects:finding-ask-again": _pk(lambda it: a_finding(it, answered=True)),
    "projects:finding-close": _pk(lambda it: a_finding(it, answered=True)),
    "partners:row-history": lambda it: {"app": "projects", "model": "projectideanote", "pk": a_pin(it).pk},
    "projects:project-dossier": lambda it: {"slug": a_pin(it, submitted=True).project.slug},
    "projects:letter-write": lambda it: {"slug": a_pin(it, submitted=True).project.slug},
    "projects:letter-page": _pk(a_letter),
    "projects:letter-file": _pk(a_letter),
    "projects:letter-answer": _pk(a_letter),
    "projects:letter-settle": _pk(a_letter),
    "projects:finding-reopen": _pk(lambda it: a_finding(it, answered=True)),
    "projects:finding-carry-on": _pk(lambda it: a_finding(it, answered=True)),
    "projects:finding-write": _pk(a_finding),
    "projects:finding-file": _finding_file,
    "projects:version-list": _version,
    "projects:version-pdf": lambda it: _version(it) | {"number": 1},
    "projects:registration-page": _pk(a_registration_request),
    "projects:registration-edit": _pk(a_registration_request),
    "projects:registration-submit": _pk(a_registration_request),
    "projects:registration-fee": _pk(lambda it: a_registration_request(it, submitted=True)),
    "projects:registration-forward": _pk(lambda it: a_registration_request(it, submitted=True)),
    "projects:double-judge": _similar,
    "projects:registration-return": _pk(lambda it: a_registration_request(it, submitted=True)),
    "projects:registration-withdraw": _pk(a_registration_request),
    "projects:monitoring-page": _report(),
    "projects:monitoring-edit": _report(section="years"),
    "projects:monitoring-submit": _report(),
    "projects:monitoring-withdraw": _report(),
    "projects:monitoring-assign": _report(submitted=True),
    "projects:document-attach": _slot,
    "projects:document-file": _published_file,
}
