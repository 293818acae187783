"""Load the whole demo: people, accounts, the whole walk, the scenes, and what waits in the registries."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from partners.people.models.people import User
from partners.people.services import profiles
from scenarios import accounts, article6, committee, entities, floating_solar, people, personnel, procedures, scenes
from scenarios.people import Cast
from workflow.notices.models import Notice
from workflow.steps.services import inbox

READ_AFTER = timedelta(days=14)


def load(*, at: datetime, sign_ins: Path) -> Iterator[str]:
    """Make whatever is missing; yields a sentence about each part.

    Args:
        sign_ins: where the sign-ins are written.
    """
    known = User.objects.count()
    cast = people.assemble(at=at, sign_ins=sign_ins)
    yield f"people: {User.objects.count() - known} new"
    opened = accounts.open_all(cast)
    yield f"accounts: {opened} opened, {accounts.apply_all(cast, at)} applied for"
    yield f"whole walk: {'done' if floating_solar.walk_it(cast) else 'there already'}"
    yield f"example projects: {scenes.play_all(cast, at)} new"
    yield f"at the committee’s desk: {committee.sit(cast, at)} new"
    yield f"applications for designation: {entities.apply_all(cast, at)} new"
    yield f"account holders: {accounts.keep_up_all(cast, at)} confirmed their details"
    yield f"transfers: {accounts.propose_all(cast, at)} proposed"
    yield f"methodologies, rules, entities, files: {procedures.set_out(cast, at)} new"
    yield f"the registry itself: {accounts.act_for_registry(cast, at)} proposed"
    yield f"authorisations: {floating_solar.revise_authorisation(cast, at)} proposed"
    yield f"what a Party says of itself: {article6.say(cast, at)} proposed"
    yield f"changes about people: {personnel.set_out(cast, at)} proposed"
    _settle(cast, at)


def _settle(cast: Cast, at: datetime) -> None:
    """Everybody has read what is old, and gets mail from now on."""
    for user in cast.people.values():
        old = Notice.objects.filter(user=user, read_at=None, at__lt=at - READ_AFTER)
        inbox.mark_read(notice_ids=list(old.values_list("pk", flat=True)), by=user, at=at)
        if not user.wants_mail:
            profiles.set_preferences(language=user.language, mail="each", by=user, at=at)
