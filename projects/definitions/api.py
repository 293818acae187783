"""The calculator for programs: inputs in, every value out. Open to everybody; nothing is kept."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common.limits import Limit, by_whom
from projects.definitions.selectors import definitions as selectors
from projects.methodologies import selectors as methodologies
from projects.methodologies.calculation.answers import to_document
from projects.methodologies.calculation.calculations import calculate
from projects.methodologies.calculation.inputs import from_json

LIMIT = Limit("calculate-api", most=600, seconds=3600)
TOO_OFTEN = _("Too many calculations in this hour. Go on in %(minutes)s minutes.")


class Calculate(APIView):
    """Calculate reductions by the definition in force of a methodology."""

    permission_classes = [AllowAny]

    @extend_schema(request=OpenApiTypes.OBJECT, responses=OpenApiTypes.OBJECT)
    def post(self, request: Request, slug: str, **_more: object) -> Response:
        """Inputs as `manage.py calculate` takes them; the answer has every intermediate value as exact text."""
        LIMIT.take(by_whom(request._request), number="LIM-04", sentence=TOO_OFTEN)
        methodology = methodologies.by_slug(slug)
        row = selectors.calculating(methodology) if methodology else None
        if row is None:
            raise Http404
        definition = selectors.read(row)
        inputs = from_json(definition, request.data, row.methodology.country.zone)
        return Response({**to_document(calculate(definition, inputs)), "definition_sha256": row.sha256})
