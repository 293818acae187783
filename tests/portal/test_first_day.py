"""From an empty database to the first issuance; from a new country to its first issuance; what the command refuses."""

from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from common import outbox
from credits.models import Issuance
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.people.selectors import people
from partners.rulebooks.models.rulebooks import Rulebook
from registry import witness
from registry.models import Account, AccountKind
from registry.selectors import holdings
from registry.tlog.notes import signers_of
from tests.conftest import NOON
from tests.factories import partners
from tests.factories.credits import a_request, issue_both
from tests.factories.registry import DETAILS, a_scan, an_account
from tests.finals import confirmed
from tests.portal import first_people
from tests.portal.first_people import answers, email_of, file_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
COUNTRIES = "order,iso2,name,signature_date,date_precision,date_status,place,region,date_source_url,note"


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


def _open_by_two(account: Account, code: str) -> None:
    """One administrator checks at the page, another opens."""
    at = f"/accounts/registry/{account.number}/"
    ticked = {"holder": "on", "people": "on", "documents": "on", "contacts": "on"}
    first, second = Client(), Client()
    first.force_login(person(code, "registry1"))
    assert first.post(f"{at}check-application/", ticked).status_code == 302
    second.force_login(person(code, "registry2"))
    assert confirmed(second, f"{at}open/").status_code == 302
    account.refresh_from_db()
    assert account.state == "open"


def _complete(account: Account, code: str) -> None:
    """A representative hands in the letter and the details and sends the application."""
    client, at = Client(), f"/accounts/registry/{account.number}/"
    client.force_login(person(code, "government1"))
    assert client.post(f"{at}documents/official-letter/", {"upload": a_scan()}).status_code == 302
    assert confirmed(client, f"{at}details/", DETAILS).status_code == 302
    assert client.post(f"{at}submit/").status_code == 302


def _open_what_waits(code: str) -> None:
    for account in Account.objects.filter(registry=code, origin="platform"):
        if account.state == "draft":
            _complete(account, code)
        _open_by_two(account, code)


def _first_issuance(it: SimpleNamespace) -> list[Issuance]:
    """A project from its PIN to credits in the accounts of all parties, by the people of the first day."""
    an_account(it, it.japanese_company, people=(it.participant, it.participant2))
    an_account(it, it.local_company, country=it.country, people=(it.local_participant, it.local_participant2))
    return issue_both(it, a_request(it, to="approved"))


def _at_work(country: PartnerCountry) -> SimpleNamespace:
    """Companies and an entity come to the country; two officers let their people in."""
    tpe = partners.a_designated_tpe(country)
    local = partners.organisation(side="partner", country=country)
    it = first_people.cast(country, tpe, (partners.organisation(), local, partners.organisation()))
    it.system, it.rulebook = people.system(), Rulebook.objects.get(country=country, track="JCM")
    governments = Organisation.objects.filter(kind="government")
    it.government_japan, it.government_partner = governments.get(country=None), governments.get(country=country)
    return it


def test_an_empty_database_comes_to_its_first_issuance(tmp_path: Path, client: Client) -> None:
    lines, end = _run(tmp_path, answers("TH"))
    assert "missing" in end
    assert (
        "done     JP, JCMA officer: Haruko Abe, Haruko Baba, Haruko Chiba get a mail that leads to a password" in lines
    )
    outbox.deliver(at=NOON)
    assert "operations@example.org" in {message.to[0] for message in mail.outbox}
    _sets_a_password(client, email_of("JP", "jcma1"))
    for code in ("JP", "TH"):
        assert Account.objects.filter(registry=code, origin="platform").count() == 6
        _open_what_waits(code)
    number = signers_of(settings.LOG_SIGNER_FILE)[0].verifier.id.hex()
    lines, end = _run(tmp_path, answers("TH", more=f'mail_to = "o@example.org"\nkey_backed_up = "{number}"'))
    assert _missing(lines) == ["Witnesses: none is named; set LOG_WITNESSES (docs/settings.md)"]
    assert not [line for line in lines if line.startswith("done") and "get a mail" in line]
    with override_settings(LOG_WITNESSES=[_witness(tmp_path)]):
        for words in ({}, {"answers": tmp_path / "answers.toml"}):
            out = StringIO()
            call_command("first_day", look=True, stdout=out, **words)
            assert not _missing(out.getvalue().splitlines())
            assert "TH, " in out.getvalue()
    it = _at_work(PartnerCountry.objects.get(iso2="TH"))
    issued = _first_issuance(it)
    assert [each.state for each in issued] == ["issued", "issued"]
    held = Account.objects.get(registry="TH", kind=AccountKind.GOVERNMENT, origin="platform")
    assert holdings.balance(held) > 0


