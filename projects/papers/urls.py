"""Addresses of what every paper has: files, versions and corrections."""

from django.urls import path

from projects.papers.views import corrections, documents, versions

urlpatterns = [
    path("papers/<slug:kind>/<int:pk>/versions/", versions.version_list, name="version-list"),
    path("papers/<slug:kind>/<int:pk>/versions/<int:number>/pdf/", versions.version_pdf, name="version-pdf"),
    path("papers/<slug:kind>/<int:pk>/files/<slug:slot>/", documents.DocumentAttach.as_view(), name="document-attach"),
    path("papers/<slug:kind>/<int:pk>/reopen/", corrections.PaperReopen.as_view(), name="paper-reopen"),
    path("corrections/<int:pk>/", corrections.correction_page, name="correction-page"),
    path("corrections/<int:pk>/edit/<slug:section>/", corrections.CorrectionEdit.as_view(), name="correction-edit"),
    path("corrections/<int:pk>/hand-in/", corrections.CorrectionHandIn.as_view(), name="correction-hand-in"),
    path("corrections/<int:pk>/take-back/", corrections.CorrectionTakeBack.as_view(), name="correction-take-back"),
    path("files/<int:pk>/<slug:which>/", documents.document_file, name="document-file"),
]
