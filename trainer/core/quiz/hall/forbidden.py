"""What must not be said to a customer: which words, why not, and what to say instead."""

from collections.abc import Iterator

from trainer.core.library import Forbidden
from trainer.core.quiz.hall.reread import LINES, phrase_on
from trainer.core.quiz.hall.shown import name, said, sources_of
from trainer.core.quiz.question import UNWRITTEN, Key
from trainer.core.quiz.template import Case, Draft, Ground, Template

_INSTEAD_WRONG = ("P03", "P08", "P16", "P18", "P19", "P04", "P10", "P17", "P12")
_COULD_BE = {
    "F01": {"P03", "P16", "P19"},
    "F02": {"P16", "P04", "P17", "P03", "P18"},
    "F03": {"P03", "P10"},
    "F04": {"P18", "P19"},
    "F05": {"P18"},
    "F06": {"P18"},
    "F11": {"P19", "P16", "P17"},
    "F12": {"P17", "P03", "P19", "P10"},
    "F13": {"P16", "P17"},
    "F14": {"P16", "P18", "P19", "P10"},
    "F15": {"P16", "P18", "P19"},
}
"""Phrases that would not be wrong either in place of forbidden words."""

_BORROWED = {
    "F07": ("P21", "P03", "P19"),
    "F08": ("P19", "P21", "P11"),
    "F09": ("P19", "P18", "P03"),
    "F10": ("P19", "P18", "P11"),
}
"""Where the material has no phrase to say: what may be taken for one."""


SCENES = {
    "F01": "客户进门来问事",
    "F02": "客户刚走进门",
    "F03": "人多时客户来问",
    "F04": "客户没带证件",
    "F05": "客户没带证件要开户",
    "F06": "客户来代他人开户",
    "F07": "单位经办人来开户",
    "F08": "欠费的客户要办售后业务",
    "F09": "出帐期间客户要过户",
    "F10": "出帐期间客户要改帐号",
    "F11": "客户对账单有疑问",
    "F12": "客户正在投诉",
    "F13": "客户要退一笔费用",
    "F14": "客户投诉还没解决",
    "F15": "客户走到自助设施前",
}
"""When the words would be said."""


def _quoted(entry: Forbidden, variant: int = 0) -> str:
    return f"“{entry.words[variant]}”"


def _each(ground: Ground) -> Iterator[Case]:
    for entry in ground.library.forbidden.values():
        yield from ((entry.id, variant) for variant in range(len(entry.words)))


def _replaced(ground: Ground) -> Iterator[Case]:
    """Yield the forbidden words that the material has a phrase for, and those that it has none for."""
    for entry in ground.library.forbidden.values():
        if entry.id in SCENES:
            yield (entry.id,)


def _instead(ground: Ground, case: Case) -> Draft:
    entry = ground.library.forbidden[name(case)]
    silent = entry.instead is None
    barred = {entry.instead, *_COULD_BE.get(entry.id, ())}
    others = _BORROWED.get(entry.id, tuple(id for id in _INSTEAD_WRONG if id not in barred))
    slip = "phrase-borrowed" if silent else "wrong-moment"
    unseen = [] if silent else [(UNWRITTEN, "written-unseen")]
    told = "资料没有给这里规定用语。" if silent else f"改说{said(ground, entry.instead or '')}"
    return Draft(
        stem=f"{SCENES[entry.id]}，不能说{_quoted(entry)}。可以换成哪一句标准用语？",
        rule=entry.id,
        right=(UNWRITTEN if silent else said(ground, entry.instead or ""),),
        wrong=(*((said(ground, id), slip) for id in others), *unseen),
        explanation=(f"{entry.why}。", told),
        sources=sources_of(ground, entry.breaks, *([entry.instead] if entry.instead else ())),
        facts=(entry.id, *([entry.instead] if entry.instead else ())),
        difficulty=3 if silent else 2,
    )


_AT_THE_DOOR = {"F01": 40, "F02": 40, "F03": 41, "F04": 75, "F05": 75, "F06": 75, "F15": 40}
_AT_COMPLAINTS = {"F11": 47, "F12": 46, "F13": 48, "F14": 46}
_STANDS_FOR = {**_AT_THE_DOOR, **_AT_COMPLAINTS}
"""The printed line of the phrase to say, by the sense of the forbidden words."""

_SECOND_ON_LINE = {"F14": "P17", "F12": "P16"}


def _instead_again(ground: Ground, case: Case) -> Key:
    line = _STANDS_FOR.get(name(case))
    on_line = [id for id, at in LINES.items() if at == line]
    id = _SECOND_ON_LINE.get(name(case), *on_line[:1]) if on_line else ""
    return f"“{phrase_on(ground, id)}”" if id else UNWRITTEN


_KIN = (
    {"KM-G1", "KM-G1s", "KM-G3", "W3.3", "Z3.3"},
    {"KM-G5", "R-DOC-P", "R-DOC-A", "R-DOC-U"},
    {"R-15", "R-15-why", "R-ARR"},
    {"KM-G6"},
)
"""Rules so near to one another that the reason of one could pass for another's."""


