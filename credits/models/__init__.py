"""The rows of `credits`: why a unit exists, what it may be used for, and how it ended."""

from credits.models.aef import AefChunk, AefFile
from credits.models.authorisations import Authorisation, AuthorisedRange, FirstTransfer, Use
from credits.models.issuances import Issuance, IssuedLot
from credits.models.lists import PublicIssuance
from credits.models.party_records import PartyRecord, RecordKind
from credits.models.purposes import Act, Purpose
from credits.models.records import PublishedIssuance
from credits.models.reports import ReportKind, ReportRun
from credits.models.requests import AllocatedAmount, IssuanceRequest
from credits.models.transfers import PublishedTransfer
from credits.models.uses import CertificateRange, FinalUse, RetirementCertificate

__all__ = [
    "Act",
    "AefChunk",
    "AefFile",
    "AllocatedAmount",
    "Authorisation",
    "AuthorisedRange",
    "CertificateRange",
    "FinalUse",
    "FirstTransfer",
    "Issuance",
    "IssuanceRequest",
    "IssuedLot",
    "PartyRecord",
    "PublicIssuance",
    "PublishedIssuance",
    "PublishedTransfer",
    "Purpose",
    "RecordKind",
    "ReportKind",
    "ReportRun",
    "RetirementCertificate",
    "Use",
]
