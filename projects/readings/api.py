"""What a meter's own system sends: readings, with a token of the meter's own."""

from typing import Any, override

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common import clock
from common.refusals import Refused
from partners.people.selectors import people
from projects.methodologies.calculation.inputs import instant
from projects.methodologies.calculation.values import exact
from projects.readings.models import Meter
from projects.readings.services import meters

KNOWN = ("first", "last", "value", "counter")
LONGEST_TOKEN = 100


class MeterToken(BaseAuthentication):
    """`Authorization: Meter <token>`: the meter that a token is of, while it is open."""

    keyword = "Meter"

    @override
    def authenticate(self, request: Request) -> tuple[Any, Meter] | None:
        word, _blank, token = request.headers.get("Authorization", "").partition(" ")
        if word != self.keyword or not 0 < len(token) <= LONGEST_TOKEN:
            return None
        rows = Meter.objects.select_related("project__country")
        meter = rows.filter(token_sha256=meters.digest_of(token), closed_at=None).first()
        if meter is None:
            raise AuthenticationFailed(_("This token is of no open meter."))
        return request._request.user, meter

    @override
    def authenticate_header(self, request: Request) -> str:
        return self.keyword


class IsMeter(BasePermission):
    """A meter, by its token; nobody signed in is one."""

    @override
    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(getattr(request, "auth", None), Meter)


class MeterReadings(APIView):
    """Readings of a meter. The same interval with the same amount again is the same reading."""

    authentication_classes = [MeterToken]
    permission_classes = [IsMeter]

    @extend_schema(request=OpenApiTypes.OBJECT, responses=OpenApiTypes.OBJECT)
    def post(self, request: Request, **_more: object) -> Response:
        """One reading: `first`, `last` (ISO 8601), `value`, perhaps `counter`, as text; 201 when new, else 200."""
        meter: Meter = request.auth  # type: ignore[assignment]  # `IsMeter`
        given = _given(request.data)
        zone = meter.project.country.zone
        reading, is_new = meters.send(
            meter_id=meter.pk,
            first_at=instant(given["first"], zone, "first"),
            last_at=instant(given["last"], zone, "last", is_end=True),
            value=exact(given["value"], "value"),
            counter=exact(given["counter"], "counter") if "counter" in given else None,
            by=people.system(),
            at=clock.now(),
        )
        return Response({"reading": reading.pk, "is_new": is_new}, status=201 if is_new else 200)


def _given(data: object) -> dict[str, str]:
    """Raises: Refused MTR-08 where it is not an object of texts with the known names."""
    is_known = isinstance(data, dict) and {"first", "last", "value"} <= set(data) <= set(KNOWN)
    if is_known and all(isinstance(value, str) and len(value) <= LONGEST_TOKEN for value in data.values()):  # type: ignore[attr-defined]  # a mapping
        return dict(data)  # type: ignore[call-overload,no-any-return]  # a mapping of texts
    raise Refused(
        "MTR-08", gettext_lazy("Send an object with first, last and value, and perhaps counter, all as text.")
    )
