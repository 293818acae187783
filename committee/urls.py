"""Addresses of committee."""

from django.urls import path

from committee.decisions import views as decisions
from committee.designations.views import applications, designations
from committee.items import views as items
from committee.meetings import views as bundles
from committee.rules.views import proposals as rulebooks
from committee.rules.views import rules

app_name = "committee"
urlpatterns = [
    path("desk/rulebooks/", rulebooks.rulebook_desk, name="rulebook-desk"),
    path("desk/rulebooks/<int:pk>/propose/", rulebooks.RulebookPropose.as_view(), name="rulebook-propose"),
    path("desk/rulebooks/proposals/<int:pk>/", rulebooks.proposal_page, name="proposal-page"),
    path("desk/rulebooks/proposals/<int:pk>/adopt/", rulebooks.ProposalAdopt.as_view(), name="proposal-adopt"),
    path("desk/rulebooks/proposals/<int:pk>/reject/", rulebooks.ProposalReject.as_view(), name="proposal-reject"),
    path("desk/rulebooks/proposals/<int:pk>/withdraw/", rulebooks.ProposalWithdraw.as_view(), name="proposal-withdraw"),
    path("desk/decisions/", decisions.decision_desk, name="decision-desk"),
    path("decisions/<str:number>/", decisions.decision_page, name="decision-page"),
    path("decisions/<str:number>/answer/", decisions.decision_answer, name="decision-answer"),
    path("decisions/<str:number>/circulate/", decisions.DecisionCirculate.as_view(), name="decision-circulate"),
    path("tpe-applications/", applications.application_list, name="application-list"),
    path("tpe-applications/start/", applications.ApplicationStart.as_view(), name="application-start"),
    path("tpe-applications/<int:pk>/", applications.application_page, name="application-page"),
    path("tpe-applications/<int:pk>/pdf/", applications.application_pdf, name="application-pdf"),
    path("tpe-applications/<int:pk>/edit/", applications.ApplicationEdit.as_view(), name="application-edit"),
    path("tpe-applications/<int:pk>/files/", applications.ApplicationAttach.as_view(), name="application-attach"),
    path("tpe-applications/<int:pk>/files/<int:file>/", applications.application_file, name="application-file"),
    path("tpe-applications/<int:pk>/submit/", applications.ApplicationSubmit.as_view(), name="application-submit"),
    path(
        "tpe-applications/<int:pk>/return-to-entity/",
        applications.ApplicationReturn.as_view(),
        name="application-return",
    ),
    path("tpe-applications/<int:pk>/forward/", applications.ApplicationForward.as_view(), name="application-forward"),
    path(
        "tpe-applications/<int:pk>/withdraw/", applications.ApplicationWithdraw.as_view(), name="application-withdraw"
    ),
    path("designations/<int:pk>/", designations.designation_page, name="designation-page"),
    path("designations/<int:pk>/give-up/", designations.DesignationGiveUp.as_view(), name="designation-give-up"),
    path("designations/<int:pk>/review/", designations.DesignationReviewOpen.as_view(), name="designation-review"),
    path("designations/<int:pk>/rename/", designations.DesignationRename.as_view(), name="designation-rename"),
    path("designation-reviews/<int:pk>/", designations.review_page, name="review-page"),
    path("designation-reviews/<int:pk>/answer/", designations.ReviewAnswer.as_view(), name="review-answer"),
    path("designation-reviews/<int:pk>/propose/", designations.ReviewPropose.as_view(), name="review-propose"),
    path("designation-reviews/<int:pk>/close/", designations.ReviewClose.as_view(), name="review-close"),
    path("decisions/<str:number>/confirm/", decisions.DecisionConfirm.as_view(), name="decision-confirm"),
    path("decisions/<str:number>/course/", decisions.DecisionDirect.as_view(), name="decision-direct"),
    path("decisions/<str:number>/withdraw/", decisions.DecisionWithdraw.as_view(), name="decision-withdraw"),
    path("decisions/<str:number>/correct/", decisions.DecisionCorrect.as_view(), name="decision-correct"),
    path("decisions/<str:number>/record-<str:language>.pdf", decisions.decision_record, name="decision-record"),
    path("desk/decisions/new/", bundles.DecisionStart.as_view(), name="decision-start"),
    path("desk/meetings/new/", bundles.MeetingStart.as_view(), name="meeting-start"),
    path("decisions/<str:number>/agenda/", bundles.decision_agenda, name="decision-agenda"),
    path("decisions/<str:number>/agenda/point/", bundles.agenda_point, name="agenda-point"),
    path("decisions/<str:number>/agenda/item/", bundles.agenda_item, name="agenda-item"),
    path("decisions/<str:number>/agenda/take/", bundles.agenda_take, name="agenda-take"),
    path("decisions/<str:number>/agenda/<int:pk>/remove/", bundles.agenda_remove, name="agenda-remove"),
    path("decisions/<str:number>/agenda/<int:pk>/up/", bundles.agenda_up, name="agenda-up"),
    path("decisions/<str:number>/arrange/", bundles.MeetingArrange.as_view(), name="meeting-arrange"),
    path("decisions/<str:number>/convene/", bundles.MeetingConvene.as_view(), name="meeting-convene"),
    path("decisions/<str:number>/outcomes/", bundles.MeetingOutcomes.as_view(), name="meeting-outcomes"),
    path("decisions/<str:number>/items/<int:pk>/", items.item_page, name="item-page"),
    path("decisions/<str:number>/items/<int:pk>/remark/", items.item_remark, name="item-remark"),
    path("decisions/<str:number>/items/<int:pk>/declare/", items.ItemDeclare.as_view(), name="item-declare"),
    path("decisions/<str:number>/share/", items.FileShare.as_view(), name="file-share"),
    path("decisions/<str:number>/openings/", items.file_openings, name="file-openings"),
    path("decisions/<str:number>/files/<int:pk>/", items.decision_file, name="decision-file"),
    path("decisions/<str:number>/files/<int:pk>/renew/", items.FileRenew.as_view(), name="file-renew"),
    path("countries/<str:iso2>/rules/", rules.rule_list, name="rule-list"),
    path("countries/<str:iso2>/rules/<str:kind>.zip", rules.rule_archive, name="rule-archive"),
    path("countries/<str:iso2>/rules/files/<str:code>/", rules.rule_file, name="rule-file"),
    path("desk/rules/", rules.rule_desk, name="rule-desk"),
    path("desk/rules/new/", rules.PackageStart.as_view(), name="package-start"),
    path("desk/rules/measures/new/", rules.MeasureStart.as_view(), name="measure-start"),
    path("desk/rules/<int:pk>/", rules.package_page, name="package-page"),
    path("desk/rules/<int:pk>/add/", rules.package_add, name="package-add"),
    path("desk/rules/<int:pk>/rulebook/", rules.PackageRulebook.as_view(), name="package-rulebook"),
    path("desk/rules/<int:pk>/propose/", rules.PackagePropose.as_view(), name="package-propose"),
    path("desk/rules/<int:pk>/files/<int:version>/", rules.package_file, name="package-file"),
    path("desk/rules/<int:pk>/files/<int:version>/remove/", rules.package_remove, name="package-remove"),
]
