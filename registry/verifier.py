"""Check the transparency log without the platform: `python verifier.py FOLDER-or-ADDRESS`.

One file; Python and `cryptography` are all it needs. It checks the signature of the head, the cosignatures of the
witnesses you name, every hash up to the root, an older head if you kept one, and replays every transaction: no unit
twice, none vanished, none from where it was not, none back from where units end but by a reversal that names how it
came there; then it compares with the published totals. The log tells of units the registry and kind of account (the
place: `JP/entity`), and of what moved between companies a commitment. `--openings FILE` (an account's, or an auditor's)
opens those: each is compared with the log, and the balances of its accounts are made again.
Exit status 0 when all agrees; 1 and the first difference, or why nothing could be compared, when not.
"""

import argparse
import base64
import json
import re
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from hashlib import sha256
from http.client import HTTPException, IncompleteRead
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

type Entry = dict[str, Any]  # JSON
type Keys = Sequence[str]
WIDTH, FORMAT = 256, 1
ENDS = {"retirement", "cancellation"}
MOST_BYTES = WIDTH * (2 + 65_535)  # the largest bundle that there can be


class Difference(Exception):  # noqa: N818  it is what was found, not an error of this program
    """What does not agree, in one sentence."""


class Unreachable(Exception):  # noqa: N818  it says nothing of the log, only that nothing of it came
    """Why nothing could be compared, in one sentence: no answer, or the page of a site that rests."""


class Source:
    """Files of a log, in a folder or at an address."""

    def __init__(self, place: str) -> None:
        remote = place.startswith(("http://", "https://"))
        self.place = (place if remote else Path(place).resolve().as_uri()).rstrip("/")

    def bytes(self, path: str) -> bytes:
        """One file. Raises: Unreachable when it does not come; Difference when it is larger than any can be."""
        try:
            with urllib.request.urlopen(f"{self.place}/{path}", timeout=60) as answer:  # noqa: S310  # nosec
                if answer.headers.get_content_type() == "text/html":  # no file of a log is: a site that rests says so
                    raise Unreachable(f"{path} is answered with a web page")
                content = bytes(answer.read(MOST_BYTES + 1))
                if len(content) < int(answer.headers.get("Content-Length", 0)) <= MOST_BYTES:
                    raise IncompleteRead(content)
        except (OSError, HTTPException) as error:
            raise Unreachable(f"{path} cannot be read: {error}") from error
        if len(content) > MOST_BYTES:
            raise Difference(f"{path} is larger than any file of a log")
        return content


def _key(key: str) -> tuple[str, str, bytes]:
    name, digest, raw = key.strip().split("+", 2)
    public = base64.b64decode(raw)
    if sha256(name.encode() + b"\n" + public).hexdigest()[:8] != digest:
        raise Difference(f"the key {key} is malformed")
    return name, digest, public


def _by(signatures: str, name: str, digest: str) -> Iterator[bytes]:
    for line in signatures.splitlines():
        dash, signer, signature = (*line.split(" ", 2), "", "")[:3]
        raw = base64.b64decode(signature)
        if dash == "\u2014" and signer == name and raw[:4].hex() == digest:
            yield raw[4:]


def _verify(public: bytes, signature: bytes, signed: str, whose: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public[1:]).verify(signature, signed.encode())
    except InvalidSignature as error:
        raise Difference(f"{whose} is wrong") from error


def opened(note: str, keys: Keys) -> tuple[str, int, bytes]:
    """Origin, size and root of a head that one of the keys signed."""
    text, gap, signatures = note.rpartition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) < 3 or not re.fullmatch("0|[1-9][0-9]{0,17}", lines[1]):
        raise Difference("the head is not a signed note")
    for name, digest, public in map(_key, keys):
        for signature in _by(signatures, name, digest) if name == lines[0] else ():
            _verify(public, signature, f"{text}\n", "the signature of the head")
            return lines[0], int(lines[1]), base64.b64decode(lines[2])
    raise Difference("no signature of the head is by a known key")


def witnessed(note: str, witnesses: Keys) -> None:
    """Every named witness has cosigned the head (C2SP tlog-cosignature v1, Ed25519). Raises: Difference."""
    text, _gap, signatures = note.rpartition("\n\n")
    for name, digest, public in map(_key, witnesses):
        if public[:1] != b"\x04":
            raise Difference(f"the key of {name} is not the key of a witness")
        signature = next(_by(signatures, name, digest), b"")
        if not signature:
            raise Difference(f"the witness {name} has not cosigned the head")
        signed = f"cosignature/v1\ntime {int.from_bytes(signature[:8], 'big')}\n{text}\n"
        _verify(public, signature[8:], signed, f"the cosignature of the witness {name}")


