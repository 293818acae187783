"""Addresses of projects."""

from django.urls import path

from projects.assessments.views import assessments, findings, validations, verifications
from projects.changes import views as changes
from projects.designs import views as designs
from projects.doubles import views as doubles
from projects.endings import views as endings
from projects.inputs import views as inputs
from projects.letters import views as letters
from projects.modalities import views as modalities
from projects.monitoring import views as monitoring
from projects.papers.views import documents, versions
from projects.pins import views as pins
from projects.projects.views import desks, dossiers, projects, work
from projects.proposals import views as proposals
from projects.references import views as references
from projects.registrations import views as registrations
from projects.renewals import views as renewals
from projects.sustainability import views as sustainability

app_name = "projects"
_design = "projects/<str:slug>/pdd/<int:version>/"
_moc = "projects/<str:slug>/modalities/<int:version>/"
_entity = f"{_moc}entities/<int:pk>/"
_proposal = "methodology-proposals/<str:slug>/"
_report = "projects/<str:slug>/monitoring/<int:number>/"
urlpatterns = [
    path("my-work/", work.my_work, name="my-work"),
    path("pins/start/", pins.PinStart.as_view(), name="pin-start"),
    path("pins/<str:slug>/", pins.pin_page, name="pin-page"),
    path("pins/<str:slug>/edit/<slug:section>/", pins.PinEdit.as_view(), name="pin-edit"),
    path("pins/<str:slug>/submit/", pins.PinSubmit.as_view(), name="pin-submit"),
    path("pins/<str:slug>/forward/", pins.PinForward.as_view(), name="pin-forward"),
    path("pins/<str:slug>/return-to-participant/", pins.PinReturn.as_view(), name="pin-return"),
    path("pins/<str:slug>/withdraw/", pins.PinWithdraw.as_view(), name="pin-withdraw"),
    path("projects/<str:slug>/", projects.project_page, name="project-page"),
    path("projects/<str:slug>/participants/add/", projects.ParticipantAdd.as_view(), name="participant-add"),
    path("projects/<str:slug>/withdraw/", projects.ProjectWithdraw.as_view(), name="project-withdraw"),
    path("projects/<str:slug>/pdd/start/", designs.DesignStart.as_view(), name="design-start"),
    path(
        "projects/<str:slug>/registration/start/", registrations.RegistrationStart.as_view(), name="registration-start"
    ),
    path("projects/<str:slug>/monitoring/start/", monitoring.MonitoringStart.as_view(), name="monitoring-start"),
    path(_design, designs.design_page, name="design-page"),
    path(f"{_design}edit/<slug:section>/", designs.DesignEdit.as_view(), name="design-edit"),
    path(f"{_design}submit/", designs.DesignSubmit.as_view(), name="design-submit"),
    path(f"{_design}open-inputs/", designs.DesignPublish.as_view(), name="design-publish"),
    path(f"{_design}return-to-participant/", designs.DesignReturn.as_view(), name="design-return"),
    path(f"{_design}pass-on/", designs.DesignPassOn.as_view(), name="design-pass-on"),
    path(f"{_design}withdraw/", designs.DesignWithdraw.as_view(), name="design-withdraw"),
    path(f"{_design}validation/", designs.DesignAssign.as_view(), name="design-assign"),
    path("calls/<int:pk>/", inputs.call_page, name="call-page"),
    path("calls/<int:pk>/thanks/", inputs.call_thanks, name="call-thanks"),
    path("calls/<int:pk>/respond/", inputs.CallRespond.as_view(), name="call-respond"),
    path("comments/<int:pk>/publish/", inputs.comment_publish, name="comment-publish"),
    path("comments/<int:pk>/withhold/", inputs.CommentWithhold.as_view(), name="comment-withhold"),
    path(f"{_design}reference-assessment/start/", references.ReferenceStart.as_view(), name="reference-start"),
    path("reference-assessments/<int:pk>/", references.reference_page, name="reference-page"),
    path(
        "reference-assessments/<int:pk>/edit/<slug:section>/", references.ReferenceEdit.as_view(), name="reference-edit"
    ),
    path("reference-assessments/<int:pk>/submit/", references.ReferenceSubmit.as_view(), name="reference-submit"),
    path(
        "reference-assessments/<int:pk>/return-to-participant/",
        references.ReferenceReturn.as_view(),
        name="reference-return",
    ),
    path("reference-assessments/<int:pk>/accept/", references.ReferenceAccept.as_view(), name="reference-accept"),
    path("reference-assessments/<int:pk>/assess/", references.ReferenceAssess.as_view(), name="reference-assess"),
    path("reference-assessments/<int:pk>/forward/", references.ReferenceForward.as_view(), name="reference-forward"),
    path("reference-assessments/<int:pk>/withdraw/", references.ReferenceWithdraw.as_view(), name="reference-withdraw"),
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
    path("validations/<int:pk>/", validations.ValidationPage.as_view(), name="validation-page"),
    path("validations/<int:pk>/accept/", validations.ValidationAccept.as_view(), name="validation-accept"),
    path("validations/<int:pk>/decline/", validations.ValidationDecline.as_view(), name="validation-decline"),
    path("validations/<int:pk>/release/", validations.ValidationRelease.as_view(), name="validation-release"),
    path("validations/<int:pk>/report/", validations.ValidationReport.as_view(), name="validation-report"),
    path("validations/<int:pk>/report/<slug:which>/pdf/", validations.ValidationPdf.as_view(), name="validation-pdf"),
    path("validations/<int:pk>/edit/<slug:section>/", validations.ValidationEdit.as_view(), name="validation-edit"),
    path("validations/<int:pk>/team/add/", validations.ValidationMember.as_view(), name="validation-member"),
    path("validations/<int:pk>/findings/raise/", validations.ValidationFinding.as_view(), name="validation-finding"),
    path("validations/<int:pk>/conclude/", validations.ValidationConclude.as_view(), name="validation-conclude"),
    path("verifications/<int:pk>/", verifications.VerificationPage.as_view(), name="verification-page"),
    path("verifications/<int:pk>/accept/", verifications.VerificationAccept.as_view(), name="verification-accept"),
    path("verifications/<int:pk>/decline/", verifications.VerificationDecline.as_view(), name="verification-decline"),
    path("verifications/<int:pk>/release/", verifications.VerificationRelease.as_view(), name="verification-release"),
    path("verifications/<int:pk>/report/", verifications.VerificationReport.as_view(), name="verification-report"),
    path(
        "verifications/<int:pk>/report/<slug:which>/pdf/",
        verifications.VerificationPdf.as_view(),
        name="verification-pdf",
    ),
    path(
        "verifications/<int:pk>/edit/<slug:section>/",
        verifications.VerificationEdit.as_view(),
        name="verification-edit",
    ),
    path("verifications/<int:pk>/team/add/", verifications.VerificationMember.as_view(), name="verification-member"),
    path(
        "verifications/<int:pk>/findings/raise/",
        verifications.VerificationFinding.as_view(),
        name="verification-finding",
    ),
    path(
        "verifications/<int:pk>/conclude/", verifications.VerificationConclude.as_view(), name="verification-conclude"
    ),
    path("projects/<str:slug>/file/", dossiers.project_dossier, name="project-dossier"),
    path("projects/<str:slug>/letters/write/", letters.LetterWrite.as_view(), name="letter-write"),
    path("sustainability-reviews/<int:pk>/", sustainability.review_page, name="sustainability-page"),
    path(
        "sustainability-reviews/<int:pk>/accept/", sustainability.ReviewAccept.as_view(), name="sustainability-accept"
    ),
    path("sustainability-reviews/<int:pk>/ask/", sustainability.ReviewAsk.as_view(), name="sustainability-ask"),
    path(
        "sustainability-reviews/<int:pk>/answer/", sustainability.ReviewAnswer.as_view(), name="sustainability-answer"
    ),
    path("letters/<int:pk>/", letters.letter_page, name="letter-page"),
    path("letters/<int:pk>/file/", letters.letter_file, name="letter-file"),
    path("letters/<int:pk>/answer/", letters.LetterAnswer.as_view(), name="letter-answer"),
    path("letters/<int:pk>/settle/", letters.LetterSettle.as_view(), name="letter-settle"),
    path("team-members/<int:pk>/declare/", assessments.MemberDeclare.as_view(), name="member-declare"),
    path("team-members/<int:pk>/remove/", assessments.MemberRemove.as_view(), name="member-remove"),
    path("findings/<int:pk>/", findings.finding_page, name="finding-page"),
    path("findings/<int:pk>/files/<int:file>/", findings.finding_file, name="finding-file"),
    path("findings/<int:pk>/answer/", findings.FindingAnswer.as_view(), name="finding-answer"),
    path("findings/<int:pk>/ask-again/", findings.FindingAskAgain.as_view(), name="finding-ask-again"),
    path("findings/<int:pk>/close/", findings.FindingClose.as_view(), name="finding-close"),
    path("findings/<int:pk>/reopen/", findings.FindingReopen.as_view(), name="finding-reopen"),
    path("findings/<int:pk>/carry-on/", findings.FindingCarryOn.as_view(), name="finding-carry-on"),
    path("findings/<int:pk>/write/", findings.FindingWrite.as_view(), name="finding-write"),
    path("desk/entity/", desks.entity_desk, name="entity-desk"),
    path("papers/<slug:kind>/<int:pk>/versions/", versions.version_list, name="version-list"),
    path("papers/<slug:kind>/<int:pk>/versions/<int:number>/pdf/", versions.version_pdf, name="version-pdf"),
    path("projects/<str:slug>/modalities/start/", modalities.modalities_choose, name="modalities-choose"),
    path(
        "projects/<str:slug>/modalities/start/<slug:case>/",
        modalities.ModalitiesStart.as_view(),
        name="modalities-start",
    ),
    path(_moc, modalities.modalities_page, name="modalities-page"),
    path(f"{_moc}edit/", modalities.ModalitiesEdit.as_view(), name="modalities-edit"),
    path(f"{_moc}ask-to-confirm/", modalities.ModalitiesAsk.as_view(), name="modalities-ask"),
    path(f"{_moc}confirm/", modalities.ModalitiesConfirm.as_view(), name="modalities-confirm"),
    path(f"{_moc}reopen/", modalities.ModalitiesReopen.as_view(), name="modalities-reopen"),
    path(f"{_moc}return-to-participant/", modalities.ModalitiesReturn.as_view(), name="modalities-return"),
    path(f"{_moc}accept/", modalities.ModalitiesAccept.as_view(), name="modalities-accept"),
    path(f"{_moc}withdraw/", modalities.ModalitiesWithdraw.as_view(), name="modalities-withdraw"),
    path(_entity, modalities.entity_page, name="entity-page"),
    path(f"{_entity}edit/<slug:section>/", modalities.EntityEdit.as_view(), name="entity-edit"),
    path(f"{_entity}specimens/<slug:rank>/", modalities.SpecimenAttach.as_view(), name="specimen-attach"),
    path(f"{_entity}specimens/<slug:rank>/file/", modalities.specimen_file, name="specimen-file"),
    path("registrations/<int:pk>/", registrations.registration_page, name="registration-page"),
    path(
        "registrations/<int:pk>/edit/<slug:section>/",
        registrations.RegistrationEdit.as_view(),
        name="registration-edit",
    ),
    path("registrations/<int:pk>/submit/", registrations.RegistrationSubmit.as_view(), name="registration-submit"),
    path("registrations/<int:pk>/forward/", registrations.RegistrationForward.as_view(), name="registration-forward"),
    path("registrations/<int:pk>/similar/<int:candidate>/", doubles.DoubleJudge.as_view(), name="double-judge"),
    path(
        "registrations/<int:pk>/return-to-participant/",
        registrations.RegistrationReturn.as_view(),
        name="registration-return",
    ),
    path("registrations/<int:pk>/fee/", registrations.RegistrationFee.as_view(), name="registration-fee"),
    path(
        "registrations/<int:pk>/withdraw/", registrations.RegistrationWithdraw.as_view(), name="registration-withdraw"
    ),
    path("projects/<str:slug>/changes/start/", changes.ChangeStart.as_view(), name="change-start"),
    path("changes/<int:pk>/", changes.ChangePage.as_view(), name="change-page"),
    path("changes/<int:pk>/edit/<slug:section>/", changes.ChangeEdit.as_view(), name="change-edit"),
    path("changes/<int:pk>/submit/", changes.ChangeSubmit.as_view(), name="change-submit"),
    path("changes/<int:pk>/forward/", changes.ChangeForward.as_view(), name="change-forward"),
    path("changes/<int:pk>/take-note/", changes.ChangeTakeNote.as_view(), name="change-take-note"),
    path("changes/<int:pk>/return-to-participant/", changes.ChangeReturn.as_view(), name="change-return"),
    path("changes/<int:pk>/withdraw/", changes.ChangeWithdraw.as_view(), name="change-withdraw"),
    path("changes/<int:pk>/revise/", changes.ChangeRevise.as_view(), name="change-revise"),
    path("projects/<str:slug>/renewals/start/", renewals.RenewalStart.as_view(), name="renewal-start"),
    path("renewals/<int:pk>/", renewals.RenewalPage.as_view(), name="renewal-page"),
    path("renewals/<int:pk>/edit/<slug:section>/", renewals.RenewalEdit.as_view(), name="renewal-edit"),
    path("renewals/<int:pk>/submit/", renewals.RenewalSubmit.as_view(), name="renewal-submit"),
    path("renewals/<int:pk>/forward/", renewals.RenewalForward.as_view(), name="renewal-forward"),
    path("renewals/<int:pk>/return-to-participant/", renewals.RenewalReturn.as_view(), name="renewal-return"),
    path("renewals/<int:pk>/withdraw/", renewals.RenewalWithdraw.as_view(), name="renewal-withdraw"),
    path("renewals/<int:pk>/revise/", renewals.RenewalRevise.as_view(), name="renewal-revise"),
    path("projects/<str:slug>/withdrawal/start/", endings.WithdrawalStart.as_view(), name="withdrawal-start"),
    path("project-withdrawals/<int:pk>/", endings.WithdrawalPage.as_view(), name="withdrawal-page"),
    path("project-withdrawals/<int:pk>/edit/<slug:section>/", endings.WithdrawalEdit.as_view(), name="withdrawal-edit"),
    path("project-withdrawals/<int:pk>/submit/", endings.WithdrawalSubmit.as_view(), name="withdrawal-submit"),
    path("project-withdrawals/<int:pk>/forward/", endings.WithdrawalForward.as_view(), name="withdrawal-forward"),
    path(
        "project-withdrawals/<int:pk>/return-to-participant/",
        endings.WithdrawalReturn.as_view(),
        name="withdrawal-return",
    ),
    path("project-withdrawals/<int:pk>/withdraw/", endings.WithdrawalWithdraw.as_view(), name="withdrawal-withdraw"),
    path("projects/<str:slug>/deregistration/", endings.DeregistrationPropose.as_view(), name="deregistration-propose"),
    path("deregistrations/<int:pk>/", endings.deregistration_page, name="deregistration-page"),
    path(_report, monitoring.monitoring_page, name="monitoring-page"),
    path(f"{_report}edit/<slug:section>/", monitoring.MonitoringEdit.as_view(), name="monitoring-edit"),
    path(f"{_report}submit/", monitoring.MonitoringSubmit.as_view(), name="monitoring-submit"),
    path(f"{_report}withdraw/", monitoring.MonitoringWithdraw.as_view(), name="monitoring-withdraw"),
    path(f"{_report}verification/", monitoring.MonitoringAssign.as_view(), name="monitoring-assign"),
    path("papers/<slug:kind>/<int:pk>/files/<slug:slot>/", documents.DocumentAttach.as_view(), name="document-attach"),
    path("files/<int:pk>/<slug:which>/", documents.document_file, name="document-file"),
]
