"""A witness for transparency logs: `python witness.py --key FILE --state FILE --log KEY [--listen HOST:PORT]`.

One file; Python and `cryptography` are all it needs. It follows C2SP tlog-witness: a log submits each new head with the
proof that it only grew since the last one; the witness cosigns it (tlog-cosignature v1, Ed25519) and remembers it. It
never cosigns two heads of which one does not begin the other, so that a log cannot show different people different
histories. `--make-key NAME` writes a key and prints the public half, which readers give to `verifier.py --witness`.
"""

import argparse
import base64
import binascii
import json
import os
import secrets
import sys
import threading
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, override

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MOST_BYTES, MOST_PROOF_LINES = 65_536, 63
NOTE_KIND, COSIGNATURE_KIND = b"\x01", b"\x04"


class Refusal(Exception):  # noqa: N818  an answer, not an error of this program
    """An HTTP status and what to say."""

    def __init__(self, status: int, text: str, kind: str = "text/plain; charset=utf-8") -> None:
        super().__init__(text)
        self.status, self.text, self.kind = status, text, kind


def key_id(name: str, kind: bytes, public: bytes) -> bytes:
    """The four bytes by which a signature names its key."""
    return sha256(name.encode() + b"\n" + kind + public).digest()[:4]


def log_key(text: str) -> tuple[str, bytes]:
    """Name and public key of a log. Raises: ValueError."""
    name, digest, raw = text.strip().split("+", 2)
    key = base64.b64decode(raw, validate=True)
    if key[:1] != NOTE_KIND or len(key) != 33 or key_id(name, NOTE_KIND, key[1:]).hex() != digest:
        raise ValueError(f"not an Ed25519 key of a log: {text}")
    return name, key[1:]


class Key:
    """The witness's own key; its file holds `name seed` with the seed in base64."""

    def __init__(self, name: str, seed: bytes) -> None:
        self.name, self._private = name, Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._private.public_key().public_bytes_raw()

    @classmethod
    def read(cls, file: Path) -> "Key":
        """Read the file that `make` wrote."""
        name, seed = file.read_text(encoding="utf-8").split()
        return cls(name, base64.b64decode(seed, validate=True))

    @classmethod
    def make(cls, name: str, file: Path) -> "Key":
        """Make a key and write it, readable by its owner alone; never over another."""
        if not name or "+" in name or any(letter.isspace() for letter in name):
            raise ValueError("the name of a key has no space and no plus sign")
        seed = secrets.token_bytes(32)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            out.write(f"{name} {base64.b64encode(seed).decode()}\n")
        return cls(name, seed)

    @property
    def verifier(self) -> str:
        """The public half in the text form of C2SP signed notes."""
        raw = base64.b64encode(COSIGNATURE_KIND + self.public).decode()
        return f"{self.name}+{key_id(self.name, COSIGNATURE_KIND, self.public).hex()}+{raw}"

    def cosign(self, text: str, timestamp: int) -> str:
        """The cosignature line on the text of a head."""
        signature = self._private.sign(f"cosignature/v1\ntime {timestamp}\n{text}".encode())
        raw = key_id(self.name, COSIGNATURE_KIND, self.public) + timestamp.to_bytes(8, "big") + signature
        return f"\u2014 {self.name} {base64.b64encode(raw).decode()}\n"


