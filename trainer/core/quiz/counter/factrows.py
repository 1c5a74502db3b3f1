"""What is asked of the rules of billing and payment: numbers, words, and what they leave open."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a rule: the question, where its text has it and where the print does, and slips."""

    fact: str
    stem: str
    told: str
    printed: str
    unit: str
    slips: tuple[tuple[int, str], ...] = ()


FIGURES: Final = (
    Figure("R-PKG", "套餐用户到几日为止（含当日）入网，收全月月租？", r"—(\d+)号入网", r"号—(\d+)号", "日"),
    Figure("R-PKG", "资料写的是套餐用户几日入网，收半月月租？", r"，(\d+)日入网", r",(\d+)日入网", "日"),
    Figure("R-PAY1", "交上一个计费月的全部费用，每月从几日开始？", r"每月(\d+)日", r"月(\d+)日―", "日"),
    Figure("R-PAY1", "交上一个计费月的全部费用，每月到几日为止？", r"—(\d+)日", r"―(\d+)日", "日"),
    Figure("R-CYC", "移动电话的计费周期，从每月几日0时开始？", r"每月(\d+)日", r"月(\d+)日0时", "日"),
    Figure(
        "R-CYC",
        "移动电话的计费周期，到月底几时为止？",
        r"月底(\d+)时",
        r"底(\d+)时。",
        "时",
        ((0, "midnight"), (12, "midnight")),
    ),
    Figure(
        "R-RENT",
        "50元基本月租按天折算，全年的月租除以多少天？",
        r"12/(\d+)",
        r"×12/(\d+)×",
        "天",
        ((366, "leap-year"), (360, "bank-year"), (30, "by-month")),
    ),
    Figure(
        "R-RENT",
        "50元基本月租按天折算，先乘以几个月再除以365天？",
        r"50×(\d+)",
        r"月50×(\d+)/",
        "个月",
        ((1, "by-month"),),
    ),
)


@dataclass(frozen=True, slots=True)
class Gaps:
    """Words of a rule to be filled in, each with the words that mistakes put there.

    What is as good as the printed word stands behind it, after a bar.
    """

    fact: str
    words: tuple[str, ...]
    slips: tuple[tuple[tuple[str, str], ...], ...]


GAPS: Final = (
    Gaps("R-FEE", ("入网费", "SIM卡费"), ((("SIM卡费", "fees-swapped"),), (("入网费", "fees-swapped"),))),
    Gaps("R-DAY", ("自然月", "日收|按日收|按天收"), ((("缴费月", "old-custom"),), (("月收", "old-custom"),))),
    Gaps("R-DAY", ("实时",), ((("预存", "old-custom"), ("月底", "old-custom")),)),
    Gaps("R-CYC", ("1", "24"), ((("6", "other-rule"),), (("12", "midnight"), ("0", "midnight")))),
    Gaps("R-PKG", ("全月", "半月"), ((("半月", "halves-swapped"),), (("全月", "halves-swapped"),))),
    Gaps("R-PKG", ("15", "16"), ((("16", "other-end"),), (("15", "other-end"),))),
    Gaps("R-PAY1", ("6", "20"), ((("1", "other-rule"),), (("5", "other-rule"),))),
    Gaps("R-PAY1", ("上一个|上个|上一",), ((("当前", "this-month"), ("下一个", "this-month")),)),
    Gaps("R-PAY2", ("任一天|任何一天|任意一天|任一日",), ((("6日", "other-rule"), ("前一日", "other-end")),)),
    Gaps("R-PAY2", ("前一日|前一天",), ((("当日", "same-day"), ("当天", "same-day")),)),
    Gaps("R-TS", ("财务公章",), ((("公章", "plain-seal"),),)),
    Gaps("R-TS", ("银行户头",), ((("经办人", "not-asked"),),)),
    Gaps("R-SVC", ("停机保号",), ((("停机", "half-named"), ("保号", "half-named")),)),
    Gaps("R-SVC", ("更名改帐",), ((("更名", "half-named"), ("改帐", "half-named")),)),
    Gaps("R-SVC", ("业务品牌转型",), ((("改计费类别", "listed-elsewhere"),),)),
)


@dataclass(frozen=True, slots=True)
class Open:
    """What a rule leaves open: the question, words of its note, and a word that no print has."""

    fact: str
    stem: str
    told: str
    absent: str
    wrong: tuple[tuple[str, str], ...]


OPENS: Final = (
    Open(
        "R-PAY1",
        "客户过了20日才来交上月的话费，要加收多少滞纳费用？",
        "收不收滞纳费用",
        "滞纳",
        (
            ("不加收，补交就行", "silent-zero"),
            ("按晚交天数加收", "invented"),
            ("加收一个月月租", "invented"),
        ),
    ),
    Open(
        "R-PAY1",
        "客户过了20日还没有交上月的话费，哪天停机？",
        "停不停机",
        "停机日",
        (("21日停机", "invented"), ("月底停机", "invented"), ("不停机", "silent-zero")),
    ),
    Open(
        "R-CYC",
        "一次通话跨过月底零点，话费算在哪个月？",
        "跨月底零点",
        "零点",
        (("都算在前一个月", "invented"), ("都算在后一个月", "invented"), ("从零点分开算", "invented")),
    ),
    Open(
        "R-RENT",
        "黄鹤卡月租20元，入网不满一个月，月租怎么折算？",
        "20元和30元月租是否同样计算",
        "20×12",
        (
            ("20×12÷365×实际天数", "invented"),
            ("20÷30×实际天数", "invented"),
            ("不折算", "silent-zero"),
        ),
    ),
    Open(
        "R-PKG",
        "套餐用户16日入网，当月赠送的短信减不减半？",
        "赠送量是否减半",
        "赠送",
        (("减半，和月租一样", "invented"), ("不减，照送全月的", "silent-zero")),
    ),
    Open(
        "R-PKG",
        "套餐用户10日离网，当月的月租怎么收？",
        "月中离网怎样收",
        "离网",
        (("收半月月租", "invented"), ("收全月月租", "invented"), ("按10天折算", "invented")),
    ),
    Open(
        "R-PAY2",
        "客户问：帐单上的“新功能费”是什么费？",
        "新功能费是什么",
        "新功能费是",
        (("来电显示的月费", "invented"), ("新开业务的手续费", "invented"), ("短信的套餐费", "invented")),
    ),
    Open(
        "R-TS",
        "银行托收除了户头、帐号、代码，还要填哪些资料？",
        "“等资料信息”还有哪些",
        "税号",
        (("没有别的了", "open-closed"), ("单位的税号", "invented"), ("经办人的身份证号", "invented")),
    ),
    Open(
        "R-SVC",
        "除了列出的十项业务，营业厅还受理哪些？",
        "没有列全",
        "其他业务",
        (("没有别的了", "open-closed"), ("客户要办的都受理", "invented")),
    ),
)
