"""What the public pages on rules and service times can be narrowed by."""

from collections.abc import Iterable
from typing import override

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FormArgument
from partners.countries.models import PartnerCountry
from partners.rulebooks.models.rules import TIME_LIMITS
from partners.rulebooks.selectors import matrix as rule_matrix


class _Narrowing(forms.Form):
    """Choices that are looked up leniently: whatever is not known shows everything."""

    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: FormArgument, countries: Iterable[PartnerCountry], **options: FormArgument) -> None:
        super().__init__(*args, **options)
        named = [(one.iso2, str(one)) for one in countries]
        self.fields["country"].choices = [("", _("All countries")), *named]  # type: ignore[attr-defined]  # choices

    def chosen(self) -> dict[str, str]:
        """What is asked for, as far as it is known."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields}


class MatrixForm(_Narrowing):
    """Which rules, of which country."""

    group = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("different", _("Where countries differ")),
            ("rules", _("All rules")),
            ("limits", _("All time limits")),
            ("terms", _("Names of documents")),
            ("all", _("Everything")),
        ],
    )
    key = forms.ChoiceField(label=_("One rule"), required=False)

    def __init__(self, *args: FormArgument, **options: FormArgument) -> None:
        super().__init__(*args, **options)
        self.fields["key"].choices = [("", _("All of them")), *rule_matrix.labels().items()]  # type: ignore[attr-defined]  # choices

    @override
    def chosen(self) -> dict[str, str]:
        wish = super().chosen()
        return wish | {"group": wish["group"] or "different"}


class ServiceTimeForm(_Narrowing):
    """Which step, in which country."""

    key = forms.ChoiceField(label=_("Step"), required=False)

    def __init__(self, *args: FormArgument, **options: FormArgument) -> None:
        super().__init__(*args, **options)
        steps = [(key, limit.label) for key, limit in TIME_LIMITS.items()]
        self.fields["key"].choices = [("", _("All steps")), *steps]  # type: ignore[attr-defined]  # choices
