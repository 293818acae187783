"""The questions of a request to withdraw a project, with their checks."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from common.refusals import Check, Sentence
from workflow.drafts.questions import Section

CHECKS = (
    Check("PWD-01", _("Give the reason for which the project is withdrawn."), lambda w: bool(w.reason), "reason"),
    Check("PWD-02", _("Confirm that all participants agree."), lambda w: w.all_agree, "all_agree"),
    Check(
        "PWD-03", _("Declare that what you submit is true and complete."), lambda w: w.declares_true, "declares_true"
    ),
)


SECTIONS = (
    Section(
        "reason",
        _("Reason and agreement"),
        _("The project ends with the decision. Credits already issued stay valid; nothing further can be requested."),
        ("reason", "all_agree"),
    ),
    Section("declaration", _("Declaration"), _("You declare that the request is true."), ("declares_true",)),
)


COMPLETENESS: Sequence[tuple[str, Sentence]] = (
    ("reason", _("The reason for the withdrawal is given")),
    ("agreement", _("All participants have agreed in writing")),
    ("pending", _("The participants know that nothing further can be requested, and that issued credits stay valid")),
)
