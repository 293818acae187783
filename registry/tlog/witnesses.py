"""Ask a witness to cosign a head (C2SP tlog-witness, tlog-cosignature v1 with Ed25519). It knows no database."""

import base64
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import override

from registry.tlog.notes import COSIGNATURE, NotTrusted, VerifierKey, signature_by, text_of, verify

SIZE_TYPE, CONFLICT, OK = "text/x.tlog.size", 409, 200
TIMEOUT_SECONDS, MOST_BYTES, MOST_PROOF_LINES = 10, 65_536, 63
MOST_DIGITS = 18
# What a witness answers is signed only where it agrees, so it is asked in clear on this machine alone.
ADDRESS = r"https://[^\s/]\S*|http://(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]+)?(?:/\S*)?"
SIZE = re.compile(rf"(0|[1-9][0-9]{{0,{MOST_DIGITS - 1}}})\n")


class NotCosigned(Exception):  # noqa: N818  an answer of the witness, not a fault of ours
    """The witness did not cosign; the text says why. `knows` is how many entries it says that it has seen."""

    def __init__(self, text: str, *, knows: int = 0) -> None:
        super().__init__(text)
        self.knows = knows


@dataclass(frozen=True)
class Witness:
    """A witness as the settings name it: where to submit, and the key that must have signed the answer."""

    address: str
    key: VerifierKey

    @classmethod
    def of(cls, text: str) -> "Witness":
        """Read `https://address name+hash+key`. Raises: NotTrusted."""
        address, _space, key = text.strip().partition(" ")
        if re.fullmatch(ADDRESS, address) is None:
            raise NotTrusted(f"not an address of a witness, which begins with https://: {text!r}")
        return cls(address.rstrip("/"), VerifierKey.of(key, COSIGNATURE))


@dataclass(frozen=True)
class Cosignature:
    """What a witness gave: the line for the note, and when it signed (seconds since 1970, UTC)."""

    line: str
    timestamp: int


def message(timestamp: int, text: str) -> bytes:
    """What a witness signs: that it saw this head, as of that second."""
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()


def cosignature_in(lines: str, text: str, key: VerifierKey) -> Cosignature:
    """The key's cosignature on the text of a note. Raises: NotTrusted when there is none that holds."""
    line, raw = signature_by(lines, key)
    if len(raw) != 72:
        raise NotTrusted("a cosignature has eight bytes of time and 64 of signature")
    timestamp = int.from_bytes(raw[:8], "big")
    verify(key, raw[8:], message(timestamp, text))
    return Cosignature(line, timestamp)


def body(old: int, proof: Sequence[bytes], note: str) -> str:
    """The body of `add-checkpoint`."""
    lines = [f"old {old}", *(base64.b64encode(each).decode() for each in proof)]
    return "\n".join(lines) + "\n\n" + note


def cosigned(
    witness: Witness, *, note: str, size: int, old: int, proof: Callable[[int], Sequence[bytes]]
) -> Cosignature:
    """Submit a head, return the verified cosignature; a witness that stands elsewhere says where, and is asked again.

    Args:
        note: the signed head, of `size` entries.
        old: how far the witness is believed to have followed; 0 when unknown.
        proof: consistency proof from a size to `size`.

    Raises: NotCosigned when it refuses, cannot be reached, knows a longer log, or answers without its signature.
    """
    status, kind, answer = _post(witness, body(old, proof(old), note))
    if status == CONFLICT and kind == SIZE_TYPE:
        found = SIZE.fullmatch(answer)
        known = int(found[1]) if found else -1
        if not 0 <= known <= size or known == old:
            raise NotCosigned(
                f"the witness says that it knows {answer.strip()[:MOST_DIGITS]} entries; this head has {size}",
                knows=known,
            )
        status, kind, answer = _post(witness, body(known, proof(known), note))
    if status != OK:
        raise NotCosigned(f"the witness answers {status}: {answer.strip()[:300]}")
    try:
        return cosignature_in(answer, text_of(note), witness.key)
    except NotTrusted as error:
        raise NotCosigned(f"the witness's answer does not hold: {error}") from error


class _StaysThere(urllib.request.HTTPRedirectHandler):
    """A witness is asked where it was named: an answer from elsewhere, or in clear, is none of its."""

    @override
    def redirect_request(self, *args: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_StaysThere)


def _post(witness: Witness, sent: str) -> tuple[int, str, str]:
    request = urllib.request.Request(  # noqa: S310  the scheme was judged by Witness.of
        f"{witness.address}/add-checkpoint", data=sent.encode(), method="POST"
    )
    try:
        with _OPENER.open(request, timeout=TIMEOUT_SECONDS) as answer:
            return answer.status, answer.headers.get("Content-Type", ""), _text(answer.read(MOST_BYTES))
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers.get("Content-Type", ""), _text(refused.read(MOST_BYTES))
    except (OSError, ValueError, HTTPException) as error:
        raise NotCosigned(f"the witness cannot be reached: {error}") from error


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
