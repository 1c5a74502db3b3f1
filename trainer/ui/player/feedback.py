"""What is said at once about what the trainee did, where the mode allows it."""

from trainer.core.events import Entry, Undo
from trainer.ui.kit.verdict import Verdict, verdict_on
from trainer.ui.player.scene import Scene

UNDONE = Verdict("已撤回", "撤回了上一个动作。撤回也有记录，每一步仍按第一次的选择计分。", (), "plain")
HINTED = Verdict("提示", "标准答案已标出。看过提示，这一步只得一半分。", (), "plain")


def feedback_on(entry: Entry, scene: Scene) -> Verdict | None:
    """Return the feedback on the entry that led to this scene; none in an assessment."""
    if not scene.teaches:
        return None
    if isinstance(entry, Undo):
        return UNDONE
    return HINTED if entry.kind == "hint" else verdict_on(scene.attempt.story.turns[-1])
