"""Which standard phrase fits: by situation, by post, by step, and among those that are easily mixed up."""

from collections.abc import Iterable, Iterator

from trainer.core.library import Phrase
from trainer.core.quiz.hall.reread import LINES, SAID_AT, phrase_on, post_of, row, step_of
from trainer.core.quiz.hall.shown import name, posts, said, sources_of, step, told_of, words
from trainer.core.quiz.hall.situations import FITS_TOO, PURPOSES, SITUATIONS, STEP_TOO, mixed_up
from trainer.core.quiz.question import UNWRITTEN, Key
from trainer.core.quiz.template import Case, Draft, Ground, Template

WHO = {"受理台席": "受理台席", "导购": "导购", "投诉咨询": "接待投诉的人员"}
_NUMBERS = "一二三四五六七八九十"
_SHARED = frozenset({"P07", "P13"})
"""Said for one another without fault: whose they are is only inferred."""


def ordinal(at: int) -> str:
    """Return the number of the step at `at`, counted from 0, in words."""
    return _NUMBERS[at] if at < len(_NUMBERS) else str(at + 1)


def lane_of(ground: Ground, post: str) -> tuple[str, ...]:
    """Return the phrases of a post in their printed order."""
    return tuple(phrase.id for phrase in ground.library.phrases.values() if phrase.post == post)


def slip(ground: Ground, right: Phrase, other: str) -> str:
    """Name the mistake of saying another phrase in place of the right one."""
    return "wrong-post" if ground.library.phrases[other].post != right.post else "wrong-moment"


def _situations(ground: Ground) -> Iterator[Case]:
    for id in ground.library.phrases:
        yield from ((id, variant) for variant in range(len(SITUATIONS.get(id, ()))))


def _situation(ground: Ground, case: Case) -> Draft:
    phrase = ground.library.phrases[name(case)]
    others = mixed_up(phrase.id, lane_of(ground, phrase.post))
    return Draft(
        stem=f"{SITUATIONS[phrase.id][int(case[1])]}这时说哪一句标准用语？",
        rule=phrase.id,
        right=(said(ground, phrase.id),),
        wrong=tuple((said(ground, other), slip(ground, phrase, other)) for other in others),
        explanation=told_of(ground, phrase),
        sources=phrase.sources,
        facts=(phrase.id,),
    )


def _phrase_again(ground: Ground, case: Case) -> Key:
    """Read the phrase where the material prints it."""
    return f"“{phrase_on(ground, name(case))}”"


def _owned(ground: Ground) -> Iterator[Case]:
    """Yield the phrases whose post is sure."""
    for phrase in ground.library.phrases.values():
        if phrase.confidence == "H" and phrase.id not in _SHARED and phrase.id != "P21":
            yield (phrase.id,)


def _post(ground: Ground, case: Case) -> Draft:
    phrase = ground.library.phrases[name(case)]
    others = [post for post in posts(ground) if post != phrase.post]
    return Draft(
        stem=f"{said(ground, phrase.id)}是哪个岗位的标准用语？",
        rule=phrase.id,
        right=(phrase.post,),
        wrong=tuple((post, "wrong-post") for post in others),
        explanation=told_of(ground, phrase),
        sources=phrase.sources,
        facts=(phrase.id,),
    )


def _post_again(_: Ground, case: Case) -> Key:
    return post_of(name(case))


def _stepped(ground: Ground) -> Iterator[Case]:
    """Yield the phrases whose step is not merely guessed."""
    for phrase in ground.library.phrases.values():
        if phrase.step and phrase.confidence != "L":
            yield (phrase.id,)


def _step(ground: Ground, case: Case) -> Draft:
    phrase = ground.library.phrases[name(case)]
    right = ground.library.steps[phrase.step or ""]
    procedure = ground.library.procedures[right.procedure]
    barred = {right.id, *STEP_TOO.get(phrase.id, ())}
    wrong = [(found.text, "phrase-step") for found in procedure.steps if found.id not in barred]
    return Draft(
        stem=f"{phrase.post}说{said(ground, phrase.id)}，是“{procedure.title}”的哪一步？",
        rule=phrase.id,
        right=(right.text,),
        wrong=tuple(wrong),
        explanation=told_of(ground, phrase),
        sources=(*phrase.sources, *right.sources),
        facts=(phrase.id, right.id),
    )


def _step_again(ground: Ground, case: Case) -> Key:
    at = step_of(name(case))
    return row(ground, at[:1]).get(int(at[1:] or 0), "")


def _at_step(ground: Ground) -> Iterator[Case]:
    """Yield the steps that one phrase belongs to, and it to no other step."""
    for id in ground.library.steps:
        here = [phrase for phrase in ground.library.phrases.values() if phrase.step == id]
        if len(here) == 1 and here[0].confidence == "H":
            yield (id, here[0].id)


_SLIPS_AT_STEP = {"wrong-post": "wrong-post", "wrong-moment": "phrase-step"}


def _asked_of(ground: Ground, id: str) -> str:
    """Ask for the phrase of a step, in the same words whether the material has one or not."""
    procedure = ground.library.procedures[ground.library.steps[id].procedure]
    number = ordinal(procedure.steps.index(ground.library.steps[id]))
    return f"“{procedure.title}”第{number}步“{step(ground, id)}”，资料规定说哪一句？"


