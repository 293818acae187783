"""Definitions of methodologies: proposed by one officer, put in force by another; or read from our files."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events
from common.machines import judge
from common.models import Origin
from common.refusals import Refused
from common.text import plain
from partners.people.models.people import User
from partners.people.selectors import people
from partners.permissions import secretariat
from partners.permissions.interests import may_judge
from projects.definitions import checks
from projects.definitions.models import MethodologyDefinition
from projects.definitions.selectors.definitions import of_methodology
from projects.definitions.states import DefinitionState
from projects.methodologies.calculation.definitions import Definition
from projects.methodologies.models import Methodology
from workflow.papers import checks as drafts


def _locked(definition_id: int) -> MethodologyDefinition:
    rows = MethodologyDefinition.objects.select_for_update(of=("self",))
    return rows.select_related("methodology__country").get(pk=definition_id)


@dataclass(frozen=True)
class Written:
    """The text of a definition and why it changes; `seen` is the SHA-256 of the text that its writer had."""

    text: str
    reason: str = ""
    seen: str = ""


@transaction.atomic
def start(
    *, methodology_id: int, written: Written, origin: Origin = Origin.PLATFORM, by: User, at: datetime
) -> MethodologyDefinition:
    """Keep the first draft of a methodology's next definition.

    Raises: Refused DEF-01 (403), DEF-02 (409, another is open), DEF-03 (the methodology is not approved), DEF-04 (the
    text is another methodology's), and MTH numbers for whatever the text gets wrong.
    """
    methodology = Methodology.objects.select_for_update(of=("self",)).select_related("country").get(pk=methodology_id)
    definition = MethodologyDefinition(
        methodology=methodology,
        number=checks.next_number(methodology),
        origin=Origin.EXAMPLE if methodology.is_example else origin,
    )
    if not may_judge(secretariat, definition, by):
        raise Refused("DEF-01", _("Officers of JCMA who work for this country write its definitions."), status=403)
    checks.may_start(methodology)
    _take(definition, written, by)
    definition.save()
    after = {"number": definition.number, "sha256": definition.sha256}
    events.record("projects.methodologydefinition.start", subject=definition, by=by, at=at, after=after)
    return definition


@transaction.atomic
def write(*, definition_id: int, written: Written, by: User, at: datetime) -> MethodologyDefinition:
    """Keep another text of a draft.

    Raises: Refused DEF-01 (403), DEF-05 (409, no draft any more), DEF-06 (409, somebody else saved meanwhile), DEF-04,
    and MTH numbers.
    """
    definition = _locked(definition_id)
    if not may_judge(secretariat, definition, by):
        raise Refused("DEF-01", _("Officers of JCMA who work for this country write its definitions."), status=403)
    if definition.state != DefinitionState.DRAFT:
        raise Refused(
            "DEF-05",
            _("This text is no draft any more. Start the next one from the page of the methodology."),
            status=409,
        )
    if written.seen and written.seen != definition.sha256:
        raise Refused(
            "DEF-06",
            _("Somebody else saved this draft while you were writing. Open it in another window, compare, then save."),
            status=409,
        )
    before = {"sha256": definition.sha256}
    _take(definition, written, by)
    definition.save()
    after = {"sha256": definition.sha256}
    events.record("projects.methodologydefinition.write", subject=definition, by=by, at=at, before=before, after=after)
    return definition


@transaction.atomic
def propose(*, definition_id: int, by: User, at: datetime) -> MethodologyDefinition:
    """Hand a draft to a second officer. Raises Refused DEF-07 (an example fails), DEF-08 (no reason), MOV-01, -02."""
    definition = _locked(definition_id)
    move = judge(definition.propose, by=by)
    checks.may_be_proposed(definition)
    definition.proposed_by = by
    move.commit(at=at)
    return definition


@transaction.atomic
def confirm(*, definition_id: int, by: User, at: datetime) -> MethodologyDefinition:
    """Put a proposed text in force, in the place of the one before.

    Raises: Refused DEF-07 (an example fails), MOV-01 (409), MOV-02 (403, also for who wrote or proposed it).
    """
    definition = _locked(definition_id)
    move = judge(definition.confirm, by=by)
    checks.examples_pass(definition)
    earlier = of_methodology(definition.methodology).filter(state=DefinitionState.IN_FORCE).first()
    if earlier is not None:
        judge(_locked(earlier.pk).replace, by=people.system()).commit(at=at)
    definition.confirmed_by = by
    move.commit(at=at)
    return definition


@transaction.atomic
def send_back(*, definition_id: int, note: str, by: User, at: datetime) -> MethodologyDefinition:
    """Give a proposed text back to its writer. Raises Refused DRF-04 no reason, MOV-01, MOV-02."""
    definition = _locked(definition_id)
    judge(definition.send_back, by=by).commit(at=at, note=drafts.reason_given(note))
    return definition


@transaction.atomic
def withdraw(*, definition_id: int, note: str, by: User, at: datetime) -> MethodologyDefinition:
    """Give a draft up; it stays readable for officers. Raises Refused DRF-04 no reason, MOV-01, MOV-02."""
    definition = _locked(definition_id)
    judge(definition.withdraw, by=by).commit(at=at, note=drafts.reason_given(note))
    return definition


@transaction.atomic
def record(*, methodology: Methodology, text: str, definition: Definition, by: User, at: datetime) -> str:
    """Put a definition of our own files in force, as an imported record; what officers put in force stays.

    Returns: what it did: `created`, `changed` or `unchanged`.
    """
    rows = MethodologyDefinition.objects.select_for_update(of=("self",)).filter(methodology=methodology)
    standing = rows.filter(state=DefinitionState.IN_FORCE).first()
    digest = sha256(text.encode()).hexdigest()
    if standing is not None and (standing.sha256 == digest or not standing.is_imported):
        return "unchanged"
    if standing is not None:
        judge(standing.replace, by=people.system()).commit(at=at)
    row = MethodologyDefinition(
        methodology=methodology,
        number=checks.next_number(methodology),
        origin=Origin.IMPORTED,
        source_url=definition.source,
        record_status=definition.state,
        record_note=definition.note,
        text=text,
        sha256=digest,
        sourcing=definition.state,
        state=DefinitionState.IN_FORCE,
        in_force_at=at,
    )
    row.save()
    what, after = "projects.methodologydefinition.record", {"number": row.number, "sha256": digest}
    events.record(what, subject=row, by=by, at=at, after=after)
    return "created" if standing is None else "changed"


def _take(definition: MethodologyDefinition, written: Written, by: User) -> None:
    """Put a text on the row, if it is a definition of its methodology."""
    read = checks.readable(written.text, definition.methodology)
    definition.text, definition.sha256 = written.text, sha256(written.text.encode()).hexdigest()
    definition.sourcing, definition.reason = read.state, plain(written.reason)
    definition.written_by = by
