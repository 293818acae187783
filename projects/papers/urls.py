"""Addresses of what every paper has: files and versions."""

from django.urls import path

from projects.papers.views import documents, versions

urlpatterns = [
    path("papers/<slug:kind>/<int:pk>/versions/", versions.version_list, name="version-list"),
    path("papers/<slug:kind>/<int:pk>/versions/<int:number>/pdf/", versions.version_pdf, name="version-pdf"),
    path("papers/<slug:kind>/<int:pk>/files/<slug:slot>/", documents.DocumentAttach.as_view(), name="document-attach"),
    path("files/<int:pk>/<slug:which>/", documents.document_file, name="document-file"),
]
