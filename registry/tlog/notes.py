"""Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint) with Ed25519 keys."""

import base64
import binascii
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import override

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519, COSIGNATURE = b"\x01", b"\x04"
POSITION = re.compile("0|[1-9][0-9]{0,17}")  # of an entry or a size


class NotTrusted(ValueError):  # noqa: N818  a verdict on a text, not a fault
    """The note is malformed or bears no valid signature of the key."""


def _key_hash(name: str, public: bytes, kind: bytes = ED25519) -> bytes:
    return sha256(name.encode() + b"\n" + kind + public).digest()[:4]


@dataclass(frozen=True)
class VerifierKey:
    """A public key by name; its text is `name+hash+key`. Its kind says what it signs: notes, or cosignatures."""

    name: str
    public: bytes
    kind: bytes = ED25519

    @classmethod
    def of(cls, text: str, kind: bytes = ED25519) -> "VerifierKey":
        """Read the text form. Raises: NotTrusted when it is not one of an Ed25519 key of that kind."""
        try:
            name, digest, key = text.strip().split("+", 2)
            raw = base64.b64decode(key, validate=True)
        except (ValueError, binascii.Error) as error:
            raise NotTrusted(f"not a verifier key: {text!r}") from error
        if raw[:1] != kind or len(raw) != 33 or _key_hash(name, raw[1:], kind).hex() != digest:
            raise NotTrusted(f"not an Ed25519 verifier key: {text!r}")
        return cls(name, raw[1:], kind)

    @override
    def __str__(self) -> str:
        key = base64.b64encode(self.kind + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{key}"

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return _key_hash(self.name, self.public, self.kind)


@dataclass(frozen=True)
class SignerKey:
    """A private key by name; its text is `PRIVATE+KEY+name+hash+seed`."""

    name: str
    seed: bytes

    @classmethod
    def of(cls, text: str) -> "SignerKey":
        """Read the text form. Raises: NotTrusted when it is not one of an Ed25519 key."""
        parts = text.strip().split("+", 4)
        if len(parts) != 5 or parts[:2] != ["PRIVATE", "KEY"]:
            raise NotTrusted("not a signer key")
        raw = base64.b64decode(parts[4], validate=True)
        if raw[:1] != ED25519 or len(raw) != 33:
            raise NotTrusted("not an Ed25519 signer key")
        return cls(parts[2], raw[1:])

    @override
    def __str__(self) -> str:
        seed = base64.b64encode(ED25519 + self.seed).decode()
        return f"PRIVATE+KEY+{self.name}+{_key_hash(self.name, self.verifier.public).hex()}+{seed}"

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(self.name, Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    def line(self, text: str) -> str:
        """The signature line of a note's text."""
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        known = base64.b64encode(_key_hash(self.name, self.verifier.public) + signature).decode()
        return f"\u2014 {self.name} {known}\n"


def make_signer(file: Path, name: str) -> SignerKey:
    """Make a key and add it to a file that only its owner reads."""
    made = SignerKey(name, secrets.token_bytes(32))
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as out:
        out.write(f"{made}\n")
    return made


def signers_of(file: Path) -> list[SignerKey]:
    """The signing keys of a file, one a line; none when there is no file. Raises: NotTrusted when a line is none."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [SignerKey.of(line) for line in lines if line.strip()]


def sign(text: str, keys: Sequence[SignerKey]) -> str:
    """A signed note: the text, an empty line, one signature line a key."""
    return text + "\n" + "".join(key.line(text) for key in keys)


def text_of(note: str) -> str:
    """The text of a note, signatures aside; not verified. Raises: NotTrusted when it is no note."""
    text, gap, lines = note.rpartition("\n\n")
    if not gap or not lines.endswith("\n"):
        raise NotTrusted("this is not a signed note")
    return text + "\n"


def signature_by(lines: str, key: VerifierKey) -> tuple[str, bytes]:
    """The signature line of a key among lines, and its bytes after the key's id. Raises: NotTrusted."""
    for line in lines.splitlines():
        dash, _space, rest = line.partition(" ")
        name, _space, signature = rest.partition(" ")
        try:
            raw = base64.b64decode(signature, validate=True)
        except binascii.Error as error:
            raise NotTrusted("a signature line is malformed") from error
        if dash == "\u2014" and name == key.name and raw[:4] == key.id:
            return f"{line}\n", raw[4:]
    raise NotTrusted(f"no signature of {key.name}")


def verify(key: VerifierKey, signature: bytes, signed: bytes) -> None:
    """Raises: NotTrusted when the key did not sign these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, signed)
    except InvalidSignature as error:
        raise NotTrusted("the signature is not of this text") from error


def opened(note: str, key: VerifierKey) -> str:
    """The text of a note that the key signed. Raises: NotTrusted."""
    text = text_of(note)
    _line, signature = signature_by(note[len(text) + 1 :], key)
    verify(key, signature, text.encode())
    return text


@dataclass(frozen=True)
class Checkpoint:
    """The head of a log: who, how many entries, root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def of(cls, note: str, key: VerifierKey) -> "Checkpoint":
        """Read a checkpoint that the key signed. Raises: NotTrusted."""
        lines = opened(note, key).split("\n")
        if len(lines) < 4 or lines[0] != key.name or POSITION.fullmatch(lines[1]) is None:
            raise NotTrusted("this is not a checkpoint of this log")
        return cls(lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True))
