"""The transparency log: the tree and the notes of the public texts, and a log that anybody checks without us."""

import base64
import json
import re
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
import rfc8785
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from committee.decisions.models import AnswerKind
from committee.decisions.services import answers, decisions
from committee.decisions.services.decisions import Proposal
from common.refusals import Refused
from registry import verifier
from registry.book import ledger
from registry.book.ledger import Leg
from registry.models import LogCheckpoint, LogEntry
from registry.selectors import log as entries
from registry.services import log
from registry.tlog import notes, tiles, tree
from registry.tlog.notes import Checkpoint, SignerKey, VerifierKey
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation
from tests.factories.registry import LOG_KEY, a_signed_log
from tests.ledger.test_doors import issue, opened, rows

# Leaves and roots of sizes 0 to 8, as the test data of Certificate Transparency (RFC 6962) have them.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# The example of the signed-note package's documentation.
NEUMANN = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
WORDS = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNED = (
    f"{WORDS}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6Ry"
    "yBwJnAM=\n"
)


def _tree(size: int) -> list[list[bytes]]:
    levels = [[tree.leaf_hash(b"%d" % n) for n in range(size)]]
    while len(levels[-1]) >= tree.WIDTH:
        below = levels[-1]
        levels.append([tree.fold(below[n : n + 256]) for n in range(0, len(below) // 256 * 256, 256)])
    return levels


GROWN = _tree(66_000)


def _read(level: int, first: int, count: int) -> list[bytes]:
    return GROWN[level][first : first + count]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_public_test_data(size: int) -> None:
    hashes = [tree.leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]
    assert tree.root(lambda _level, first, count: hashes[first : first + count], size).hex() == ROOTS[size]
    assert verifier.fold(hashes[:size]).hex() == ROOTS[size]


@given(st.data())
def test_proofs_hold_and_altered_ones_do_not(data: st.DataObject) -> None:
    size = data.draw(st.one_of(st.integers(2, 600), st.integers(2, 66_000)))
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size - 1))
    leaf, root, before = GROWN[0][index], tree.root(_read, size), tree.root(_read, old)
    path, steps = tree.inclusion(_read, index, size), tree.consistency(_read, old, size)
    assert tree.included(leaf, index, size, path, root)
    assert tree.consistent(old, size, steps, before, root)
    spoilt = data.draw(st.integers(0, len(path) - 1))
    assert not tree.included(leaf, index, size, [*path[:spoilt], bytes(32), *path[spoilt + 1 :]], root)
    assert not tree.included(leaf, index, size, path[:-1], root)
    assert not tree.included(tree.leaf_hash(b"another"), index, size, path, root)
    assert not tree.consistent(old, size, steps[:-1], before, root)
    assert not tree.consistent(old, size, steps, bytes(32), root)


def test_a_note_is_signed_and_opened_as_in_the_public_example() -> None:
    key = SignerKey.of(NEUMANN)
    assert str(key) == NEUMANN
    assert str(key.verifier) == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert notes.sign(WORDS, [key]) == SIGNED
    assert notes.opened(SIGNED, VerifierKey.of(str(key.verifier))) == WORDS


@pytest.mark.parametrize(
    "altered",
    [SIGNED.replace("answer", "answers"), SIGNED.replace("ZJku", "ZJkv"), SIGNED.replace("Peter", "Paul"), WORDS, ""],
)
def test_an_altered_note_is_refused(altered: str) -> None:
    with pytest.raises(notes.NotTrusted):
        notes.opened(altered, SignerKey.of(NEUMANN).verifier)


@pytest.mark.parametrize(("number", "path"), [(0, "000"), (1234067, "x001/x234/067"), (255, "255"), (1000, "x001/000")])
def test_the_number_of_a_tile_has_one_spelling(number: int, path: str) -> None:
    assert tiles.number_path(number) == verifier.number_path(number) == path
    assert tiles.number_of(path) == number
    assert tiles.number_of(f"x000/{path}") is None


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """Two issuances, two transfers, a retirement and its reversal, all in a signed log."""
    it = a_country_in_operation()
    it.a, it.b, it.retired = opened("A"), opened("B"), opened("R", "retirement")
    issue(it.a, 1000)
    issue(it.b, 50, key="second", vintage=None, issuance=2)
    it.lot = rows("select id from book_lot order by id")[0][0]
    _post(it, "transfer", 1, 100, it.a, it.b)
    made = _post(it, "retirement", 900, 1000, it.a, it.retired)
    ledger.post(
        kind="reversal",
        key="back",
        legs=[Leg(it.lot, 900, 1000, it.retired, it.a)],
        at=NOON,
        answers=made,
        reason="typing error of Ms Example",
    )
    a_signed_log(it)
    return it


def _post(it: SimpleNamespace, kind: str, first: int, last: int, *between: int) -> ledger.TransactionId:
    sender, receiver = (ledger.AccountId(account) for account in between)
    legs = [Leg(it.lot, first, last, sender, receiver)]
    return ledger.post(kind=kind, key=f"{kind}-{first}-{sender}", legs=legs, at=NOON)


def _exported(folder: Path) -> Path:
    call_command("export_log", str(folder), stdout=StringIO())
    return folder


def test_every_posting_has_an_entry_and_none_tells_a_reason_or_a_name(it: SimpleNamespace) -> None:
    told = [json.loads(entry.body) for entry in LogEntry.objects.order_by("position")]
    assert [each["kind"] for each in told] == ["issuance", "issuance", "transfer", "retirement", "reversal"]
    assert told[2]["moved"] == []
    assert told[3]["moved"] == [
        {"first": 900, "from": "JP/holding", "last": 1000, "lot": it.lot, "to": "JP/retirement"}
    ]
    assert "Example" not in json.dumps(told)
    assert all(len(each["content"]) == 64 and each["version"] == 1 for each in told)
    for entry in LogEntry.objects.all():
        assert rfc8785.dumps(json.loads(entry.body)).decode() == entry.body, "canonical JSON"


def test_openings_prove_what_moved_between_companies(
    it: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, file = tmp_path / "log", tmp_path / "openings"
    call_command("export_log", str(folder), "--openings", str(file), stdout=StringIO())
    asked = [str(folder), "--key", str(LOG_KEY.verifier), "--openings", str(file)]
    assert verifier.main(asked) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["A: 900 t CO2 eq", "B: 150 t CO2 eq", "R: 0 t CO2 eq"]
    whole = json.loads(file.read_text())
    for each in whole["openings"]:
        assert rfc8785.dumps(json.loads(each["leaf"])).decode() == each["leaf"], "canonical JSON"
    own = entries.opened({"B"})
    file.write_text(json.dumps(own))
    assert verifier.main(asked) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["B: 150 t CO2 eq"]
    legs = [json.loads(each["leaf"]) for each in own["openings"] if each["index"]]
    assert all("B" in {leg["from"], leg["to"]} for leg in legs)
    assert len({leg["salt"] for leg in legs}) == len(legs) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [('\\"last\\":100,', '\\"last\\":101,'), ('\\"to\\":\\"B\\"', '\\"to\\":\\"A\\"'), ('"index": 1', '"index": 2')],
)
def test_an_altered_opening_is_found(
    it: SimpleNamespace, tmp_path: Path, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, file = tmp_path / "log", tmp_path / "openings"
    call_command("export_log", str(folder), "--openings", str(file), stdout=StringIO())
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
    assert verifier.main([str(folder), "--openings", str(file)]) == 1
    assert "is not what the log fixed" in capsys.readouterr().err


def test_the_log_goes_on_where_it_stood_and_its_heads_agree(it: SimpleNamespace) -> None:
    before = LogCheckpoint.objects.get()
    assert log.sequence(signers=[LOG_KEY], by=it.system, at=NOON) is None
    _post(it, "transfer", 101, 110, it.a, it.b)
    after = log.sequence(signers=[LOG_KEY], by=it.system, at=NOON)
    assert after is not None
    assert (before.size, after.size) == (5, 6)
    steps = tree.consistency(entries.read, 5, 6)
    assert tree.consistent(5, 6, steps, bytes(before.root), bytes(after.root))
    head = Checkpoint.of(after.note, LOG_KEY.verifier)
    assert (head.origin, head.size, head.root) == ("registry.test/log", 6, bytes(after.root))


def test_full_tiles_are_kept_and_served(it: SimpleNamespace) -> None:
    for number in range(300):
        _post(it, "transfer", 200 + number, 200 + number, it.a, it.b)
    a_signed_log(it)
    client = Client()
    full = client.get("/log/tile/0/000")
    assert (full.status_code, len(full.content)) == (200, 256 * 32)
    assert client.get("/log/tile/1/000.p/1").content == tree.fold(
        [full.content[n : n + 32] for n in range(0, 8192, 32)]
    )
    assert len(client.get("/log/tile/0/001.p/49").content) == 49 * 32
    for beyond in ("/log/tile/0/001", "/log/tile/0/001.p/50", "/log/tile/9/000", "/log/tile/00/000", "/log/tile/0/0"):
        assert client.get(beyond).status_code == 404, beyond
    call_command("verify_ledger", stdout=StringIO())


def test_the_proof_of_an_entry_is_checked_by_its_text_alone(it: SimpleNamespace) -> None:
    text = Client().get("/log/entries/3.tlog-proof").content.decode()
    first, _gap, note = text.partition("\n\n")
    head = Checkpoint.of(note, LOG_KEY.verifier)
    name, index, *hashes = first.split("\n")
    path = [base64.b64decode(each) for each in hashes]
    body = Client().get("/log/entries/3.json").content
    assert (name, index) == ("c2sp.org/tlog-proof@v1", "index 3")
    assert tree.included(tree.leaf_hash(body), 3, head.size, path, head.root)
    assert not tree.included(tree.leaf_hash(body + b" "), 3, head.size, path, head.root)


def test_the_verifier_finds_an_honest_log_whole(
    it: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    older = tmp_path / "older"
    older.write_text(LogCheckpoint.objects.get().note)
    _post(it, "transfer", 101, 110, it.a, it.b)
    a_signed_log(it)
    folder = _exported(tmp_path / "log")
    assert verifier.main([str(folder), "--key", str(LOG_KEY.verifier), "--older", str(older)]) == 0
    assert "6 entries, 6 transactions, 2 lots, 1050 t CO2 eq, 0 of them frozen" in capsys.readouterr().out


def _bundle_with(folder: Path, old: str, new: str) -> None:
    file = folder / "tile" / "entries" / "000.p" / "5"
    file.write_bytes(file.read_bytes().replace(old.encode(), new.encode()))


def _other_total(folder: Path) -> None:
    file = folder / "totals.json"
    file.write_text(file.read_text().replace("1050", "1051"))


ALTERED: dict[str, Callable[[Path], object]] = {
    "root": lambda folder: _bundle_with(folder, '"first":900', '"first":901'),
    "signature": lambda folder: (folder / "checkpoint").write_text(
        (folder / "checkpoint").read_text().replace("\n5\n", "\n4\n")
    ),
    "totals": _other_total,
    "read": lambda folder: shutil.rmtree(folder / "tile" / "entries"),
}


@pytest.mark.parametrize("what", ALTERED)
def test_the_verifier_finds_what_was_altered(
    it: SimpleNamespace, tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _exported(tmp_path / "log")
    ALTERED[what](folder)
    assert verifier.main([str(folder)]) == 1
    assert what in capsys.readouterr().err


def test_the_verifier_refuses_a_key_that_it_was_not_told(it: SimpleNamespace, tmp_path: Path) -> None:
    other = SignerKey("registry.test/log", bytes(32)).verifier
    assert verifier.main([str(_exported(tmp_path / "log")), "--key", str(other)]) == 1


def _as_superuser(admin: psycopg.Connection, statement: str) -> None:
    admin.execute("SET session_replication_role = replica")
    admin.execute(statement)
    admin.execute("SET session_replication_role = origin")


def test_a_superuser_who_edits_the_book_is_found_by_the_log(
    it: SimpleNamespace, admin_connection: psycopg.Connection
) -> None:
    _as_superuser(
        admin_connection, "UPDATE book_transaction SET posted_at = posted_at - interval '1 day' WHERE key = 'back'"
    )
    with pytest.raises(CommandError, match="the book says another thing than log entry 4"):
        call_command("verify_ledger")


def test_a_superuser_who_edits_book_and_log_is_found_by_the_signed_head(
    it: SimpleNamespace, admin_connection: psycopg.Connection, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    kept.write_text(LogCheckpoint.objects.get().note)
    entry = LogEntry.objects.get(position=4)
    body = re.sub(r'"answers":(\d+)', lambda found: f'"answers":{int(found[1]) - 1}', entry.body)
    assert body != entry.body
    hashed = tree.leaf_hash(body.encode()).hex()
    _as_superuser(
        admin_connection,
        f"UPDATE registry_logentry SET body = $x${body}$x$, leaf_hash = '\\x{hashed}' WHERE position = 4",
    )
    with pytest.raises(CommandError, match="another root"):
        call_command("verify_ledger")


@pytest.mark.parametrize(
    "deed", ["UPDATE registry_logentry SET body = ''", "DELETE FROM registry_logcheckpoint", "TRUNCATE registry_logkey"]
)
def test_nobody_changes_the_log(it: SimpleNamespace, owner_connection: psycopg.Connection, deed: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        owner_connection.execute(deed)
    assert refused.value.diag.constraint_name == "book_past_stays"
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows(deed)


def test_without_a_key_nothing_is_signed(it: SimpleNamespace) -> None:
    with pytest.raises(Refused) as refused:
        log.sequence(signers=[], by=it.system, at=NOON)
    assert refused.value.number == "LOG-01"


def test_a_key_is_changed_over_by_signing_with_both(it: SimpleNamespace, tmp_path: Path) -> None:
    newer = SignerKey("registry.test/log", bytes(32))
    _post(it, "transfer", 101, 110, it.a, it.b)
    head = log.sequence(signers=[LOG_KEY, newer], by=it.system, at=NOON)
    assert head is not None
    for key in (LOG_KEY, newer):
        assert Checkpoint.of(head.note, key.verifier).size == 6
    assert set(entries.verifier_keys()) == {str(LOG_KEY.verifier), str(newer.verifier)}


def test_make_log_key_makes_one_and_adds_another_only_when_told(tmp_path: Path, settings: object) -> None:
    settings.LOG_SIGNER_FILE = tmp_path / "signer"  # type: ignore[attr-defined]  # pytest-django's fixture
    call_command("make_log_key", stdout=StringIO())
    with pytest.raises(CommandError, match="already"):
        call_command("make_log_key")
    call_command("make_log_key", "--rotate", stdout=StringIO())
    made = notes.signers_of(tmp_path / "signer")
    assert len(made) == 2
    assert (tmp_path / "signer").stat().st_mode & 0o077 == 0


def _reconciled(folder: Path) -> str:
    out = StringIO()
    try:
        call_command("reconcile", str(folder), "--registry", "JP", "--key", str(LOG_KEY.verifier), stdout=out)
    except CommandError as error:
        return f"{out.getvalue()}{error}"
    return out.getvalue()


def test_two_books_that_agree_are_reconciled(it: SimpleNamespace, tmp_path: Path) -> None:
    assert _reconciled(_exported(tmp_path / "log")) == "2 lots agree with registry.test/log at 5 entries.\n"


def test_each_discrepancy_between_two_books_is_listed(it: SimpleNamespace, tmp_path: Path) -> None:
    folder = _exported(tmp_path / "log")
    _post(it, "transfer", 111, 120, it.a, it.b)
    _post(it, "retirement", 101, 110, it.a, it.retired)
    issue(it.a, 7, key="third", issuance=3)
    assert _reconciled(folder).splitlines() == [
        "lot TH-JP-1 (jcm): units 101-110 (10 t) are in JP/retirement here, in JP/holding there",
        "lot TH-JP-1051 (jcm): only in our book",
        "2 discrepancies with registry.test/log at 5 entries.",
    ]


def test_a_book_is_not_reconciled_with_an_altered_log(it: SimpleNamespace, tmp_path: Path) -> None:
    folder = _exported(tmp_path / "log")
    _bundle_with(folder, '"first":900', '"first":901')
    assert "Their log is not whole" in _reconciled(folder)


def test_a_decision_of_a_joint_committee_is_in_the_log(it: SimpleNamespace) -> None:
    proposal = Proposal("rules", "Guidelines ver02.0", "JCM_TH_GL_PDD")
    decision = decisions.prepare(country=it.country, proposals=[proposal], by=it.officer, at=NOON)
    decisions.circulate(decision_id=decision.pk, by=it.officer, at=NOON)
    for member in (it.japan_chair, it.partner_chair, it.japan_member, it.partner_member):
        answers.give(decision_id=decision.pk, answer=AnswerKind.AGREE, by=member, at=NOON)
    a_signed_log(it)
    told = json.loads(LogEntry.objects.latest("position").body)
    assert (told["about"], told["number"], told["outcome"]) == ("decision", decision.number, "adopted")
    item = {"kind": "rules", "reference": "JCM_TH_GL_PDD", "title": "Guidelines ver02.0", "outcome": "approved"}
    assert told["items"] == [item]
    assert it.japan_chair.name not in json.dumps(told)
