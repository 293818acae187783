"""The questions of a request for the next crediting period, with their checks."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from common.refusals import Check, Sentence
from workflow.drafts.questions import Section

CHECKS = (
    Check(
        "RNW-01",
        _("Name the partner country’s latest NDC and its targets that matter for the project."),
        lambda r: bool(r.ndc_considered),
        "ndc_considered",
    ),
    Check(
        "RNW-02",
        _("Explain how the reference emissions were updated against that NDC."),
        lambda r: bool(r.reference_update),
        "reference_update",
    ),
    Check(
        "RNW-03",
        _("Explain why the project and its methodology are still eligible."),
        lambda r: bool(r.validity),
        "validity",
    ),
    Check(
        "RNW-04", _("Declare that what you submit is true and complete."), lambda r: r.declares_true, "declares_true"
    ),
)


SECTIONS = (
    Section(
        "reference",
        _("Reference emissions and NDC"),
        _("A renewed crediting period takes the partner country’s latest NDC into account."),
        ("ndc_considered", "reference_update"),
    ),
    Section(
        "validity",
        _("Eligibility"),
        _("The updated PDD says it in detail; summarise it for the Joint Committee."),
        ("validity",),
    ),
    Section("declaration", _("Declaration"), _("You declare that the request is true."), ("declares_true",)),
)


COMPLETENESS: Sequence[tuple[str, Sentence]] = (
    ("pdd", _("The PDD is updated for the next crediting period and validated with a positive opinion")),
    ("ndc", _("The NDC named is the latest one of the partner country")),
    ("reference", _("The reference emissions are updated against that NDC")),
)
