"""The rows of `registry`: the book for reading, accounts, and requests under four eyes."""

from registry.models.accounts import (
    JAPAN,
    Account,
    AccountKind,
    Representative,
    TransferLimit,
    TrustedAccount,
)
from registry.models.book import BookAccount, BookTransaction, Holding, Lot, Movement, Series, TransactionKind
from registry.models.log import LogCheckpoint, LogCosignature, LogEntry, LogHash, LogKey, LogStatement
from registry.models.requests import RequestLeg, TransactionRequest

__all__ = [
    "JAPAN",
    "Account",
    "AccountKind",
    "BookAccount",
    "BookTransaction",
    "Holding",
    "LogCheckpoint",
    "LogCosignature",
    "LogEntry",
    "LogHash",
    "LogKey",
    "LogStatement",
    "Lot",
    "Movement",
    "Representative",
    "RequestLeg",
    "Series",
    "TransactionKind",
    "TransactionRequest",
    "TransferLimit",
    "TrustedAccount",
]
