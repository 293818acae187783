"""Two ways to write the same tables, where the sources differ: each difference is a setting with its source."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence

CHECKER_SOURCE = "public syntax checker that comes with the secretariat's template (additions 3.1)"
NOMENCLATURE_SOURCE = "list of common nomenclatures of 17 February 2026, through the aef-v2 library"


@dataclass(frozen=True)
class Profile:
    """How cells are written.

    Attributes:
        whole_identifier: First and Last ID are the whole identifier; else the serial number alone.
        real_dates: days are date cells shown as dd/mm/yyyy; else actions bear ISO 8601 text in UTC.
        party_by_name: table 1 names the Party; else it bears the code.
        timeframe: how an authorised time frame from one year to another is written.
        words: values that are spelled otherwise than in the nomenclature, by column.
    """

    name: str
    label: Sentence
    source: str
    whole_identifier: bool
    real_dates: bool
    party_by_name: bool
    timeframe: str
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


CHECKER = Profile(
    "checker",
    _("What the template’s checker demands"),
    CHECKER_SOURCE,
    whole_identifier=True,
    real_dates=True,
    party_by_name=True,
    timeframe="Occurred: from {first} to {last}",
    words={
        "FirstTransferDefnForOIMP": {
            "Authorisation": "Authorization",
            "Use or Cancellation": "Use or cancellation",
        },
        "ActionType": {"Voluntary Cancellation": "Cancellation"},
    },
)
NOMENCLATURE = Profile(
    "nomenclature",
    _("The list of common nomenclatures"),
    NOMENCLATURE_SOURCE,
    whole_identifier=False,
    real_dates=False,
    party_by_name=False,
    timeframe="{first} - {last}",
)
PROFILES: Mapping[str, Profile] = {each.name: each for each in (CHECKER, NOMENCLATURE)}
DEFAULT = CHECKER  # its files pass what looks at them first

METRICS = ("GHG", "non-GHG")
PURPOSES = ("NDC", "OIMP", "IMP", "OP", "NDC and OIMP", "NDC and IMP", "NDC and OP")
FIRST_TRANSFER_DEFINITIONS = ("Authorisation", "Issuance", "Use or Cancellation")
ACTION_TYPES = (
    "Authorization",
    "First transfer",
    "Transfer",
    "Acquisition",
    "Use",
    "Cancellation",
    "Voluntary Cancellation",
)
MITIGATION_TYPES = ("Emission reductions", "Removals", "Emission reductions and removals")
SECTORS = (
    "Agriculture",
    "Building and construction",
    "Cross-sectoral mechanisms",
    "Energy generation",
    "Forestry and land use",
    "Industrial processes",
    "Transportation",
    "Urban development",
    "Waste management",
)
UNIT_REGISTRIES = (
    "VCS", "GS", "CAR", "ACR", "ART", "GCC", "Cercarbono", "Isometric", "ISFL", "FCPF", "T-VER", "JCM",
)  # fmt: skip
_TO_ADAPTATION = (
    "Mandatory transfer to the Adaptation Fund (A6.4 ERs)",
    "Voluntary transfer to the Adaptation Fund (A6.4 ERs)",
)
_OVERALL = (
    "Mandatory cancellation to deliver OMGE",
    "Voluntary cancellation to deliver OMGE",
    "Other cancellations",
    "Not yet defined",
)
_FIRST = ("First transfer to another Party", "Authorization", "Issuance", "Use or cancellation")
SUBTYPES: Mapping[str, tuple[str, ...]] = {
    "First transfer": (*_FIRST, *_OVERALL),
    "Transfer": (*_TO_ADAPTATION, "Not yet defined"),
    "Cancellation": _OVERALL,
    "Voluntary Cancellation": _OVERALL,
}
# Which columns of table 3 go with which types of action; for all others they are NA.
ONLY_FOR: Mapping[str, tuple[str, ...]] = {
    "TransferringPartyID": ("Acquisition",),
    "AcquiringPartyID": ("First transfer", "Transfer"),
    "PurposeITMOUsedForOIMP": ("Use", "First transfer", "Cancellation", "Voluntary Cancellation"),
    "Using/cancellingPartyID": ("Use", "First transfer", "Cancellation", "Voluntary Cancellation"),
    "Using/cancellingEntityID": ("Use", "First transfer", "Cancellation", "Voluntary Cancellation"),
    "YearITMOUsedTowardsNDC": ("Use",),
}

AUTHORISATION_ID = re.compile(r"[A-Za-z0-9 -]+")
APPROACH = re.compile(r"CA[0-9]{4}")
REGISTRY = re.compile(r"[A-Z]{3}[0-9]{2}")
PARTY = re.compile(r"[A-Z]{3}")
VERSION = re.compile(r"[1-9][0-9]*\.[0-9]+")
IDENTIFIER = re.compile(r"(CA[0-9]{4})-([A-Z]{3}[0-9]{2})-([A-Z]{3})-([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,18})-([0-9]{4})")
ENTITIES = re.compile(r"[A-Za-z0-9 .()-]+(?:\s*,\s*[A-Za-z0-9 .()-]+)*")


def identifier(approach: object, registry: object, party: object, serial: object, vintage: object) -> str:
    """The whole identifier of one ITMO (6/CMA.4 annex I, paragraph 5)."""
    return f"{approach}-{registry}-{party}-{serial}-{vintage}"
