"""`python -m tools.embedded start|stop`."""

import argparse

from tools import embedded

parser = argparse.ArgumentParser(description=embedded.__doc__)
parser.add_argument("act", choices=["start", "stop"])
parser.add_argument("--not-durable", action="store_true", help="faster, for test databases")
chosen = parser.parse_args()
if chosen.act == "start":
    embedded.start(durable=not chosen.not_durable)
else:
    embedded.stop()
