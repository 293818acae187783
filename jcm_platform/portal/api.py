"""The public lists as an API: the same selectors, search, filters and order as the pages."""

from typing import Any, override

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from committee.decisions.selectors import decisions
from committee.designations import selectors as tpes
from common.listing import Listing
from credits.selectors import issuances
from jcm_platform.portal import listings, selectors, serializers
from projects.methodologies import selectors as methodologies
from projects.projects.selectors import projects

SEARCH = OpenApiParameter("q", description="Words that must all be found.")
SORT = OpenApiParameter("sort", description="A column to sort by; with a minus for descending order.")


class Pages(LimitOffsetPagination):
    """50 records at once unless asked otherwise, 500 at most."""

    default_limit = 50
    max_limit = 500


class ListingBackend(DjangoFilterBackend):
    """Narrow and order by the listing of the page."""

    @override
    def get_filterset_class(self, view: Any, queryset: Any = None) -> Any:  # the framework's own shape
        return view.listing.filters

    @override
    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:  # of any list
        return view.listing.ordered(super().filter_queryset(request, queryset, view), request.GET)  # type: ignore[no-any-return]  # untyped base


@extend_schema(parameters=[SEARCH, SORT])
class PublicList(ListAPIView[Any]):
    """A public list, open to everybody."""

    permission_classes = [AllowAny]
    filter_backends = [ListingBackend]
    pagination_class = Pages
    listing: Listing

    @override
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:  # the framework's own shape
        """The records that fit, a page at a time."""
        return super().get(request, *args, **kwargs)


class Countries(PublicList):
    """Partner countries, in order of signature."""

    listing = listings.COUNTRIES
    serializer_class = serializers.CountrySerializer

    @override
    def get_queryset(self) -> QuerySet[Any]:  # of any list
        return selectors.countries_with_counts()


class Projects(PublicList):
    """Planned and registered projects; `origin` "example" marks what is not a real record."""

    listing = listings.PROJECTS
    serializer_class = serializers.ProjectSerializer

    @override
    def get_queryset(self) -> QuerySet[Any]:  # of any list
        return projects.public()


class Decisions(PublicList):
    """Concluded decisions of the Joint Committees, newest first."""

    listing = listings.DECISIONS
    serializer_class = serializers.DecisionSerializer

    @override
    def get_queryset(self) -> QuerySet[Any]:  # of any list
        return decisions.public().distinct()


class Methodologies(PublicList):
    """Methodologies, approved and proposed."""

    listing = listings.METHODOLOGIES
    serializer_class = serializers.MethodologySerializer

    @override
    def get_queryset(self) -> QuerySet[Any]:  # of any list
        return methodologies.public()


class Tpes(PublicList):
    """Designations of third-party entities, one row a country."""

    listing = listings.TPES
    serializer_class = serializers.DesignationSerializer

    @override
    def get_queryset(self) -> QuerySet[Any]:  # of any list
        return tpes.public()


class Issuances(PublicList):
    """Issuances, published before this platform and made on it."""

    listing = listings.ISSUANCES
    serializer_class = serializers.IssuanceSerializer

    @override
    def get_queryset(self) -> QuerySet[Any]:  # of any list
        return issuances.public_list()
