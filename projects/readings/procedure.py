"""Words of deeds on monitoring data; it is part of the papers that it stands in, and no paper itself."""

from django.utils.translation import gettext_lazy as _

from workflow.deeds import selectors as deeds

deeds.declare(
    {
        "monitoringplan.write": _("Monitoring plan written"),
        "batch.take": _("Readings taken in"),
        "batch.remove": _("Readings taken out"),
        "explanation.write": _("A finding in the readings was explained"),
        "readingcorrection.make": _("A reading was corrected"),
        "meter.open": _("A meter may send its readings"),
        "meter.close": _("A meter was closed"),
        "meter.send": _("A meter sent a reading"),
    }
)
PROCEDURES = ()
