"""A sheet of a walk as a JSON file: read with names instead of numbers, and written for other programs."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from trainer.core.observing import (
    NOBODY,
    VERDICTS,
    Happened,
    Marked,
    Remarked,
    SheetRefused,
    Spot,
    Standing,
    Verdict,
    Walk,
)
from trainer.core.rights import Pass
from trainer.training.observing import Floor, SheetView

MOST_READ = 1 << 20
CALLED: dict[str, Verdict] = {called: verdict for verdict, called in VERDICTS.items()}


def read_walk(file: str, floor: Floor, by: Pass) -> tuple[Walk, str]:
    """Read a sheet as a walk, and its remark; raise SheetRefused with the place of what is wrong."""
    told = _told(file)
    ids = {each.name: each.id for each in floor.people(by)}
    lines = told.get("lines", [])
    walk = floor.new(str(told.get("shift", "")), ())
    walk = replace(walk, day=str(told.get("day", walk.day)), time=str(told.get("time", walk.time)))
    if not isinstance(lines, list):
        raise SheetRefused("lines 要写成一列。")
    team: dict[Standing, None] = {}
    for place, line in enumerate(lines, 1):
        walk, who = _with_line(walk, line, f"lines 第 {place} 行", ids)
        team[who] = None
    walk = replace(walk, team=tuple(team))
    for place, event in enumerate(told.get("events", []), 1):
        walk = _with_event(walk, event, f"events 第 {place} 次", (ids, floor))
    return walk, str(told.get("remark", ""))


def as_json(view: SheetView) -> dict[str, Any]:
    """Write a sheet down with names."""
    sheet = view.kept.sheet
    return {
        "id": view.kept.id,
        "seq": view.kept.seq,
        "day": sheet.day,
        "time": sheet.time,
        "shift": sheet.shift,
        "observer": view.kept.by.name,
        "remark": sheet.remark,
        "corrections": view.corrections,
        "lines": [
            {
                "event": line.spot.event,
                "person": view.name(line.spot.person_id),
                "post": line.spot.post,
                "item": line.spot.item,
                "verdict": VERDICTS[line.verdict],
                "points": line.points,
                "remark": line.remark,
            }
            for line in sheet.lines
        ],
    }


def _told(file: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read(MOST_READ) if file == "-" else Path(file).read_text(encoding="utf-8-sig")
        told = json.loads(text)
    except OSError as error:
        raise SheetRefused(f"打不开 {file}：{error.strerror}。请核对文件名。") from error
    except ValueError as error:
        raise SheetRefused(f"{file} 不是 JSON：{error}。写法见 docs/observation.md。") from error
    if not isinstance(told, dict):
        raise SheetRefused(f"{file} 要写成 {{…}}，写法见 docs/observation.md。")
    return told


def _with_line(walk: Walk, line: object, where: str, ids: dict[str, int]) -> tuple[Walk, Standing]:
    if not isinstance(line, dict):
        raise SheetRefused(f"{where}：要写成 {{…}}。")
    person, post = _person(str(line.get("person", "")), where, ids), str(line.get("post", ""))
    spot = Spot(0, person, post, str(line.get("item", "")))
    walk = walk.then(Marked(spot, _verdict(line.get("verdict"), where)))
    if remark := str(line.get("remark", "")):
        walk = walk.then(Remarked(spot, remark))
    return walk, Standing(person, post)


def _with_event(walk: Walk, event: object, where: str, known: tuple[dict[str, int], Floor]) -> Walk:
    """Add an event: each post with who stood there ("" for nobody) and what was seen."""
    ids, floor = known
    item = floor.form.events[0]
    if not isinstance(event, dict) or set(event) != {*item.posts}:
        raise SheetRefused(f"{where}：要写 {'和'.join(item.posts)} 两个岗位。")
    rows = []
    for post in item.posts:
        if not isinstance(event[post], list) or len(event[post]) != 2:
            raise SheetRefused(f"{where} {post}：要写 [姓名, 结果]，没有人就写空的姓名。")
        name, said = event[post]
        person = _person(str(name), where, ids) if name else NOBODY
        rows.append((Standing(person, post), _verdict(said, where)))
    walk = walk.then(Happened(item.id, tuple(who for who, _ in rows)))
    number = sum(isinstance(act, Happened) for act in walk.acts)
    for who, verdict in rows:
        walk = walk.then(Marked(Spot(number, who.person_id, who.post, item.id), verdict))
    return walk


def _person(name: str, where: str, ids: dict[str, int]) -> int:
    if name not in ids:
        raise SheetRefused(f"{where}：本厅没有“{name}”，请先登记。")
    return ids[name]


def _verdict(said: object, where: str) -> Verdict:
    if said not in CALLED:
        raise SheetRefused(f"{where}：结果要写 {'、'.join(CALLED)}。")
    return CALLED[str(said)]
