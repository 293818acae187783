"""Pages: who may open one, and what it is about."""

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, override, runtime_checkable

from django.views import View

from common import screens
from common.screens import screen

type Values = Any  # what the fields of a form became, and the parts of an address: each page names and types its own


@runtime_checkable
class HasPage(Protocol):
    """Whatever has a page of its own."""

    def get_absolute_url(self) -> str:
        """Where that page is."""
        ...


@dataclass(frozen=True)
class Place:
    """A page that is no row's own: where a deed leads that changes no row with a page."""

    url: str

    def get_absolute_url(self) -> str:
        return self.url


class Page(View):
    """A page with an address; `screen` guards it.

    Attributes:
        may: who may open it, a predicate on the user, as `staticmethod(...)`. It has no default: a page that does not
            say it has no address either.
        methods: what it takes; anything else is 405.
    """

    may: ClassVar["staticmethod[[Any], bool]"]  # of whoever asks, signed in or not
    methods: ClassVar[tuple[str, ...]] = ("GET", "POST")

    @override
    @classmethod
    def as_view(cls, **initkwargs: Any) -> screens.View:  # Django's own
        return screen(may=cls.may, methods=cls.methods)(super().as_view(**initkwargs))


class SubjectPage[Subject](Page):
    """A page about one thing that its address names."""

    def find(self, *args: Values, **address: Values) -> Subject:
        """The thing, as this person may open it; else 404. Subclasses name the parts of their address."""
        raise NotImplementedError

    def admit(self, subject: Subject, /) -> None:
        """Refuse, deny or hide this page where this person may not have it for this very thing."""

    def address(self) -> dict[str, Values]:
        """The parts of the address that name the thing."""
        return dict(self.kwargs)

    def open(self) -> Subject:
        """Find the thing and admit the person."""
        subject = self.find(**self.address())
        self.admit(subject)
        return subject


def page_of(subject: object) -> str:
    """The address of what has a page of its own."""
    if not isinstance(subject, HasPage):
        raise TypeError(f"{type(subject).__name__} has no page of its own: the page says where it leads")
    return subject.get_absolute_url()
