"""Pages of the rule of an account: propose another one, look at it, approve or reject it."""

from collections.abc import Sequence
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from common.facts import Fact
from common.pages.forms import FormPage
from common.pages.pages import SubjectPage
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import at_work
from registry.forms.accounts import NoteForm, RuleForm
from registry.models import Account, RuleChange
from registry.selectors import accounts as selectors
from registry.selectors import shown
from registry.services import rule_changes
from registry.views.pages import AboutAccount, RegistryFinal, RegistryMove, account_paper


def find_change(request: HttpRequest, number: str, pk: int) -> RuleChange:
    """A change of the rule of an account whose inside this person sees, or 404."""
    return get_object_or_404(selectors.rule_changes_visible_to(request.user), account__number=number, pk=pk)


class RulePropose(AboutAccount, FormPage[Account]):
    """A representative proposes another rule."""

    may = staticmethod(at_work)
    form_class = RuleForm
    title = gettext_lazy("Change the rule of the account")
    submit = gettext_lazy("Propose the rule")
    lead = gettext_lazy(
        "You say to which accounts credits may leave this one. Nothing changes until another representative approves "
        "it; then it counts at once, also for transfers that wait."
    )
    done = gettext_lazy("The rule is proposed. Another representative approves it.")

    @override
    def admit(self, account: Account) -> None:
        if not {"propose", "approve"} & account.rights_of(self.request.user):
            raise Http404

    @override
    def act(self, account: Account, *, by: User, at: datetime, trusted_only: bool) -> RuleChange:
        return rule_changes.propose(account_id=account.pk, trusted_only=trusted_only, by=by, at=at)

    @override
    def caption(self, account: Account) -> object:
        return account.number


@screen(may=at_work, methods=("GET",))
def rule_page(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A change of an account's rule: what is to hold, who proposed it, who decides."""
    change = find_change(request, number, pk)
    return account_paper(
        request,
        change,
        title=gettext_lazy("Rule of the account"),
        following=gettext_lazy("When another representative has approved it, the rule counts at once."),
        lines=shown.of_rule_change(change),
    )


class AboutRule(SubjectPage[RuleChange]):
    """A page about a change of an account's rule."""

    @override
    def find(self, number: str, pk: int) -> RuleChange:
        return find_change(self.request, number, pk)


class RuleApprove(AboutRule, RegistryFinal[RuleChange]):
    """Another representative puts the rule in force."""

    move = "approve"
    title = gettext_lazy("Approve the changed rule")
    lead = gettext_lazy("Another representative proposed it.")
    consequence = gettext_lazy(
        "It counts at once. Transfers that wait are judged by it when they are approved and again when they run."
    )
    done = gettext_lazy("The rule is in force.")

    @override
    def facts(self, change: RuleChange, form: BaseForm) -> Sequence[Fact]:
        return shown.of_rule_change(change)

    @override
    def act(self, change: RuleChange, *, by: User, at: datetime) -> None:
        rule_changes.approve(change_id=change.pk, by=by, at=at)


class RuleReject(AboutRule, RegistryMove[RuleChange]):
    """A representative leaves the rule as it is."""

    form_class = NoteForm
    warning = True
    title = gettext_lazy("Reject the changed rule")
    lead = gettext_lazy("The rule stays as it is. The other representatives read your reason.")
    done = gettext_lazy("The rule stays as it is.")

    @override
    def act(self, change: RuleChange, *, by: User, at: datetime, note: str) -> None:
        rule_changes.reject(change_id=change.pk, note=note, by=by, at=at)
