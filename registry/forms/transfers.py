"""The form of a transfer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import Typed
from common.widgets import LineField, TonnesField
from registry.forms.units import SERIALS_HELP, SerialsField
from registry.models import Account
from registry.selectors import holdings


class TransferForm(forms.Form):
    """To which account, how much, and of which issuance."""

    receiver = LineField(
        label=_("Receiving account"),
        max_length=24,
        help_text=_("Its number, for example JP-120-000123-45. Typing errors are found by the check digits."),
    )
    quantity = TonnesField(
        label=_("How much"), required=False, help_text=_("Left empty: all of the serial numbers or of the lot below.")
    )
    lot = forms.TypedChoiceField(
        label=_("Which units"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("The next page shows the exact serial numbers before anything is asked for."),
    )
    serials = SerialsField(label=_("Or these serial numbers"), required=False, help_text=SERIALS_HELP)
    note = LineField(
        label=_("Note"), required=False, max_length=300, help_text=_("For your own records; only both holders see it.")
    )

    def __init__(self, data: Typed = None, *, account: Account) -> None:
        super().__init__(data)
        lots = {held.lot_id: held.lot for held in holdings.of(account)}
        named = [(pk, f"{lot} ({lot.vintage})" if lot.vintage else str(lot)) for pk, lot in lots.items()]
        self.fields["lot"].choices = [("", _("Any: the oldest vintage first")), *named]  # type: ignore[attr-defined]
