"""The scenes: an example project in every state, so that something waits in every inbox.

A scene is done in one transaction and recognised by the title of its project, so that a second run makes nothing twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from common.models import Origin
from projects.assessments.services import findings
from projects.assessments.states.assessments import FindingKind
from projects.changes import services as changes
from projects.endings import services as endings
from projects.inputs import services as inputs
from projects.letters import services as letters
from projects.modalities import services as modalities
from projects.papers.services import documents, requests
from projects.pins import services as pins
from projects.projects.models import Project
from scenarios.papers import Story, pdf
from scenarios.people import Cast
from scenarios.walk import Walk


@dataclass(frozen=True)
class Scene:
    """A project and how far it has come; it starts `days` before today."""

    story: Story
    days: int
    play: Callable[[Walk], object]


def play_all(cast: Cast, now: datetime) -> int:
    """Play every scene that is not there yet; returns how many were played."""
    return sum(_play(scene, cast, now) for scene in SCENES)


@transaction.atomic
def _play(scene: Scene, cast: Cast, now: datetime) -> bool:
    if Project.objects.filter(origin=Origin.EXAMPLE, title=scene.story.name).exists():
        return False
    scene.play(Walk(cast, scene.story, now - timedelta(days=scene.days)))
    return True


def _returned_pin(walk: Walk) -> None:
    walk.submit_pin()
    note = "Please say when procurement starts, and give the payback period with and without credits for each boat."
    pins.return_to_participant(pin_id=walk.pin.pk, note=note, by=walk.cast["jcma"], at=walk.after(days=3))


def _draft_pdd(walk: Walk) -> None:
    walk.plan()
    walk.start_design()


def _open_inputs(walk: Walk) -> None:
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


def _reference_requested(walk: Walk) -> None:
    walk.plan()
    walk.publish_design()
    walk.request_reference()


def _with_the_authority(walk: Walk) -> None:
    """Under these rules the country's authority reviews the sustainability plan; the call for inputs is open."""
    walk.plan()
    walk.publish_design()


def _validation(walk: Walk) -> None:
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


def _modalities_in_confirmation(walk: Walk) -> None:
    """The Japanese company has confirmed, the Thai one is asked."""
    walk.plan()
    walk.validate()
    paper = walk.write_modalities()
    modalities.confirm(modalities_id=paper.pk, by=walk.cast["participant_japan"], at=walk.after(hours=2))


def _modalities_filed(walk: Walk) -> None:
    walk.plan()
    walk.confirm_modalities()


def _registration_request(walk: Walk) -> None:
    walk.plan()
    walk.validate()
    walk.request_registration()


def _registration_before_committee(walk: Walk) -> None:
    walk.plan()
    walk.validate()
    request = walk.forward_registration()
    walk.agree(request.decision_item, "member_japan")


def _after_registration(days: int, go_on: Callable[[Walk, int, int], object], tonnes: int) -> Callable[[Walk], None]:
    """Register, then go on `days` before today with the report of the last whole year and its tonnes."""

    def play(walk: Walk) -> None:
        now = walk.at + timedelta(days=LONG)
        walk.register()
        walk.at = now - timedelta(days=days)
        go_on(walk, walk.at.year - 1, tonnes)

    return play


def _issue_partner_side(walk: Walk, year: int, tonnes: int) -> None:
    request = walk.approve_issuance(year, tonnes)
    walk.issue(request, "partner", "registry_thailand")


def _change_after_registration(walk: Walk) -> None:
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
    requests.save_draft(request=change, values=words, by=by, at=walk.after(hours=3))
    requests.submit(request=change, by=by, at=walk.after(hours=1))


def _awaited_response(walk: Walk) -> None:
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


