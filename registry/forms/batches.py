"""The form of a file of transfers. After the trial it travels as text, so that nothing has to be chosen again."""

from typing import Any, ClassVar, override

from django import forms
from django.utils.translation import gettext_lazy as _

from common import tables
from common.text import Unreadable, no_control_signs, typed_name
from common.widgets import TextField

MOST_BYTES = 100_000


class BatchForm(forms.Form):
    """A CSV file; or the text of the one that was tried."""

    optional: ClassVar[frozenset[str]] = frozenset()
    file = forms.FileField(
        label=_("CSV file or Excel workbook"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        help_text=_("With the columns receiver, quantity_tco2e, serials, note. At most 200 lines."),
    )
    text = TextField(required=False, strip=False, max_length=MOST_BYTES, widget=forms.HiddenInput)
    file_name = TextField(required=False, max_length=200, widget=forms.HiddenInput)

    @override
    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        sent = given.get("file")
        if sent is not None:
            given["text"], given["file_name"] = self._read(sent), typed_name(sent.name)
            # the page that shows what was tried carries the text on
            self.data = {"text": given["text"], "file_name": given["file_name"]}
        elif not given.get("text"):
            self.add_error("file", _("Choose a file."))
        return given

    def _read(self, sent: Any) -> str:
        if sent.size > MOST_BYTES:
            self.add_error("file", _("The file is too large. Split it."))
            return ""
        try:
            text = tables.as_text(sent.read())
            no_control_signs(text)
        except Unreadable as wrong:
            self.add_error("file", wrong.for_form())
        except forms.ValidationError as fault:
            self.add_error("file", fault)
        else:
            if len(text) <= MOST_BYTES:
                return text
            self.add_error("file", _("The file is too large. Split it."))
        return ""
