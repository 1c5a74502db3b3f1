"""Several programs at once, and programs that are killed: one valid chain, and no act lost."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import trainer
from trainer.store import attempts, people
from trainer.store.audit import verify
from trainer.store.database import Store, open_store

Begin = Callable[..., str]
WRITER = Path(__file__).with_name("writer.py")
OPENER = """
import pathlib, sys
from trainer.store.database import open_store
open_store(pathlib.Path(sys.argv[1])).close()
"""


def run(*arguments: str) -> subprocess.Popen[str]:
    """Start a Python of our own that finds this program."""
    root = str(Path(trainer.__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, "-W", "error", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    )


def test_two_programs_at_once_leave_one_chain(store: Store, begin: Begin) -> None:
    ours, theirs = begin(), begin()
    writers = [run(str(WRITER), str(store.folder.root), each, "150") for each in (ours, theirs)]
    for number in range(50):
        attempts.append(store, ours, "correction", {"n": number})
    for writer in writers:
        assert (writer.communicate(timeout=60)[0].split()[-1], writer.returncode) == ("149", 0)
    assert verify(store) == []
    assert [each.payload["n"] for each in attempts.acts(store, theirs)] == list(range(150))
    assert store.head().seq == 2 + 50 + 300


def test_a_killed_program_has_kept_every_act_it_told_of(store: Store, begin: Begin) -> None:
    attempt_id = begin()
    store.close()
    with run(str(WRITER), str(store.folder.root), attempt_id, "100000") as writer:
        assert writer.stdout is not None
        told = [writer.stdout.readline().strip() for _ in range(200)]
        writer.kill()
        told += writer.stdout.read().split()
    with open_store(store.folder.root) as again:
        kept = [each.payload["n"] for each in attempts.acts(again, attempt_id)]
        assert kept[: len(told) - 1] == [int(each) for each in told[1:]]
        assert kept == list(range(len(kept)))
        assert verify(again) == []
        assert [row.id for row in attempts.unfinished(again)] == [attempt_id]


def test_programs_that_make_the_same_records_at_once_agree(folder: Path) -> None:
    makers = [run("-c", OPENER, str(folder)) for _ in range(3)]
    for maker in makers:
        maker.communicate(timeout=60)
    assert [maker.returncode for maker in makers] == [0, 0, 0]
    with open_store(folder) as store:
        assert (people.people(store), verify(store)) == ([], [])


def test_an_up_to_date_database_opens_without_alembic_or_the_orm(store: Store) -> None:
    script = f"{OPENER}\nprint([each for each in ('alembic', 'sqlalchemy.orm') if each in sys.modules])"
    with run("-c", script, str(store.folder.root)) as opener:
        assert opener.communicate(timeout=60)[0].strip() == "[]"
