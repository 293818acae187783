"""Who may open which kind of page; who may act on a paper is declared at its moves."""

from typing import TYPE_CHECKING

from partners import permissions
from partners.permissions import role
from partners.permissions.four_eyes import another_person
from partners.permissions.interests import judges

if TYPE_CHECKING:  # rights lie below people
    from partners.people.models.people import Visitor
    from projects.definitions.models import MethodologyDefinition
    from projects.letters.models import Letter


may_draft = role("participant")
may_assess = role("tpe")
may_check = role("secretariat")
may_close_parts = role("tpe", "secretariat")
may_end_work = role("participant", "secretariat")
may_write_on_findings = role("participant", "tpe")
may_work_on_papers = role("participant", "tpe", "secretariat")
may_have_work = role("participant", "tpe")
may_write_letters = role("participant", "tpe", "secretariat", "government")
may_read_dossiers = role("secretariat", "auditor")

# Who is meant by the roles between which letters go.
CORRESPONDENTS = {
    "participant": permissions.participant_of,
    "tpe": permissions.tpe_of,
    "secretariat": permissions.jcma,
    "government": permissions.government_of_partner,
}


def addressed(letter: "Letter", user: "Visitor") -> bool:
    """Those to whom the letter is addressed."""
    return CORRESPONDENTS[letter.to_role](letter, user)


def sent_by_side_of(letter: "Letter", user: "Visitor") -> bool:
    """Those from whose side the letter came."""
    return CORRESPONDENTS[letter.from_role](letter, user)


@judges()
def puts_definition_in_force(definition: "MethodologyDefinition", user: "Visitor") -> bool:
    """JCMA officers of the country who have neither written nor proposed the text (four eyes)."""
    return permissions.secretariat(definition, user) and another_person(
        user, definition.proposed_by_id, definition.written_by_id
    )
