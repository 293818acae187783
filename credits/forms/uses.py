"""The form of a retirement or cancellation."""

from typing import ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.forms import Typed
from common.widgets import LineField, TextField, TonnesField, WholeField
from credits.models.purposes import RULES, Act, Purpose
from registry.models import Account, Lot
from registry.selectors import holdings

PURPOSES = [
    (purpose.value, format_lazy("{act}: {purpose}", act=Act(RULES[purpose].act).label, purpose=purpose.label))
    for purpose in Purpose
]


class UseForm(forms.Form):
    """Which units, for whom, for what."""

    optional: ClassVar[frozenset[str]] = frozenset({"lot", "statement"})
    quantity = TonnesField(label=_("How much"))
    lot = forms.TypedChoiceField(
        label=_("Which units"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("The next page shows the exact serial numbers before anything is asked for."),
    )
    purpose = forms.ChoiceField(
        label=_("What it is for"),
        choices=PURPOSES,
        widget=forms.RadioSelect,
        help_text=_("Retirement needs units that Japan and the partner country have both authorised."),
    )
    year = WholeField(
        label=_("Year"),
        required=False,
        help_text=_(
            "GX-ETS: the compliance year. SHK: the reporting year. Other international mitigation purposes: "
            "the year of use. Leave it empty for other purposes."
        ),
    )
    beneficiary = LineField(
        label=_("Beneficiary"),
        max_length=300,
        help_text=_("Who may claim the units, as it shall stand on the certificate."),
    )
    statement = TextField(
        label=_("Statement for the certificate"),
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("What the units are used for. It is public and can never be changed."),
    )
    sections = [
        (_("Units"), ["quantity", "lot"]),
        (_("Purpose"), ["purpose", "year"]),
        (_("Who benefits"), ["beneficiary", "statement"]),
    ]

    def __init__(self, data: Typed = None, *, account: Account) -> None:
        super().__init__(data, initial={"beneficiary": account.holder.name})
        lots = {held.lot_id: held.lot for held in holdings.of(account)}
        named = [(pk, _lot_name(lot)) for pk, lot in lots.items()]
        self.fields["lot"].choices = [("", _("Any: the oldest vintage first")), *named]  # type: ignore[attr-defined]


def _lot_name(lot: Lot) -> str:
    """How a holder knows a lot: its serial number and vintage."""
    return f"{lot} ({lot.vintage})" if lot.vintage else str(lot)
