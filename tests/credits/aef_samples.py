"""A submission of Japan and its mirror image of Thailand, whole and right, to be made wrong one cell at a time."""

from dataclasses import replace
from datetime import date

from credits.aef.submissions import Submission
from credits.aef.tables import TABLES, Line, Value

PARTIES = frozenset({"JPN", "THA", "MNG"})
NA = "NA"


def line(number: int, **cells: Value) -> Line:
    """A line of a table by technical names; what is not named stays empty."""
    return [
        cells.get(column.key.replace("/", "_").replace("&", "").replace("-", "_")) for column in TABLES[number].columns
    ]


def authorisation(name: str = "TH-2025-1", **more: Value) -> Line:
    usual: dict[str, Value] = {
        "AuthorizationID": name,
        "DateOfAuthorization": "2025-04-01",
        "CooperativeApproachID": "CA0007",
        "AuthorizationVersion": 1,
        "AuthorizedQuantity": 5000,
        "Metric": "GHG",
        "Non_GHGMetric": NA,
        "Sectors": "Energy generation",
        "ActivityType": "Solar",
        "PurposeForAuthorization": "NDC",
        "AuthorizedPartyIDs": "JPN",
        "OIMPAuthorized": NA,
        "AuthorizedTimeframe": "2021/2030",
        "FirstTransferDefnForOIMP": NA,
    }
    return line(2, **(usual | more))


def action(kind: str, first: int, last: int, **more: Value) -> Line:
    usual: dict[str, Value] = {
        "ActionDateTime": "2025-11-11",
        "ActionType": kind,
        "ActionSubtype": "First transfer to another Party" if kind == "First transfer" else NA,
        "CooperativeApproachID": "CA0007",
        "AuthorizationID": "TH-2025-1",
        "FirstTransferringPartyID": "THA",
        "PartyITMORegistryID": "THA01",
        "FirstID": first,
        "LastID": last,
        "UnderlyingUnitRegistryID": "JCM",
        "UnderlyingUnitFirstUnitID": first + 2017,
        "UnderlyingUnitLastUnitID": last + 2017,
        "Metric": "GHG",
        "Non_GHGMetric": NA,
        "QuantityCO2": last - first + 1,
        "QuantityNon_GHG": NA,
        "MitigationType": "Emission reductions",
        "Vintage": 2021,
        "TransferringPartyID": "THA" if kind == "Acquisition" else NA,
        "AcquiringPartyID": "JPN" if kind in {"First transfer", "Transfer"} else NA,
        "PurposeITMOUsedForOIMP": NA,
        "Using_cancellingPartyID": "JPN" if kind == "Use" else NA,
        "Using_cancellingEntityID": NA,
        "YearITMOUsedTowardsNDC": 2021 if kind == "Use" else NA,
    }
    return line(3, **(usual | more))


def holding(first: int, last: int, **more: Value) -> Line:
    usual: dict[str, Value] = {
        "CooperativeApproachID": "CA0007",
        "AuthorizationID": "TH-2025-1",
        "FirstTransferringPartyID": "THA",
        "PartyITMORegistryID": "THA01",
        "FirstID": first,
        "LastID": last,
        "UnderlyingUnitRegistryID": "JCM",
        "UnderlyingUnitFirstUnitID": first + 2017,
        "UnderlyingUnitLastUnitID": last + 2017,
        "Metric": "GHG",
        "Non_GHGMetric": NA,
        "QuantityCO2": last - first + 1,
        "QuantityNon_GHG": NA,
        "MitigationType": "Emission reductions",
        "Vintage": 2021,
    }
    return line(4, **(usual | more))


def entity(**more: Value) -> Line:
    usual: dict[str, Value] = {
        "DateOfAuthorization": "2025-04-01",
        "AuthorizedEntityName": "Sakura Engineering Co., Ltd.",
        "AuthorizedEntityCountryOfIncorporation": "JPN",
        "AuthorizedEntityID": "1010001000001",
        "CooperativeApproachID": "CA0007",
    }
    return line(5, **(usual | more))


JAPANS = Submission(
    "JPN",
    "Japan",
    2025,
    "1.0",
    date(2026, 4, 14),
    (2021, 2030),
    {
        2: [authorisation()],
        3: [action("Acquisition", 1, 1009), action("Use", 1, 9)],
        4: [holding(10, 1009)],
        5: [entity()],
    },
)
THAILANDS = replace(
    JAPANS, party="THA", party_name="Thailand", tables={2: [authorisation()], 3: [action("First transfer", 1, 1009)]}
)
NOTHING_BEFORE = replace(JAPANS, year=2024, tables={})
