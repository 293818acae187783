"""Checks of the assessment of reference emissions: where the rules ask for it, and who assesses."""

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from projects.designs.models import ProjectDesign
from projects.references.models import ReferenceAssessment
from projects.references.states import ReferenceState, by_secretariat


def is_required(design: ProjectDesign) -> bool:
    """True when the rulebook wants reference emissions to consider the latest NDC; a PDD revised after registration
    is looked at with its change."""
    considers = design.rulebook is not None and bool(design.rulebook.rule("reference.considers_ndc"))
    return considers and design.change_id is None


def may_start(design: ProjectDesign) -> None:
    """Raises: Refused REF-07 (409) when there is one already, REF-08 (409) when the rules or the PDD ask for none."""
    if design.reference_assessments.exclude(state__in=["negative", "withdrawn"]).exists():
        raise Refused("REF-07", _("An assessment of this PDD was requested already."), status=409)
    if not is_required(design) or design.state in {"validated", "not_validated", "withdrawn"}:
        raise Refused("REF-08", _("The rules ask for no assessment of this PDD now."), status=409)


def may_ask_assessment(design: ProjectDesign) -> bool:
    """True while an assessment can be requested."""
    try:
        may_start(design)
    except Refused:
        return False
    return True


def assessed_by_secretariat(assessment: ReferenceAssessment) -> None:
    """Raises: Refused REF-09 (409) when the rules leave the assessment to the Joint Committee."""
    if not by_secretariat(assessment):
        raise Refused(
            "REF-09", _("By the rules the Joint Committee assesses: put it before the committee."), status=409
        )


def assessed_by_committee(assessment: ReferenceAssessment) -> None:
    """Raises: Refused REF-10 (409) when the rules leave the assessment to the secretariat."""
    if by_secretariat(assessment):
        raise Refused("REF-10", _("By the rules the secretariat assesses for the Joint Committee."), status=409)


def assessed(design: ProjectDesign) -> None:
    """No positive opinion comes before the assessment, as the order of the forms in the adopted packages has it; a
    rulebook may say otherwise.

    Raises: Refused VAL-10 (409) when it is required first and not positive.
    """
    rulebook = design.rulebook
    waits = rulebook is not None and bool(rulebook.rule("reference.before_validation")) and is_required(design)
    if waits and not design.reference_assessments.filter(state=ReferenceState.POSITIVE).exists():
        raise Refused(
            "VAL-10",
            _("The rules want the reference emissions assessed against the latest NDC first, with a positive result."),
            status=409,
        )
