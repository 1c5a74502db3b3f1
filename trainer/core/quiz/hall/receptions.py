"""The phrases of one reception: put in their order, and matched with steps and posts."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from trainer.core.quiz.hall.fitting import lane_of
from trainer.core.quiz.hall.reread import phrase_on, place_of, post_of, row, step_of
from trainer.core.quiz.hall.shown import posts, said, sources_of, step
from trainer.core.quiz.hall.situations import PURPOSES
from trainer.core.quiz.question import Key
from trainer.core.quiz.template import Case, Draft, Ground, Template

_LOOSE = frozenset(
    {("P02", "P03"), ("P11", "P12"), ("P11", "P13"), ("P12", "P13"), ("P15", "P16"), ("P18", "P19")}
)
"""Pairs that may be said in either order, or of which only one is said."""

_DESK = ("P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09")
_GUIDE = (("P10", "P11", "P13", "P14"), ("P10", "P12", "P14"), ("P10", "P11", "P12", "P14"))
_COMPLAINT = (
    *(("P15", "P17", "P18", "P20"), ("P16", "P17", "P18", "P20"), ("P16", "P17", "P19", "P20")),
    ("P15", "P16", "P17", "P18", "P19", "P20"),
)
_SCENES = {"受理台席": "台席办一笔业务", "导购": "导购接待一位客户", "投诉咨询": "接待一位来投诉的客户"}


def _receptions(ground: Ground) -> Iterator[Case]:
    """Yield rows of phrases that are said one after another: stretches of the desk's row, and chosen ones."""
    desk = [_DESK[start : start + size] for size in (4, 5) for start in range(len(_DESK) - size + 1)]
    desk += [_DESK[::2], ("P01", "P04", "P05", "P06", "P09"), ("P02", "P04", "P06", "P08", "P09")]
    for ids in (*desk, *_GUIDE, *_COMPLAINT):
        if all(id in ground.library.phrases for id in ids):
            yield ids


def _order(ground: Ground, case: Case) -> Draft:
    ids = [str(id) for id in case]
    post = ground.library.phrases[ids[0]].post
    strict = [(i, j) for i, j in combinations(range(len(ids)), 2) if (ids[i], ids[j]) not in _LOOSE]
    shown = tuple(said(ground, id) for id in ids)
    return Draft(
        stem=f"{_SCENES[post]}，把这几句标准用语排成先后。",
        rule=ids[0],
        items=shown,
        before=tuple(strict),
        explanation=(*_steps_told(ground, ids), *_loose_told(ground, ids)),
        sources=sources_of(ground, *ids),
        facts=tuple(ids),
    )


def _steps_told(ground: Ground, ids: Sequence[str]) -> Iterator[str]:
    for number, id in enumerate(ids, 1):
        at = ground.library.phrases[id].step
        yield f"{number}. {said(ground, id)}" + (f"（{step(ground, at)}）" if at else "")


def _loose_told(ground: Ground, ids: Sequence[str]) -> Iterator[str]:
    for first, then in combinations(ids, 2):
        if (first, then) in _LOOSE:
            yield f"{said(ground, first)}和{said(ground, then)}先后不论。"


_EITHER = ({63, 64}, {41, 42}, {41, 43}, {42, 43}, {45, 46}, {47, 48})
"""Printed lines whose order is not settled."""


def _order_again(ground: Ground, case: Case) -> Key:
    """Order by the printed lines alone; two phrases on one line stand as they are numbered."""
    places = {phrase_on(ground, str(id)): place_of(str(id)) for id in case}
    return frozenset(
        (f"“{first}”", f"“{then}”")
        for first, here in places.items()
        for then, there in places.items()
        if here < there and ({here[0], there[0]} not in _EITHER or _restated(here, there))
    )


def _restated(here: tuple[int, str], there: tuple[int, str]) -> bool:
    """Tell whether the second one is said only after the customer has spoken: the other one on its line."""
    return here[0] == 45 and there[1] == "P17"


_WITH_STEPS = (("P01", "P03", "P04", "P07", "P08", "P09"), ("P10", "P13", "P14"))


def _rows(ground: Ground) -> Iterator[Case]:
    """Yield sets of phrases of one procedure, each of a step of its own."""
    for lane in _WITH_STEPS:
        for ids in combinations(lane, min(4, len(lane))):
            if all(id in ground.library.phrases for id in ids):
                yield ids


def _steps(ground: Ground, case: Case) -> Draft:
    phrases = [ground.library.phrases[str(id)] for id in case]
    procedure = ground.library.procedures[ground.library.steps[phrases[0].step or ""].procedure]
    alike = (other for ids in PURPOSES.values() if {*case} & {*ids} for other in ids)
    strange = [other for other in alike if ground.library.phrases[other].post != procedure.post]
    wrong = [(said(ground, other), "wrong-post") for other in strange if other not in ("P07", "P13")]
    return Draft(
        stem=f"“{procedure.title}”的步骤，各配哪一句标准用语？连起来。",
        rule=phrases[0].id,
        pairs=tuple((step(ground, phrase.step or ""), said(ground, phrase.id)) for phrase in phrases),
        wrong=tuple(wrong[:2]),
        explanation=tuple(
            f"“{step(ground, phrase.step or '')}”：{said(ground, phrase.id)}" for phrase in phrases
        ),
        sources=sources_of(ground, *(phrase.id for phrase in phrases)),
        facts=tuple(id for phrase in phrases for id in (phrase.id, phrase.step or "")),
    )


def _steps_again(ground: Ground, case: Case) -> Key:
    at = {str(id): step_of(str(id)) for id in case}
    rows = {letter: row(ground, letter) for letter in {step[0] for step in at.values()}}
    return frozenset((rows[step[0]][int(step[1:])], f"“{phrase_on(ground, id)}”") for id, step in at.items())


def _mixed(ground: Ground) -> Iterator[Case]:
    """Yield sets of four phrases of all posts, those that sound alike first."""
    lanes = [
        [id for id in lane_of(ground, post) if id not in ("P07", "P13", "P15", "P21")]
        for post in posts(ground)
    ]
    alike = [ids for ids in PURPOSES.values() if "P07" not in ids]
    for ids in (ids for ids in alike if all(id in ground.library.phrases for id in ids)):
        for lane in lanes:
            yield from ((*ids, id) for id in lane if id not in ids)


def _posts(ground: Ground, case: Case) -> Draft:
    phrases = [ground.library.phrases[str(id)] for id in case]
    missing = [post for post in posts(ground) if post not in {phrase.post for phrase in phrases}]
    return Draft(
        stem="这几句标准用语各是哪个岗位的？连起来。",
        rule=phrases[0].id,
        pairs=tuple((said(ground, phrase.id), phrase.post) for phrase in phrases),
        wrong=tuple((post, "wrong-post") for post in missing),
        explanation=tuple(f"{phrase.post}：{said(ground, phrase.id)}" for phrase in phrases),
        sources=sources_of(ground, *(phrase.id for phrase in phrases)),
        facts=tuple(phrase.id for phrase in phrases),
    )


def _posts_again(ground: Ground, case: Case) -> Key:
    return frozenset((f"“{phrase_on(ground, str(id))}”", post_of(str(id))) for id in case)


TEMPLATES = (
    Template("phrases.order", "一次接待的用语排序", "排序", "标准用语", 3, _receptions, _order, _order_again),
    Template("phrases.steps", "步骤连用语", "连线", "标准用语", 3, _rows, _steps, _steps_again),
    Template("phrases.posts", "用语连岗位", "连线", "标准用语", 2, _mixed, _posts, _posts_again),
)
