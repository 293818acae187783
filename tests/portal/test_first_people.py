"""Who is let in on the first day and who is not; what the command says of what it is told."""

import base64
import stat
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from common.models import Event
from common.refusals import Refused
from jcm_platform.portal.management.commands.load_published import load_all
from partners.organisations.models import Organisation
from partners.people.models.people import Role, User
from partners.people.models.seats import JointCommittee
from partners.people.selectors import people
from partners.people.services import first_people
from partners.people.services.first_people import Newcomer
from tests.conftest import NOON
from tests.portal.first_people import FAMILY, answers, email_of, file_of, person

pytestmark = pytest.mark.usefixtures("it")


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """The published records, which every first day begins with."""
    return SimpleNamespace(tallies=list(load_all()))


@pytest.fixture(autouse=True)
def _own_key(tmp_path: Path, settings: SimpleNamespace) -> None:
    settings.LOG_SIGNER_FILE = tmp_path / "keys" / "log-signer"
    settings.LOG_WITNESSES = []


def _run(folder: Path, text: str) -> tuple[list[str], str]:
    """The lines of a run, and how it ended."""
    out = StringIO()
    try:
        call_command("first_day", answers=Path(file_of(folder, text)), stdout=out)
    except CommandError as error:
        return out.getvalue().splitlines(), str(error)
    return out.getvalue().splitlines(), ""


def _missing(lines: list[str]) -> list[str]:
    return [line.removeprefix("MISSING").strip() for line in lines if line.startswith("MISSING")]


def test_two_who_look_like_one_person_across_offices_are_named(tmp_path: Path) -> None:
    lines, _end = _run(tmp_path, answers("TH").replace("member.jp@jp", "member.th@jp"))
    said = [line for line in _missing(lines) if "look like one person" in line]
    assert said == ["Haruko Ito and Somchai Harason look like one person: an auditor tells them apart"]


def test_whoever_comes_after_the_first_is_let_in_by_two_officers(tmp_path: Path) -> None:
    _run(tmp_path, answers("TH"))
    intruder = answers("TH").replace("jcma1.jp@jp", "intruder.jp@jp").replace("Haruko Abe", "Ivo Intruder")
    lines, _end = _run(tmp_path, intruder)
    assert "stands   JP, JCMA officer: held" in lines
    assert not User.objects.filter(email=email_of("JP", "intruder")).exists()


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ('name = "Haruko Baba"', 'name = "Abe Haruko"', "PPL-43"),
        ("jcma2.jp@jp", "jcma1.jp@jp", "PPL-43"),
        ("jcma1.jp@jp.example.org", "jcma1", "PPL-02"),
        ('last_four = "1234"', 'last_four = "TH1234567"', "PPL-15"),
        ('seen = { means = "in_person", document', "seen = { document", "PPL-13"),
    ],
)
def test_what_is_wrong_about_first_people_is_said_and_nobody_is_let_in(
    tmp_path: Path, old: str, new: str, number: str
) -> None:
    lines, _end = _run(tmp_path, answers("TH").replace(old, new))
    assert [line for line in _missing(lines) if line.startswith("JP, JCMA officer") and number in line]
    assert not User.objects.filter(email__startswith="jcma").filter(email__endswith="@jp.example.org").exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("people = 3", "under a line"),
        ("mailto = 'x'", "mailto is not known"),
        ("[[people]]\nside = 'Japan'", "side is JP"),
        ("[[people]]\nside = 'JP'\noffices = ['minister']", "no office minister"),
        ("[[people]]\nside = 'JP'\nseats = ['Thailand']", "a seat is written"),
        ("[[people]]\nside = 'JP'\nseen = { on = '2026' }", "on is a day"),
        ("people = [", "no TOML"),
    ],
)
def test_answers_that_cannot_be_read_get_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    _lines, end = _run(tmp_path, text)
    assert says in end


def test_the_key_is_closed_to_others_and_another_number_confirms_nothing(tmp_path: Path) -> None:
    _run(tmp_path, "key_backed_up = 'deadbeef'")
    assert stat.S_IMODE(settings.LOG_SIGNER_FILE.stat().st_mode) == 0o600
    lines, _end = _run(tmp_path, "key_backed_up = 'deadbeef'")
    assert [line for line in _missing(lines) if line.startswith("Copy of the key: LOG-11")]
    assert not Event.objects.filter(what="registry.logkey.confirm_backup").exists()
    kept = base64.b64encode(settings.LOG_SIGNER_FILE.read_bytes())
    _run(tmp_path, "")
    assert base64.b64encode(settings.LOG_SIGNER_FILE.read_bytes()) == kept


def test_a_mail_server_that_is_away_is_told(tmp_path: Path, settings: SimpleNamespace) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    lines, _end = _run(tmp_path, 'mail_to = "operations@example.org"')
    assert [line for line in _missing(lines) if line.startswith("Mail: ConnectionRefusedError")]


def test_every_family_name_is_another() -> None:
    assert len(set(FAMILY)) == len(FAMILY)


def test_the_system_alone_lets_in_the_first_and_nobody_a_second_time(it: SimpleNamespace, tmp_path: Path) -> None:
    _run(tmp_path, answers("TH"))
    jcma = Organisation.objects.get(kind="jcma")
    office = first_people.Office(jcma, Role.SECRETARIAT)
    newcomers = [Newcomer("one@example.net", "One Person"), Newcomer("two@example.net", "Two Others")]
    for by, number in ((person("JP", "jcma1"), "PPL-19"), (people.system(), "PPL-41")):
        with pytest.raises(Refused, match=number):
            first_people.let_in(office=office, newcomers=newcomers, by=by, at=NOON)
    committee = JointCommittee.objects.get(country__iso2="TH")
    chair = person("JP", "chair")
    with pytest.raises(Refused, match="CMT-31"):
        first_people.take_seats(
            committee=committee, side="japan", chair=chair, members=[chair], by=people.system(), at=NOON
        )


def test_one_person_alone_is_no_office(it: SimpleNamespace) -> None:
    office = first_people.Office(Organisation.objects.get(kind="jcma"), Role.SECRETARIAT)
    with pytest.raises(Refused, match="PPL-42"):
        first_people.let_in(
            office=office, newcomers=[Newcomer("one@example.net", "One Person")], by=people.system(), at=NOON
        )


def test_the_same_is_asked_by_prompts(monkeypatch: pytest.MonkeyPatch) -> None:
    one = ["Haruko Abe", "2026-05-01", "abe@example.net", "ja", "video", "passport", "Japan", "1234"]
    other = ["Kenji Baba", "2026-05-02", "baba@example.net", "en", "in_person", "card", "Japan", "9876"]
    typed = iter(["", *one, *other, "", "", "", "operations@example.net", ""])
    monkeypatch.setattr("builtins.input", lambda _question: next(typed))
    out = StringIO()
    with pytest.raises(CommandError, match="missing"):
        call_command("first_day", stdout=out)
    assert "done     JP, JCMA officer: Haruko Abe, Kenji Baba get a mail" in out.getvalue()
    assert User.objects.get(email="abe@example.net").language == "ja"


def test_who_cannot_be_asked_is_led_to_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    with pytest.raises(CommandError, match="--answers"):
        call_command("first_day", stdout=StringIO())


def test_a_day_that_is_none_is_said_and_nobody_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["", "Haruko Abe", "yesterday"])
    monkeypatch.setattr("builtins.input", lambda _question: next(typed))
    with pytest.raises(CommandError, match="Write the day as 2026-04-01"):
        call_command("first_day", stdout=StringIO())
    assert not User.objects.filter(is_system=False).exists()
