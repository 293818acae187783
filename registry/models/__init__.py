"""The rows of `registry`: the book for reading, accounts, and requests under four eyes."""

from registry.models.accounts import JAPAN, Account, AccountKind, Representative, TransferLimit, TrustedAccount
from registry.models.batches import TransferBatch
from registry.models.book import (
    BookAccount,
    BookTransaction,
    Holding,
    Lot,
    Movement,
    PublicMovement,
    Series,
    TransactionKind,
)
from registry.models.document_requests import DocumentRequest, HandedInDocument
from registry.models.holder_changes import HolderChange
from registry.models.holders import AccountDocument, AccountSlot, ChangeKind, HolderDetails, RepresentativeChange
from registry.models.inspections import Inspection, InspectionKind, RegistryStop
from registry.models.log import LogCheckpoint, LogCosignature, LogEntry, LogHash, LogKey, LogStatement
from registry.models.officer_requests import ANSWERING_KINDS, OFFICER_KINDS, OfficerLeg, OfficerRequest
from registry.models.requests import RequestLeg, TransactionRequest
from registry.models.rule_changes import RuleChange

__all__ = [
    "ANSWERING_KINDS",
    "JAPAN",
    "OFFICER_KINDS",
    "Account",
    "AccountDocument",
    "AccountKind",
    "AccountSlot",
    "BookAccount",
    "BookTransaction",
    "ChangeKind",
    "DocumentRequest",
    "HandedInDocument",
    "HolderChange",
    "HolderDetails",
    "Holding",
    "Inspection",
    "InspectionKind",
    "LogCheckpoint",
    "LogCosignature",
    "LogEntry",
    "LogHash",
    "LogKey",
    "LogStatement",
    "Lot",
    "Movement",
    "OfficerLeg",
    "OfficerRequest",
    "PublicMovement",
    "RegistryStop",
    "Representative",
    "RepresentativeChange",
    "RequestLeg",
    "RuleChange",
    "Series",
    "TransactionKind",
    "TransactionRequest",
    "TransferBatch",
    "TransferLimit",
    "TrustedAccount",
]
