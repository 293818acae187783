"""Who may open which kind of page; who may act on a paper is declared at its moves."""

from partners.permissions import role

may_draft = role("participant")
may_assess = role("tpe")
may_check = role("secretariat")
may_work_on_papers = role("participant", "tpe", "secretariat")
