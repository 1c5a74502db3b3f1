"""Phrases with words missing, to be filled in; and what is taken and given back, filled in by value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trainer.core.money import Money
from trainer.core.quiz.hall.reread import phrase_on
from trainer.core.quiz.hall.shown import name, sources_of, told_of, words
from trainer.core.quiz.hall.situations import SITUATIONS
from trainer.core.quiz.question import Blank, Key
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.tariff import opening

GAP = "＿＿＿"


@dataclass(frozen=True, slots=True)
class Gap:
    """Words left out of a phrase; `also` is as good, `slips` are wrong words with their mistakes."""

    words: str
    also: tuple[str, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()


GAPS: dict[str, tuple[tuple[Gap, ...], ...]] = {
    "P01": (
        (Gap("请坐", ("请您坐", "您请坐"), (("请稍等", "wrong-moment"), ("请问", "wrong-post"))),),
        (Gap("欢迎光临", ("欢迎您光临",), (("欢迎下次光临", "wrong-moment"),)), Gap("请坐", ("您请坐",))),
    ),
    "P02": ((Gap("办理什么业务", ("办什么业务",), (("能帮您什么", "wrong-post"),)),),),
    "P03": ((Gap("请稍等", ("请您稍等", "请稍候", "请您稍候"), (("请坐", "wrong-moment"),)),),),
    "P04": ((Gap("您办理的是", ("您要办理的是",), (("您反映的是", "wrong-post"),)),),),
    "P06": (
        (Gap("钱和发票", ("零钱和发票",), (("资料", "wrong-moment"),)),),
        (Gap("请收好", ("请您收好", "请拿好"), (("请慢走", "wrong-moment"),)),),
    ),
    "P07": ((Gap("是否需要", ("需不需要",), (("是否理解", "wrong-moment"),)),),),
    "P08": (
        (Gap("随时", (), (("尽快", "wrong-moment"),)),),
        (Gap("请拿好", ("请您拿好", "请收好"), (("请稍等", "wrong-moment"),)), Gap("疑问", ("问题",))),
    ),
    "P09": ((Gap("请慢走", ("请您慢走", "您请慢走"), (("欢迎下次光临", "wrong-post"),)),),),
    "P10": (
        (Gap("能帮您什么", ("能帮您做什么",), (("您需要办理什么业务", "wrong-post"),)),),
        (Gap("欢迎光临", ("欢迎您光临",), (("请坐", "wrong-post"),)),),
    ),
    "P11": ((Gap("不好意思", ("对不起", "很抱歉"), (("您好", "wrong-post"),)),),),
    "P12": ((Gap("请告诉我", ("请您告诉我",), (("请随时拨打", "wrong-post"),)),),),
    "P13": ((Gap("推出", (), (("办理", "phrase-word"),)), Gap("是否需要", ("需不需要",))),),
    "P14": ((Gap("欢迎下次光临", ("欢迎您下次光临",), (("请慢走", "wrong-post"),)),),),
    "P15": ((Gap("用茶", ("喝茶",), (("稍等", "wrong-post"),)),),),
    "P16": ((Gap("慢慢说", ("慢慢讲",), (("说快一点", "phrase-word"),)),),),
    "P17": ((Gap("您反映的是", ("您反映的问题是",), (("您办理的是", "wrong-post"),)),),),
    "P18": (
        (
            Gap("解释", ("说明",), (("办理", "phrase-word"),)),
            Gap("理解", ("明白",), (("需要", "wrong-moment"),)),
        ),
    ),
    "P19": (
        (Gap("查实", ("核实", "查证"), (("退费", "promised-early"),)),),
        (Gap("尽快", (), (("有空", "waited-passively"),)), Gap("联系", (), (("退费", "promised-early"),))),
    ),
    "P20": ((Gap("支持和理解", ("理解和支持",), (("光临", "wrong-moment"),)),),),
    "P21": (
        (Gap("您本人的有效证件", (), (("您证件的复印件", "hall-papers"),)),),
        (
            Gap("个人利益", (), (("公司利益", "phrase-word"),)),
            Gap("带上有效证件", (), (("下次补", "papers-later"),)),
        ),
    ),
}
"""The gaps of each phrase, in the order of its words; every entry is a question of its own."""


def _gaps(ground: Ground) -> Iterator[Case]:
    for id in ground.library.phrases:
        yield from ((id, variant) for variant in range(len(GAPS.get(id, ()))))


def _filled(ground: Ground, case: Case) -> Draft:
    phrase = ground.library.phrases[name(case)]
    gaps = GAPS[phrase.id][int(case[1])]
    text = words(ground, phrase.id)
    for gap in gaps:
        text = text.replace(gap.words, GAP, 1)
    return Draft(
        stem=f"{SITUATIONS[phrase.id][0]}补全这句标准用语：“{text}”",
        rule=phrase.id,
        blanks=tuple(Blank((gap.words, *gap.also), None, gap.slips) for gap in gaps),
        explanation=(f"原句：“{words(ground, phrase.id)}”", *told_of(ground, phrase)),
        sources=phrase.sources,
        facts=(phrase.id,),
    )


def _filled_again(ground: Ground, case: Case) -> Key:
    """Lay the shown text over the printed phrase: what the print has at the gaps is the key."""
    shown = _filled(ground, case).stem.partition("：“")[2].removesuffix("”")
    pattern = "(.+)".join(re.escape(part) for part in shown.split(GAP))
    found = re.fullmatch(pattern, phrase_on(ground, name(case)))
    return found.groups() if found else ()


_NOTES = (50, 100, 150, 200, 250, 300, 350, 400)
_OFFERS = 2


def _takings(ground: Ground) -> Iterator[Case]:
    """Yield each brand with the round sums that a customer may hand over for it, the nearest first."""
    if not {"P05", "P06"} <= ground.library.phrases.keys():
        return
    for found in ground.edition.openings.values():
        if found.card is not None and found.prepaid is not None:
            more = [note for note in _NOTES if found.total.fen < note * 100]
            yield from ((found.brand, note) for note in more[:_OFFERS])


def _change(ground: Ground, case: Case) -> Draft:
    found, taken = opening(ground.edition, name(case)), Money(int(case[1]) * 100)
    card, total = found.card or Money(0), found.total
    back = taken - total
    slips = {(taken - card).short: "change-part", total.short: "due-for-change"}
    slips.pop(back.short, None)
    text = words(ground, "P05").replace("××", GAP) + words(ground, "P06").replace("××", GAP)
    return Draft(
        stem=f"客户开{found.brand}，递来{taken.short}元现金。“{text}”",
        rule="P06",
        blanks=(
            Blank((taken.short,), taken.fen, ((total.short, "due-for-taken"),)),
            Blank((back.short,), back.fen, tuple(slips.items())),
        ),
        explanation=(
            f"应收：卡费{card.short}元＋预存{(total - card).short}元＝{total.short}元",
            f"找零：{taken.short}元－{total.short}元＝{back.short}元",
        ),
        sources=(*sources_of(ground, "P05", "P06"), *found.sources),
        brands=(found.brand,),
        facts=("P05", "P06", f"opening.{found.brand}"),
    )


def _change_again(ground: Ground, case: Case) -> Key:
    """Add up the amounts that stand in the printed line of the brand."""
    quote = ground.edition.openings[name(case)].sources[-1].quote
    due = sum(int(amount) for amount in re.findall(r"(\d+)元", quote))
    return str(case[1]), str(int(case[1]) - due)


def _hotlines(ground: Ground) -> Iterator[Case]:
    if "P08" in ground.library.phrases:
        yield ("P08",)


def _hotline(ground: Ground, case: Case) -> Draft:
    """Ask for the number; the printed one of another company is as good, with the reason told."""
    phrase, hotline = ground.library.phrases[name(case)], ground.edition.hotline
    text = words(ground, phrase.id).replace(hotline.shown, GAP)
    return Draft(
        stem=f"补全标准用语里的热线号码：“{text}”",
        rule=phrase.id,
        blanks=(Blank(tuple(dict.fromkeys((hotline.shown, hotline.printed)))),),
        explanation=(f"本厅的热线是{hotline.shown}。", hotline.note),
        sources=(*phrase.sources, *hotline.sources),
        facts=(phrase.id,),
    )


def _hotline_again(ground: Ground, case: Case) -> Key:
    return tuple(re.findall(r"\d+", phrase_on(ground, name(case))))


TEMPLATES = (
    Template("phrases.fill", "补全标准用语", "填空", "标准用语", 2, _gaps, _filled, _filled_again),
    Template("phrases.change", "收多少找多少", "填空", "标准用语", 3, _takings, _change, _change_again),
    Template("phrases.hotline", "用语里的热线", "填空", "标准用语", 1, _hotlines, _hotline, _hotline_again),
)
