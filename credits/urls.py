"""Addresses of credits."""

from django.urls import path

from credits.views import (
    adjustments,
    aef,
    authorisations,
    certificates,
    issuances,
    party_records,
    progress,
    requests,
    uses,
)

_request, _issuance, _certificate = "issuance-requests/<int:pk>/", "issuances/<int:pk>/", "certificates/<str:number>/"
_authorisation = "authorisations/<int:pk>/"
_party, _record = "adjustments/<str:party>/", "party-records/<int:pk>/"

app_name = "credits"
urlpatterns = [
    path("desk/issuance-requests/", requests.request_desk, name="request-desk"),
    path("issuance-requests/start/<int:pk>/", requests.RequestStart.as_view(), name="issuance-start"),
    path(_request, requests.request_page, name="request-page"),
    path(f"{_request}edit/<slug:section>/", requests.RequestEdit.as_view(), name="request-edit"),
    path(f"{_request}submit/", requests.RequestSubmit.as_view(), name="request-submit"),
    path(f"{_request}return-to-participant/", requests.RequestReturn.as_view(), name="request-return"),
    path(f"{_request}confirm-complete/", requests.RequestConfirm.as_view(), name="request-confirm"),
    path(f"{_request}fee/", requests.RequestFee.as_view(), name="request-fee"),
    path(f"{_request}forward/", requests.RequestForward.as_view(), name="request-forward"),
    path(f"{_request}withdraw/", requests.RequestWithdraw.as_view(), name="request-withdraw"),
    path("desk/issuances/", issuances.issuance_desk, name="issuance-desk"),
    path(_issuance, issuances.issuance_page, name="issuance-page"),
    path(f"{_issuance}propose/", issuances.IssuancePropose.as_view(), name="issuance-propose"),
    path(f"{_issuance}send-back/", issuances.IssuanceSendBack.as_view(), name="issuance-send-back"),
    path(f"{_issuance}issue/", issuances.IssuanceIssue.as_view(), name="issuance-issue"),
    path("issuances/published/<str:key>/", issuances.published_page, name="published-page"),
    path("projects/<str:slug>/issuances/", issuances.project_issuances, name="project-issuances"),
    path("retire/", uses.use_list, name="use-list"),
    path("retire/<str:number>/", uses.UseStart.as_view(), name="use-start"),
    path("certificates/", certificates.certificate_list, name="certificate-list"),
    path("certificates/transactions/<int:pk>/", certificates.certificate_of, name="certificate-of"),
    path(_certificate, certificates.certificate_page, name="certificate-page"),
    path(f"{_certificate}certificate.pdf", certificates.certificate_pdf, name="certificate-pdf"),
    path(f"{_certificate}record.json", certificates.certificate_record, name="certificate-record"),
    path("authorisations/", authorisations.authorisation_list, name="authorisation-list"),
    path("authorisations/grant/<str:iso2>/", authorisations.AuthorisationGrant.as_view(), name="authorisation-grant"),
    path(_authorisation, authorisations.authorisation_page, name="authorisation-page"),
    path(f"{_authorisation}revise/", authorisations.AuthorisationRevise.as_view(), name="authorisation-revise"),
    path(f"{_authorisation}confirm/", authorisations.AuthorisationConfirm.as_view(), name="authorisation-confirm"),
    path(f"{_authorisation}decline/", authorisations.AuthorisationDecline.as_view(), name="authorisation-decline"),
    path("adjustments/", adjustments.adjustment_list, name="adjustment-list"),
    path(_party, adjustments.adjustment_page, name="adjustment-page"),
    path(f"{_party}rows/<int:row>/<int:year>/", adjustments.adjustment_figure, name="adjustment-figure"),
    path(f"{_party}with/<str:other>/", adjustments.adjustment_mirror, name="adjustment-mirror"),
    path(f"{_party}propose/ndc/", party_records.NdcStart.as_view(), name="record-ndc"),
    path(f"{_party}propose/inventory/", party_records.InventoryStart.as_view(), name="record-inventory"),
    path(f"{_party}propose/final/<str:period>/", party_records.FinalStart.as_view(), name="record-final"),
    path(_record, party_records.record_page, name="record-page"),
    path(f"{_record}propose/", aef.RecordPropose.as_view(), name="record-propose"),
    path(f"{_record}confirm/", party_records.RecordConfirm.as_view(), name="record-confirm"),
    path(f"{_record}decline/", party_records.RecordDecline.as_view(), name="record-decline"),
    path("aef/", aef.aef_list, name="aef-list"),
    path("aef/compare/", aef.aef_compare, name="aef-compare"),
    path("aef/<int:pk>/", aef.aef_page, name="aef-page"),
    path("aef/<int:pk>/<slug:profile>.<slug:extension>", aef.aef_file, name="aef-file"),
    path("aef/draft/<str:party>/", aef.AefDraft.as_view(), name="aef-draft"),
    path("progress/", progress.progress_page, name="progress-page"),
]
