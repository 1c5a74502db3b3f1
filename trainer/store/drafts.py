"""Drafts of walks on the disk: what was pressed and not yet handed in, so that a closed window loses nothing.

A draft is nobody's record: it is not signed. Each person has one for each hall; it goes when it is handed in.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from trainer.core.errors import TrainerError
from trainer.core.observing import VERDICTS, Act, Happened, Marked, Remarked, Spot, Standing, Verdict, Walk
from trainer.store.database import Store
from trainer.store.observations import BROKEN, line_of, line_payload

MOST_BYTES = 4 << 20


class DraftNotKept(TrainerError):
    """The draft could not be written to the disk: why, and what to do."""


class DraftDamaged(TrainerError):
    """There is a draft that cannot be read; it was put aside."""


def keep_draft(store: Store, hall_id: int, person_id: int, walk: Walk) -> None:
    """Write the draft, whole or not at all; raise DraftNotKept."""
    path = _path(store, hall_id, person_id)
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(exist_ok=True)
        part.write_text(json.dumps(_written(walk), ensure_ascii=False), encoding="utf-8")
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        why = error.strerror or error
        raise DraftNotKept(
            f"草稿没能存下来（{why}）。请检查磁盘空间；先不要关窗口，交表不受影响。"
        ) from error


def draft(store: Store, hall_id: int, person_id: int) -> Walk | None:
    """Return the draft, None where there is none; raise DraftDamaged after one is put aside."""
    path = _path(store, hall_id, person_id)
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DraftDamaged(f"草稿 {path} 打不开（{error.strerror}）。请检查文件权限。") from error
    try:
        return _walk(json.loads(raw[:MOST_BYTES]))
    except BROKEN as error:
        aside = path.with_suffix(".damaged")
        with suppress(OSError):
            os.replace(path, aside)
        raise DraftDamaged(f"上次没交的巡视草稿读不出来，已移到 {aside}。请重新记这一次。") from error


def drop_draft(store: Store, hall_id: int, person_id: int, id: str = "") -> None:
    """Throw the draft away, if there is one (of the walk `id`, where one is told)."""
    if id:
        with suppress(DraftDamaged):
            found = draft(store, hall_id, person_id)
            if found is not None and found.id != id:
                return
    with suppress(OSError):
        _path(store, hall_id, person_id).unlink(missing_ok=True)


def _path(store: Store, hall_id: int, person_id: int) -> Path:
    return store.folder.root / "drafts" / f"walk-{hall_id}-{person_id}.json"


def _written(walk: Walk) -> dict[str, Any]:
    return {
        "format": 1,
        "id": walk.id,
        "day": walk.day,
        "time": walk.time,
        "shift": walk.shift,
        "team": [[each.person_id, each.post] for each in walk.team],
        "acts": [list(_act_written(act)) for act in walk.acts],
        "corrects": walk.corrects,
        "begun": [line_payload(line) for line in walk.begun],
    }


def _act_written(act: Act) -> Iterator[object]:
    if isinstance(act, Happened):
        yield from ("happened", act.item, [[each.person_id, each.post] for each in act.who])
        return
    spot = act.spot
    yield "marked" if isinstance(act, Marked) else "remarked"
    yield [spot.event, spot.person_id, spot.post, spot.item]
    yield act.verdict if isinstance(act, Marked) else act.text


def _walk(raw: Any) -> Walk:
    if raw["format"] != 1:
        raise ValueError("a draft of a later program")
    day, time, shift, id = (str(raw[name]) for name in ("day", "time", "shift", "id"))
    team, acts = _team(raw["team"]), tuple(_act(each) for each in raw["acts"])
    begun = tuple(line_of(each) for each in raw["begun"])
    return Walk(id, day, time, shift, team, acts, int(raw["corrects"]), begun)


def _team(raw: Any) -> tuple[Standing, ...]:
    return tuple(Standing(int(person_id), str(post)) for person_id, post in raw)


def _act(raw: Any) -> Act:
    kind, what, said = raw
    if kind == "happened":
        return Happened(str(what), _team(said))
    event, person_id, post, item = what
    spot = Spot(int(event), int(person_id), str(post), str(item))
    if kind == "remarked":
        return Remarked(spot, str(said))
    if kind == "marked" and said in VERDICTS:
        return Marked(spot, cast(Verdict, said))
    raise ValueError(f"no act: {kind} {said}")
