"""Witnesses of the transparency log: the public texts' examples, and a real witness that watches a log over HTTP."""

import base64
import json
import threading
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from jcm_platform import environment
from registry import verifier, witness
from registry.models import LogCheckpoint, LogCosignature
from registry.selectors import log as entries
from registry.services import log, witnesses
from registry.tasks import cosign_log
from registry.tlog import notes, tree
from registry.tlog.notes import COSIGNATURE, Checkpoint, NotTrusted, SignerKey, VerifierKey
from registry.tlog.witnesses import NotCosigned, Witness, body, cosignature_in, message
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation
from tests.factories.registry import LOG_KEY, a_signed_log
from tests.ledger.test_doors import issue, opened, rows
from tests.ledger.test_log import GROWN, LEAVES, ROOTS, _read

# The example of C2SP tlog-cosignature. Its first signature is that of the Go checksum database under another origin.
HEAD = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
EXAMPLE = (
    f"{HEAD}\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9n"
    "To+zyWE+xeMcTOAYQ8=\n— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJs"
    "X3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)
GO_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
# The verifier key and the note of C2SP signed-note.
FOO = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
FOO_NOTE = (
    "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjO"
    "BH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# Consistency proofs of the test data of Certificate Transparency (RFC 6962), over the leaves of `test_log`.
PROOFS = {
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


def test_the_example_of_signed_notes_holds_and_altered_it_does_not() -> None:
    key = VerifierKey.of(FOO)
    assert (str(key), key.id.hex()) == (FOO, "530d903a")
    assert notes.opened(FOO_NOTE, key) == "This is an example message.\n"
    with pytest.raises(NotTrusted):
        notes.opened(FOO_NOTE.replace("example message", "altered message"), key)
    with pytest.raises(NotTrusted):
        VerifierKey.of(FOO, COSIGNATURE)


def test_the_example_of_cosignatures_is_read_as_its_text_says() -> None:
    lines = EXAMPLE.removeprefix(f"{HEAD}\n").splitlines()
    raw = base64.b64decode(lines[1].split(" ")[2])
    assert (raw[:4].hex(), int.from_bytes(raw[4:12], "big"), len(raw)) == ("8d66cf3f", 1679315147, 76)
    assert notes.text_of(EXAMPLE) == HEAD
    assert message(1679315147, HEAD) == f"cosignature/v1\ntime 1679315147\n{HEAD}".encode()


def test_the_log_signature_of_the_example_is_that_of_a_real_log() -> None:
    real = EXAMPLE.replace("example.com/behind-the-sofa\n", "go.sum database tree\n", 1).replace(
        "— example.com/behind-the-sofa", "— sum.golang.org"
    )
    assert notes.opened(real, VerifierKey.of(GO_KEY)).startswith("go.sum database tree\n20852163\n")
    with pytest.raises(NotTrusted):
        notes.opened(real.replace("20852163", "20852164"), VerifierKey.of(GO_KEY))


@pytest.mark.parametrize(("old", "size"), PROOFS)
def test_consistency_proofs_are_those_of_the_public_test_data(old: int, size: int) -> None:
    leaves = [tree.leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]
    path = tree.consistency(lambda _level, first, count: leaves[first : first + count], old, size)
    assert [each.hex() for each in path] == PROOFS[old, size]
    roots = bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[size])
    for check in (tree.consistent, witness.consistent):
        assert check(old, size, path, *roots)
        assert not check(old, size, path[::-1], *roots)
        assert not check(old, size, [bytes(32), *path[1:]], *roots)


@given(st.data())
def test_the_witness_of_one_file_judges_proofs_as_the_platform_does(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 66_000))
    old = data.draw(st.integers(1, size - 1))
    before, after, steps = tree.root(_read, old), tree.root(_read, size), tree.consistency(_read, old, size)
    assert witness.consistent(old, size, steps, before, after)
    assert not witness.consistent(old, size, steps[:-1], before, after)
    assert not witness.consistent(old, size, steps, after, before)
    assert len(GROWN[0]) == 66_000


class Watching:
    """A witness that runs as a server of its own on this machine."""

    def __init__(self, folder: Path, logs: list[str]) -> None:
        self.folder = folder
        self.key = witness.Key.make("witness.test/w1", folder / "key")
        self.clock = 1_780_000_000
        self.start(logs)

    def start(self, logs: list[str]) -> None:
        self.judge = witness.Witness(
            witness.Key.read(self.folder / "key"), logs, self.folder / "seen.json", now=lambda: self.clock
        )
        self.server = witness.server(self.judge, "127.0.0.1", 0)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.named = Witness.of(f"{self.address} {self.key.verifier}")

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def seen(self) -> int:
        return int(json.loads((self.folder / "seen.json").read_text())["registry.test/log"][0])


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    running = Watching(tmp_path, [str(LOG_KEY.verifier)])
    yield running
    running.stop()


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """A log with one issuance in it, signed."""
    it = a_country_in_operation()
    it.a = opened("A")
    issue(it.a, 1000)
    a_signed_log(it)
    return it


def _grow(it: SimpleNamespace, number: int) -> LogCheckpoint:
    issue(it.a, 5, key=f"more-{number}", issuance=number)
    a_signed_log(it)
    return LogCheckpoint.objects.latest("size")


def _ask(it: SimpleNamespace, watching: Watching) -> LogCosignature | None:
    return witnesses.ask(witness=watching.named, by=it.system, at=NOON)


def test_a_log_that_grows_is_cosigned_and_shows_it(it: SimpleNamespace, watching: Watching) -> None:
    first = _ask(it, watching)
    assert first is not None
    assert first.signed_at.timestamp() == watching.clock
    assert _ask(it, watching) is None, "a head is cosigned once"
    for number in range(2, 6):
        _grow(it, number)
        assert _ask(it, watching) is not None
    assert watching.seen() == 5
    published = Client().get("/log/checkpoint").content.decode()
    assert Checkpoint.of(published, LOG_KEY.verifier).size == 5
    assert cosignature_in(published.rpartition("\n\n")[2], notes.text_of(published), watching.named.key).line
    assert "witness.test/w1" in Client().get("/log/").content.decode()
    assert Client().get("/log/entries/0.tlog-proof").content.decode().endswith(published)
    call_command("verify_ledger", stdout=StringIO())


def test_the_verifier_demands_the_witnesses_it_is_told(
    it: SimpleNamespace, watching: Watching, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "log"
    call_command("export_log", str(folder), stdout=StringIO())
    asked = [str(folder), "--key", str(LOG_KEY.verifier), "--witness", watching.key.verifier]
    assert verifier.main(asked) == 1
    assert "witness.test/w1 has not cosigned" in capsys.readouterr().err
    _ask(it, watching)
    call_command("export_log", str(folder), stdout=StringIO())
    assert verifier.main(asked) == 0
    other = witness.Key.make("witness.test/w2", tmp_path / "other")
    assert verifier.main([*asked, "--witness", other.verifier]) == 1
    head = folder / "checkpoint"
    line = head.read_text().splitlines()[-1]
    raw = bytearray(base64.b64decode(line.split(" ")[2]))
    raw[11] ^= 1
    head.write_text(head.read_text().replace(line.split(" ")[2], base64.b64encode(raw).decode()))
    assert verifier.main(asked) == 1
    assert "the cosignature of the witness witness.test/w1 is wrong" in capsys.readouterr().err


def test_a_fork_is_refused_and_the_witness_stays_with_what_it_saw(it: SimpleNamespace, watching: Watching) -> None:
    _ask(it, watching)
    seen = (watching.folder / "seen.json").read_text()
    fork = [tree.leaf_hash(b"another"), tree.leaf_hash(b"history")]
    for size, proof, status in ((1, [], 409), (2, [fork[1]], 422), (2, [], 422)):
        note = notes.sign(Checkpoint("registry.test/log", size, tree.fold(fork[:size])).text, [LOG_KEY])
        with pytest.raises(witness.Refusal) as refused:
            watching.judge.add_checkpoint(body(1, proof, note))
        assert refused.value.status == status
        assert refused.value.kind != "text/x.tlog.size"
    assert (watching.folder / "seen.json").read_text() == seen
    _grow(it, 2)
    assert _ask(it, watching) is not None, "the honest history goes on"


def test_a_witness_that_stands_elsewhere_is_asked_again_from_there(it: SimpleNamespace, watching: Watching) -> None:
    head = LogCheckpoint.objects.latest("size")
    watching.judge.add_checkpoint(body(0, [], head.note))
    with pytest.raises(witness.Refusal) as refused:
        watching.judge.add_checkpoint(body(0, [], head.note))
    assert (refused.value.status, refused.value.kind, str(refused.value)) == (409, "text/x.tlog.size", "1\n")
    _grow(it, 2)
    assert _ask(it, watching) is not None
    assert LogCosignature.objects.count() == 1


def test_a_witness_that_knows_a_longer_log_is_not_believed_to_have_cosigned(
    it: SimpleNamespace, watching: Watching
) -> None:
    longer = notes.sign(Checkpoint("registry.test/log", 9, bytes(32)).text, [LOG_KEY])
    watching.judge.add_checkpoint(body(0, [], longer))
    with pytest.raises(NotCosigned, match="knows 9 entries; this head has 1"):
        _ask(it, watching)
    assert LogCosignature.objects.count() == 0


def test_a_witness_remembers_after_a_restart(it: SimpleNamespace, watching: Watching) -> None:
    _ask(it, watching)
    watching.stop()
    watching.start([str(LOG_KEY.verifier)])
    assert watching.judge.seen["registry.test/log"][0] == 1
    _grow(it, 2)
    assert _ask(it, watching) is not None
    assert watching.seen() == 2


def _of(note: str, old: str = "old 0\n") -> str:
    return f"{old}\n{note}"


OTHER = SignerKey("registry.test/log", bytes(32))
UNKNOWN = SignerKey("other.test/log", bytes(range(32)))
TEXT = Checkpoint("registry.test/log", 3, bytes(32)).text
GOOD = notes.sign(TEXT, [LOG_KEY])
WRONG = {
    "unknown log": (_of(notes.sign(Checkpoint("other.test/log", 3, bytes(32)).text, [UNKNOWN])), 404),
    "unknown key": (_of(notes.sign(TEXT, [OTHER])), 403),
    "altered": (_of(GOOD.replace("\n3\n", "\n4\n")), 403),
    "old beyond head": (_of(GOOD, "old 4\n"), 400),
    "leading zero": (_of(GOOD, "old 00\n"), 400),
    "no old size": (GOOD, 400),
    "no base64": (_of(GOOD, "old 0\n%%%\n"), 400),
    "too long a proof": (_of(GOOD, "old 0\n" + f"{base64.b64encode(bytes(32)).decode()}\n" * 64), 400),
    "proof from nothing": (_of(GOOD, f"old 0\n{base64.b64encode(bytes(32)).decode()}\n"), 422),
    "no note": ("old 0\n\nnothing\n", 400),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_witness_answers_a_wrong_submission_as_the_text_says(watching: Watching, what: str) -> None:
    sent, status = WRONG[what]
    with pytest.raises(witness.Refusal) as refused:
        watching.judge.add_checkpoint(sent)
    assert refused.value.status == status
    assert not (watching.folder / "seen.json").exists()
    assert watching.judge.add_checkpoint(_of(GOOD)).startswith("— witness.test/w1 ")


def test_an_answer_without_the_named_witness_signature_is_not_kept(
    it: SimpleNamespace, watching: Watching, tmp_path: Path
) -> None:
    other = witness.Key.make("witness.test/w1", tmp_path / "other")
    with pytest.raises(NotCosigned, match="does not hold"):
        witnesses.ask(witness=Witness.of(f"{watching.address} {other.verifier}"), by=it.system, at=NOON)
    assert LogCosignature.objects.count() == 0


def test_the_worker_asks_all_and_one_that_is_away_does_not_keep_the_others(
    it: SimpleNamespace, watching: Watching, tmp_path: Path, settings: Any
) -> None:
    assert cosign_log() == 0, "none is asked until one is configured"
    with pytest.raises(CommandError, match="No witness is named"):
        call_command("ask_witnesses")
    away = witness.Key.make("witness.test/away", tmp_path / "away")
    settings.LOG_WITNESSES = [f"http://127.0.0.1:9 {away.verifier}", f"{watching.address} {watching.key.verifier}"]
    assert cosign_log() == 1
    assert [each.witness_name for each in LogCosignature.objects.all()] == ["witness.test/w1"]
    with pytest.raises(CommandError, match="1 of 2 witnesses"):
        call_command("ask_witnesses", stderr=StringIO())
    settings.LOG_WITNESSES = ["ftp://127.0.0.1 key", *settings.LOG_WITNESSES]
    assert cosign_log() == 2, "a setting that names none is counted, and keeps nobody else"
    settings.LOG_WITNESSES = ["ftp://127.0.0.1 key"]
    with pytest.raises(CommandError, match="not an address"):
        call_command("ask_witnesses")


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("https://witness.example/w1", True),
        ("http://127.0.0.1:8080", True),
        ("http://localhost", True),
        ("http://witness.example", False),
        ("http://127.0.0.1.example", False),
        ("http://localhost@witness.example", False),
        ("https://", False),
    ],
)
def test_a_witness_is_asked_in_clear_on_this_machine_alone(tmp_path: Path, address: str, taken: bool) -> None:
    text = f"{address} {witness.Key.make('witness.test/w1', tmp_path / 'key').verifier}"
    said = environment.ALWAYS["LOG_WITNESSES"](text)
    if taken:
        assert (Witness.of(text).address, said) == (address, "")
    else:
        assert said
        with pytest.raises(NotTrusted, match="https://"):
            Witness.of(text)


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE registry_logcosignature SET line = ''",
        "DELETE FROM registry_logcosignature",
        "TRUNCATE registry_logcosignature",
    ],
)
def test_nobody_changes_a_cosignature(
    it: SimpleNamespace, watching: Watching, owner_connection: psycopg.Connection, deed: str
) -> None:
    _ask(it, watching)
    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        owner_connection.execute(deed)
    assert refused.value.diag.constraint_name == "book_past_stays"
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows(deed)


def test_a_superuser_who_edits_a_cosignature_is_found(
    it: SimpleNamespace, watching: Watching, admin_connection: psycopg.Connection
) -> None:
    _ask(it, watching)
    admin_connection.execute("SET session_replication_role = replica")
    admin_connection.execute("UPDATE registry_logcosignature SET witness = 'witness.test/w3' || substr(witness, 16)")
    admin_connection.execute("SET session_replication_role = origin")
    with pytest.raises(CommandError, match=r"cosignature of witness\.test/w3"):
        call_command("verify_ledger")


def test_the_log_is_still_sequenced_when_no_witness_answers(it: SimpleNamespace) -> None:
    issue(it.a, 5, key="more", issuance=2)
    head = log.sequence(signers=[LOG_KEY], by=it.system, at=NOON)
    assert head is not None
    assert entries.published(head) == head.note


def test_the_programs_are_served_to_be_read(it: SimpleNamespace) -> None:
    answer = Client().get("/log/witness.py")
    assert answer.content.decode() == Path(witness.__file__).read_text()
