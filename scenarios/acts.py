"""The acts of the scenes: what is done in each to bring a project where it waits."""

from collections.abc import Callable
from datetime import timedelta

from projects.assessments.services import findings
from projects.assessments.states.assessments import FindingKind
from projects.changes import services as changes
from projects.endings import services as endings
from projects.inputs import services as inputs
from projects.letters import services as letters
from projects.modalities import services as modalities
from projects.papers.services import documents
from scenarios.papers import pdf
from scenarios.walk import Walk
from workflow import procedures
from workflow.papers import services as papers

LONG = 1300  # days: from the PIN, over the start of operation, to the end of a whole calendar year of it


def returned_pin(walk: Walk) -> None:
    walk.submit_pin()
    note = "Please say when procurement starts, and give the payback period with and without credits for each boat."
    papers.give_back(paper=walk.pin, note=note, by=walk.cast["jcma"], at=walk.after(days=3))


def draft_pdd(walk: Walk) -> None:
    walk.plan()
    walk.start_design()


def open_inputs(walk: Walk) -> None:
    walk.plan()
    call = walk.publish_design()
    comments = (
        ("Arisa Phan", "Rayong Fishers’ Cooperative", "Will the panels leave the boat lane to the pier free?"),
        ("Paul Keller", "", "Please publish how the modules are recycled at the end of their life."),
    )
    given = [
        inputs.comment(
            call_id=call.pk,
            name=name,
            organisation=organisation,
            email="visitor@example.org",
            text=text,
            by=walk.cast.system,
            at=walk.after(days=5),
        )
        for name, organisation, text in comments
    ]
    inputs.publish(input_id=given[0].pk, by=walk.cast["jcma"], at=walk.after(hours=5))


def reference_requested(walk: Walk) -> None:
    walk.plan()
    walk.publish_design()
    walk.request_reference()


def with_the_authority(walk: Walk) -> None:
    """Under these rules the country's authority reviews the sustainability plan; the call for inputs is open."""
    walk.plan()
    walk.publish_design()


def validation(walk: Walk) -> None:
    walk.plan()
    validation, tpe = walk.start_validation(), walk.cast["tpe"]
    asked = (
        (FindingKind.CAR, "Calibration", "The plan names no interval for the calibration of the meter. Please add it."),
        (FindingKind.CL, "Grid factor", "Please say which grid emission factor is used, with its source and year."),
        (FindingKind.FAR, "Refrigerant log", "Please keep a log of refrigerant refills for the first verification."),
    )
    raised = [
        findings.raise_finding(assessment=validation, kind=kind, topic=topic, text=text, by=tpe, at=walk.after(days=2))
        for kind, topic, text in asked
    ]
    answer = "The factor published for 2024 by the Thai authority is used; the table is attached to the PDD."
    by = walk.cast["participant_japan"]
    findings.answer(finding_id=raised[1].pk, text=answer, by=by, at=walk.after(days=2))
    design = validation.design
    design.refresh_from_db()
    if design.state in procedures.of(design).reopens:
        findings.ask_correction(
            finding_id=raised[0].pk, sections=["monitoring"], text=asked[0][2], by=tpe, at=walk.after(hours=1)
        )


def modalities_in_confirmation(walk: Walk) -> None:
    """The Japanese company has confirmed, the Thai one is asked."""
    walk.plan()
    walk.validate()
    paper = walk.write_modalities()
    modalities.confirm(modalities_id=paper.pk, by=walk.cast["participant_japan"], at=walk.after(hours=2))


def modalities_filed(walk: Walk) -> None:
    walk.plan()
    walk.confirm_modalities()


def registration_request(walk: Walk) -> None:
    walk.plan()
    walk.validate()
    walk.request_registration()


def registration_before_committee(walk: Walk) -> None:
    walk.plan()
    walk.validate()
    request = walk.forward_registration()
    walk.agree(request.decision_item, "member_japan")


def after_registration(days: int, go_on: Callable[[Walk, int, int], object], tonnes: int) -> Callable[[Walk], None]:
    """Register, then go on `days` before today with the report of the last whole year and its tonnes."""

    def play(walk: Walk) -> None:
        now = walk.at + timedelta(days=LONG)
        walk.register()
        walk.at = now - timedelta(days=days)
        go_on(walk, walk.at.year - 1, tonnes)

    return play


def issue_partner_side(walk: Walk, year: int, tonnes: int) -> None:
    request = walk.approve_issuance(year, tonnes)
    walk.issue(request, "partner", "registry_thailand")


def change_after_registration(walk: Walk) -> None:
    """A registered project asks for a permanent change; JCMA checks the request."""
    now = walk.at + timedelta(days=LONG)
    walk.register()
    walk.at = now - timedelta(days=4)
    by = walk.cast["participant_japan"]
    change = changes.start(project_id=walk.pin.project_id, by=by, at=walk.at)
    words = {
        "kind": "design",
        "summary": "A second evaporator with mechanical vapour recompression is added.",
        "reason": "The refinery extends its production.",
        "starts_on": (now + timedelta(days=60)).date(),
        "applicability": "Both eligibility criteria are still met: the new equipment is certified.",
        "effect": "Reductions rise by about a third; nothing is claimed before the revised PDD is in force.",
        "declares_true": True,
    }
    papers.save_draft(paper=change, values=words, by=by, at=walk.after(hours=3))
    papers.submit(paper=change, by=by, at=walk.after(hours=1))


def awaited_response(walk: Walk) -> None:
    """The call has closed with one published comment; the participants respond next."""
    walk.plan()
    call = walk.publish_design()
    given = inputs.comment(
        call_id=call.pk,
        name="Arisa Phan",
        organisation="",
        email="visitor@example.org",
        text="At which hours does the plant make noise?",
        by=walk.cast.system,
        at=walk.after(days=3),
    )
    inputs.publish(input_id=given.pk, by=walk.cast["jcma"], at=walk.after(hours=5))
    inputs.close_due(by=walk.cast.system, at=walk.after(days=29))


def withdrawal_of_the_project(walk: Walk) -> None:
    """A registered project asks to be withdrawn; JCMA checks, and has asked the participants by letter."""
    now = walk.at + timedelta(days=LONG)
    walk.register()
    walk.at = now - timedelta(days=5)
    by = walk.cast["participant_japan"]
    withdrawal = endings.start_withdrawal(project_id=walk.pin.project_id, by=by, at=walk.at)
    words = {"reason": "The works have closed.", "all_agree": True, "declares_true": True}
    papers.save_draft(paper=withdrawal, values=words, by=by, at=walk.after(hours=2))
    documents.attach(paper=withdrawal, slot="evidence", complete=pdf("agreement"), by=by, at=walk.at)
    papers.submit(paper=withdrawal, by=by, at=walk.after(hours=1))
    letters.send(
        project_id=walk.pin.project_id,
        to_role="participant",
        topic="Date of the closure",
        text="Please say on which day the plant ran for the last time.",
        answer_by=(now + timedelta(days=9)).date(),
        by=walk.cast["jcma"],
        at=walk.after(days=1),
    )
