"""The five tables as data: sheets, headings, columns in order, spacers, and who fills what (`aef-columns.csv`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from common.workbooks import letters_of

type Value = str | int | None  # of a cell; a day is its ISO text until it is written
type Line = list[Value]  # a row, a value for each column of its table

CARP_FIELD = "{Information in this field is populated by the CARP}"
CARP_LINK = "{Link to be produced by the CARP}"
NOT_APPLICABLE = "NA"
INDEX, SUMMARY = "Index", "Summary information"
HEADING_ROW, LABEL_ROW = 1, 3  # of tables 2 to 5; of table 1 the labels begin there, downwards


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        key: technical name of the nomenclature.
        label: compared exactly by the template's checker.
        carp: what the CARP has put into the cell; it comes back unchanged, and no Party fills it.
        spacer: a blank column follows in the workbook.
    """

    key: str
    label: str
    kind: Literal["text", "whole", "serial", "date"] = "text"
    is_required: bool = False
    carp: str | None = None
    spacer: bool = False


@dataclass(frozen=True)
class Table:
    """One table with its sheet."""

    number: int
    sheet: str
    heading: str
    columns: Sequence[Column]

    @property
    def place(self) -> Mapping[str, int]:
        """Where each column stands in a line, by its key."""
        return {column.key: place for place, column in enumerate(self.columns)}

    @property
    def layout(self) -> Sequence[Column | None]:
        """The columns of the sheet, None for a spacer."""
        found: list[Column | None] = []
        for column in self.columns:
            found += [column, None] if column.spacer else [column]
        return found

    def cell(self, line: int, key: str) -> str:
        """The place on the sheet of a value: of the line from 0, of the column by its key."""
        if self.number == 1:
            return f"B{LABEL_ROW + self.place[key]}"
        letters = {column.key: letters_of(n) for n, column in enumerate(self.layout, 1) if column is not None}
        return f"{letters[key]}{LABEL_ROW + 1 + line}"


