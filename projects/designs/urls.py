"""Addresses of PDDs."""

from django.urls import path

from projects.designs import views as designs

_design = "projects/<str:slug>/pdd/<int:version>/"
urlpatterns = [
    path("projects/<str:slug>/pdd/start/", designs.DesignStart.as_view(), name="design-start"),
    path(_design, designs.design_page, name="design-page"),
    path(f"{_design}edit/<slug:section>/", designs.DesignEdit.as_view(), name="design-edit"),
    path(f"{_design}submit/", designs.DesignSubmit.as_view(), name="design-submit"),
    path(f"{_design}open-inputs/", designs.DesignPublish.as_view(), name="design-publish"),
    path(f"{_design}return-to-participant/", designs.DesignReturn.as_view(), name="design-return"),
    path(f"{_design}pass-on/", designs.DesignPassOn.as_view(), name="design-pass-on"),
    path(f"{_design}withdraw/", designs.DesignWithdraw.as_view(), name="design-withdraw"),
    path(f"{_design}validation/", designs.DesignAssign.as_view(), name="design-assign"),
]
