"""What it would cost to declare a guarantee that the book holds otherwise: `python -m tools.bench.guarantees`.

Each declaration is added to a copy of one filled book; postings in the copy and in the book as it is are measured in
turn, in the server's own process and by its own processor time where the system tells it. docs/ledger/guarantees.md has
the figures; what costs less than a tenth of a posting is declared in `registry/book/tables.sql`.
"""

import json
import os
import sys
import time
from pathlib import Path
from statistics import quantiles

import psycopg

from tools import embedded
from tools.bench.databases import Database, fresh
from tools.bench.ledger import book_lots
from tools.bench.workers import Lots

TURNS, POSTINGS, FILLING = 30, 400, 4_000
KINDS = "'issuance', 'transfer', 'inter_registry', 'retirement', 'cancellation', 'set_aside', 'release', 'freeze',"
DECLARATIONS = {
    "nothing (the measure's own error)": "SELECT 1",
    "movement names its transaction": "ALTER TABLE book_movement"
    " ADD FOREIGN KEY (transaction_id) REFERENCES book_transaction",
    "movement names its lot": "ALTER TABLE book_movement ADD FOREIGN KEY (lot_id) REFERENCES book_lot",
    "movement names its sender": "ALTER TABLE book_movement ADD FOREIGN KEY (from_account_id) REFERENCES book_account",
    "movement names its receiver": "ALTER TABLE book_movement ADD FOREIGN KEY (to_account_id) REFERENCES book_account",
    "holding names its account": "ALTER TABLE book_holding ADD FOREIGN KEY (account_id) REFERENCES book_account",
    "holding has units": "ALTER TABLE book_holding ADD CHECK (NOT isempty(units))",
    "kind is known": f"ALTER TABLE book_transaction ADD CHECK (kind IN ({KINDS} 'unfreeze', 'reversal', 'correction'))",
    "answer is named": "ALTER TABLE book_transaction ADD CHECK"
    " ((kind IN ('reversal', 'correction', 'unfreeze', 'release')) = (answers IS NOT NULL))",
    "answer has its reason": "ALTER TABLE book_transaction ADD CHECK"
    " (kind NOT IN ('reversal', 'correction') OR reason <> '')",
    "movement has a number of its own": "ALTER TABLE book_movement ADD UNIQUE (id)",
    # declared today: what it would save to take them away
    "without: holding names its lot": "ALTER TABLE book_holding DROP CONSTRAINT book_holding_lot_id_fkey",
    "without: movement has units": "ALTER TABLE book_movement DROP CONSTRAINT book_movement_has_units",
    "without: sender is not receiver": "ALTER TABLE book_movement DROP CONSTRAINT book_sender_is_not_receiver",
}


class Poster:
    """One session of the server that posts whole holdings to and fro, a transaction each."""

    def __init__(self, database: Database, lots: Lots, posted: int) -> None:
        """`posted` postings were made on these lots before."""
        self.session = psycopg.connect(database.url("ADMIN"), autocommit=True)
        self.session.execute("SET synchronous_commit = off")
        self.lots, self.posted = lots, posted

    def post(self, count: int) -> float:
        """Post so often; the microseconds of one posting."""
        began = self._spent()
        self.session.execute(
            "CALL bench_post(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                self.lots.first,
                self.lots.count,
                self.lots.first_unit,
                self.lots.size,
                *self.lots.accounts,
                self.posted,
                count,
            ],
        )
        self.posted += count
        return (self._spent() - began) / count * 1_000_000

    def _spent(self) -> float:
        schedule = Path(f"/proc/{self.session.info.backend_pid}/schedstat")
        return int(schedule.read_text().split()[0]) / 1e9 if schedule.exists() else time.perf_counter()


def main(part: str = "") -> None:
    """Print one line of the table for each declaration whose name contains `part`."""
    with fresh() as book:
        lots = book_lots(book, 400)
        with book.as_administrator() as server:
            server.execute((Path(__file__).resolve().parent / "posting.sql").read_text().encode())
        Poster(book, lots, 0).post(FILLING)
        book.settle()
        rows = {}
        for name, declaration in DECLARATIONS.items():
            if part in name:
                with fresh(like=book) as plain, fresh(like=book) as declared:
                    rows[name] = _cost(plain, declared, declaration, lots)
                print(f"| {name} | {rows[name][1]:+.1%} | {rows[name][0]:+.1%} to {rows[name][2]:+.1%} |", flush=True)
    print(json.dumps(rows))


def _cost(plain: Database, declared: Database, declaration: str, lots: Lots) -> tuple[float, float, float]:
    """Lower quartile, median and upper quartile of what is added, as parts of a posting."""
    with declared.as_administrator() as server:
        server.execute(declaration.encode())
    mine, theirs = Poster(declared, lots, FILLING), Poster(plain, lots, FILLING)
    pairs = []
    for turn in range(TURNS + 1):
        first, second = (mine, theirs) if turn % 2 else (theirs, mine)
        spent = {first: first.post(POSTINGS), second: second.post(POSTINGS)}
        pairs.append(spent[mine] / spent[theirs] - 1)
    for each in (mine, theirs):
        each.session.close()
    low, middle, high = quantiles(pairs[1:], n=4, method="inclusive")
    return low, middle, high


if __name__ == "__main__":
    if "DATABASE_URL" not in os.environ:
        os.environ["JCM_VAR"] = str(embedded.var_directory() / "bench")
        os.environ.update(embedded.start())
    main(*sys.argv[1:])
