"""What the trainee's keys and clicks mean at a scene: the act or the undo that is to be recorded."""

from trainer.core.events import Act, ActKind, Undo
from trainer.ui.player.scene import ASK_WAIT, ATTEND, NOD, Scene

_ACTS: dict[str, ActKind] = {ATTEND: "attend", NOD: "nod", ASK_WAIT: "ask_wait"}


def picked(id: str, scene: Scene) -> Act:
    """Return what a card stands for."""
    if not id.startswith("@"):
        return Act(scene.shift.now, "choose", scene.selected, id)
    kind, _, customer = id[1:].partition("@")
    return Act(scene.shift.now, _ACTS[f"@{kind}"], customer or scene.selected)


def said(text: str, scene: Scene) -> Act:
    """Return what was typed; which phrase that is will be heard where it is recorded."""
    return Act(scene.shift.now, "choose", scene.selected, typed=text)


def gesture(kind: ActKind, scene: Scene) -> Act | None:
    """Return a nod or a request to wait for whom the trainee looks at; a caller sees no nod."""
    visit = scene.visit
    if visit is None or visit.left is not None or (kind == "nod" and not scene.words.seen):
        return None
    return Act(scene.shift.now, kind, scene.selected)


def hint(scene: Scene) -> Act | None:
    """Return the wish for a hint, where there is one to be had."""
    wanted = scene.teaches and scene.attending and not scene.hinted
    return Act(scene.shift.now, "hint", scene.selected) if wanted else None


def undo(scene: Scene) -> Undo | None:
    """Return the wish to take the last act back, where the mode allows it."""
    return None if scene.attempt.timed else Undo()
