"""Check the transparency log without the platform: `python verifier.py FOLDER-or-ADDRESS`.

One file; Python and `cryptography` are all it needs. It checks the signature of the head, the cosignatures of the
witnesses you name, every hash up to the root, an older head if you kept one, and replays every transaction: no unit
twice, none vanished, no sender without units, nothing given back by an account that ended units but by a reversal; then
it compares the balances with those published.
Exit status 0 when all agrees; 1 and the first difference when not.
"""

import argparse
import base64
import json
import sys
import urllib.request
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WIDTH = 256


class Difference(Exception):  # noqa: N818  it is what was found, not an error of this program
    """What does not agree, in one sentence."""


class Source:
    """Files of a log, in a folder or at an address."""

    def __init__(self, place: str) -> None:
        self.place = place.rstrip("/")
        self.remote = place.startswith(("http://", "https://"))

    def bytes(self, path: str) -> bytes:
        """One file. Raises: Difference when it is not there."""
        try:
            if self.remote:
                with urllib.request.urlopen(f"{self.place}/{path}", timeout=60) as answer:  # noqa: S310  # nosec
                    return bytes(answer.read())
            return (Path(self.place) / path).read_bytes()
        except OSError as error:
            raise Difference(f"{path} cannot be read: {error}") from error

    def text(self, path: str) -> str:
        """One file as text."""
        return self.bytes(path).decode("utf-8")


def opened(note: str, keys: list[str]) -> tuple[str, int, bytes]:
    """Origin, size and root of a head that one of the keys signed."""
    text, gap, signatures = note.rpartition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) < 3 or not lines[1].isdigit():
        raise Difference("the head is not a signed note")
    for key in keys:
        name, digest, raw = key.strip().split("+", 2)
        public = base64.b64decode(raw)
        if sha256(name.encode() + b"\n" + public).hexdigest()[:8] != digest:
            raise Difference(f"the key {key} is malformed")
        for line in signatures.splitlines():
            dash, _space, rest = line.partition(" ")
            signer, _space, signature = rest.partition(" ")
            given = base64.b64decode(signature)
            if dash == "\u2014" and signer == name == lines[0] and given[:4].hex() == digest:
                try:
                    Ed25519PublicKey.from_public_bytes(public[1:]).verify(given[4:], (text + "\n").encode())
                except InvalidSignature as error:
                    raise Difference("the signature of the head is wrong") from error
                return lines[0], int(lines[1]), base64.b64decode(lines[2])
    raise Difference("no signature of the head is by a known key")


def witnessed(note: str, witnesses: list[str]) -> None:
    """Every named witness has cosigned the head (C2SP tlog-cosignature v1, Ed25519). Raises: Difference."""
    text, _gap, signatures = note.rpartition("\n\n")
    for key in witnesses:
        name, digest, raw = key.strip().split("+", 2)
        public = base64.b64decode(raw)
        if sha256(name.encode() + b"\n" + public).hexdigest()[:8] != digest or public[:1] != b"\x04":
            raise Difference(f"{key} is not the key of a witness")
        if not any(_cosigned(name, digest, public[1:], line, text) for line in signatures.splitlines()):
            raise Difference(f"the witness {name} has not cosigned the head")


def _cosigned(name: str, digest: str, public: bytes, line: str, text: str) -> bool:
    dash, _space, rest = line.partition(" ")
    signer, _space, signature = rest.partition(" ")
    given = base64.b64decode(signature)
    if dash != "\u2014" or signer != name or given[:4].hex() != digest:
        return False
    time = int.from_bytes(given[4:12], "big")
    try:
        signed = f"cosignature/v1\ntime {time}\n{text}\n".encode()
        Ed25519PublicKey.from_public_bytes(public).verify(given[12:], signed)
    except InvalidSignature as error:
        raise Difference(f"the cosignature of the witness {name} is wrong") from error
    return True


def fold(hashes: list[bytes]) -> bytes:
    """Root of a tree (RFC 6962)."""
    row = hashes or [sha256(b"").digest()]
    while len(row) > 1:
        odd = row[len(row) - len(row) % 2 :]
        row = [sha256(b"\x01" + row[n] + row[n + 1]).digest() for n in range(0, len(row) - 1, 2)] + odd
    return row[0]


def number_path(number: int) -> str:
    """1234067 is x001/x234/067."""
    digits = f"{number:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[n : n + 3] for n in range(0, len(digits), 3)]
    return "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])


