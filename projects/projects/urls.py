"""Addresses of projects and of the desks about them."""

from django.urls import path

from projects.projects.views import desks, dossiers, projects, work

urlpatterns = [
    path("my-work/", work.my_work, name="my-work"),
    path("projects/<str:slug>/", projects.project_page, name="project-page"),
    path("projects/<str:slug>/participants/add/", projects.ParticipantAdd.as_view(), name="participant-add"),
    path("projects/<str:slug>/withdraw/", projects.ProjectWithdraw.as_view(), name="project-withdraw"),
    path("projects/<str:slug>/file/", dossiers.project_dossier, name="project-dossier"),
    path("desk/entity/", desks.entity_desk, name="entity-desk"),
]
