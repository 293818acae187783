"""What a retirement or cancellation is for, in fields, as its second person reads it before approving."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from common.facts import Fact
from credits.models import FinalUse
from registry.models import TransactionRequest


def facts_of(request: TransactionRequest) -> Sequence[Fact]:
    """Act, purpose, year, beneficiary and statement of the use that is asked for, whole and as they were typed."""
    use = FinalUse.objects.filter(request=request).first()
    if use is None:
        return ()
    lines = [Fact(_("Act"), use.get_act_display()), Fact(_("Purpose"), use.get_purpose_display())]
    if use.year is not None:
        lines.append(Fact(_("Year"), str(use.year)))
    lines.append(Fact(_("Beneficiary"), use.beneficiary, "public"))
    return [*lines, Fact(_("Statement for the certificate"), use.statement, "public")] if use.statement else lines
