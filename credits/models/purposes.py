"""What units may be used for in the end: every purpose with its rule, in one table.

Retirement makes units untransferable for use towards Japan's NDC; anything else is a cancellation (Japanese law,
domain notes 6.2 and 1.4). GX-ETS and SHK take units that count for Japan's NDC only (10.1, 10.2).
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence
from credits.models.authorisations import Use
from partners.organisations.models import Side


class Act(models.TextChoices):
    RETIREMENT = "retirement", _("Retirement")
    CANCELLATION = "cancellation", _("Cancellation")


class Purpose(models.TextChoices):
    GX_ETS = "gx_ets", _("GX-ETS compliance")
    SHK = "shk", _("SHK report (mandatory greenhouse gas accounting)")
    NDC = "ndc", _("Contribution to Japan’s NDC")
    VOLUNTARY = "voluntary", _("Voluntary claim")
    OVERALL_MITIGATION = "overall_mitigation", _("Overall mitigation in global emissions")
    OIMP = "oimp", _("Other international mitigation purposes")
    OTHER = "other", _("Other purpose")


@dataclass(frozen=True)
class Rule:
    """What a purpose demands.

    Attributes:
        year: what the year to be named is; empty when none is needed.
        authorised: by which Party for which use the units must be authorised; each pair is met by any of its uses.
        registry: the one registry where it is possible; empty for any.
        needs_statement: True when a sentence of explanation is needed.
        means: what the act does, for the page.
    """

    act: Act
    means: Sentence
    year: Sentence = ""
    authorised: tuple[tuple[Side, frozenset[Use]], ...] = ()
    registry: str = ""
    needs_statement: bool = False


_NDC = frozenset({Use.NDC})
_BY_BOTH = ((Side.JAPAN, _NDC), (Side.PARTNER, _NDC))
RULES: dict[str, Rule] = {
    Purpose.GX_ETS: Rule(
        Act.RETIREMENT,
        _("The units count towards Japan’s NDC and prove compliance in one GX-ETS year."),
        _("Compliance year"),
        _BY_BOTH,
        "JP",
    ),
    Purpose.SHK: Rule(
        Act.RETIREMENT,
        _("The units count towards Japan’s NDC and lower the adjusted emissions of one report."),
        _("Reporting year"),
        _BY_BOTH,
        "JP",
    ),
    Purpose.NDC: Rule(
        Act.RETIREMENT, _("The units count towards Japan’s NDC and are used for nothing else."), "", _BY_BOTH, "JP"
    ),
    Purpose.VOLUNTARY: Rule(
        Act.CANCELLATION, _("Nobody can use the units again; they stand behind a claim of the beneficiary.")
    ),
    Purpose.OVERALL_MITIGATION: Rule(
        Act.CANCELLATION, _("Nobody can use the units; the reduction benefits the climate alone.")
    ),
    Purpose.OIMP: Rule(
        Act.CANCELLATION,
        _("The units serve a purpose such as CORSIA, which the partner country has authorised."),
        _("Year of use"),
        ((Side.PARTNER, frozenset({Use.IMP, Use.OP})),),
    ),
    Purpose.OTHER: Rule(
        Act.CANCELLATION, _("Nobody can use the units again. Say what it is for."), needs_statement=True
    ),
}