def _sets_a_password(client: Client, email: str) -> None:
    message = next(each for each in mail.outbox if each.to == [email])
    address = next(line for line in message.body.splitlines() if line.startswith("http"))
    page = client.get(address.split("8000", 1)[1], follow=True)
    secret = "a sentence of several words"
    client.post(page.redirect_chain[-1][0], {"password1": secret, "password2": secret})
    assert client.post("/accounts/login/", {"login": email, "password": secret})["Location"] == "/"


def test_a_new_country_comes_to_its_first_issuance(tmp_path: Path) -> None:
    _run(tmp_path, answers("TH"))
    for code in ("JP",):
        _open_what_waits(code)
    newer = tmp_path / "newer"
    newer.mkdir()
    (newer / "partner_countries.csv").write_text(
        f"{COUNTRIES}\n99,XK,Kosovo,2026-03-02,day,verified,Pristina,Europe,https://example.org/kosovo,\n"
    )
    (newer / "country_names.csv").write_text("iso2,iso3,name_ja,time_zone\nXK,XKX,コソボ,Europe/Belgrade\n")
    rules = '"{""article6.aligned"": true, ""pin.required"": true, ""sdip.required"": true}"'
    (newer / "rulebooks.csv").write_text(
        "country,track,version,in_force_from,in_force_until,rules,time_limits,terms,source_url,note\n"
        f"XK,JCM,A6-01.0,2013-01-08,,{rules},{{}},{{}},https://example.org/rules,\n"
    )
    call_command("load_published", directory=newer, stdout=StringIO())
    lines, _end = _run(tmp_path, answers("XK", japan=False, more='mail_to = "operations@example.org"'))
    assert [line for line in lines if "Joint Committee Kosovo" in line and line.startswith("done")]
    _open_what_waits("XK")
    it = _at_work(PartnerCountry.objects.get(iso2="XK"))
    assert [each.state for each in _first_issuance(it)] == ["issued", "issued"]


def _witness(folder: Path) -> str:
    return f"https://witness.example {witness.Key.make('witness.example/w1', folder / 'witness').verifier}"


def test_a_look_at_a_country_finds_what_it_lacks() -> None:
    call_command("load_published", stdout=StringIO())
    country = PartnerCountry.objects.get(iso2="TH")
    partners.person("government", Organisation.objects.get(kind="government", country=country), country)
    out = StringIO()
    with pytest.raises(CommandError, match="missing"):
        call_command("first_day", look=True, stdout=out)
    assert "MISSING  TH, " in out.getvalue()
    assert "Mail: not tried" in out.getvalue()


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("operations@example.org", "operations@example.org\\nBcc: other@example.org", "mail_to is one e-mail address"),
        ("Haruko Abe", "Haruko \\u202EebA", "PPL-05"),
        ("Haruko Abe", "Haruko\\nAbe", "PPL-05"),
        ('issuer = "Ministry"', 'issuer = "Mini\\u202Estry"', "PPL-14"),
    ],
)
def test_what_nobody_can_read_is_answered_with_a_sentence(tmp_path: Path, before: str, after: str, says: str) -> None:
    lines, end = _run(tmp_path, answers("TH").replace(before, after, 1))
    assert says in "\n".join([*lines, end])


def test_a_key_that_cannot_be_written_is_missing(tmp_path: Path, settings: SimpleNamespace) -> None:
    settings.LOG_SIGNER_FILE = tmp_path / "in the way" / "log-signer"
    (tmp_path / "in the way").write_text("")
    lines, _end = _run(tmp_path, answers("TH"))
    assert [line for line in _missing(lines) if line.startswith("Key of the log") and "cannot be" in line]


@pytest.mark.parametrize("named", [False, True])
def test_a_look_asks_and_changes_nothing(tmp_path: Path, named: bool) -> None:
    out = StringIO()
    if named:
        (tmp_path / "answers.toml").write_text(answers("TH"))
    with pytest.raises(CommandError, match="missing"):
        call_command("first_day", look=True, answers=tmp_path / "answers.toml" if named else None, stdout=out)
    assert f"MISSING  JP, JCMA officer: nobody is {'let in' if named else 'named'}" in out.getvalue()
    assert not mail.outbox
    assert not User.objects.filter(is_system=False).exists()
    assert not PartnerCountry.objects.exists()
    assert not Account.objects.exists()
    assert not settings.LOG_SIGNER_FILE.exists()
