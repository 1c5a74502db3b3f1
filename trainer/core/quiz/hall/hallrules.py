"""The hall's rules on opening, accepting and paying, as the material words them.

What follows from them on a given day or for given papers is asked by other topics, with the engine.
"""

from trainer.core.quiz.hall.passages import Change, Changes, Detail, Details, Topic, details, judgements

DETAILS: Details = {
    "R-SVC": (
        Detail(
            "下面哪一项，资料写明营业厅受理？",
            "停机保号",
            "(停机保号)",
            (("手机维修", "not-printed"), ("积分换礼", "not-printed"), ("宽带安装", "not-printed")),
        ),
    ),
    "R-ARR": (
        Detail(
            "在营业厅办售后业务，客户的话费必须怎样？",
            "不欠费",
            "必须(不欠费)方能",
            (
                ("欠费的先办再补缴", "too-lax"),
                ("当月话费已经结清", "not-printed"),
                ("账上有预存话费", "not-printed"),
            ),
        ),
    ),
    "R-15": (
        Detail(
            "出帐期间，除了改计费类别，还有哪类操作不许受理？",
            "更改帐户信息",
            "和(更改帐户信息)（",
            (
                ("开户入网", "hall-ban-widened"),
                ("停机保号", "hall-ban-widened"),
                ("补卡", "hall-ban-widened"),
            ),
        ),
    ),
    "R-15-why": (
        Detail(
            "出帐期间不受理过户，资料写的原因是什么？",
            "会影响出帐工作",
            "业务操作(会影响出帐工作)",
            (
                ("系统正在升级", "not-printed"),
                ("办理的客户太多", "not-printed"),
                ("客户还没有交清话费", "not-printed"),
            ),
        ),
    ),
    "R-CYC": (
        Detail(
            "移动电话的计费周期，从每月什么时候算起？",
            "1日0时",
            "每月(1日0时)",
            (("6日0时", "hall-date"), ("21日0时", "hall-date"), ("入网那天0时", "hall-date")),
        ),
    ),
    "R-DAY": (
        Detail(
            "计费月改自然月以后，月租怎样收？",
            "日收",
            "月租(日收)",
            (("月初收", "hall-custom"), ("月底收", "hall-custom"), ("季收", "hall-custom")),
        ),
    ),
    "R-RENT": (
        Detail(
            "基本月租50元，当月的月租照哪个算式算？",
            "50×12÷365×实际天数",
            "50元/月(50×12/365×实际天数)",
            (
                ("50÷30×实际天数", "hall-formula"),
                ("50×12÷360×实际天数", "hall-formula"),
                ("50÷当月天数×实际天数", "hall-formula"),
            ),
        ),
    ),
    "R-PKG": (
        Detail(
            "资料写明，套餐用户哪天入网收半月月租？",
            "16日",
            "，(.+?)入网收取半月",
            (("15日", "hall-date"), ("10日", "hall-date"), ("6日", "hall-date")),
        ),
    ),
    "R-PAY1": (
        Detail(
            "上一个计费月的全部费用，每月哪几天交？",
            "6日―20日",
            "每月(.+?)，交",
            (("1日―5日", "hall-date"), ("1日―20日", "hall-date"), ("16日―31日", "hall-date")),
        ),
    ),
    "R-PAY2": (
        Detail(
            "实时缴纳话费，缴的是截止到哪天已合帐的费用？",
            "前一日",
            "截止到(.+?)已合帐",
            (("当日", "hall-date"), ("上月底", "hall-date"), ("本月20日", "hall-date")),
        ),
    ),
    "R-TS": (
        Detail(
            "单位选银行托收，托收资料上要盖什么章？",
            "财务公章",
            "加盖(.+?)。",
            (("公章", "hall-papers"), ("合同专用章", "hall-papers"), ("经办人私章", "hall-papers")),
        ),
    ),
    "R-OPEN": (
        Detail(
            "入网开户，资料写明免的是哪一项费用？",
            "入网费",
            "免(.+?)，",
            (("SIM卡费", "hall-custom"), ("预存话费", "hall-custom"), ("首月月租费", "hall-custom")),
        ),
    ),
    "R-DOC-P": (
        Detail(
            "私人开户，下面哪一样算本人有效身份证件？",
            "驾照",
            "护照、(.+?)）",
            (("学生证", "hall-papers"), ("工作证", "hall-papers"), ("结婚证", "hall-papers")),
        ),
    ),
    "R-DOC-U": (
        Detail(
            "单位开户，除了单位证明，经办人还要带什么？",
            "身份证原件",
            "经办人(.+?)及",
            (("身份证复印件", "hall-papers"), ("工作证原件", "hall-papers"), ("户口簿原件", "hall-papers")),
        ),
    ),
    "R-DOC-A": (
        Detail(
            "代他人开户，带齐两人的证件，还要填写什么？",
            "移动电话开户协议",
            "填写(.+?)。",
            (
                ("单位证明", "hall-papers"),
                ("银行托收的资料", "hall-papers"),
                ("机主的委托书", "hall-papers"),
            ),
        ),
    ),
    "R-DOC-X": (
        Detail(
            "办爱心卡，先凭残疾证到哪里开证明？",
            "残联",
            "到(.+?)开据",
            (
                ("派出所", "hall-papers"),
                ("户口所在的街道", "hall-papers"),
                ("中心自办营业厅", "order-reversed"),
            ),
        ),
    ),
}

CHANGES: Changes = {
    "R-ARR": (Change("必须不欠费方能办理", "欠费也可以先办理", "too-lax"),),
    "R-15-why": (
        Change("会影响出帐工作", "不影响出帐工作", "too-lax"),
        Change("由于在出帐期间", "由于在交费期间", "hall-date"),
    ),
    "R-CYC": (Change("每月1日0时", "每月6日0时", "hall-date"),),
    "R-DAY": (Change("月租日收", "月租月收", "hall-custom"),),
    "R-PKG": (
        Change("16日入网收取半月月租", "15日入网收取半月月租", "hall-date"),
        Change("收取全月月租", "收取半月月租", "hall-date"),
    ),
    "R-PAY1": (
        Change("每月6日―20日", "每月1日―20日", "hall-date"),
        Change("交上一个计费月的全部费用", "交当月的全部费用", "hall-date"),
    ),
    "R-PAY2": (
        Change("在当月的任一天", "在每月6日以后", "hall-date"),
        Change("截止到前一日", "截止到当日", "hall-date"),
    ),
    "R-TS": (
        Change("财务公章", "公章", "hall-papers"),
        Change("必须准确填写", "可以事后补填", "too-lax"),
    ),
    "R-OPEN": (Change("免入网费,交SIM卡费", "免入网费和SIM卡费", "hall-custom"),),
    "R-DOC-P": (Change("持本人有效身份证件", "持家人有效身份证件", "hall-papers"),),
    "R-DOC-U": (
        Change("身份证原件", "身份证复印件", "hall-papers"),
        Change("(加盖公章)", "(不必盖章)", "hall-papers"),
    ),
    "R-DOC-A": (
        Change("持机主和代办人有效身份证件", "只持代办人有效身份证件", "hall-papers"),
        Change(",填写移动电话开户协议", ",不必填写开户协议", "hall-papers"),
    ),
    "R-DOC-X": (Change("到中心自办营业厅办理", "到任一代办点办理", "hall-papers"),),
}

_TOPIC = Topic("rules", "受理规定", lambda _: "")

TEMPLATES = (details(_TOPIC, DETAILS), judgements(_TOPIC, CHANGES))
