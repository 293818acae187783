"""The scenes: an example project in every state, so that something waits in every inbox.

A scene is done in one transaction and recognised by the title of its project, so that a second run makes nothing twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from common.models import Origin
from projects.projects.models import Project
from scenarios import acts
from scenarios.papers import Story
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
        acts.returned_pin,
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
        acts.draft_pdd,
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
        acts.open_inputs,
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
        acts.awaited_response,
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
        acts.validation,
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
        acts.modalities_filed,
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
        acts.modalities_in_confirmation,
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
        acts.registration_request,
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
        acts.reference_requested,
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
        acts.with_the_authority,
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
        acts.registration_request,
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
        acts.registration_before_committee,
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
        acts.LONG,
        acts.change_after_registration,
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
        acts.LONG,
        acts.withdrawal_of_the_project,
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
        acts.LONG,
        acts.after_registration(9, Walk.report, 800),
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
        acts.LONG,
        acts.after_registration(12, Walk.start_verification, 700),
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
        acts.LONG,
        acts.after_registration(24, Walk.request_issuance, 2010),
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
        acts.LONG,
        acts.after_registration(27, Walk.forward_issuance, 5140),
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
        acts.LONG,
        acts.after_registration(29, Walk.approve_issuance, 1150),
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
        acts.LONG,
        acts.after_registration(31, acts.issue_partner_side, 640),
    ),
)
