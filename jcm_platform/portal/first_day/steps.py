"""The steps of the first day, in order. Each finds what stands, does what is missing, and says both in a sentence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from common import guards, mail
from common.refusals import Refused
from jcm_platform.portal.first_day.answers import JAPAN, Answers
from jcm_platform.portal.management.commands.load_published import load_all
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, OrganisationKind, Side
from partners.people.models.people import Appointment, Role, User
from partners.people.models.personnel import AliasCase
from partners.people.models.seats import JointCommittee
from partners.people.selectors import personnel
from partners.people.services import first_people
from partners.people.services.first_people import Newcomer, Office
from partners.people.states.aliases import AliasState
from partners.services import records
from registry.models import Account, AccountKind
from registry.selectors import accounts as known_accounts
from registry.selectors import applications as possible
from registry.selectors import log
from registry.services import accounts, applications, log_keys, witnesses
from registry.services.accounts import Seat
from registry.states.accounts import AccountState
from registry.tlog.notes import NotTrusted, make_signer, signers_of
from registry.tlog.witnesses import Witness

NEEDED = (Role.SECRETARIAT, Role.REGISTRY, Role.GOVERNMENT)
MOST_REPRESENTATIVES = 4
ONCE = tuple(kind for kind in AccountKind if kind not in {AccountKind.ENTITY, AccountKind.UNSPLIT})


class Standing(StrEnum):
    STANDS = "stands"
    DONE = "done"
    MISSING = "MISSING"


@dataclass(frozen=True)
class Line:
    """What is said of one thing."""

    standing: Standing
    words: str


@dataclass(frozen=True)
class Day:
    """The answers, and who acts at which instant: the system, which alone lets in first people.

    `only_looks` is true where nothing is to be done.
    """

    answers: Answers
    by: User
    at: datetime
    only_looks: bool = False

    @property
    def countries(self) -> Sequence[str]:
        """Those that are named; where nobody is, those that have an officer or an account."""
        if self.answers.people:
            return self.answers.countries
        officers = Appointment.objects.in_force().filter(role__in=NEEDED)
        bodies = officers.filter(organisation__side=Side.PARTNER).values_list("organisation__country__iso2", flat=True)
        registries = Account.objects.filter(origin="platform").exclude(registry=JAPAN)
        return sorted({*bodies, *registries.values_list("registry", flat=True)})

    def tried(self, what: str, do: Callable[[], object], done: str) -> Line:
        """Do one thing, unless nothing is to be done; a refusal is a sentence."""
        if self.only_looks:
            return Line(Standing.MISSING, f"{what}: not done yet; run it without --look")
        try:
            do()
        except Refused as refusal:
            return Line(Standing.MISSING, f"{what}: {refusal}")
        return Line(Standing.DONE, f"{what}: {done}")


def run(day: Day) -> Iterator[Line]:
    """Every step in order; later ones rest on earlier ones."""
    for step in (_database, _published, _people, _seats, _alike, _accounts, _key, _witnesses, _mail, _checks):
        yield from step(day)


def _database(_day: Day) -> Iterator[Line]:
    wrong = list(guards.faults())
    for fault in wrong:
        yield Line(Standing.MISSING, f"Database: {fault}")
    if not wrong:
        yield Line(Standing.STANDS, "Database: migrated, and every guard stands")


def _published(day: Day) -> Iterator[Line]:
    if PartnerCountry.objects.exists():
        yield Line(Standing.STANDS, f"Published records: {PartnerCountry.objects.count()} partner countries")
        return
    if day.only_looks:
        yield Line(Standing.MISSING, "Published records: not loaded")
        return
    for tally in load_all():
        yield Line(Standing.DONE, f"Published records: {tally}")


def _country(side: str) -> PartnerCountry | None:
    return None if side == JAPAN else PartnerCountry.objects.filter(iso2=side).first()


def _body(side: str, role: str) -> Organisation | None:
    """The body that gives a role on a side; JCMA and the governments come with the published records."""
    country, of = _country(side), Organisation.objects.order_by("pk")
    place = Side.JAPAN if side == JAPAN else Side.PARTNER
    if role == Role.AUDITOR:
        return of.filter(kind=OrganisationKind.AUDITOR).first()
    if role in {Role.GOVERNMENT, Role.COMMITTEE} or (role == Role.REGISTRY and side != JAPAN):
        return of.filter(kind=OrganisationKind.GOVERNMENT, side=place, country=country).first()
    if side == JAPAN:
        return of.filter(kind=OrganisationKind.JCMA).first()
    return of.filter(kind=OrganisationKind.SECRETARIAT, side=place, country=country).first()


def _people(day: Day) -> Iterator[Line]:
    for side in (JAPAN, *day.countries):
        if side != JAPAN and _country(side) is None:
            yield Line(Standing.MISSING, f"People of {side}: the published records know no such country")
            continue
        for role in (*NEEDED, *([Role.AUDITOR] if day.answers.of(side, Role.AUDITOR) else [])):
            yield _of_office(day, side, role)


def _of_office(day: Day, side: str, role: str) -> Line:
    what = f"{side}, {Role(role).label}"
    body, newcomers = _body(side, role), day.answers.of(side, role)
    if body is None and newcomers and not day.only_looks:
        body = _make_body(day, side, role)
    if body is None:
        return Line(Standing.MISSING, f"{what}: {'nobody is let in' if newcomers else 'nobody is named'}")
    office = Office(body, role, None if side == JAPAN else _country(side))
    if not first_people.is_vacant(office):
        return Line(Standing.STANDS, f"{what}: held")
    if not newcomers:
        return Line(Standing.MISSING, f"{what}: nobody is named")
    names = ", ".join(each.name for each in newcomers)
    return day.tried(
        what,
        lambda: first_people.let_in(office=office, newcomers=newcomers, by=day.by, at=day.at),
        f"{names} get a mail that leads to a password",
    )


def _make_body(day: Day, side: str, role: str) -> Organisation:
    """The office of a partner country, or of auditors: in no published record."""
    country = _country(side)
    if role == Role.AUDITOR:
        return records.found_body(kind=OrganisationKind.AUDITOR, country=None, by=day.by, at=day.at)
    return records.found_body(kind=OrganisationKind.SECRETARIAT, country=country, by=day.by, at=day.at)


def _seats(day: Day) -> Iterator[Line]:
    named = {seat.country for person in day.answers.people for seat in person.seats}
    for code in sorted(named):
        committee = JointCommittee.objects.filter(country__iso2=code).first()
        if committee is None:
            yield Line(Standing.MISSING, f"Joint Committee {code}: the published records know no such country")
            continue
        for side in (JAPAN, code):
            yield _side_of(day, committee, side)


def _side_of(day: Day, committee: JointCommittee, side: str) -> Line:
    place = Side.JAPAN if side == JAPAN else Side.PARTNER
    what, named = f"{committee}, side of {side}", day.answers.seated(side, committee.country.iso2)
    if not first_people.has_no_seat(committee, place):
        return Line(Standing.STANDS, f"{what}: seated")
    chairs = [newcomer for newcomer, is_chair in named if is_chair]
    body = _body(side, Role.COMMITTEE)
    if len(chairs) != 1 or body is None:
        return Line(Standing.MISSING, f"{what}: name its members, exactly one of them as “co-chair”")

    def seat() -> None:
        office = Office(body, Role.COMMITTEE, committee.country)
        people = [newcomer for newcomer, _is_chair in named]
        let_in = first_people.let_in(office=office, newcomers=people, by=day.by, at=day.at)
        chair = let_in[people.index(chairs[0])]
        first_people.take_seats(committee=committee, side=place, chair=chair, members=let_in, by=day.by, at=day.at)

    return day.tried(what, seat, f"{len(named)} members sit, {chairs[0].name} as co-chair")


def _alike(_day: Day) -> Iterator[Line]:
    for case in AliasCase.objects.filter(state=AliasState.SUSPECTED).select_related("one", "other"):
        words = f"{case.one.name} and {case.other.name} look like one person: an auditor tells them apart"
        yield Line(Standing.MISSING, words)


def _accounts(day: Day) -> Iterator[Line]:
    for side in (JAPAN, *(code for code in day.countries if _country(code))):
        for kind in ONCE:
            yield _account(day, side, kind)


def _account(day: Day, side: str, kind: AccountKind) -> Line:
    what, country = f"{side}, {kind.label}", _country(side)
    standing = known_accounts.standing_of_kind(side, kind).first()
    if standing is not None:
        return _as_it_stands(what, standing)
    if day.only_looks:
        return Line(Standing.MISSING, f"{what}: not applied for")
    seats = _representatives(country) if kind == AccountKind.GOVERNMENT else []
    if kind == AccountKind.GOVERNMENT and len(seats) < first_people.FEWEST:
        return Line(Standing.MISSING, f"{what}: needs two officers of the government as its representatives")

    def apply() -> None:
        account = accounts.apply_for_government(
            country=country, kind=kind, name=str(kind.label), seats=seats, by=day.by, at=day.at
        )
        if kind != AccountKind.GOVERNMENT:
            applications.submit(account_id=account.pk, by=day.by, at=day.at)

    applied = day.tried(what, apply, "")
    if applied.standing == Standing.MISSING:
        return applied
    made = known_accounts.standing_of_kind(side, kind).get()
    return Line(Standing.DONE, _as_it_stands(what, made).words)


def _representatives(country: PartnerCountry | None) -> list[Seat]:
    people = possible.people_of_governments([country]).order_by("pk")[:MOST_REPRESENTATIVES]
    return [Seat(user, may_propose=True, may_approve=True) for user in people]


WAITS: Mapping[str, str] = {
    AccountState.DRAFT: "begun; its representatives hand in the letter and the details, then send it",
    AccountState.RETURNED: "returned to its representatives",
    AccountState.APPLIED: "applied for; one administrator of the registry checks it, another opens it",
    AccountState.CHECKED: "checked; a second administrator opens it",
}


def _as_it_stands(what: str, account: Account) -> Line:
    if account.state in WAITS:
        return Line(Standing.MISSING, f"{what} {account.number}: {WAITS[account.state]}")
    return Line(Standing.STANDS, f"{what} {account.number}: {account.get_state_display()}")


def _key(day: Day) -> Iterator[Line]:
    file = settings.LOG_SIGNER_FILE
    try:
        standing = signers_of(file)
    except (NotTrusted, OSError) as error:
        yield Line(Standing.MISSING, f"Key of the log: {file} cannot be read ({error}). Put its copy back")
        return
    if not standing and log.checkpoint() is not None:
        yield Line(Standing.MISSING, f"Key of the log: heads are signed, and no key lies in {file}. Put its copy back")
        return
    if not standing and day.only_looks:
        yield Line(Standing.MISSING, f"Key of the log: none in {file}")
        return
    try:
        signer = standing[0] if standing else make_signer(file, settings.LOG_ORIGIN)
    except OSError as error:
        yield Line(Standing.MISSING, f"Key of the log: {file} cannot be written ({error}). Run it by the worker")
        return
    number = signer.verifier.id.hex()
    made = Standing.STANDS if standing else Standing.DONE
    yield Line(made, f"Key of the log: number {number} in {file}; publish {signer.verifier} elsewhere too")
    if log_keys.is_backed_up(signer):
        yield Line(Standing.STANDS, "Copy of the key: confirmed")
    elif not day.answers.key_backed_up:
        yield Line(Standing.MISSING, f"Copy of the key: copy {file} elsewhere, then answer key_backed_up = “{number}”")
    else:
        number_told = day.answers.key_backed_up
        yield day.tried(
            "Copy of the key",
            lambda: log_keys.confirm_backup(signer=signer, number=number_told, by=day.by, at=day.at),
            "confirmed",
        )


def _witnesses(day: Day) -> Iterator[Line]:
    if not settings.LOG_WITNESSES:
        yield Line(Standing.MISSING, "Witnesses: none is named; set LOG_WITNESSES (docs/settings.md)")
        return
    try:
        named = [Witness.of(text) for text in settings.LOG_WITNESSES]
    except NotTrusted as error:
        yield Line(Standing.MISSING, f"Witnesses: LOG_WITNESSES cannot be read: {error}")
        return
    if log.checkpoint() is None or day.only_looks:
        yield Line(Standing.STANDS, f"Witnesses: {len(named)} are named; they are asked with the first signed head")
        return
    for name, problem in witnesses.ask_all(witnesses=named, by=day.by, at=day.at).items():
        yield Line(Standing.MISSING, f"Witness {name}: {problem}")
    yield Line(Standing.STANDS, f"Witnesses: {len(named)} were asked")


def _mail(day: Day) -> Iterator[Line]:
    to = day.answers.mail_to
    if day.only_looks:
        yield Line(Standing.STANDS, "Mail: not tried, for this only looks")
        return
    if not to:
        yield Line(Standing.MISSING, "Mail: not tried; answer mail_to with an address of yours")
        return
    try:
        mail.send(subject=f"[JCM] {settings.SITE_URL} can send mail", body=f"Sent by first_day.\n{day.at}\n", to=[to])
    except OSError as error:
        yield Line(Standing.MISSING, f"Mail: {type(error).__name__}: {error}")
        return
    yield Line(Standing.DONE, f"Mail: handed to the server for {to}; look whether it arrives")


def _checks(_day: Day) -> Iterator[Line]:
    words = StringIO()
    try:
        call_command("check", deploy=settings.PRODUCTION, databases=["default"], stdout=words, stderr=words)
    except SystemCheckError as error:
        yield Line(Standing.MISSING, f"Checks: {error}")
        return
    yield Line(Standing.STANDS, "Checks: " + words.getvalue().strip().splitlines()[-1])


def without_password(people: Mapping[str, Newcomer]) -> list[str]:
    """Names of those who have not set their password yet."""
    known = {name: personnel.by_address(newcomer.email) for name, newcomer in people.items()}
    return [name for name, user in known.items() if user is not None and not user.has_usable_password()]