def _phrase_of_step(ground: Ground, case: Case) -> Draft:
    at, phrase = ground.library.steps[name(case)], ground.library.phrases[name(case, 1)]
    others = (
        other
        for other in mixed_up(phrase.id, lane_of(ground, phrase.post))
        if at.id not in STEP_TOO.get(other, ())
    )
    return Draft(
        stem=_asked_of(ground, at.id),
        rule=phrase.id,
        right=(said(ground, phrase.id),),
        wrong=(
            *((said(ground, other), _SLIPS_AT_STEP[slip(ground, phrase, other)]) for other in others),
            (UNWRITTEN, "written-unseen"),
        ),
        explanation=told_of(ground, phrase),
        sources=(*phrase.sources, *at.sources),
        facts=(at.id, phrase.id),
    )


def _phrase_of_step_again(ground: Ground, case: Case) -> Key:
    """Find the one printed line that belongs to the step."""
    return "".join(f"“{phrase_on(ground, id)}”" for id in LINES if step_of(id) == case[0])


SILENT = {"S5": ("P05", "P06", "P08"), "G5": ("P10", "P13", "P14")}
"""Steps that the material gives no phrase for, and phrases that may be taken for one."""


def _silent(ground: Ground) -> Iterator[Case]:
    yield from ((id,) for id in SILENT if id in ground.library.steps)


def _no_phrase(ground: Ground, case: Case) -> Draft:
    id = name(case)
    return Draft(
        stem=_asked_of(ground, id),
        rule=id,
        right=(UNWRITTEN,),
        wrong=tuple((said(ground, other), "phrase-borrowed") for other in SILENT[id]),
        explanation=(f"“{step(ground, id)}”这一步，资料没有配标准用语。",),
        sources=sources_of(ground, id),
        facts=(id,),
    )


def _no_phrase_again(_: Ground, case: Case) -> Key:
    """No printed line belongs to the step."""
    return UNWRITTEN if case[0] not in SAID_AT.values() else ""


def _alike(ground: Ground) -> Iterator[Case]:
    """Yield the phrases of one purpose, with each post that has one."""
    for purpose, ids in PURPOSES.items():
        if not _SHARED & {*ids}:
            yield from ((purpose, id) for id in _known(ground, ids))


def _known(ground: Ground, ids: Iterable[str]) -> list[str]:
    """Return the phrases that the library has, of a post that is named."""
    phrases = ground.library.phrases
    return [id for id in ids if id in phrases and phrases[id].post in WHO]


def _alike_post(ground: Ground, case: Case) -> Draft:
    phrase = ground.library.phrases[name(case, 1)]
    same = [id for id in _known(ground, PURPOSES[name(case)]) if id != phrase.id]
    lane = [id for id in mixed_up(phrase.id, lane_of(ground, phrase.post)) if id not in same]
    wrong = [(said(ground, id), slip(ground, phrase, id)) for id in _unlike(phrase.id, [*same, *lane[:2]])]
    return Draft(
        stem=f"{WHO[phrase.post]}{case[0]}，标准用语是哪一句？",
        rule=phrase.id,
        right=(said(ground, phrase.id),),
        wrong=tuple(wrong),
        explanation=told_of(ground, phrase),
        sources=phrase.sources,
        facts=(phrase.id, *same),
    )


def _unlike(id: str, others: Iterable[str]) -> Iterator[str]:
    """Yield the others that are not as good."""
    return (other for other in others if other not in FITS_TOO.get(id, ()))


def _judged(ground: Ground) -> Iterator[Case]:
    """Yield each phrase of a purpose with each post that has one for it: whose it is, and whose it is not."""
    for purpose, ids in PURPOSES.items():
        if not _SHARED & {*ids}:
            known = _known(ground, ids)
            yield from ((purpose, id, other) for id in known for other in known)


def _judge(ground: Ground, case: Case) -> Draft:
    purpose, phrase = case[0], ground.library.phrases[name(case, 1)]
    post = ground.library.phrases[name(case, 2)].post
    right = post == phrase.post
    own = (f"{WHO[post]}{purpose}，说“{words(ground, name(case, 2))}”",)
    return Draft(
        stem=f"{WHO[post]}{purpose}时说“{words(ground, phrase.id)}”，说的是自己岗位的标准用语。",
        rule=name(case, 2),
        right=("对" if right else "错",),
        wrong=(("错" if right else "对", "wrong-post"),),
        explanation=told_of(ground, phrase) if right else (*told_of(ground, phrase)[:1], *own),
        sources=sources_of(ground, phrase.id, name(case, 2)),
        facts=tuple(dict.fromkeys((phrase.id, name(case, 2)))),
    )


def _judge_again(_: Ground, case: Case) -> Key:
    return "对" if post_of(name(case, 1)) == post_of(name(case, 2)) else "错"


TEMPLATES = (
    Template(
        "phrases.situation", "这时说哪一句", "单选", "标准用语", 2, _situations, _situation, _phrase_again
    ),
    Template("phrases.post", "哪个岗位的话", "单选", "标准用语", 1, _owned, _post, _post_again),
    Template("phrases.step", "用语在哪一步说", "单选", "标准用语", 3, _stepped, _step, _step_again),
    Template(
        "phrases.at-step",
        "这一步说哪一句",
        "单选",
        "标准用语",
        2,
        _at_step,
        _phrase_of_step,
        _phrase_of_step_again,
    ),
    Template(
        "phrases.no-phrase",
        "没有规定用语的步骤",
        "单选",
        "标准用语",
        3,
        _silent,
        _no_phrase,
        _no_phrase_again,
    ),
    Template(
        "phrases.alike",
        "说法相近的话",
        "单选",
        "标准用语",
        3,
        _alike,
        _alike_post,
        lambda ground, case: _phrase_again(ground, case[1:]),
    ),
    Template("phrases.judge", "是不是这个岗位的话", "判断", "标准用语", 2, _judged, _judge, _judge_again),
)
