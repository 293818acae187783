"""All models of `partners`, where Django looks for them; everybody else imports them from their capability."""

from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.addresses import AddressChange, SignIn
from partners.people.models.people import Appointment, User
from partners.people.models.personnel import AliasCase, IdentityProof, PersonnelChange
from partners.people.models.seats import Alternate, CommitteeMember, JointCommittee, StandingDeclaration
from partners.programmes.models import FinancingProgramme, ProgrammeSelection
from partners.rulebooks.models.rulebooks import Rulebook
from partners.scopes.models import SectoralScope

__all__ = [
    "AddressChange",
    "AliasCase",
    "Alternate",
    "Appointment",
    "CommitteeMember",
    "FinancingProgramme",
    "IdentityProof",
    "JointCommittee",
    "Organisation",
    "PartnerCountry",
    "PersonnelChange",
    "ProgrammeSelection",
    "Rulebook",
    "SectoralScope",
    "SignIn",
    "StandingDeclaration",
    "User",
]
