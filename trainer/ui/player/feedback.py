"""What is said at once about what the trainee did, where the mode allows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.core.events import Act, Entry, Undo
from trainer.ui.kit.marked import losses_in_words
from trainer.ui.kit.verdict import Verdict, verdict_on
from trainer.ui.player.scene import Scene

if TYPE_CHECKING:
    from trainer.core.recall import Recalled

UNDONE = Verdict("已撤回", "撤回了上一个动作。撤回也有记录，每一步仍按第一次的选择计分。", (), "plain")
HINTED = Verdict("提示", "标准答案已标出。看过提示，这一步只得一半分。", (), "plain")


def feedback_on(entry: Entry, scene: Scene) -> Verdict | None:
    """Return the feedback on the entry that led to this scene; none in an assessment."""
    if not scene.teaches:
        return None
    if isinstance(entry, Undo):
        return UNDONE
    if entry.kind == "hint":
        return HINTED
    heard = marks_on(entry, scene)
    return verdict_on(scene.attempt.story.turns[-1], losses_in_words(heard) if heard else ())


def marks_on(entry: Entry, scene: Scene) -> Recalled | None:
    """Return what was lost of the phrase that was typed, to be shown on the text; None where all is well."""
    if not scene.teaches or not isinstance(entry, Act) or not entry.typed:
        return None
    turn = scene.attempt.story.turns[-1]
    act, visit = turn.act, turn.before.visit(turn.act.customer)
    assert visit is not None, "what was typed was said to somebody"
    found = scene.attempt.heard.get((act.customer, visit.talk.node, act.option, act.typed))
    return found if found and found.losses else None
