"""Avoidance of double registration: what participants declare, and what JCMA judges of similar projects."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OtherMechanism(models.TextChoices):
    """Whether a project stands under another mechanism as well."""

    NONE = "none", _("No, never")
    APPLIED = "applied", _("Applied for, not registered")
    ENDED = "ended", _("It was registered and has left that mechanism")


class Verdict(models.TextChoices):
    """JCMA's judgement of a similar project."""

    OTHER = "other", _("Another project")
    SAME = "same", _("The same project")