def fold(hashes: list[bytes]) -> bytes:
    """Root of a tree (RFC 6962)."""
    row = hashes or [sha256(b"").digest()]
    while len(row) > 1:
        odd = row[len(row) - len(row) % 2 :]
        row = [sha256(b"\x01" + row[n] + row[n + 1]).digest() for n in range(0, len(row) - 1, 2)] + odd
    return row[0]


def number_path(number: int) -> str:
    """1234067 is x001/x234/067."""
    digits = str(number).zfill(-(-len(str(number)) // 3) * 3)
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
    """In which place every unit is, and what is frozen, made again from the entries alone."""

    def __init__(self) -> None:
        self.lots: dict[int, Entry] = {}
        self.held: dict[int, list[tuple[int, int, str]]] = {}
        self.next_unit: dict[tuple[str, str, str], int] = {}
        self.frozen: dict[int, list[tuple[int, int, int]]] = {}
        self.contents: dict[int, tuple[str, list[Entry]]] = {}
        self.reversed: set[int] = set()

    def take(self, position: int, entry: Entry) -> None:
        """One entry. Raises: Difference."""
        if entry.get("version") != FORMAT:
            raise Difference(f"entry {position} is of a format that this program does not know")
        if entry["about"] != "transaction":
            return
        where = f"entry {position}, transaction {entry['transaction']}"
        moves = self._begin(where, entry)
        for lot in entry.get("lots", []):
            self._open(where, lot)
        for moved in entry["moved"]:
            self._move(where, moved, entry["kind"])
        moves += entry["moved"]
        self._freeze(where, entry)
        if entry["kind"] == "reversal" and entry["part"] == entry["parts"]:
            self._reverse(where, entry["answers"], moves)

    def _begin(self, where: str, entry: Entry) -> list[Entry]:
        number = entry["transaction"]
        if (entry["part"] == 1) == (number in self.contents):
            raise Difference(f"{where}: its parts do not belong together")
        content, moves = self.contents.setdefault(number, (entry["content"], []))
        if content != entry["content"]:
            raise Difference(f"{where}: its parts do not fix the same content")
        return moves

    def _freeze(self, where: str, entry: Entry) -> None:
        if entry["frozen"]:
            ranges = self.frozen.setdefault(entry["transaction"], [])
            ranges += [(each["lot"], each["first"], each["last"]) for each in entry["frozen"]]
        if entry["kind"] == "unfreeze" and self.frozen.pop(entry["answers"], None) is None:
            raise Difference(f"{where}: it ends a freeze that is not there")

    def _open(self, where: str, lot: Entry) -> None:
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

    def _move(self, where: str, moved: Entry, kind: str) -> None:
        if (moved["from"] is None) != (kind == "issuance"):
            raise Difference(f"{where}: only an issuance comes from nowhere")
        sender, first, last = moved["from"] or "", moved["first"], moved["last"]
        if sender.partition("/")[2].partition("_")[0] in ENDS and kind != "reversal":
            raise Difference(f"{where}: {sender} has ended its units and gives none back")
        ranges = self.held.get(moved["lot"])
        place = next((n for n, r in enumerate(ranges or []) if r[0] <= first and last <= r[1]), None)
        if ranges is None or place is None or ranges[place][2] != sender or first > last:
            raise Difference(f"{where}: units {first}-{last} of lot {moved['lot']} were not in {sender or 'no place'}")
        low, high, _owner = ranges[place]
        after = [(low, first - 1, sender), (first, last, moved["to"]), (last + 1, high, sender)]
        ranges[place : place + 1] = [r for r in after if r[0] <= r[1]]
        for n in range(min(place + 3, len(ranges) - 1), max(place - 1, 0), -1):
            if ranges[n - 1][2] == ranges[n][2]:
                ranges[n - 1 : n + 1] = [(ranges[n - 1][0], ranges[n][1], ranges[n][2])]

    def _reverse(self, where: str, answers: int, moves: list[Entry]) -> None:
        back = [{**moved, "from": moved["to"], "to": moved["from"]} for moved in moves]
        if answers in self.reversed or answers not in self.contents or back != self.contents[answers][1]:
            raise Difference(f"{where}: it does not take back, once, what transaction {answers} moved")
        self.reversed.add(answers)

    def totals(self) -> dict[str, dict[str, int]]:
        """t CO2 eq by registry and kind of account. Raises: Difference when units of a lot are nowhere."""
        found: dict[str, dict[str, int]] = {}
        for lot, ranges in self.held.items():
            for first, last, owner in ranges:
                if not owner:
                    raise Difference(f"units {first}-{last} of lot {lot} are in no account")
                registry, _slash, kind = owner.partition("/")
                kinds = found.setdefault(registry, {})
                kinds[kind] = kinds.get(kind, 0) + last - first + 1
        return found

    def frozen_totals(self) -> dict[str, int]:
        """Frozen t CO2 eq by issuing registry, a unit that several freezes hold counted once."""
        found: dict[str, int] = {}
        reached: tuple[int, int] = (0, 0)
        for lot, first, last in sorted(each for ranges in self.frozen.values() for each in ranges):
            begin = max(first, reached[1] + 1) if lot == reached[0] else first
            if begin <= last:
                registry = self.lots[lot]["registry"]
                found[registry] = found.get(registry, 0) + last - begin + 1
                reached = lot, last
        return found


class Accounts:
    """What accounts hold, made again from openings of the log's commitments."""

    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        self.held: dict[str, dict[int, list[tuple[int, int]]]] = {}
        self.transactions: dict[int, list[Entry]] = {}

    def take(self, opening: Entry) -> None:
        """One opening, in the order of the log. Raises: Difference."""
        number, index, size = opening["transaction"], opening["index"], opening["of"]
        content, _moves = self.replay.contents.get(number, ("", []))
        path = [bytes.fromhex(each) for each in opening["path"]]
        leaf = sha256(b"\x00" + opening["leaf"].encode()).digest()
        if rooted(leaf, index, size, path).hex() != content:
            raise Difference(f"transaction {number}: the opening of leg {index} is not what the log fixed")
        said = json.loads(opening["leaf"])
        if said["version"] != FORMAT or said["transaction"] != number or said.get("leg", 0) != index:
            raise Difference(f"transaction {number}: the opening of leg {index} is of another leg")
        before = self.transactions.setdefault(number, [])
        if any(leg.get("leg", 0) == index for leg in before) or (before or [said])[0].get("legs") != size - 1:
            raise Difference(f"transaction {number}: its head and its legs are opened once each, the head first")
        before.append(said)
        if index:
            self._carry(number, said["lot"], (said["first"], said["last"]), said["from"], said["to"])

    def _carry(self, number: int, lot: int, span: tuple[int, int], sender: str | None, receiver: str) -> None:
        if sender in self.held:
            own = self.held[sender].setdefault(lot, [])
            low, high = next((r for r in own if r[0] <= span[0] and span[1] <= r[1]), (0, 0))
            if not high:
                raise Difference(f"transaction {number}: {sender} did not hold units {span[0]}-{span[1]} of lot {lot}")
            own.remove((low, high))
            own += [r for r in ((low, span[0] - 1), (span[1] + 1, high)) if r[0] <= r[1]]
        if receiver in self.held:
            own = self.held[receiver].setdefault(lot, [])
            before = next((r for r in own if r[1] + 1 == span[0]), span)
            after = next((r for r in own if r[0] - 1 == span[1]), span)
            own[:] = [r for r in own if r not in {before, after}] + [(before[0], after[1])]

    def compare(self) -> None:
        """Where every leg was opened, what the log tells of the transaction follows from them. Raises: Difference."""
        for number, (head, *legs) in self.transactions.items():
            if len(legs) == head["legs"]:
                moves, ends = self.replay.contents[number][1], ("first", "last")
                told = [(move["lot"], move["from"], move["to"], move[end]) for move in moves for end in ends]
                if sorted(told, key=str) != sorted(_merged(legs), key=str):
                    raise Difference(f"transaction {number}: the log tells other moves than its legs make")


def _merged(legs: list[Entry]) -> Iterator[tuple[int, str | None, str, int]]:
    """First and last units of what the legs move between places, neighbours joined."""
    moves = [(g["lot"], g["from_place"] or "", g["to_place"], g["first"], g["last"]) for g in legs]
    moves = sorted(move for move in moves if move[1] != move[2])
    for n, (lot, sender, receiver, first, last) in enumerate(moves):
        here = (lot, sender, receiver)
        if n == 0 or moves[n - 1][:3] != here or moves[n - 1][4] + 1 != first:
            yield lot, sender or None, receiver, first
        if n + 1 == len(moves) or moves[n + 1][:3] != here or moves[n + 1][3] != last + 1:
            yield lot, sender or None, receiver, last


def rooted(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root to which a path leads from a leaf (RFC 9162, 2.1.3.2); nothing where it cannot be of such a tree."""
    node, last, found = index, size - 1, leaf
    for sibling in path:
        if last <= 0:
            return b""
        if node % 2 or node == last:
            found = sha256(b"\x01" + sibling + found).digest()
            while node % 2 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            found = sha256(b"\x01" + found + sibling).digest()
        node, last = node >> 1, last >> 1
    return found if last == 0 and 0 <= index < size else b""


def accounts_of(replay: Replay, file: Entry) -> dict[str, int]:
    """Balances of the accounts whose legs a file of openings opens. Raises: Difference."""
    if file["version"] != FORMAT:
        raise Difference("the openings are of a format that this program does not know")
    accounts = Accounts(replay)
    said = [json.loads(each["leaf"]) for each in file["openings"]]
    named = file["accounts"] or {leg[end] for leg in said for end in ("from", "to") if leg.get(end)}
    accounts.held = {number: {} for number in named}
    order = {number: place for place, number in enumerate(replay.contents)}
    for opening in sorted(file["openings"], key=lambda each: (order.get(each["transaction"], -1), each["index"])):
        accounts.take(opening)
    accounts.compare()
    held = sorted(accounts.held.items())
    return {number: sum(last - first + 1 for them in lots.values() for first, last in them) for number, lots in held}


def replayed(source: Source, keys: Keys, older: str | None = None, witnesses: Keys = ()) -> tuple[str, int, Replay]:
    """Origin, size and replay of a log whose signatures, root and older head agree. Raises: Difference, Unreachable."""
    note = source.bytes("checkpoint").decode()
    origin, size, root = opened(note, keys or source.bytes("keys").decode().split())
    witnessed(note, witnesses)
    hashes = [sha256(b"\x00" + entry).digest() for entry in entries(source, size)]
    if fold(hashes) != root:
        raise Difference("the entries do not make the root that was signed")
    if older is not None:
        _origin, before, old_root = opened(older, keys or source.bytes("keys").decode().split())
        if before > size or fold(hashes[:before]) != old_root:
            raise Difference(f"history was rewritten: the first {before} entries are not those of the older head")
    replay = Replay()
    for position, entry in enumerate(entries(source, size)):
        replay.take(position, json.loads(entry))
    return origin, size, replay


def check(source: Source, keys: Keys, older: str | None, witnesses: Keys = (), openings: Entry | None = None) -> str:
    """Check everything; returns what was found whole. Raises: Difference."""
    origin, size, replay = replayed(source, keys, older, witnesses)
    totals, frozen = replay.totals(), replay.frozen_totals()
    published = json.loads(source.bytes("totals.json"))
    if published["size"] != size:
        raise Difference("the published totals are not of this head; fetch both again")
    if published["holdings_tco2e"] != totals or published["frozen_tco2e"] != frozen:
        raise Difference("the published totals are not those that the entries make")
    tonnes = sum(quantity for kinds in totals.values() for quantity in kinds.values())
    told = (
        f"{origin}: {size} entries, {len(replay.contents)} transactions, {len(replay.lots)} lots,"
        f" {tonnes} t CO2 eq, {sum(frozen.values())} of them frozen; all agrees"
    )
    balances = accounts_of(replay, openings) if openings else {}
    return "\n".join([told, *(f"{number}: {quantity} t CO2 eq" for number, quantity in balances.items())])


def main(arguments: Keys) -> int:
    """Check and tell; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", help="folder made by `manage.py export_log`, or the address of /log/")
    parser.add_argument("--key", action="append", default=[], help="public key you trust (else the log's own list)")
    parser.add_argument("--older", type=Path, help="a head that you kept from an earlier day")
    parser.add_argument("--openings", type=Path, help="a file that opens commitments: an account's, or an auditor's")
    parser.add_argument("--witness", action="append", default=[], help="key of a witness that must have cosigned")
    given = parser.parse_args(arguments)
    try:
        older = given.older.read_text(encoding="utf-8") if given.older else None
        openings = json.loads(given.openings.read_bytes()) if given.openings else None
        print(check(Source(given.place), given.key, older, given.witness, openings))  # noqa: T201  its own program
    except (Difference, Unreachable, OSError, ValueError, KeyError, TypeError) as fault:
        print(f"NOT {'checked' if isinstance(fault, Unreachable) else 'whole'}: {fault}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
