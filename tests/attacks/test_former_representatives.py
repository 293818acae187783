"""Whoever represents an account no longer, or never did, neither reads its inside nor moves its units (H1, M4)."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.urls import reverse

from common.refusals import Refused
from partners.people.models.people import Role, User
from registry.models import TransactionRequest
from registry.selectors import accounts as selectors
from registry.selectors import desk
from registry.services import representatives, requests
from tests.attacks import falls
from tests.conftest import NOON
from tests.factories.partners import appoint, person
from tests.factories.registry import two_holders
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import inbox

FALLS = {"role ended": falls.role_ends, "suspended": falls.is_suspended, "switched off": falls.is_switched_off}


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = two_holders(1000)
    units = requests.choose(account=it.sender, quantity=10)
    it.request = requests.propose(
        account_id=it.sender.pk, kind="transfer", receiver=it.receiver.number, units=units, by=it.participant, at=NOON
    )
    return it


def inside(it: SimpleNamespace) -> list[str]:
    """Addresses of the account's inside."""
    number = {"number": it.sender.number}
    return [
        reverse("registry:account-page", kwargs=number),
        reverse("registry:account-statement", kwargs=number),
        reverse("registry:account-statement", kwargs=number) + "?format=csv",
        reverse("registry:trusted-list", kwargs=number),
        reverse("registry:account-details", kwargs=number),
        it.request.get_absolute_url(),
    ]


@pytest.mark.parametrize("fall", FALLS.values(), ids=FALLS)
def test_a_former_representative_reads_nothing_of_the_account(
    it: SimpleNamespace, fall: Callable[[User], None]
) -> None:
    client = falls.browser(it.participant2)
    assert [client.get(address).status_code for address in inside(it)] == [200] * 6
    fall(it.participant2)
    answers = {address: client.get(address) for address in inside(it)}
    assert [address for address, answer in answers.items() if not falls.closed(answer)] == []
    for listed in ("registry:transaction-list", "registry:request-list", "registry:approvals"):
        for form in ("", "?format=csv"):
            answer = client.get(reverse(listed) + form)
            assert falls.closed(answer) or it.sender.number not in "".join(falls.words(answer)), listed


@pytest.mark.parametrize("fall", FALLS.values(), ids=FALLS)
def test_a_former_representative_approves_and_proposes_nothing(
    it: SimpleNamespace, fall: Callable[[User], None]
) -> None:
    client = falls.browser(it.participant2)
    fall(it.participant2)
    answer = client.post(f"{it.request.get_absolute_url()}approve/")
    assert falls.closed(answer)
    assert TransactionRequest.objects.get(pk=it.request.pk).state == "awaiting_approval"
    former = User.objects.get(pk=it.participant2.pk)
    with pytest.raises(Refused, match="MOV-02"):
        requests.approve(request_id=it.request.pk, by=former, at=NOON)
    assert it.sender.rights_of(former) == set()


def test_a_role_elsewhere_does_not_keep_a_seat_at_the_old_company(it: SimpleNamespace) -> None:
    falls.role_ends(it.participant2)
    appoint(it.participant2, it.other_company, Role.PARTICIPANT)
    moved_on = User.objects.get(pk=it.participant2.pk)
    assert not selectors.visible_to(moved_on).filter(pk=it.sender.pk).exists()
    with pytest.raises(Refused, match="MOV-02"):
        requests.approve(request_id=it.request.pk, by=moved_on, at=NOON)


def test_an_account_whose_people_lost_their_roles_is_shown_to_its_registry_which_can_help(it: SimpleNamespace) -> None:
    falls.role_ends(it.participant2)
    assert it.sender in desk.without_people(it.registry_officer)
    units = requests.choose(account=it.sender, quantity=5)
    with pytest.raises(Refused, match="TRF-08"):
        requests.propose(
            account_id=it.sender.pk,
            kind="transfer",
            receiver=it.receiver.number,
            units=units,
            by=it.participant,
            at=NOON,
        )
    fresh = person("participant", it.japanese_company)
    falls.role_ends(it.participant)
    change = representatives.ask(
        account_id=it.sender.pk,
        kind="add",
        user=fresh,
        may_propose=True,
        may_approve=True,
        by=it.registry_officer,
        at=NOON,
    )
    representatives.confirm(change_id=change.pk, by=it.registry_officer2, at=NOON)
    assert it.sender.representatives.filter(user=fresh, ended_on=None).exists()


def test_a_registry_does_not_ask_for_an_account_that_has_its_people(it: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="RPC-01"):
        representatives.ask(
            account_id=it.sender.pk,
            kind="add",
            user=person("participant", it.japanese_company),
            may_propose=True,
            by=it.registry_officer,
            at=NOON,
        )


def test_a_colleague_is_not_asked_and_sees_no_step(it: SimpleNamespace) -> None:
    step = WaitingStep.objects.get(paper=it.request.paper, done_at=None)
    colleague = falls.colleague_of(it)
    assert step in inbox.waiting_for(it.participant2)
    assert step not in inbox.waiting_for(colleague)
    client = falls.browser(colleague)
    assert client.get(step.get_absolute_url()).status_code == 404
    assert it.receiver.number not in client.get(reverse("workflow:inbox")).content.decode()
    assert not colleague.notices.filter(what__startswith="registry.").exists()


@pytest.mark.parametrize("who", ["officer", "government_japan_officer", "japan_chair"])
def test_only_people_of_the_account_and_its_registry_read_its_steps(it: SimpleNamespace, who: str) -> None:
    step = WaitingStep.objects.get(paper=it.request.paper, done_at=None)
    client = falls.browser(getattr(it, who))
    assert client.get(step.get_absolute_url()).status_code == 404
    for address in ("workflow:inbox", "workflow:officer-desk"):
        assert it.receiver.number not in client.get(reverse(address)).content.decode()
