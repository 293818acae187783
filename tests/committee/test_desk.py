"""Files are shared with members and each opening is recorded; items are discussed; interests close what they touch."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from committee.decisions.models import InterestDeclaration
from committee.decisions.services import answers
from committee.items import selectors
from committee.items import services as desk
from committee.items.models import Audience, FileKind, FileOpening, Remark, SharedFile
from common.refusals import Refused
from tests.conftest import NOON
from tests.database import past_the_rights
from tests.factories.committee import a_bundle, a_file, a_meeting, a_shared_file, not_adopted
from tests.factories.partners import a_country_in_operation
from workflow.notices.models import Notice
from workflow.steps.models import WaitingStep


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_country_in_operation()
    it.decision = a_bundle(it, "One matter")
    it.item = it.decision.items.get()
    return it


def as_(client: Client, user: object) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]  # a user
    return client


def test_members_are_told_of_a_file_and_its_versions_and_the_step_stays(it: SimpleNamespace) -> None:
    step = WaitingStep.objects.get(paper=it.decision.paper, done_at=None)
    version = a_shared_file(it, it.decision)
    desk.renew(shared_id=version.shared_id, upload=a_file("b.pdf"), note="Table 2", by=it.officer, at=NOON)
    assert [v.number for v in version.shared.versions.all()] == [2, 1]
    told = Notice.objects.filter(user=it.partner_member).order_by("pk").values_list("what", flat=True)
    assert list(told)[-2:] == ["committee.decision.share_file", "committee.decision.renew_file"]
    assert WaitingStep.objects.get(paper=step.paper, done_at=None).pk == step.pk


def test_every_opening_is_recorded_and_stays(it: SimpleNamespace, client: Client) -> None:
    version = a_shared_file(it, it.decision)
    address = f"/decisions/{it.decision.number}/files/{version.pk}/"
    assert as_(client, it.japan_member).get(address).status_code == 200
    opening = FileOpening.objects.get()
    assert (opening.user, opening.version, opening.at) == (it.japan_member, version, NOON)
    for change in (opening.delete, lambda: FileOpening.objects.update(user=it.officer)):
        stays = pytest.raises(IntegrityError, match="opening_stays")
        with past_the_rights(FileOpening), stays, transaction.atomic():
            change()
    seen = as_(client, it.auditor).get(f"/decisions/{it.decision.number}/openings/").content.decode()
    assert it.japan_member.name in seen
    assert as_(client, it.japan_member).get(f"/decisions/{it.decision.number}/openings/").status_code == 403


@pytest.mark.parametrize("who", ["participant", "government_japan_officer", "auditor_of_tpe"])
def test_a_shared_file_is_closed_to_others(it: SimpleNamespace, client: Client, who: str) -> None:
    version = a_shared_file(it, it.decision)
    with pytest.raises(Refused, match="FSH-05"):
        desk.open_file(version_id=version.pk, by=getattr(it, who), at=NOON)
    with pytest.raises(Refused, match="FSH-01"):
        a_share(it, by=getattr(it, who))
    address = f"/decisions/{it.decision.number}/files/{version.pk}/"
    assert as_(client, getattr(it, who)).get(address).status_code == 404
    assert (FileOpening.objects.count(), SharedFile.objects.count()) == (0, 1)


def a_share(it: SimpleNamespace, *, by: object, kind: FileKind = FileKind.PAPER, number: str = "") -> None:
    desk.share(
        decision_id=it.decision.pk,
        upload=a_file(),
        title="A",
        kind=kind,
        annex_number=number,
        by=by,  # type: ignore[arg-type]  # a user
        at=NOON,
    )


def test_what_is_for_the_public_comes_out_with_the_decision_and_nothing_else(
    it: SimpleNamespace, client: Client
) -> None:
    closed, public = a_shared_file(it, it.decision), a_shared_file(it, it.decision, is_public=True, title="Annex text")
    page = f"/decisions/{it.decision.number}/"
    not_adopted(it, it.decision.pk, "Both sides rework it.", at=NOON)
    said = client.get(page).content.decode()
    assert "Annex text" in said
    assert closed.shared.title not in said
    assert client.get(f"{page}files/{public.pk}/").status_code == 200
    assert client.get(f"{page}files/{closed.pk}/").status_code == 404
    assert FileOpening.objects.count() == 0


def test_an_interest_closes_files_and_discussion_as_the_rules_say(it: SimpleNamespace, client: Client) -> None:
    version = a_shared_file(it, it.decision)
    desk.declare(item_id=it.item.pk, has_interest=True, description="My brother’s firm.", by=it.japan_member, at=NOON)
    with pytest.raises(Refused, match="COI-05"):
        desk.open_file(version_id=version.pk, by=it.japan_member, at=NOON)
    with pytest.raises(Refused, match="COI-05"):
        desk.remark(item_id=it.item.pk, text="But", by=it.japan_member, at=NOON)
    page = as_(client, it.japan_member).get(it.item.get_absolute_url()).content.decode()
    assert "are closed to you" in page
    assert version.shared.title not in page
    it.rulebook.rules |= {"conflict.closes_files": False}
    it.rulebook.save()
    assert desk.open_file(version_id=version.pk, by=it.japan_member, at=NOON) == version.stored


def test_a_declaration_is_made_by_members_in_words_and_stays(it: SimpleNamespace) -> None:
    for by, number in ((it.officer, "COI-01"), (it.japan_member, "COI-02")):
        with pytest.raises(Refused, match=number):
            desk.declare(item_id=it.item.pk, has_interest=True, description=" ", by=by, at=NOON)
    made = desk.declare(item_id=it.item.pk, has_interest=False, by=it.japan_member, at=NOON)
    stays = pytest.raises(IntegrityError, match="declaration_stays")
    with past_the_rights(InterestDeclaration), stays, transaction.atomic():
        made.delete()
    not_adopted(it, it.decision.pk, "No.", at=NOON)
    with pytest.raises(Refused, match="COI-03"):
        desk.declare(item_id=it.item.pk, has_interest=False, by=it.japan_member, at=NOON)


def test_a_remark_is_read_by_its_audience_only(it: SimpleNamespace) -> None:
    for text, audience in (("all", Audience.ALL), ("members", Audience.MEMBERS), ("side", Audience.SIDE)):
        desk.remark(item_id=it.item.pk, text=text, audience=audience, by=it.japan_chair, at=NOON)
    reads = {
        who: [thread.remark.text for thread in selectors.threads(it.item, getattr(it, who))]
        for who in ("japan_member", "partner_member", "officer", "auditor")
    }
    assert reads == {
        "japan_member": ["all", "members", "side"],
        "partner_member": ["all", "members"],
        "officer": ["all"],
        "auditor": ["all", "members", "side"],
    }
    side = Remark.objects.get(text="side")
    with pytest.raises(Refused, match="RMK-04"):
        desk.remark(item_id=it.item.pk, text="I see it", answers_id=side.pk, by=it.partner_member, at=NOON)
    reply = desk.remark(item_id=it.item.pk, text="Yes", answers_id=side.pk, by=it.japan_member, at=NOON)
    assert (reply.audience, reply.answers) == (Audience.SIDE, side)


def test_a_wrong_remark_is_refused_by_number(it: SimpleNamespace) -> None:
    for by, text, audience, number in (
        (it.participant, "Hello", Audience.ALL, "RMK-01"),
        (it.officer, " ", Audience.ALL, "RMK-02"),
        (it.officer, "Hello", Audience.SIDE, "RMK-03"),
    ):
        with pytest.raises(Refused, match=number):
            desk.remark(item_id=it.item.pk, text=text, audience=audience, by=by, at=NOON)
    not_adopted(it, it.decision.pk, "No.", at=NOON)
    with pytest.raises(Refused, match="RMK-05"):
        desk.remark(item_id=it.item.pk, text="Hello", by=it.officer, at=NOON)
    assert Remark.objects.count() == 0


def test_annexes_are_numbered_and_come_after_the_meeting_too(it: SimpleNamespace) -> None:
    it.decision = a_meeting(it, held=True)
    for chair in (it.japan_chair, it.partner_chair):
        answers.confirm(decision_id=it.decision.pk, by=chair, at=NOON)
    a_share(it, by=it.officer, kind=FileKind.ANNEX, number="1.2")
    for number in ("", "one", "1.2"):
        with pytest.raises(Refused, match="FSH-04"):
            a_share(it, by=it.officer, kind=FileKind.ANNEX, number=number)
    with pytest.raises(Refused, match="FSH-02"):
        a_share(it, by=it.officer, kind=FileKind.PAPER)
    assert it.decision.shared_files.get().annex_number == "1.2"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_record_is_a_pdf_and_names_people_to_workers_only(
    it: SimpleNamespace, client: Client, language: str
) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    not_adopted(it, it.decision.pk, "Both sides rework it.", at=NOON)
    address = f"/decisions/{it.decision.number}/record-{language}.pdf"

    def text() -> str:
        made = client.get(address)
        assert made["Content-Type"] == "application/pdf"
        return "".join(page.extract_text() for page in PdfReader(BytesIO(made.content)).pages)

    public = text()
    assert it.decision.number in public
    assert ("合同委員会" in public) is (language == "ja")
    assert it.japan_member.name not in public
    as_(client, it.officer)
    assert it.japan_member.name in text()


def test_the_window_closes_on_the_clocks_of_both_sides(it: SimpleNamespace, client: Client) -> None:
    page = as_(client, it.japan_member).get(f"/decisions/{it.decision.number}/").content.decode()
    day = '<time datetime="2026-06-12">12 June 2026</time>'
    assert f"It closes in Japan on {day} at 09:00." in page
    assert f"It closes in Country TH on {day} at 07:00." in page
