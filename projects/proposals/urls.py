"""Addresses of proposed methodologies."""

from django.urls import path

from projects.proposals import views as proposals

_proposal = "methodology-proposals/<str:slug>/"
urlpatterns = [
    path("methodology-proposals/start/", proposals.ProposalStart.as_view(), name="proposal-start"),
    path("methodology-proposals/revise/<str:slug>/", proposals.RevisionStart.as_view(), name="revision-start"),
    path(_proposal, proposals.proposal_page, name="proposal-page"),
    path(f"{_proposal}edit/<slug:section>/", proposals.ProposalEdit.as_view(), name="proposal-edit"),
    path(f"{_proposal}submit/", proposals.ProposalSubmit.as_view(), name="proposal-submit"),
    path(f"{_proposal}open-inputs/", proposals.ProposalPublish.as_view(), name="proposal-publish"),
    path(f"{_proposal}return-to-participant/", proposals.ProposalReturn.as_view(), name="proposal-return"),
    path(f"{_proposal}extend/", proposals.ProposalExtend.as_view(), name="proposal-extend"),
    path(f"{_proposal}forward/", proposals.ProposalForward.as_view(), name="proposal-forward"),
    path(f"{_proposal}confirm/", proposals.ProposalConfirm.as_view(), name="proposal-confirm"),
    path(f"{_proposal}ask-again/", proposals.ProposalAskAgain.as_view(), name="proposal-ask-again"),
    path(f"{_proposal}withdraw/", proposals.ProposalWithdraw.as_view(), name="proposal-withdraw"),
]
