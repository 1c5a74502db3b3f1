"""Changed words of the key moments, and what the material leaves open about them."""

from trainer.core.quiz.hall.passages import Change, Changes, Open, Opens

CHANGES: Changes = {
    "KM-G1": (
        Change("微笑欢迎,并出声服务", "微笑欢迎,不必出声", "half-done"),
        Change("导购要微笑欢迎", "值班经理要微笑欢迎", "wrong-person"),
        Change("要微笑欢迎,并出声服务", "等顾客开口,再出声服务", "waited-passively"),
    ),
    "KM-G1s": (
        Change("最靠近营业厅前门的岗位(一般是销售)", "值班经理", "wrong-person"),
        Change("由最靠近营业厅前门的岗位(一般是销售)担当此责任", "等导购回来再迎接", "not-taken-over"),
    ),
    "KM-G1a": (
        Change("需同时考核到导购和有替代责任的岗位", "只考核导购", "one-post-only"),
        Change("需同时考核到导购和有替代责任的岗位", "只考核有替代责任的岗位", "one-post-only"),
    ),
    "KM-G2": (
        Change("不必向每一位顾客致欢迎语,但一定要", "必须向每一位顾客致欢迎语,还要", "must-for-need-not"),
        Change("对每一位进来的顾客", "对第一位进来的顾客", "half-done"),
        Change("微笑并点头示意", "问清要办什么业务", "other-moment"),
    ),
    "KM-G3": (
        Change("接一顾二招呼三", "办一安二", "other-moment"),
        Change("接一顾二招呼三", "先来先办", "not-printed"),
    ),
    "KM-G4": (
        Change("需要询问顾客是否携带了相关有效证件", "先请顾客排队,到台席再问证件", "asked-late"),
        Change("是否携带了相关有效证件", "是否会使用自助设施", "other-moment"),
    ),
    "KM-G5": (
        Change("耐心解释没有证件不能办理业务的原因", "先办业务,请顾客下次补证件", "papers-later"),
        Change("耐心解释没有证件不能办理业务的原因", "告诉顾客不能办理,不必说原因", "half-done"),
    ),
    "KM-G6": (
        Change(
            "询问其是否会使用自助设施以确定是否需要帮助", "不问顾客,直接替他操作自助设施", "done-for-them"
        ),
        Change("并向其介绍设置服务密码的好处", "不必介绍服务密码", "half-done"),
    ),
    "KM-G7": (
        Change("快捷有效", "样样代劳", "done-for-them"),
        Change("快捷有效", "讲完全部功能", "not-printed"),
    ),
    "KM-G8": (
        Change("值班经理负责", "导购负责", "wrong-person"),
        Change("结合日常巡视结果和公司组织的检查结果综合评定", "只看日常巡视结果", "half-done"),
        Change("结合日常巡视结果和公司组织的检查结果综合评定", "只看公司组织的检查结果", "half-done"),
    ),
    "KM-R1": (
        Change("导购应主动了解客户业务需求", "导购等客户先说业务需求", "waited-passively"),
        Change("导购应主动", "受理台席应主动", "wrong-person"),
    ),
    "KM-R2": (
        Change("在了解客户需求的基础上,向客户推荐合适的业务", "不问需求,推荐最新的业务", "need-not-asked"),
        Change("推荐合适的业务", "推荐同一种业务", "need-not-asked"),
    ),
    "KM-R3": (
        Change(
            "首先要感谢客户的时间,然后递上业务资料给客户",
            "首先要递上业务资料给客户,然后感谢客户的时间",
            "order-reversed",
        ),
        Change("然后递上业务资料给客户", "然后再劝一次", "pressed-on"),
        Change("首先要感谢客户的时间,然后递上业务资料给客户", "请客户慢走,不必道谢", "half-done"),
    ),
}

OPENS: Opens = {
    "KM-G1a": (
        Open(
            "顾客进门没人迎接，导购和替代岗位各扣多少分？",
            "各记多少分没有写",
            (
                ("两个岗位各扣一半", "invented"),
                ("两个岗位扣得一样多", "invented"),
                ("只扣替代的岗位", "one-post-only"),
            ),
        ),
    ),
    "KM-G2": (
        Open(
            "几位顾客前后脚进门，隔几秒算“同时”？",
            "几秒内算“同时”没有写",
            (("三秒以内", "invented"), ("五秒以内", "invented"), ("十秒以内", "invented")),
        ),
    ),
    "KM-G3": (
        Open(
            "等着的客户有几位，算“客户较多”？",
            "几位算“较多”也没有写",
            (("三位以上", "invented"), ("五位以上", "invented"), ("十位以上", "invented")),
        ),
        Open(
            "“接一顾二招呼三”的“顾二”，具体怎么做？",
            "怎么做没有解释",
            (
                ("请第二位先坐下", "invented"),
                ("先问第二位要办什么", "invented"),
                ("带第二位去自助区", "invented"),
            ),
        ),
    ),
    "KM-G4": (
        Open(
            "客户来补卡，要带哪些证件？",
            "补卡、过户、销号等要什么证件没有写",
            (
                ("本人有效身份证件", "invented"),
                ("身份证和原来的卡", "invented"),
                ("补卡不用证件", "silent-zero"),
            ),
        ),
    ),
    "KM-G6": (
        Open(
            "哪些业务可以让顾客在自助区办？",
            "哪些业务可以自助",
            (("交费和打清单", "invented"), ("补卡和换卡", "invented"), ("过户和改帐号", "invented")),
        ),
        Open(
            "设置服务密码，有哪些好处？",
            "服务密码有什么好处没有写",
            (
                ("办业务不用再带证件", "invented"),
                ("可以自己查话费清单", "invented"),
                ("可以自己停机保号", "invented"),
            ),
        ),
    ),
    "KM-G7": (
        Open(
            "帮顾客用自助设施，多长时间以内算快捷？",
            "多长时间算快捷没有写",
            (("一分钟", "invented"), ("三分钟", "invented"), ("五分钟", "invented")),
        ),
    ),
    "KM-G8": (
        Open(
            "最终考核里，日常巡视和公司检查各占多少？",
            "两种结果各占多少",
            (("各占一半", "invented"), ("巡视占八成", "invented"), ("检查占八成", "invented")),
        ),
        Open(
            "关键时刻的考核，满分和及格线是多少？",
            "满分和及格线没有写",
            (
                ("满分一百，及格六十", "invented"),
                ("满分一百，及格八十", "invented"),
                ("满分十分，及格六分", "invented"),
            ),
        ),
        Open(
            "业务推荐的关键时刻，由谁巡视？",
            "业务推荐的关键时刻是否也归值班经理巡视没有写",
            (("也由值班经理", "invented"), ("由导购自己", "invented"), ("由公司检查组", "invented")),
        ),
    ),
    "KM-R3": (
        Open(
            "客户不办新业务，感谢他的时间，标准用语是哪一句？",
            "没有现成的致谢用语",
            (
                ("“非常感谢您的支持和理解”", "phrase-borrowed"),
                ("“欢迎下次光临”", "phrase-borrowed"),
                ("“请您看一下是否需要”", "phrase-borrowed"),
            ),
        ),
    ),
}
