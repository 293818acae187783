"""Addresses of definitions and of the calculator."""

from django.urls import path

from projects.definitions import api
from projects.definitions.views import calculator, definitions, editor

_definition = "definitions/<int:pk>/"
urlpatterns = [
    path("methodologies/<str:slug>/calculate/", calculator.calculate_page, name="calculate"),
    path("methodologies/<str:slug>/sheet.xlsx", calculator.sheet_file, name="sheet-file"),
    path("methodologies/<str:slug>/sheet/check/", calculator.sheet_check, name="sheet-check"),
    path("methodologies/<str:slug>/define/", editor.DefinitionStart.as_view(), name="definition-start"),
    path("api/v1/methodologies/<str:slug>/calculate/", api.Calculate.as_view(), name="api-calculate"),
    path("desk/definitions/", editor.definition_desk, name="definition-desk"),
    path("definitions/check/", editor.definition_check, name="definition-check"),
    path(_definition, definitions.definition_page, name="definition-page"),
    path(f"{_definition}definition.toml", definitions.definition_text, name="definition-text"),
    path(f"{_definition}beside/<int:other>/", definitions.definition_compare, name="definition-compare"),
    path(f"{_definition}edit/", editor.DefinitionEdit.as_view(), name="definition-edit"),
    path(f"{_definition}propose/", editor.DefinitionPropose.as_view(), name="definition-propose"),
    path(f"{_definition}confirm/", editor.DefinitionConfirm.as_view(), name="definition-confirm"),
    path(f"{_definition}send-back/", editor.DefinitionSendBack.as_view(), name="definition-send-back"),
    path(f"{_definition}withdraw/", editor.DefinitionWithdraw.as_view(), name="definition-withdraw"),
]