def consistent(old: int, size: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Does the proof lead from the same nodes to both roots? Source: RFC 9162, 2.1.4.2."""
    if not 0 < old < size or not path:
        return False
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    node, last = old - 1, size - 1
    while node % 2:
        node, last = node >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node % 2 or node == last:
            before, after = sha256(b"\x01" + step + before).digest(), sha256(b"\x01" + step + after).digest()
            while node % 2 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            after = sha256(b"\x01" + after + step).digest()
        node, last = node >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


def _hash(line: str) -> bytes:
    try:
        raw = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refusal(400, "a hash is not in base64") from error
    if len(raw) != 32:
        raise Refusal(400, "a hash has 32 bytes")
    return raw


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or str(int(text)) != text or len(text) > 19:
        raise Refusal(400, "a size is a decimal number without leading zeroes")
    return int(text)


class Witness:
    """What is known of each log, and the one rule: a head is cosigned only if it continues the last one."""

    def __init__(self, key: Key, logs: Sequence[str], state: Path, now: Callable[[], float] = time.time) -> None:
        self.key, self.file, self.now = key, state, now
        self.logs: dict[str, list[bytes]] = {}
        for text in logs:
            name, public = log_key(text)
            self.logs.setdefault(name, []).append(public)
        self.seen: dict[str, list[Any]] = json.loads(state.read_text()) if state.exists() else {}
        self._one_at_a_time = threading.Lock()

    def add_checkpoint(self, body: str) -> str:
        """Judge a submission; returns the cosignature line. Raises: Refusal."""
        first, gap, note = body.partition("\n\n")
        head, *proof = first.split("\n")
        if not gap or not head.startswith("old ") or len(proof) > MOST_PROOF_LINES:
            raise Refusal(400, "not a submission: an old size, a proof, an empty line, a head")
        old, path = _number(head.removeprefix("old ")), [_hash(line) for line in proof]
        text, size, root = self._trusted(note)
        if old > size:
            raise Refusal(400, "the old size is beyond the head")
        with self._one_at_a_time:
            self._judge(text.split("\n")[0], old, size, path, root)
        return self.key.cosign(text, int(self.now()))

    def _trusted(self, note: str) -> tuple[str, int, bytes]:
        text, gap, signatures = note.rpartition("\n\n")
        lines = text.split("\n")
        if not gap or len(lines) < 3 or not signatures.endswith("\n"):
            raise Refusal(400, "the head is not a signed note")
        keys = self.logs.get(lines[0])
        if keys is None:
            raise Refusal(404, "this log is not one of those that are witnessed here")
        size, root, text = _number(lines[1]), _hash(lines[2]), text + "\n"
        for line in signatures.splitlines():
            if any(self._signed(lines[0], key, line, text) for key in keys):
                return text, size, root
        raise Refusal(403, "no signature of the log's own key")

    @staticmethod
    def _signed(name: str, public: bytes, line: str, text: str) -> bool:
        start = f"\u2014 {name} "
        try:
            raw = base64.b64decode(line.removeprefix(start), validate=True)
        except (binascii.Error, ValueError):
            return False
        if not line.startswith(start) or raw[:4] != key_id(name, NOTE_KIND, public):
            return False
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], text.encode())
        except InvalidSignature as error:
            raise Refusal(403, "the signature is not of this head") from error
        return True

    def _judge(self, origin: str, old: int, size: int, path: list[bytes], root: bytes) -> None:
        known, known_root = self.seen.get(origin, [0, ""])
        if old != known:
            raise Refusal(409, f"{known}\n", "text/x.tlog.size")
        if old == size:
            if path:
                raise Refusal(422, "the same size needs no proof")
            if size and base64.b64decode(known_root) != root:
                raise Refusal(409, "another head of the same size was cosigned: the log shows two histories")
        elif old == 0:
            if path:
                raise Refusal(422, "the first head needs no proof")
        elif not consistent(old, size, path, base64.b64decode(known_root), root):
            raise Refusal(422, "the proof does not show that the log only grew")
        self._remember(origin, size, root)

    def _remember(self, origin: str, size: int, root: bytes) -> None:
        """On the disk before anybody gets the cosignature."""
        self.seen[origin] = [size, base64.b64encode(root).decode()]
        draft = self.file.with_name(f"{self.file.name}.new")
        with draft.open("w", encoding="utf-8") as out:
            json.dump(self.seen, out)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(self.file)


def server(witness: Witness, host: str, port: int) -> ThreadingHTTPServer:
    """An HTTP server that answers `POST /add-checkpoint`; the caller runs it."""

    class Door(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            try:
                if self.path != "/add-checkpoint" or not 0 < length <= MOST_BYTES:
                    raise Refusal(404 if length else 400, "POST a head to /add-checkpoint")
                self._answer(200, witness.add_checkpoint(self.rfile.read(length).decode("utf-8")))
            except Refusal as refusal:
                self._answer(refusal.status, refusal.text, refusal.kind)
            except UnicodeDecodeError:
                self._answer(400, "a submission is UTF-8")

        def _answer(self, status: int, text: str, kind: str = "text/plain; charset=utf-8") -> None:
            raw = text.encode()
            self.close_connection = self.close_connection or status in {400, 404}
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        @override
        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing: what was cosigned stands in the state file."""

    return ThreadingHTTPServer((host, port), Door)


def main(arguments: list[str]) -> int:
    """Make a key, or serve until stopped; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--key", type=Path, required=True, help="file of the witness's private key")
    parser.add_argument("--make-key", metavar="NAME", help="make the key under this name, print its public half, end")
    parser.add_argument("--state", type=Path, help="file that remembers the last head of each log")
    parser.add_argument("--log", action="append", default=[], help="public key of a log to witness; repeatable")
    parser.add_argument("--listen", default="127.0.0.1:7380", help="host and port")
    given = parser.parse_args(arguments)
    if given.make_key:
        print(Key.make(given.make_key, given.key).verifier)  # noqa: T201  it is a program of its own
        return 0
    if not given.state or not given.log:
        parser.error("name --state and at least one --log")
    host, _colon, port = given.listen.rpartition(":")
    with server(Witness(Key.read(given.key), given.log, given.state), host, int(port)) as running:
        running.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
