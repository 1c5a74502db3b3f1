"""Details of the key moments: what is asked, the answer, and where the print has it."""

from trainer.core.quiz.hall.passages import Detail, Details

DETAILS: Details = {
    "KM-G1": (
        Detail(
            "顾客走入营业厅，导购除了微笑欢迎，还要怎样？",
            "出声服务",
            "微笑欢迎，并(.+?)。",
            (("点头示意", "other-moment"), ("递上业务资料", "other-moment"), ("询问证件", "other-moment")),
        ),
    ),
    "KM-G1s": (
        Detail(
            "导购不在迎候区，顾客进门由谁来迎接？",
            "最靠近营业厅前门的岗位",
            "由(最靠近.+?)（",
            (
                ("值班经理", "wrong-person"),
                ("正在叫号的受理台席", "wrong-person"),
                ("等导购回来再迎接", "not-taken-over"),
            ),
        ),
        Detail(
            "最靠近营业厅前门的岗位，一般是哪个岗位？",
            "销售",
            "一般是(.+?)）",
            (("受理台席", "wrong-person"), ("值班经理", "wrong-person"), ("导购", "wrong-person")),
        ),
    ),
    "KM-G1a": (
        Detail(
            "导购不在，替代的岗位没有迎接顾客。考核到谁？",
            "导购和有替代责任的岗位",
            "同时考核到(.+?)[；。]",
            (
                ("只考核导购", "one-post-only"),
                ("只考核有替代责任的岗位", "one-post-only"),
                ("值班经理", "wrong-person"),
            ),
        ),
    ),
    "KM-G2": (
        Detail(
            "四位顾客一起进门，对每一位一定要怎样？",
            "微笑并点头示意",
            "每一位进来的顾客(.+?)[；。]",
            (
                ("致一遍欢迎语", "must-for-need-not"),
                ("了解业务需求", "other-moment"),
                ("询问证件带了没有", "other-moment"),
            ),
        ),
        Detail(
            "几个顾客同时进来，哪一样不必对每一位都做？",
            "致欢迎语",
            "不必向每一位顾客(.+?)，",
            (("微笑", "half-done"), ("点头示意", "half-done")),
        ),
    ),
    "KM-G3": (
        Detail(
            "客户较多时，按什么原则向客户服务？",
            "接一顾二招呼三",
            "遵循“(.+?)”原则",
            (("办一安二", "other-moment"), ("先来先办", "not-printed"), ("先易后难", "not-printed")),
        ),
    ),
    "KM-G4": (
        Detail(
            "顾客办的业务要用证件，先向顾客问什么？",
            "是否携带了相关有效证件",
            "询问顾客(.+?)[；。]",
            (
                ("是否会使用自助设施", "other-moment"),
                ("是否设置了服务密码", "other-moment"),
                ("是否愿意先取号排队", "asked-late"),
            ),
        ),
    ),
    "KM-G5": (
        Detail(
            "顾客没带证件，要耐心解释什么？",
            "没有证件不能办理业务的原因",
            "耐心解释(.+?)，",
            (
                ("设置服务密码的好处", "other-moment"),
                ("先办业务后补证件的办法", "papers-later"),
                ("同时进来的顾客怎样招呼", "other-moment"),
            ),
        ),
    ),
    "KM-G6": (
        Detail(
            "业务可以在自助区办，先向顾客问什么？",
            "是否会使用自助设施",
            "询问其(.+?)以",
            (
                ("是否携带了有效证件", "other-moment"),
                ("是否由导购代为操作", "done-for-them"),
                ("是否要推荐新业务", "other-moment"),
            ),
        ),
        Detail(
            "顾客在自助区办业务，还要向他介绍什么？",
            "设置服务密码的好处",
            "向其介绍(.+?)[；。]",
            (
                ("没有证件不能办的原因", "other-moment"),
                ("最近推出的新业务", "other-moment"),
                ("自助设施的维修办法", "not-printed"),
            ),
        ),
    ),
    "KM-G7": (
        Detail(
            "帮助顾客使用自助服务设施，要注意做到什么？",
            "快捷有效",
            "注意做到(.+?)[；。]",
            (("微笑点头", "other-moment"), ("全程代劳", "done-for-them"), ("先谢时间", "other-moment")),
        ),
    ),
    "KM-G8": (
        Detail(
            "顾客引导的关键时刻，由谁巡视、观察和监督？",
            "值班经理",
            "8）(.+?)负责",
            (("导购", "wrong-person"), ("销售", "wrong-person"), ("质检员", "wrong-person")),
        ),
        Detail(
            "关键时刻的最终考核，综合哪些结果？",
            "日常巡视结果和公司组织的检查结果",
            "最终考核结合(.+?)综合评定",
            (
                ("日常巡视结果", "half-done"),
                ("公司组织的检查结果", "half-done"),
                ("日常巡视结果和顾客打分的结果", "not-printed"),
            ),
        ),
    ),
    "KM-R1": (
        Detail(
            "客户等待时，导购应主动了解什么？",
            "客户业务需求",
            "主动了解(.+?)[；。]",
            (
                ("客户证件情况", "other-moment"),
                ("客户等了多久", "not-printed"),
                ("客户反馈意见", "other-moment"),
            ),
        ),
        Detail(
            "客户等待时，由谁主动了解他的业务需求？",
            "导购",
            "客户等待时：(.+?)应主动",
            (("值班经理", "wrong-person"), ("受理台席", "wrong-person"), ("质检员", "wrong-person")),
        ),
    ),
    "KM-R2": (
        Detail(
            "按业务推荐的关键时刻，什么时候向客户推荐业务？",
            "业务办理或客户咨询结束时",
            "2）(.+?)：",
            (
                ("客户刚走进营业厅时", "too-early"),
                ("客户正在填写资料时", "too-early"),
                ("客户还没说需求时", "need-not-asked"),
            ),
        ),
        Detail(
            "向客户推荐业务，要以什么为基础？",
            "了解客户需求",
            "在(.+?)的基础上",
            (
                ("客户的付费方式", "not-printed"),
                ("公司的推广任务", "need-not-asked"),
                ("新业务的资料", "need-not-asked"),
            ),
        ),
    ),
    "KM-R3": (
        Detail(
            "客户说赶时间，不办新业务。首先要做什么？",
            "感谢客户的时间",
            "首先要(.+?)，",
            (
                ("递上业务资料", "order-reversed"),
                ("再介绍一遍好处", "pressed-on"),
                ("问他为什么不办", "pressed-on"),
            ),
        ),
        Detail(
            "客户对新业务不感兴趣，谢过他的时间，然后做什么？",
            "递上业务资料",
            "然后(递上业务资料)",
            (
                ("再推荐另一种业务", "pressed-on"),
                ("请他留下联系方式", "not-printed"),
                ("不必再做什么", "half-done"),
            ),
        ),
    ),
}
