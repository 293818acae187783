"""The questions of a request to assess reference emissions, with their checks."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from common.refusals import Check, Sentence
from workflow.drafts.questions import Section

CHECKS = (
    Check(
        "REF-01",
        _("Name the NDC that the reference level takes into account."),
        lambda r: bool(r.ndc_title),
        "ndc_title",
    ),
    Check("REF-02", _("Give the version of the NDC."), lambda r: bool(r.ndc_version), "ndc_version"),
    Check(
        "REF-03",
        _("Give the day on which the NDC was communicated."),
        lambda r: r.ndc_communicated_on is not None,
        "ndc_communicated_on",
    ),
    Check(
        "REF-04",
        _("Explain how the reference level takes the NDC into account."),
        lambda r: bool(r.explanation),
        "explanation",
    ),
    Check(
        "REF-05",
        _("Explain how far the reference level lies below business as usual."),
        lambda r: bool(r.below_business_as_usual),
        "below_business_as_usual",
    ),
    Check("REF-06", _("Name the evidence, with its sources."), lambda r: bool(r.evidence), "evidence"),
)


SECTIONS = (
    Section(
        "ndc",
        _("The NDC"),
        _("Which nationally determined contribution of the partner country is the latest."),
        ("ndc_title", "ndc_version", "ndc_communicated_on"),
        {"ndc_version": _("As it is named in the UNFCCC registry, for example “Second NDC”.")},
    ),
    Section(
        "level",
        _("The reference level"),
        _("How the reference emissions of the PDD take this NDC into account, and the evidence."),
        ("explanation", "below_business_as_usual", "evidence"),
    ),
)


COMPLETENESS: Sequence[tuple[str, Sentence]] = (
    ("ndc", _("The NDC named is the latest that the partner country has communicated")),
    ("explanation", _("It is explained how the reference level takes the NDC into account")),
    ("evidence", _("The evidence is named and can be checked")),
)
