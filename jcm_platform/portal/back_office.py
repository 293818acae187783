"""The back office: Django's admin in unfold's dress, behind the same sign-in as every other page."""

from typing import Any, override

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from unfold.sites import UnfoldAdminSite

# unfold's pages carry inline scripts and styles and use Alpine, which evaluates its attributes. The looser policy
# holds for /back-office/ alone, which only staff can open; it still names no other host.
POLICY: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}


class BackOffice(UnfoldAdminSite):
    """The site of the back office."""

    @override
    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:  # Django's own shape
        """Ours alone: pages that packages bring write tokens, addresses, groups and schedules past every service."""
        if getattr(admin_class, "is_ours", False):
            super().register(model_or_iterable, admin_class, **options)

    @override
    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # Django's own shape
        return csp_override(POLICY)(super().admin_view(view, cacheable))

    @override
    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and getattr(request.user, "suspended_at", None) is None

    @override
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sign in where everybody does, so that passkeys and codes are asked for here too."""
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
