"""Tables from spreadsheet programs: read as each of them writes, or refused with how to save."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from common import tables
from common.refusals import Refused
from common.text import Unreadable
from registry.services import batches

TABLE = "receiver,quantity_tco2e,serials,note\r\nJP-120-000123-45,1234,,日本語のメモ\r\n"


def _workbook() -> bytes:
    book = Workbook()
    sheet = book.create_sheet(index=0)
    sheet.append(["receiver", "quantity_tco2e", "serials", "note"])
    sheet.append(["JP-120-000123-45", 1234.0, None, "日本語のメモ"])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


FILES = {
    "UTF-8": TABLE.encode(),
    "UTF-8 with its mark": b"\xef\xbb\xbf" + TABLE.encode(),
    "Shift_JIS, as Excel in Japan": TABLE.encode("cp932"),
    "UTF-16 with tabs, as Excel's Unicode text": TABLE.replace(",", "\t").encode("utf-16"),
    "big-endian UTF-16": b"\xfe\xff" + TABLE.encode("utf-16-be"),
    "semicolons, as Excel in Viet Nam": TABLE.replace(",", ";").encode(),
    "Excel's remark about semicolons": b"sep=;\r\n" + TABLE.replace(",", ";").encode(),
    "tabs": TABLE.replace(",", "\t").encode(),
    "lone carriage returns": TABLE.replace("\r\n", "\r").encode(),
    "columns in another order": b"note,receiver,serials,quantity_tco2e\n"
    + '日本語のメモ,JP-120-000123-45,,"1,234"\n'.encode(),
    "a heading in full width": TABLE.replace("receiver", "Ｒｅｃｅｉｖｅｒ ").encode(),
    "a workbook": _workbook(),
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES.keys())
def test_a_table_is_read_as_a_spreadsheet_program_writes_it(content: bytes) -> None:
    [line] = batches.read(tables.as_text(content))
    assert (line.receiver, line.note) == ("JP-120-000123-45", "日本語のメモ")
    assert line.selection().quantity == 1234


def _bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (tables.MOST_UNPACKED + 1))
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x81\x00\xff", "Save it as “CSV UTF-8”"),
        (TABLE.encode("utf-16-le"), "Save it as “CSV UTF-8”"),
        (b"PK\x03\x04 and nothing more", "Save it anew as .xlsx"),
        (_bomb(), "Keep one sheet"),
    ],
)
def test_what_is_no_table_is_refused_with_how_to_save_it(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        tables.as_text(content)
    assert said in str(refused.value.sentence)


@pytest.mark.parametrize(
    ("amount", "said"),
    [("1.000", "can be read as 1 or as 1,000"), ('"1,5"', "1.5"), ("1e1000000", "is not a number"), ("²", "is not a")],
)
def test_an_amount_in_a_file_is_read_as_in_a_form(amount: str, said: str) -> None:
    [line] = batches.read(f"receiver,quantity_tco2e,serials,note\nJP-120-000123-45,{amount},,\n")
    with pytest.raises(Refused, match="BLK-04") as refused:
        line.selection()
    assert said in refused.value.sentence
