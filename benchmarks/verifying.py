"""Verifying: 100,000 records proved and replayed, beside the bare signing of as many texts.

Bare: HMAC-SHA256 over canonical JSON of as many records. Ours reads them from the disk, walks the chains,
recounts the sums, and plays every attempt back to the marks recorded.
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from benchmarks.table import Row, print_table
from trainer.content.shelf import load
from trainer.core.assess import right_options
from trainer.core.events import Act
from trainer.core.explore import next_arrival
from trainer.core.mode import Mode
from trainer.paths import find_places
from trainer.store import chain
from trainer.store.database import Store, open_store
from trainer.store.people import add_person, people
from trainer.store.tables import attempt, head, record
from trainer.training import attempts
from trainer.training.attempts import Attempt, Choice
from trainer.training.hall import Hall
from trainer.training.proving import verify

RECORDS, BATCH = 100_000, 5_000
SCENARIOS = ("walk-in-quanqiutong", "four-at-once", "peak-at-desk")


def main() -> None:
    """Print the table."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    with tempfile.TemporaryDirectory() as folder:
        shelf = load(find_places().content)
        with open_store(Path(folder)) as store:
            played = [play(Hall(shelf, store), name) for name in SCENARIOS]
            made = multiply(store, played, wanted)
            began = time.perf_counter()
            faults = verify(store)
            took = time.perf_counter() - began
            bare = signed(store, made)
    assert not faults, faults[:3]
    rows = [
        Row(f"bare: sign {made:,} records", f"{bare:.2f} s", "1.0", ""),
        Row(f"verify {made:,} records", f"{took:.2f} s", f"{took / bare:.1f}", "10 s"),
    ]
    print_table("Verifying", ("what", "time", "ratio", "aim"), rows)


def play(hall: Hall, scenario: str) -> str:
    """Play a scenario to its end and return the id of the attempt."""
    person = next(iter(people(hall.store)), None) or add_person(hall.store, "王芳")
    attempt = attempts.start(hall, person, Choice(scenario, Mode.ASSESSMENT, seed=1))
    while not attempt.shift.over:
        attempt = attempts.add(hall, attempt, next_act(attempt))
    attempts.finish(hall, attempt, attempt.shift.now)
    return attempt.id


def next_act(attempt: Attempt) -> Act:
    """Return what is best now."""
    shift = next_arrival(attempt.shift)
    here = [visit for visit in shift.visits if visit.left is None]
    visit = shift.visit(shift.attending) if shift.attending else None
    if visit is None or visit.left is not None:
        return Act(shift.now, "attend", here[0].customer.id)
    return Act(shift.now, "choose", visit.customer.id, right_options(visit.node, visit.talk)[0].id)


def multiply(store: Store, ids: list[str], wanted: int) -> int:
    """Record the attempts again and again under new ids, chained and signed, until there are so many."""
    with store.reading() as connection:
        rows = {id: _of(connection, record, record.c.attempt_id == id, record.c.ordinal) for id in ids}
        heads = {id: _of(connection, attempt, attempt.c.id == id, attempt.c.id)[0] for id in ids}
        end = connection.execute(sa.select(head)).mappings().one()
    seq, last, copy = end["seq"], end["hash"], 0
    while seq < wanted:
        records, headers = [], []
        while len(records) < BATCH and seq < wanted:
            id = ids[copy % len(ids)]
            new = f"{copy:032x}"
            headers.append({**heads[id], "id": new})
            for row in rows[id]:
                seq += 1
                text = row["payload"].replace(id, new)
                columns = {**row, "seq": seq, "attempt_id": new, "payload": text, "previous": last}
                columns.pop("hash")
                columns["hash"] = last = chain.sign_record(store.key, columns)
                records.append(columns)
            copy += 1
        with store.writing() as connection:
            connection.execute(
                sa.insert(attempt), [{**row, "finished": None, "result": None} for row in headers]
            )
            connection.execute(sa.insert(record), records)
            for row in headers:
                ended = {"finished": row["finished"], "result": row["result"]}
                connection.execute(sa.update(attempt).where(attempt.c.id == row["id"]).values(ended))
            mac = chain.sign_head(store.key, seq, last)
            connection.execute(sa.update(head).values(seq=seq, hash=last, mac=mac))
    return int(seq)


def _of(connection: sa.Connection, table: sa.Table, where: Any, order: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(sa.select(table).where(where).order_by(order)).mappings()]


def signed(store: Store, count: int) -> float:
    """Return how long it takes to sign so many records, and to do nothing else."""
    with store.reading() as connection:
        columns = _of(connection, record, record.c.seq == 2, record.c.seq)[0]
    columns.pop("hash")
    began = time.perf_counter()
    for seq in range(count):
        columns["seq"] = seq
        chain.sign_record(store.key, columns)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