def _why(ground: Ground, case: Case) -> Draft:
    entry = ground.library.forbidden[name(case)]
    kin = next((rules for rules in _KIN if entry.breaks in rules), {entry.breaks})
    others = [other for other in ground.library.forbidden.values() if other.breaks not in kin]
    return Draft(
        stem=f"为什么不能对客户说{_quoted(entry, int(case[1]))}？",
        rule=entry.id,
        right=(entry.why,),
        wrong=tuple((other.why, "ban-reason") for other in others),
        explanation=(f"{entry.why}。", _told_rule(ground, entry)),
        sources=sources_of(ground, entry.breaks),
        facts=(entry.id, entry.breaks),
    )


def _told_rule(ground: Ground, entry: Forbidden) -> str:
    return f"依据{entry.breaks}“{ground.library.rules[entry.breaks].title}”。"


def _why_again(ground: Ground, case: Case) -> Key:
    """Look up what word is asked about, and return the reason of the entry that bans it."""
    asked = ground.library.forbidden[name(case)].words[int(case[1])]
    found = ground.library.forbidden_in(f"您好，{asked}。")
    return found.why if found else ""


FINE = {
    "F01": "您稍等，我请导购来帮您。",
    "F02": "请坐，您慢慢说要办什么。",
    "F03": "正在办一笔业务，请您稍等。",
    "F04": "没带证件办不了，我给您讲讲原因。",
    "F05": "请您带上证件再来办。",
    "F06": "机主和您两个人的证件都要看。",
    "F07": "要看经办人的身份证原件。",
    "F08": "请您先缴清欠费，再来办这项业务。",
    "F09": "现在是出帐期间，不能受理，请您谅解。",
    "F10": "出帐期间办了会影响出帐，请您过后再来。",
    "F11": "这笔钱怎么算的，我给您讲一遍。",
    "F12": "您接着说，我都记下来。",
    "F13": "我们查实以后再答复您。",
    "F14": "您的意见我记下来，马上去办。",
    "F15": "您用过自助设施吗？要不要我帮您？",
}
"""What may well be said in place of forbidden words: near enough to have to be told apart."""

_VARIANTS = 2


def _threes(ground: Ground) -> Iterator[Case]:
    """Yield three forbidden phrases that stand together in the book, in two wordings."""
    ids = [id for id in ground.library.forbidden if id in FINE]
    for at in range(len(ids) - 2):
        first, second, third = ids[at : at + 3]
        yield from ((first, second, third, variant) for variant in range(_VARIANTS))


def _never(ground: Ground, case: Case) -> Draft:
    three = [ground.library.forbidden[str(id)] for id in case[:3]]
    bad = [f"{entry.words[int(case[3]) % len(entry.words)]}。" for entry in three]
    return Draft(
        stem="下面哪几句是服务禁语，对客户一句都不能说？",
        rule=three[0].id,
        right=tuple(f"“{words}”" for words in bad),
        wrong=tuple((f"“{FINE[entry.id]}”", "fine-banned") for entry in three),
        explanation=tuple(f"“{words}”：{entry.why}。" for words, entry in zip(bad, three, strict=True)),
        sources=sources_of(ground, *(entry.breaks for entry in three)),
        facts=tuple(entry.id for entry in three),
    )


def _never_again(ground: Ground, case: Case) -> Key:
    """Look for forbidden words in every choice, as in what a trainee types."""
    draft = _never(ground, case)
    shown = (*draft.right, *(text for text, _ in draft.wrong))
    return frozenset(text for text in shown if ground.library.forbidden_in(text))


def _heard(ground: Ground) -> Iterator[Case]:
    """Yield forbidden words, and beside them what may be said."""
    for entry in ground.library.forbidden.values():
        yield from ((entry.id, variant) for variant in range(min(_VARIANTS, len(entry.words))))
        if entry.id in FINE:
            yield (entry.id, -1)


def _may_be_said(ground: Ground, case: Case) -> Draft:
    entry, variant = ground.library.forbidden[name(case)], int(case[1])
    bad = variant >= 0
    text = f"{entry.words[variant]}。" if bad else FINE[entry.id]
    told = f"不能说{_quoted(entry)}：{entry.why}。"
    return Draft(
        stem=f"“{text}”这句话可以对客户说。",
        rule=entry.id,
        right=("错" if bad else "对",),
        wrong=(("对", "forbidden-allowed") if bad else ("错", "fine-banned"),),
        explanation=(f"{entry.why}。",) if bad else (told, "这一句没有禁语。"),
        sources=sources_of(ground, entry.breaks),
        facts=(entry.id,),
    )


def _may_be_said_again(ground: Ground, case: Case) -> Key:
    return "错" if ground.library.forbidden_in(_may_be_said(ground, case).stem) else "对"


TEMPLATES = (
    Template(
        "forbidden.instead", "禁语换成哪一句", "单选", "标准用语", 2, _replaced, _instead, _instead_again
    ),
    Template("forbidden.why", "为什么不能说", "单选", "标准用语", 2, _each, _why, _why_again),
    Template("forbidden.never", "哪几句不能说", "多选", "标准用语", 1, _threes, _never, _never_again),
    Template(
        "forbidden.judge", "这句话能不能说", "判断", "标准用语", 1, _heard, _may_be_said, _may_be_said_again
    ),
)
