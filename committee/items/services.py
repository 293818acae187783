"""The committee's desk: files are shared and every opening is recorded, interests are declared, items discussed."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Decision, DecisionItem, InterestDeclaration
from committee.decisions.selectors import decisions as selectors
from committee.decisions.services import decisions, steps
from committee.items import selectors as desk
from committee.items.models import Audience, FileKind, FileOpening, Remark, SharedFile, SharedFileVersion
from committee.meetings.services import locked
from common import events, files, numbers
from common.models import StoredFile
from common.refusals import Refused
from common.text import plain, shows, typed_name
from partners.people.models.people import User
from partners.permissions import secretariat

AFTER_THE_MEETING = (FileKind.REPORT, FileKind.ANNEX)


def _may_share(decision: Decision, by: User) -> None:
    seated = selectors.seat_of(decision, by) is not None
    if not seated and not secretariat(decision, by):
        raise Refused("FSH-01", _("Only members of this committee and the secretariat share files."), status=403)


def _open_to(item: DecisionItem | None, by: User, at: datetime) -> None:
    if item is not None and desk.is_closed_to(item, by, at.date()):
        raise Refused(
            "COI-05", _("You have an interest in this item: its files and discussion are closed to you."), status=403
        )


@transaction.atomic
def share(
    *,
    decision_id: int,
    upload: UploadedFile,
    title: str,
    kind: FileKind,
    item_id: int | None = None,
    annex_number: str = "",
    is_public: bool = False,
    language: str = "en",
    by: User,
    at: datetime,
) -> SharedFileVersion:
    """Lay a file before the committee; members get a notice.

    Raises: Refused FSH-01 (403); FSH-02 (409) concluded, unless it is the report or an annex of the meeting; FSH-03
    an item of another decision; FSH-04 an annex needs a number of its own; COI-05 (403); FIL-01 to FIL-03.
    """
    decision = locked(decision_id)
    _may_share(decision, by)
    if decision.concluded_at is not None and (kind not in AFTER_THE_MEETING or not secretariat(decision, by)):
        raise Refused("FSH-02", _("This decision is concluded: its files stay as they are."), status=409)
    item = decision.items.select_related("decision").filter(pk=item_id).first() if item_id else None
    if item_id and item is None:
        raise Refused("FSH-03", _("Choose an item of this decision."), field="item")
    _open_to(item, by, at)
    number = plain(annex_number) if kind == FileKind.ANNEX else ""
    if kind == FileKind.ANNEX:
        _annex_free(decision, number)
    shared = SharedFile.objects.create(
        decision=decision,
        item=item,
        kind=kind,
        annex_number=number,
        title=plain(title) or typed_name(upload.name)[:200],
        is_public=is_public,
    )
    stored = files.store(upload, by=by, at=at, language=language, field="upload")
    made = _version(shared, stored, by=by, at=at)
    after = {"file": shared.title, "sha256": made.stored.sha256}
    tells = () if decision.state in selectors.SECRETARIAT_ONLY else ("committee",)
    events.record("committee.decision.share_file", subject=decision, by=by, at=at, after=after, tells=tells)
    return made


def _annex_free(decision: Decision, number: str) -> None:
    parts = number.split(".")
    taken = decision.shared_files.filter(annex_number=number).exists()
    if taken or not all(numbers.whole(part) is not None for part in parts):
        raise Refused("FSH-04", _("Give the annex a number of its own, as 1 or 1.2."), field="annex_number")


def _version(
    shared: SharedFile, stored: StoredFile, *, number: int = 1, note: str = "", by: User, at: datetime
) -> SharedFileVersion:
    return SharedFileVersion.objects.create(shared=shared, number=number, stored=stored, note=note[:300], by=by, at=at)


@transaction.atomic
def renew(*, shared_id: int, upload: UploadedFile, note: str, by: User, at: datetime) -> SharedFileVersion:
    """Lay a new version beside the old ones, which stay; members get a notice. Raises: FSH-01, FSH-02, COI-05."""
    shared = SharedFile.objects.select_related("item__decision").get(pk=shared_id)
    decision = locked(shared.decision_id)
    _may_share(decision, by)
    if decision.concluded_at is not None:
        raise Refused("FSH-02", _("This decision is concluded: its files stay as they are."), status=409)
    _open_to(shared.item, by, at)
    newest = shared.versions.order_by("-number").select_related("stored").first()
    number, language = (newest.number + 1, newest.stored.language) if newest else (1, "en")
    stored = files.store(upload, by=by, at=at, language=language, field="upload")
    made = _version(shared, stored, number=number, note=plain(note), by=by, at=at)
    after = {"file": shared.title, "version": number, "sha256": made.stored.sha256}
    tells = () if decision.state in selectors.SECRETARIAT_ONLY else ("committee",)
    events.record("committee.decision.renew_file", subject=decision, by=by, at=at, after=after, tells=tells)
    return made


@transaction.atomic
def open_file(*, version_id: int, by: User, at: datetime) -> StoredFile:
    """Hand a version out to who works on the decision, and write down that it was opened.

    Raises: Refused FSH-05 (403) for others; COI-05 (403) where an interest closes the files.
    """
    version = SharedFileVersion.objects.select_related("stored", "shared__decision", "shared__item__decision").get(
        pk=version_id
    )
    if not desk.works_on(version.shared.decision, by):
        raise Refused("FSH-05", _("This file is for members of the committee and the secretariat."), status=403)
    _open_to(version.shared.item, by, at)
    opening = FileOpening.objects.create(version=version, user=by, at=at)
    after = {"file": version.shared.title, "version": version.number}
    events.record("committee.fileopening.open", subject=opening, by=by, at=at, after=after)
    return version.stored


def _item(item_id: int) -> tuple[DecisionItem, Decision]:
    decision = locked(DecisionItem.objects.values_list("decision_id", flat=True).get(pk=item_id))
    return DecisionItem.objects.select_related("decision").get(pk=item_id), decision


@transaction.atomic
def declare(*, item_id: int, has_interest: bool, description: str = "", by: User, at: datetime) -> InterestDeclaration:
    """A member declares an interest in an item, or none. Whoever has one takes no part in deciding it.

    Raises: Refused COI-01 (403) not a member; COI-02 an interest without words; COI-03 (409) decided already.
    """
    item, decision = _item(item_id)
    member = selectors.seat_of(decision, by)
    if member is None:
        raise Refused("COI-01", _("Members of this committee declare their own interests."), status=403)
    if has_interest and not shows(description):
        raise Refused("COI-02", _("Describe your interest in a sentence."), field="description")
    if decision.concluded_at is not None:
        raise Refused("COI-03", _("This is decided already."), status=409)
    made = InterestDeclaration.objects.create(
        item=item, member=member, has_interest=has_interest, description=plain(description), at=at
    )
    after = {"has_interest": has_interest, "item": item.pk}
    events.record("committee.interestdeclaration.declare", subject=made, by=by, at=at, after=after)
    concluded = decisions.conclude_due(decision_id=decision.pk, by=by, at=at)  # theirs may have been the last awaited
    steps.follow(concluded, by=by, at=at)
    return made


@transaction.atomic
def remark(
    *, item_id: int, text: str, audience: Audience = Audience.ALL, answers_id: int | None = None, by: User, at: datetime
) -> Remark:
    """Say something about an item, to all, to members only, or to one's own side; an answer keeps its audience.

    Raises: Refused RMK-01 (403) neither member nor secretariat; RMK-02 no words; RMK-03 the secretariat speaks to
    all; RMK-04 an unknown remark is answered; RMK-05 (409) concluded; COI-05 (403).
    """
    item, decision = _item(item_id)
    seat = selectors.seat_of(decision, by)
    if seat is None and not secretariat(decision, by):
        raise Refused("RMK-01", _("Members and the secretariat discuss; others do not."), status=403)
    _open_to(item, by, at)
    if not shows(text):
        raise Refused("RMK-02", _("Write what you want to say."), field="text")
    if decision.concluded_at is not None:
        raise Refused("RMK-05", _("The discussion ended with the decision."), status=409)
    answered = _answered(item, answers_id, by)
    heard = Audience(answered.audience) if answered else audience
    if seat is None and heard != Audience.ALL:
        raise Refused("RMK-03", _("The secretariat speaks to members of both sides."), field="audience")
    made = Remark.objects.create(
        item=item, answers=answered, by=by, side=seat.side if seat else "", audience=heard, text=plain(text), at=at
    )
    tells = {Audience.ALL: ("committee", "secretariat"), Audience.MEMBERS: ("committee",)}.get(heard, ())
    after = {"remark": made.pk, "audience": heard}
    events.record("committee.decision.remark", subject=decision, by=by, at=at, after=after, tells=tells)
    return made


def _answered(item: DecisionItem, answers_id: int | None, by: User) -> Remark | None:
    if answers_id is None:
        return None
    found = next((t.remark for t in desk.threads(item, by) if t.remark.pk == answers_id), None)
    if found is None:
        raise Refused("RMK-04", _("The remark that you answer is not here."), field="answers")
    return found