_TABLE_1 = Table(
    1,
    "Table 1 Submission",
    "Table 1: Submission",
    (
        Column("ParticipatingParty", "Party", is_required=True),
        Column("SubmissionVersion", "Version", is_required=True),
        Column("ReportedYear", "Reported year", kind="whole", is_required=True),
        Column("DateOfSubmission", "Date of submission", kind="date", is_required=True),
        Column("ReviewStatusOfInitialReport", "Review status of the initial report", carp=CARP_FIELD),
        Column("ResultOfConsistencyCheck", "Result of the consistency check of this AEF submission", carp=CARP_FIELD),
        Column("FirstYearOfNDCPeriod", "First year of the NDC implementation period", kind="whole", is_required=True),
        Column("LastYearOfNDCPeriod", "Last year of the NDC implementation period", kind="whole", is_required=True),
        Column(
            "ReferenceToTerReport",
            "Reference to the Article 6 technical expert review report of the initial report",
            carp=CARP_LINK,
        ),
    ),
)
_TABLE_2 = Table(
    2,
    "Table 2 Authorizations",
    "Table 2: Authorizations",
    (
        Column("AuthorizationID", "Authorization ID", is_required=True),
        Column("DateOfAuthorization", "Date of authorization", kind="date", is_required=True),
        Column("CooperativeApproachID", "Cooperative approach ID", is_required=True),
        Column("AuthorizationVersion", "Version of the authorization", kind="whole", is_required=True, spacer=True),
        Column("AuthorizedQuantity", "Authorized quantity", kind="whole"),
        Column("Metric", "Metric", is_required=True),
        Column("GWPValues", "Applicable GWP value(s)"),
        Column("Non-GHGMetric", "Applicable non-GHG metric"),
        Column("Sectors", "Sector(s)", is_required=True),
        Column("ActivityType", "Activity type(s)"),
        Column("PurposeForAuthorization", "Purposes for authorization", is_required=True),
        Column("AuthorizedPartyIDs", "Authorized Party(ies) ID"),
        Column("AuthorizedEntityIDs", "Authorized entity(ies) ID"),
        Column("OIMPAuthorized", "OIMP authorized by the Party"),
        Column("AuthorizedTimeframe", "Authorized timeframe"),
        Column("AuthorizationT&Cs", "Authorization terms and conditions"),
        Column("AuthorizationDocumentation", "Authorization documentation", carp=""),
        Column("FirstTransferDefnForOIMP", "First transfer definition for OIMP"),
        Column("AdditionalExplanatoryInformation", "Additional explanatory information"),
    ),
)
_TABLE_3 = Table(
    3,
    "Table 3 Actions",
    "Table 3: Actions",
    (
        Column("ActionDateTime", "Action date", kind="date", is_required=True),
        Column("ActionType", "Action type", is_required=True),
        Column("ActionSubtype", "Action subtype"),
        Column("CooperativeApproachID", "Cooperative approach ID", is_required=True),
        Column("AuthorizationID", "Authorization ID", is_required=True),
        Column("FirstTransferringPartyID", "First transferring participating Party ID", is_required=True),
        Column("PartyITMORegistryID", "Party ITMO registry ID", is_required=True),
        Column("FirstID", "First ID", kind="serial", is_required=True),
        Column("LastID", "Last ID", kind="serial", is_required=True, spacer=True),
        Column("UnderlyingUnitRegistryID", "Underlying unit registry ID"),
        Column("UnderlyingUnitFirstUnitID", "First unit ID", kind="whole"),
        Column("UnderlyingUnitLastUnitID", "Last unit ID", kind="whole", spacer=True),
        Column("Metric", "Metric", is_required=True),
        Column("GWPValues", "Applicable GWP value(s)"),
        Column("Non-GHGMetric", "Applicable non-GHG metric"),
        Column("QuantityCO2", "Quantity (t CO2 eq)", kind="whole", is_required=True),
        Column("QuantityNon-GHG", "Quantity (in non-GHG metric)", spacer=True),
        Column("MitigationType", "Mitigation type", is_required=True),
        Column("Vintage", "Vintage", kind="whole", is_required=True, spacer=True),
        Column("TransferringPartyID", "Transferring participating Party ID"),
        Column("AcquiringPartyID", "Acquiring participating Party ID", spacer=True),
        Column(
            "PurposeITMOUsedForOIMP",
            "Purpose for which the ITMO has been used towards or cancelled for OIMP",
        ),
        Column("Using/cancellingPartyID", "Using/cancelling participating Party ID"),
        Column("Using/cancellingEntityID", "Using/cancelling authorized entity ID"),
        Column(
            "YearITMOUsedTowardsNDC",
            "Calendar year for which the ITMOs are used towards the Party's NDC",
            kind="whole",
            spacer=True,
        ),
        Column("ResultOfConsistencyChecks", "Result of the consistency checks", carp=""),
        Column("AdditionalExplanatoryInformation", "Additional explanatory information"),
    ),
)
_TABLE_4 = Table(
    4,
    "Table 4 Holdings",
    "Table 4: Holdings",
    (
        Column("CooperativeApproachID", "Cooperative approach ID", is_required=True),
        Column("AuthorizationID", "Authorization ID", is_required=True),
        Column("FirstTransferringPartyID", "First transferring participating Party ID", is_required=True),
        Column("PartyITMORegistryID", "Party ITMO registry ID", is_required=True),
        Column("FirstID", "First ID", kind="serial", is_required=True),
        Column("LastID", "Last ID", kind="serial", is_required=True, spacer=True),
        Column("UnderlyingUnitRegistryID", "Underlying unit registry ID"),
        Column("UnderlyingUnitFirstUnitID", "First unit ID", kind="whole"),
        Column("UnderlyingUnitLastUnitID", "Last unit ID", kind="whole", spacer=True),
        Column("Metric", "Metric", is_required=True),
        Column("GWPValues", "Applicable GWP value(s)"),
        Column("Non-GHGMetric", "Applicable non-GHG metric"),
        Column("QuantityCO2", "Quantity (t CO2 eq)", kind="whole", is_required=True),
        Column("QuantityNon-GHG", "Quantity (in non-GHG metric)", spacer=True),
        Column("MitigationType", "Mitigation type", is_required=True),
        Column("Vintage", "Vintage", kind="whole", is_required=True),
    ),
)
_TABLE_5 = Table(
    5,
    "Table 5 Auth. entities",
    "Table 5: Authorized entities",
    (
        Column("DateOfAuthorization", "Date of the authorization", kind="date", is_required=True),
        Column("AuthorizedEntityName", "Name", is_required=True),
        Column("AuthorizedEntityCountryOfIncorporation", "Country of incorporation", is_required=True),
        Column("AuthorizedEntityID", "Identification number", is_required=True),
        Column("CooperativeApproachID", "Cooperative approach ID", is_required=True),
        Column("AuthorizedEntityConditions", "Conditions"),
        Column("AuthorizedEntityChangeConditions", "Change and revocation conditions"),
        Column("AdditionalExplanatoryInformation", "Additional explanatory information"),
    ),
)
TABLES: Mapping[int, Table] = {table.number: table for table in (_TABLE_1, _TABLE_2, _TABLE_3, _TABLE_4, _TABLE_5)}