def _withdrawal_of_the_project(walk: Walk) -> None:
    """A registered project asks to be withdrawn; JCMA checks, and has asked the participants by letter."""
    now = walk.at + timedelta(days=LONG)
    walk.register()
    walk.at = now - timedelta(days=5)
    by = walk.cast["participant_japan"]
    withdrawal = endings.start_withdrawal(project_id=walk.pin.project_id, by=by, at=walk.at)
    words = {"reason": "The works have closed.", "all_agree": True, "declares_true": True}
    requests.save_draft(request=withdrawal, values=words, by=by, at=walk.after(hours=2))
    documents.attach(paper=withdrawal, slot="evidence", complete=pdf("agreement"), by=by, at=walk.at)
    requests.submit(request=withdrawal, by=by, at=walk.after(hours=1))
    letters.send(
        project_id=walk.pin.project_id,
        to_role="participant",
        topic="Date of the closure",
        text="Please say on which day the plant ran for the last time.",
        answer_by=(now + timedelta(days=9)).date(),
        by=walk.cast["jcma"],
        at=walk.after(days=1),
    )


LONG = 1300  # days: from the PIN, over the start of operation, to the end of a whole calendar year of it
SCENES = (
    Scene(
        Story(
            "Electric tuk-tuks with solar charging in a tourist town",
            "Old town",
            "Phuket",
            "Sixty electric three-wheelers and a charging station of 200 kW with solar panels.",
            7,
            310,
            1_900_000,
        ),
        3,
        Walk.start_pin,
    ),
    Scene(
        Story(
            "Waste heat recovery at a glass works",
            "Industrial estate",
            "Saraburi",
            "A steam turbine of 2 MW that uses the heat of the furnace’s exhaust.",
            4,
            4200,
            7_400_000,
            track="Premium T-VER",
        ),
        4,
        Walk.submit_pin,
    ),
    Scene(
        Story(
            "High-efficiency chillers in a hospital",
            "Central hospital",
            "Chiang Mai",
            "Two centrifugal chillers with inverter in place of four old ones.",
            3,
            880,
            1_200_000,
            "TH_AM003",
        ),
        7,
        Walk.forward_pin,
    ),
    Scene(
        Story(
            "Electric boats on the canals",
            "Canal piers",
            "Bangkok",
            "Twenty electric passenger boats with quick charging at the piers.",
            7,
            690,
            5_100_000,
        ),
        9,
        _returned_pin,
    ),
    Scene(
        Story(
            "Rooftop solar at a food factory",
            "Food factory",
            "Nakhon Pathom",
            "Solar panels of 2.4 MW on the roofs of a factory, for its own use.",
            1,
            1250,
            2_300_000,
            "TH_AM001",
        ),
        50,
        _draft_pdd,
    ),
    Scene(
        Story(
            "Floating solar on a drinking water reservoir",
            "Drinking water reservoir",
            "Chonburi",
            "A floating solar plant of 3 MW that also slows down evaporation.",
            1,
            1600,
            3_800_000,
            "TH_AM001",
        ),
        57,
        _open_inputs,
    ),
    Scene(
        Story(
            "Small hydro power at an irrigation weir",
            "Irrigation weir",
            "Phetchabun",
            "A turbine of 0.9 MW at an irrigation weir.",
            1,
            1450,
            3_000_000,
        ),
        80,
        _awaited_response,
    ),
    Scene(
        Story(
            "Natural refrigerants in a cold store",
            "Cold store",
            "Samut Sakhon",
            "Refrigerators with ammonia and CO2 in place of R-22.",
            3,
            940,
            2_700_000,
            "TH_AM011",
        ),
        95,
        _validation,
    ),
    Scene(
        Story(
            "Heat pumps in a dairy",
            "Dairy",
            "Lampang",
            "Two heat pumps of 1 MW that make hot water from waste heat.",
            4,
            760,
            1_500_000,
        ),
        17,
        _modalities_filed,
    ),
    Scene(
        Story(
            "Solar power on a textile mill",
            "Textile mill",
            "Lamphun",
            "Solar panels of 1.8 MW on the roofs of a mill.",
            1,
            930,
            1_800_000,
            "TH_AM001",
        ),
        99,
        _modalities_in_confirmation,
    ),
    Scene(
        Story(
            "Biogas from a cassava starch mill",
            "Starch mill",
            "Nakhon Ratchasima",
            "A covered lagoon and two gas engines of 1 MW.",
            13,
            9800,
            6_600_000,
        ),
        103,
        _registration_request,
    ),
    Scene(
        Story(
            "Solar pumps for rice fields",
            "Rice fields",
            "Suphan Buri",
            "Two hundred solar pumps in place of diesel pumps.",
            1,
            540,
            900_000,
            "TH_AM001",
        ),
        48,
        _reference_requested,
    ),
    Scene(
        Story(
            "Wood chips in a brick works",
            "Brick works",
            "Ang Thong",
            "A kiln that burns wood chips in place of lignite.",
            4,
            2600,
            1_100_000,
            track="Premium T-VER",
        ),
        52,
        _with_the_authority,
    ),
    Scene(
        Story(
            "Cold water storage at an airport",
            "Airport",
            "Krabi",
            "A storage of cold water that lets chillers run by night.",
            3,
            1900,
            3_300_000,
            track="Premium T-VER",
        ),
        108,
        _registration_request,
    ),
    Scene(
        Story(
            "LED lighting in shopping centres",
            "Eleven shopping centres",
            "Bangkok",
            "Forty thousand LED lamps with high colour rendering.",
            3,
            2100,
            3_100_000,
            "TH_AM016",
        ),
        108,
        _registration_before_committee,
    ),
    Scene(
        Story(
            "Vapour recompression in a sugar refinery",
            "Sugar refinery",
            "Khon Kaen",
            "An evaporator with mechanical vapour recompression.",
            4,
            3300,
            4_900_000,
            "TH_AM012",
        ),
        LONG,
        _change_after_registration,
    ),
    Scene(
        Story(
            "Gas engine at a paper mill",
            "Paper mill",
            "Kanchanaburi",
            "A gas engine of 6 MW with recovery of heat.",
            4,
            4100,
            6_200_000,
        ),
        LONG,
        _withdrawal_of_the_project,
    ),
    Scene(
        Story(
            "Heat exchangers in a brewery",
            "Brewery",
            "Pathum Thani",
            "Heat exchangers that preheat the wort.",
            4,
            830,
            1_300_000,
        ),
        LONG,
        _after_registration(9, Walk.report, 800),
    ),
    Scene(
        Story(
            "Inverter showcases in convenience stores",
            "Three hundred stores",
            "Chonburi",
            "Fridge-freezer showcases with inverter control in three hundred stores.",
            3,
            720,
            2_200_000,
            "TH_AM014",
        ),
        LONG,
        _after_registration(12, Walk.start_verification, 700),
    ),
    Scene(
        Story(
            "Solar power on a car parts factory",
            "Car parts factory",
            "Rayong",
            "Solar panels of 4 MW on roofs and car parks.",
            1,
            2050,
            4_000_000,
            "TH_AM001",
        ),
        LONG,
        _after_registration(24, Walk.request_issuance, 2010),
    ),
    Scene(
        Story(
            "Efficient electrolysers in a soda plant",
            "Chemical plant",
            "Map Ta Phut",
            "Electrolysers that use a fifth less electricity.",
            5,
            5200,
            8_800_000,
            "TH_AM015",
        ),
        LONG,
        _after_registration(27, Walk.forward_issuance, 5140),
    ),
    Scene(
        Story(
            "Screw chillers in a seafood plant",
            "Seafood plant",
            "Songkhla",
            "High-efficiency screw chillers for freezing.",
            3,
            1180,
            1_700_000,
            "TH_AM013",
        ),
        LONG,
        _after_registration(29, Walk.approve_issuance, 1150),
    ),
    Scene(
        Story(
            "Voltage control of a city grid",
            "City grid",
            "Hat Yai",
            "Online control of voltage and reactive power in a city grid.",
            2,
            650,
            2_900_000,
            "TH_AM017",
        ),
        LONG,
        _after_registration(31, _issue_partner_side, 640),
    ),
)
