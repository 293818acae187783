"""Values that people should not be able to do harm with; each stands for a kind.

Add one here, and every test of these tries it: at every parameter, part of a path, field, cell and header.
"""

NUL = "\x00"

# What a number, a year or a day is easily made of wrongly: at every parameter by itself.
ALONE = ("²", "-1", "0", "10000", "-1e1000000", "9999-12-31", "NaN", "9" * 30)

# At every part of a path, every parameter of a query, every field of a form, every cell and every header.
EVERYWHERE = (
    # control signs, and what breaks a line or a header
    NUL,
    f"TH{NUL}",
    "\x0b",
    "\x1b[31m",
    "\x7f",
    "A\r\nSet-Cookie: a=b",
    "\u2028",
    # signs that nobody sees, and that turn what others read
    "\u200b\u200b",
    "\u3164",
    "\u2800",
    "\u202egnp.exe",
    "a\u2066b\u2069",
    "\ufeff",
    "\u00ad",
    "Z" + "\u0335" * 40,
    "\ufffd\U0001f600",
    "\uffff",
    # digits that are none, and numbers that are small to write
    "²",
    "p-²",
    "n-²",
    "m-²",
    "p-１２",
    "٣",
    "১২",
    "１２",
    "-1",
    "0",
    "1.000",
    "1,5",
    "9" * 30,
    "1" + "0" * 30,
    "p-" + "9" * 30,
    "m-" + "9" * 5000,
    "10000",
    "-1e1000000",
    "1e1000000",
    "1e-1000000",
    "NaN",
    "Infinity",
    # days at and beyond the ends of the calendar
    "0000-00-00",
    "0001-01-01",
    "-0044-03-15",
    "2026-02-30",
    "9999-12-31",
    "９９９９-12-31",
    "2569-10-01",
    # numbers of accounts and units with strange digits
    "A-１-1-1",
    "JP-²20-000001-11",
    "JCM-TH-JP-1-" + "9" * 19,
    "JCM-TH-JP-1-999-99999",
    # words of other languages
    "",
    "'; --",
    "=HYPERLINK(1)",
    "＝1+1",
    "<script>alert(1)</script>",
    "%00",
    "%(a)s {b}",
    "../../etc/passwd",
    "None",
    "x" * 3000,
)

# At every parameter of every page. Filters judge all of the above by themselves; a page is dear to make.
IN_A_QUERY = (
    *ALONE,
    NUL,
    "\x0b",
    "\u202egnp.exe",
    "1e1000000",
    "0001-01-01",
    "2026-02-30",
    "JCM-TH-JP-1-999-99999",
    "A-１-1-1",
    "'; --",
    "%(a)s {b}",
    "x" * 3000,
)

# What no address can hold, and what is dear to look at; at every field.
LARGE = ("x" * 1_000_000, "9" * 1_000_000, "\ud800")

# What passes as text and reaches services, the database and other pages.
STORED = (
    "'; -- =HYPERLINK(1)",
    "<script>alert(1)</script> %(a)s {b} {{ c }}",
    "＝ไทยโซลาร์ 日本語 \U0001f600 العربية",
    "W" * 120,
    "2569",
    "9" * 18,
    "JCM-TH-JP-1-999-99999",
    "9000-12-31",
)

# Bytes as they come in the body of a form: bad percent-encoding, half signs, bytes that are no UTF-8, controls.
PERCENT = ("%00", "%ED%A0%80", "%ff%fe", "%zz", "%", "%0b", "%E2%80%AE", "1e1000000", "9999-12-31", "%C2%B2", "-1", "")

# What a browser says of a security key, as nobody's browser does: JSON of other shapes, too deep, too long.
_KEY = '"id":"eA","rawId":"eA","type":"public-key"'
CREDENTIALS = (
    '{"id":"x"}',
    "{}",
    "[]",
    '"x"',
    "1",
    "null",
    "[[]]",
    "9" * 5000,
    "[" * 100_000,
    '{"a":' * 20_000,
    '{"id":{"a":1},"rawId":[],"response":[],"type":2}',
    f"{{{_KEY}}}",
    f'{{{_KEY},"response":null}}',
    f'{{{_KEY},"response":[]}}',
    f'{{{_KEY},"response":{{}}}}',
    # client data `{}`, `[]`, `1` and bytes that are no JSON; data of the key that ends too soon
    f'{{{_KEY},"response":{{"clientDataJSON":"e30","authenticatorData":"eA","signature":"eA","userHandle":"MQ"}}}}',
    f'{{{_KEY},"response":{{"clientDataJSON":"W10","authenticatorData":"eA","signature":"eA","userHandle":"MQ"}}}}',
    f'{{{_KEY},"response":{{"clientDataJSON":"MQ","authenticatorData":"","signature":"","userHandle":"__79"}}}}',
    f'{{{_KEY},"response":{{"clientDataJSON":"_w","attestationObject":"_w"}}}}',
    f'{{{_KEY},"response":{{"clientDataJSON":"e30","attestationObject":"oA"}}}}',
    f'{{{_KEY},"response":{{"clientDataJSON":"eyJ0eXBlIjoieCJ9","attestationObject":"GA"}}}}',
)
