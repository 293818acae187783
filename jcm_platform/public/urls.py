"""Addresses of the pages that show several apps."""

from django.urls import URLPattern

app_name = "public"
urlpatterns: list[URLPattern] = []
