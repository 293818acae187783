"""The topics of the sustainable development plan and report.

The official forms were not found; the topics are those remembered for the general form (domain notes 3.4), so they
are data here and answers are kept by topic.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SustainabilityTopic(models.TextChoices):
    EIA = "eia", _("Environmental impact assessment")
    POLLUTION = "pollution", _("Pollution control")
    SAFETY = "safety", _("Safety and health")
    NATURE = "nature", _("Natural environment and biodiversity")
    ECONOMY = "economy", _("Economy")
    SOCIETY = "society", _("Social environment and community participation")
    TECHNOLOGY = "technology", _("Technology")
