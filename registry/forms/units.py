"""How units are named in a form: serial ranges, an amount, a lot; and the registry's own requests."""

from collections.abc import Mapping
from typing import Any, override

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FormArgument
from common.text import no_control_signs
from common.widgets import LineField, TextField, TonnesField, WholeField
from registry.book import serials
from registry.models import TransactionKind
from registry.services.choices import Selection
from registry.services.officer_plans import Wish


class SerialsField(forms.CharField):
    """Serial numbers, one a line or separated by commas; a tuple of texts, judged by the service."""

    default_validators = [no_control_signs]

    def __init__(self, **options: FormArgument) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        options.setdefault("max_length", 4000)
        super().__init__(**options)

    @override
    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return serials.listed(text)


SERIALS_HELP = _(
    "One a line, for example JCM-TH-JP-2018-3026-01401. The number of a lot means the whole lot. They go in this order."
)


def _account(label: Any, **options: FormArgument) -> forms.CharField:  # lazy text too
    options.setdefault("help_text", _("Its number, for example JP-120-000123-45."))
    return LineField(label=label, max_length=24, **options)


class OfficerForm(forms.Form):
    """What every request of the registry asks for."""

    kind: str
    reason = TextField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands with the transaction for good. The public log shows its fingerprint only."),
    )
    field_order = ("answers", "account", "serials", "quantity", "receiver", "reason")

    def to_save(self) -> Mapping[str, object]:
        """What the service takes."""
        return {"wish": self.wish()}

    def wish(self) -> Wish:
        """The request that is wished for."""
        given = self.cleaned_data
        chosen = Selection(serials=given.get("serials", ()), quantity=given.get("quantity"))
        return Wish(
            kind=self.kind,
            reason=given["reason"],
            account=given.get("account", ""),
            selection=chosen,
            receiver=given.get("receiver", ""),
            answers=given.get("answers"),
        )


class FreezeForm(OfficerForm):
    """Which units to freeze: serial ranges or lots, or everything in an account."""

    kind = TransactionKind.FREEZE
    serials = SerialsField(label=_("Serial numbers"), required=False, help_text=SERIALS_HELP)
    account = _account(
        _("Account"),
        required=False,
        help_text=_("Without serial numbers: everything that the account holds now. With both: what it holds of them."),
    )


class SetAsideForm(OfficerForm):
    """Which units go into the buffer of the registry."""

    kind = TransactionKind.SET_ASIDE
    account = _account(_("From account"))
    serials = SerialsField(label=_("Serial numbers"), required=False, help_text=SERIALS_HELP)
    quantity = TonnesField(
        label=_("How much"),
        required=False,
        help_text=_("Of these serial numbers in their order, or of everything, the oldest vintage first."),
    )


class AnsweringForm(OfficerForm):
    """A request that answers a posted transaction."""

    answers = WholeField(
        label=_("Transaction that it answers"), min_value=1, max_value=2**62, help_text=_("Its number.")
    )


class ReleaseForm(AnsweringForm):
    """What comes back from the buffer of one set-aside."""

    kind = TransactionKind.RELEASE
    serials = SerialsField(
        label=_("Serial numbers"),
        required=False,
        help_text=_("Left empty: everything of it that is still in the buffer."),
    )
    receiver = _account(
        _("To account"), required=False, help_text=_("Left empty: the account from which the units came.")
    )


class UnfreezeForm(AnsweringForm):
    """Which freeze ends."""

    kind = TransactionKind.UNFREEZE


class ReversalForm(AnsweringForm):
    """Which transaction is reversed, exactly."""

    kind = TransactionKind.REVERSAL


class CorrectionForm(AnsweringForm):
    """Which units of a wrong transaction go where."""

    kind = TransactionKind.CORRECTION
    account = _account(_("From account"))
    serials = SerialsField(label=_("Serial numbers"), help_text=SERIALS_HELP)
    receiver = _account(_("To account"))


FORMS: Mapping[str, type[OfficerForm]] = {
    "freeze": FreezeForm,
    "set-aside": SetAsideForm,
    "release": ReleaseForm,
    "end-freeze": UnfreezeForm,
    "reverse": ReversalForm,
    "correct": CorrectionForm,
}
