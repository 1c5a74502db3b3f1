"""The named mistakes of the hall's own language: phrases, steps, key moments, complaints and hall rules."""

from collections.abc import Mapping
from typing import Final

from trainer.core.quiz.mistakes import Mistake

PHRASES: Final[Mapping[str, Mistake]] = {
    "wrong-post": Mistake("用了别的岗位的话", "这是别的岗位的标准用语，各岗位的说法不同。"),
    "wrong-moment": Mistake("说得不是时候", "这句是标准用语，但不在这个时候说。"),
    "phrase-step": Mistake("用语配错了步骤", "这句不在这一步说。按步骤的先后记用语。"),
    "phrase-borrowed": Mistake("借用别的话当标准", "资料没有给这里规定用语，别处的话不能当标准。"),
    "phrase-word": Mistake("标准用语记错字眼", "标准用语里不是这个说法，照原文记。"),
    "forbidden-allowed": Mistake("把禁语当成可以说", "这是服务禁语，对客户说不得。"),
    "fine-banned": Mistake("把能说的当禁语", "这句话没有禁语，照规定讲，可以说。"),
    "ban-reason": Mistake("禁语的道理记混", "这是另一条禁语的道理。先看这句话错在哪条规定。"),
    "due-for-taken": Mistake("把应收说成实收", "“收您”说的是客户递来的钱，不是应收的钱。"),
    "change-part": Mistake("找零只扣了一项", "卡费和预存都要收，找零要把两项都扣掉。"),
    "due-for-change": Mistake("把应收说成找零", "找零是递来的钱减去应收的钱。"),
}

STEPS: Final[Mapping[str, Mistake]] = {
    "step-back": Mistake("次序记反", "这一步在前面，已经做过了。"),
    "step-skipped": Mistake("跳了一步", "中间还有一步，不能跳过去。"),
    "step-far": Mistake("步骤次序记混", "这一步不在这个位置。按口诀从头数一遍。"),
    "step-elsewhere": Mistake("记成别的操作法", "这是别的操作法里的步骤。"),
    "step-number": Mistake("第几步数错", "数错了步数。按口诀从头数一遍。"),
}

MOMENTS: Final[Mapping[str, Mistake]] = {
    "other-moment": Mistake("记成别的关键时刻", "这是另一个关键时刻的要求。"),
    "wrong-person": Mistake("责任人记错", "不归这个岗位，资料写明了由谁负责。"),
    "one-post-only": Mistake("只考核一个岗位", "导购和有替代责任的岗位要同时考核。"),
    "not-taken-over": Mistake("没有人替代迎接", "导购不在，最靠近前门的岗位要接替。"),
    "must-for-need-not": Mistake("把不必说成必须", "资料写的是不必，不是必须。"),
    "half-done": Mistake("只做了一半", "要求不止这一样，漏了另一样。"),
    "order-reversed": Mistake("先后颠倒", "两样都要做，但先后颠倒了。"),
    "asked-late": Mistake("证件问得太晚", "办理前就要问证件，免得客户白等。"),
    "papers-later": Mistake("先办后补证件", "证件没有带就不能办，不能先办后补。"),
    "done-for-them": Mistake("不问就代劳", "先问客户会不会用，再看要不要帮。"),
    "waited-passively": Mistake("等客户开口或来催", "要主动、及时，不能等客户来催。"),
    "need-not-asked": Mistake("不问需求就推荐", "先了解客户需求，再推荐合适的业务。"),
    "pressed-on": Mistake("客户不要还再劝", "客户不愿办，先感谢他的时间，再递资料。"),
    "other-flow": Mistake("两个流程记混", "顾客引导和业务推荐是两个流程，各有各的关键时刻。"),
    "too-early": Mistake("推荐得太早", "办理或咨询结束时再推荐。"),
}

PASSAGES: Final[Mapping[str, Mistake]] = {
    "true-doubted": Mistake("把对的说法判成错", "这句和资料一致，是对的。"),
    "not-printed": Mistake("资料没有这一说", "资料里没有这个说法，不要自己加。"),
    "too-lax": Mistake("把必须说得随便", "资料写的是必须，没有商量余地。"),
    "role-mixed": Mistake("岗位职责记混", "这不是这个岗位的职责，各岗位分工不同。"),
    "pushed-away": Mistake("把客户推给别人", "要替客户联系，不能让客户自己去找。"),
    "explained-first": Mistake("没听完就解释", "先认真听客户说完，再处理。"),
    "promised-early": Mistake("没查实就答应", "没有查实，不能先答应退费。"),
    "lane-mixed": Mistake("热线各方分工记混", "热线流程里，这件事归另一方做。"),
    "branch-mixed": Mistake("热线两类问题记混", "网络、计费一条路，业务问题另一条路。"),
    "section-mixed": Mistake("写在哪一部分记混", "这句话写在规程的另一部分。"),
    "hall-ban-widened": Mistake("不受理范围扩大", "没有说这项不受理，不能把范围扩大。"),
    "hall-date": Mistake("日期记错", "日期记错了，照资料写的日子记。"),
    "hall-papers": Mistake("证件手续记错", "资料没有列这一样，或用在别的手续上。"),
    "hall-formula": Mistake("算式记错", "资料写明按全年折到每天，再乘实际天数。"),
    "hall-custom": Mistake("照老办法说", "资料写明了收法，不能照老办法说。"),
}

SLIPS: Final[Mapping[str, Mistake]] = {**PHRASES, **STEPS, **MOMENTS, **PASSAGES}
"""All of them; each topic owns a part, and any may be used by all."""