def entries(source: Source, size: int) -> Iterator[bytes]:
    """Every entry in its order."""
    for number in range((size + WIDTH - 1) // WIDTH):
        width = min(WIDTH, size - number * WIDTH)
        bundle = source.bytes(f"tile/entries/{number_path(number)}" + ("" if width == WIDTH else f".p/{width}"))
        at = found = 0
        while at < len(bundle):
            length = int.from_bytes(bundle[at : at + 2], "big")
            yield bundle[at + 2 : at + 2 + length]
            at, found = at + 2 + length, found + 1
        if found != width:
            raise Difference(f"bundle {number} has {found} entries instead of {width}")


class Replay:
    """Who holds which units, made again from the entries alone."""

    def __init__(self) -> None:
        self.lots: dict[int, dict[str, Any]] = {}
        self.held: dict[int, list[tuple[int, int, str]]] = {}
        self.ended: set[str] = set()
        self.next_unit: dict[tuple[str, str, str], int] = {}
        self.transactions = 0

    def take(self, position: int, entry: dict[str, Any]) -> None:
        """One entry. Raises: Difference."""
        if entry.get("about") != "transaction":
            return
        where, kind = f"entry {position}, transaction {entry['transaction']}", entry["kind"]
        self.transactions += entry["part"] == 1
        for lot in entry.get("lots", []):
            self._open(where, lot)
        for moved in entry["movements"]:
            if (moved["from"] is None) != (kind == "issuance"):
                raise Difference(f"{where}: only an issuance comes from nowhere")
            if moved["from"] in self.ended and kind != "reversal":
                raise Difference(f"{where}: {moved['from']} has ended its units and gives none back")
            if kind in {"retirement", "cancellation"}:
                self.ended.add(moved["to"])
            self._move(where, moved)

    def _open(self, where: str, lot: dict[str, Any]) -> None:
        if lot["lot"] in self.lots:
            if self.lots[lot["lot"]] != lot:
                raise Difference(f"{where}: lot {lot['lot']} was issued before as another")
            return
        series = (lot["host"], lot["registry"], lot["numbering"])
        if self.next_unit.get(series, lot["first"]) != lot["first"]:
            raise Difference(f"{where}: the numbers of {'-'.join(series)} do not run on")
        self.next_unit[series] = lot["last"] + 1
        self.lots[lot["lot"]] = lot
        self.held[lot["lot"]] = [(lot["first"], lot["last"], "")]

    def _move(self, where: str, moved: dict[str, Any]) -> None:
        sender, first, last = moved["from"] or "", moved["first"], moved["last"]
        ranges = self.held.get(moved["lot"])
        place = next((n for n, r in enumerate(ranges or []) if r[0] <= first and last <= r[1]), None)
        if ranges is None or place is None or ranges[place][2] != sender or first > last:
            raise Difference(
                f"{where}: units {first}-{last} of lot {moved['lot']} were not {sender or 'free'}'s to give"
            )
        low, high, _owner = ranges[place]
        after = [(low, first - 1, sender), (first, last, moved["to"]), (last + 1, high, sender)]
        ranges[place : place + 1] = [r for r in after if r[0] <= r[1]]
        for n in range(min(place + 3, len(ranges) - 1), max(place - 1, 0), -1):
            if ranges[n - 1][2] == ranges[n][2]:
                ranges[n - 1 : n + 1] = [(ranges[n - 1][0], ranges[n][1], ranges[n][2])]

    def balances(self) -> dict[str, int]:
        """t CO2 eq by account. Raises: Difference when units of a lot are nowhere."""
        found: dict[str, int] = {}
        for lot, ranges in self.held.items():
            for first, last, owner in ranges:
                if not owner:
                    raise Difference(f"units {first}-{last} of lot {lot} are in no account")
                found[owner] = found.get(owner, 0) + last - first + 1
        return found


def replayed(
    source: Source, keys: list[str], older: str | None = None, witnesses: list[str] | None = None
) -> tuple[str, int, Replay]:
    """Origin, size and the replay of a log whose signatures, root and older head agree. Raises: Difference."""
    note = source.text("checkpoint")
    origin, size, root = opened(note, keys or source.text("keys").split())
    witnessed(note, witnesses or [])
    hashes = [sha256(b"\x00" + entry).digest() for entry in entries(source, size)]
    if fold(hashes) != root:
        raise Difference("the entries do not make the root that was signed")
    if older is not None:
        _origin, before, old_root = opened(older, keys or source.text("keys").split())
        if before > size or fold(hashes[:before]) != old_root:
            raise Difference(f"history was rewritten: the first {before} entries are not those of the older head")
    replay = Replay()
    for position, entry in enumerate(entries(source, size)):
        replay.take(position, json.loads(entry))
    return origin, size, replay


def check(source: Source, keys: list[str], older: str | None, witnesses: list[str] | None = None) -> str:
    """Check everything; returns what was found whole. Raises: Difference."""
    origin, size, replay = replayed(source, keys, older, witnesses)
    balances = replay.balances()
    published = json.loads(source.bytes("totals.json"))
    if published["size"] != size:
        raise Difference("the published balances are not of this head; fetch both again")
    if published["holdings_tco2e"] != balances:
        raise Difference("the published balances are not those that the entries make")
    return (
        f"{origin}: {size} entries, {replay.transactions} transactions, {len(replay.lots)} lots,"
        f" {sum(balances.values())} t CO2 eq in {len(balances)} accounts; all agrees"
    )


def main(arguments: list[str]) -> int:
    """Check and tell; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", help="folder made by `manage.py export_log`, or the address of /log/")
    parser.add_argument("--key", action="append", default=[], help="public key you trust (else the log's own list)")
    parser.add_argument("--older", type=Path, help="a head that you kept from an earlier day")
    parser.add_argument(
        "--witness", action="append", default=[], help="public key of a witness that must have cosigned"
    )
    given = parser.parse_args(arguments)
    older = given.older.read_text(encoding="utf-8") if given.older else None
    try:
        print(check(Source(given.place), given.key, older, given.witness))  # noqa: T201  it is a program of its own
    except (Difference, ValueError, KeyError, TypeError) as difference:
        print(f"NOT whole: {difference}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
