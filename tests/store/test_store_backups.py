"""Daily backups: one for each day, the oldest go, and no room for one stops nobody."""

from datetime import UTC, datetime, timedelta

from trainer.store import backup
from trainer.store.database import open_store
from trainer.store.folder import Folder
from trainer.store.people import add_person, people


def test_each_day_gets_one_backup_and_two_weeks_are_kept(tmp_path):
    day = datetime(2026, 11, 1, 8, 50, tzinfo=UTC)
    for passed in range(16):
        with open_store(tmp_path, clock=lambda now=day + timedelta(days=passed): now) as store:
            assert store.back_up_daily() is not None
            assert store.back_up_daily() is None
    kept = sorted(each.name[:8] for each in Folder(tmp_path).backups.glob("2*"))
    assert len(kept) == backup.KEPT
    assert (kept[0], kept[-1]) == ("20261103", "20261116")


def test_a_backup_can_be_opened_in_place_of_the_records(tmp_path):
    with open_store(tmp_path / "hall") as store:
        add_person(store, "李明")
        made = store.back_up_daily()
    assert made is not None
    with open_store(made) as restored:
        assert [person.name for person in people(restored)] == ["李明"]


def test_where_no_backup_can_be_written_training_goes_on(tmp_path):
    with open_store(tmp_path) as store:
        folder = Folder(tmp_path).backups
        for old in folder.iterdir():
            old.unlink()
        folder.rmdir()
        folder.write_text("a file in the way")
        assert store.back_up_daily() is None
        add_person(store, "李明")
