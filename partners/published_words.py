"""Words of the published tables that have a Japanese form of their own; they are stored as published, in English."""

from django.utils.translation import gettext, gettext_noop

REGIONS = (
    gettext_noop("Africa"),
    gettext_noop("Caucasus"),
    gettext_noop("Central Asia"),
    gettext_noop("East Asia"),
    gettext_noop("Eastern Europe"),
    gettext_noop("Latin America"),
    gettext_noop("Middle East"),
    gettext_noop("North Africa"),
    gettext_noop("Pacific"),
    gettext_noop("South Asia"),
    gettext_noop("Southeast Asia"),
)
PROGRAMMES = (
    gettext_noop("Ministry of the Environment"),
    gettext_noop("Ministry of Economy, Trade and Industry"),
    gettext_noop("Ministry of Agriculture, Forestry and Fisheries"),
    gettext_noop("Subsidy Programme for the JCM Facility Introduction"),
    gettext_noop("Japan Fund for the JCM (JFJCM)"),
    gettext_noop("Project development / capacity building / MRV support"),
    gettext_noop("JCM Feasibility Study"),
    gettext_noop("JCM Demonstration Programme"),
    gettext_noop("Development of MRV for JCM projects in Agriculture"),
    gettext_noop("Subsidy"),
    gettext_noop("Grant"),
    gettext_noop("Technical cooperation"),
    gettext_noop("Government-commissioned project"),
    gettext_noop("Global Environment Centre Foundation (GEC)"),
    gettext_noop("Asian Development Bank"),
    gettext_noop("NEDO"),
)


def read(word: str) -> str:
    """The word in the reader's language; as published where it has no other form."""
    return gettext(word) if word else ""
