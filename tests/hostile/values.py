"""Values that people should not be able to do harm with; each stands for a kind.

Add one here, and every test of these tries it.
"""

NUL = "\x00"

# What a number, a year or a day is easily made of wrongly: at every parameter by itself.
ALONE = ("²", "-1", "0", "10000", "-1e1000000", "9999-12-31", "NaN", "9" * 30)

# At every part of a path and every parameter of a query.
EVERYWHERE = (
    NUL,
    f"TH{NUL}",
    "\x0b",
    "\x1b[31m",
    "\x7f",
    "A\r\nSet-Cookie: a=b",
    "\u2028",
    "²",
    "p-²",
    "n-²",
    "m-²",
    "p-１２",
    "٣",
    "-1",
    "0",
    "1.000",
    "1,5",
    "9" * 30,
    "p-" + "9" * 30,
    "m-" + "9" * 5000,
    "10000",
    "-1e1000000",
    "1e1000000",
    "1e-1000000",
    "NaN",
    "Infinity",
    "0001-01-01",
    "9999-12-31",
    "９９９９-12-31",
    "\ufffd\U0001f600",
    "A-１-1-1",
    "JP-²20-000001-11",
    "'; --",
    "%00",
    "../../etc/passwd",
    "x" * 3000,
)
