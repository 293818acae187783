"""Rules and guidelines: drafted in packages, put before the committee, in force by its decision and never before."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Decision, DecisionItem
from committee.decisions.services import decisions
from committee.items.models import FileKind, SharedFile, SharedFileVersion
from committee.rules.models.documents import STEM, VERSION, RuleCategory, RuleDocument, RulePackage, RuleVersion
from committee.rules.states.rules import RuleState
from common import events, files
from common.drafts import Seen, mark_of_fields, unchanged
from common.machines import judge
from common.models import Origin
from common.refusals import Refused
from common.text import plain, shows
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from partners.permissions import secretariat
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.models.rules import RULES, TIME_LIMITS, RuleValue
from partners.rulebooks.selectors import rulebooks

RULEBOOK = ("rulebook_version", "rules", "time_limits")


@dataclass(frozen=True)
class Draft:
    """A new version of a document as it is drafted; the title and category of a known document stay as they are."""

    stem: str
    version: str
    title: str
    title_ja: str
    category: RuleCategory
    note: str = ""


def _locked(package_id: int) -> RulePackage:
    return RulePackage.objects.select_for_update(of=("self",)).select_related("country").get(pk=package_id)


def _drafting(package: RulePackage, by: User) -> None:
    if not secretariat(package, by):
        raise Refused("RLS-01", _("Only the secretariat drafts rules and guidelines."), status=403)
    if package.state != RuleState.DRAFT:
        raise Refused("RLS-02", _("This package is no draft any more: start a new one."), status=409)


@transaction.atomic
def start(
    *, country: PartnerCountry, track: str, title: str, note: str = "", is_example: bool = False, by: User, at: datetime
) -> RulePackage:
    """Open a package of rules in draft. Raises: Refused RLS-01 (403); RLS-03 without a title."""
    origin = Origin.EXAMPLE if is_example else Origin.PLATFORM
    package = RulePackage(country=country, track=track or "JCM", title=plain(title), note=plain(note), origin=origin)
    _drafting(package, by)
    if not package.title:
        raise Refused("RLS-03", _("Give the package a title."), field="title")
    package.save()
    events.record("committee.rulepackage.start", subject=package, by=by, at=at, after={"state": package.state})
    return package


@transaction.atomic
def add_version(
    *, package_id: int, draft: Draft, upload: UploadedFile, language: str = "en", by: User, at: datetime
) -> RuleVersion:
    """Put a new document, or a new version of a known one, into the package.

    Raises: Refused RLS-01, RLS-02; RLS-04 the code is not by the grammar or of another country; RLS-05 the version
    is not like 01.0; RLS-06 it is not higher than the last; RLS-07 (409) the package has this document already.
    """
    package = _locked(package_id)
    _drafting(package, by)
    stem = plain(draft.stem)
    if not re.fullmatch(STEM, stem) or stem[4:6] != package.country.iso2:
        raise Refused(
            "RLS-04",
            _("Write the code as JCM_%(iso2)s_type_name, without the version: JCM_%(iso2)s_GL_PM."),
            field="stem",
            params={"iso2": package.country.iso2},
        )
    if not re.fullmatch(VERSION, plain(draft.version)):
        raise Refused("RLS-05", _("Write the version with two digits and one, as 01.0."), field="version")
    document = _document(package, stem, draft)
    _higher(document, package, plain(draft.version))
    stored = files.store(upload, by=by, at=at, language=language, field="upload")
    made = RuleVersion.objects.create(
        document=document, package=package, version=plain(draft.version), stored=stored, note=plain(draft.note)[:300]
    )
    after = {"code": made.code, "sha256": stored.sha256}
    events.record("committee.rulepackage.add_version", subject=package, by=by, at=at, after=after)
    return made


def _document(package: RulePackage, stem: str, draft: Draft) -> RuleDocument:
    found, _made = RuleDocument.objects.get_or_create(
        country=package.country,
        track=package.track,
        stem=stem,
        defaults={"title": plain(draft.title) or stem, "title_ja": plain(draft.title_ja), "category": draft.category},
    )
    return RuleDocument.objects.select_for_update(of=("self",)).get(pk=found.pk)


def _higher(document: RuleDocument, package: RulePackage, version: str) -> None:
    if package.versions.filter(document=document).exists():
        raise Refused("RLS-07", _("This package has a version of this document already."), field="stem", status=409)
    last = document.versions.order_by("-version").first()
    if last is not None and version <= last.version:
        raise Refused(
            "RLS-06", _("The version must be higher than %(last)s."), field="version", params={"last": last.version}
        )


@transaction.atomic
def remove_version(*, version_id: int, by: User, at: datetime) -> RulePackage:
    """Take a draft version out of its package. Raises: RLS-01, RLS-02."""
    version = RuleVersion.objects.select_related("document").get(pk=version_id)
    package = _locked(version.package_id)
    _drafting(package, by)
    after = {"code": version.code}
    version.delete()
    if not version.document.versions.exists():
        version.document.delete()
    events.record("committee.rulepackage.remove_version", subject=package, by=by, at=at, after=after)
    return package


@transaction.atomic
def set_rulebook(
    *,
    package_id: int,
    version: str,
    rules: Mapping[str, RuleValue],
    time_limits: Mapping[str, int],
    seen: Seen | None = None,
    by: User,
    at: datetime,
) -> RulePackage:
    """Say what the new rulebook sets that comes with the package; an empty version means that none comes.

    Args:
        time_limits: days by key; whether they are working days, and what else the rulebook in force says of the limit,
            stays.
    Raises: RLS-01, RLS-02; DRF-05 (409) over what was not seen; RLS-08 an unknown key or value, or fewer than no days;
    RLS-09 (409) a version that was there before.
    """
    package = _locked(package_id)
    _drafting(package, by)
    if seen is not None:
        unchanged(seen, mark_of_fields(package, seen.names))
    known = all(key in RULES and RULES[key].takes(value) for key, value in rules.items())
    if not known or set(time_limits) - set(TIME_LIMITS) or any(days < 0 for days in time_limits.values()):
        raise Refused("RLS-08", _("Use only the declared rules and time limits, with days of zero or more."))
    taken = Rulebook.objects.filter(country=package.country, track__iexact=package.track, version=plain(version))
    if shows(version) and taken.exists():
        raise Refused("RLS-09", _("A rulebook has this version already."), field="version", status=409)
    package.rulebook_version = plain(version)
    package.rules = {key: value for key, value in rules.items() if value != RULES[key].default}
    today = rulebooks.on_day(package.country_id, at.date(), package.track)
    own = today.time_limits if today else {}
    package.time_limits = {
        key: own.get(key, {}) | {"days": days}
        for key, days in time_limits.items()
        if key in own or days != TIME_LIMITS[key].days
    }
    package.save(update_fields=RULEBOOK)
    after = {"version": package.rulebook_version, "rules": package.rules, "time_limits": package.time_limits}
    events.record("committee.rulepackage.set_rulebook", subject=package, by=by, at=at, after=after)
    return package


@transaction.atomic
def propose(*, package_id: int, effective_on: date | None = None, by: User, at: datetime) -> Decision:
    """Put the package before the committee: a decision in preparation, with every document as a file for members.

    Raises: RLS-01, RLS-02; RLS-10 nothing in it; RLS-11 the day has passed.
    """
    package = _locked(package_id)
    _drafting(package, by)
    versions = list(package.versions.select_related("document", "stored"))
    if not versions and not package.rulebook_version:
        raise Refused("RLS-10", _("Put a document or a rulebook into the package first."))
    first = effective_on or at.date()
    if package.rulebook_version:
        _follows(package, first)
    if first < at.date():
        raise Refused("RLS-11", _("This day has passed. Leave it empty for the day of decision."), field="effective_on")
    lines = [package.note, *(f"{one.code}: {one.document.title}" for one in versions)]
    if package.rulebook_version:
        lines.append(f"{package.track} ver{package.rulebook_version}")
    proposal = decisions.Proposal(
        kind="rules",
        title=package.title,
        reference=package.reference,
        paper=package.paper,
        text="\n".join(filter(None, lines)),
    )
    decision = decisions.prepare(
        country=package.country, proposals=[proposal], is_example=package.is_example, by=by, at=at
    )
    item = decision.items.get()
    for one in versions:
        _share(item, one, by, at)
    package.decision_item, package.effective_on = item, effective_on
    judge(package.propose, by=by).commit(at=at)
    return decision


def _follows(package: RulePackage, first: date) -> None:
    same = Rulebook.objects.filter(country=package.country, track__iexact=package.track)
    if any(one.in_force.lower >= first for one in same):
        raise Refused(
            "RLS-12",
            _("A rulebook of this track begins on that day or later: name a later day."),
            field="effective_on",
            status=409,
        )


def _share(item: DecisionItem, version: RuleVersion, by: User, at: datetime) -> None:
    shared = SharedFile.objects.create(
        decision=item.decision,
        item=item,
        kind=FileKind.PAPER,
        title=f"{version.code} {version.document.title}"[:200],
        is_public=True,
    )
    SharedFileVersion.objects.create(shared=shared, number=1, stored=version.stored, by=by, at=at)


@transaction.atomic
def come_into_force(package: RulePackage, *, decided: date, by: User, at: datetime) -> None:
    """A step of the decision: the new versions are valid, their predecessors end, and a rulebook that came with them
    comes into force."""
    judge(package.adopt, by=by).commit(at=at, on=decided)
    first = max(package.effective_on or decided, decided)
    for version in package.versions.select_related("document").order_by("pk"):
        _succeed(version, first)
    if package.rulebook_version:
        _new_rulebook(package, first)


@transaction.atomic
def draft_again(package: RulePackage, *, by: User, at: datetime) -> None:
    """A step of a withdrawal: the proposal was withdrawn, and the package is a draft again."""
    judge(package.take_back, by=by).commit(at=at)
    package.decision_item = None
    package.save(update_fields=["decision_item"])


def _succeed(version: RuleVersion, first: date) -> None:
    """Let a version be valid from a day; the one valid then ends, one that would begin later is overtaken."""
    for earlier in version.document.versions.exclude(pk=version.pk).filter(valid__overlap=DateRange(first, None)):
        begins: date = earlier.valid.lower
        RuleVersion.objects.filter(pk=earlier.pk).update(valid=_until(begins, max(begins, first)))
    RuleVersion.objects.filter(pk=version.pk).update(valid=DateRange(first, None))


def _until(lower: date, upper: date) -> DateRange | None:
    return DateRange(lower, upper) if lower < upper else None


def _new_rulebook(package: RulePackage, first: date) -> None:
    same = Rulebook.objects.select_for_update().filter(country=package.country, track__iexact=package.track)
    _follows(package, first)
    terms, sources = {}, {}
    for earlier in same.filter(in_force__overlap=DateRange(first, None)):
        terms, sources = earlier.terms, earlier.sources
        Rulebook.objects.filter(pk=earlier.pk).update(in_force=DateRange(earlier.in_force.lower, first))
    Rulebook.objects.create(
        country=package.country,
        track=package.track,
        version=package.rulebook_version,
        in_force=DateRange(first, None),
        rules=package.rules,
        time_limits=package.time_limits,
        terms=terms,
        sources=sources,
        source_url=package.decision_item.decision.get_absolute_url() if package.decision_item else "",
        note=package.title,
    )
