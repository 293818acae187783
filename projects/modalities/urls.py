"""Addresses of modalities of communication."""

from django.urls import path

from projects.modalities import views as modalities

_moc = "projects/<str:slug>/modalities/<int:version>/"
_entity = f"{_moc}entities/<int:pk>/"
urlpatterns = [
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
]
