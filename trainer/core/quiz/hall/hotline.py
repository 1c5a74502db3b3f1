"""The flow of the 1860 hotline: boxes whose arrows are lost, so only what each box says is asked for."""

from trainer.core.quiz.hall.passages import Change, Changes, Detail, Details

DETAILS: Details = {
    "H1": (
        Detail(
            "客户有疑问，打热线拨到哪里咨询？",
            "1860人工台",
            "拨打(.+?)咨询",
            (("投诉检查室", "lane-mixed"), ("技术培训室", "lane-mixed"), ("相关部门", "lane-mixed")),
        ),
    ),
    "H2": (
        Detail(
            "热线的前台接听电话，接着做什么？",
            "答复客户",
            "接听电话，(.+?)。",
            (("监听记录", "lane-mixed"), ("查找原因", "lane-mixed"), ("发布公告", "lane-mixed")),
        ),
    ),
    "H3": (
        Detail(
            "热线的通话由谁监听、记录？",
            "质检员",
            "(.+?)监听、记录",
            (("前台班长", "lane-mixed"), ("值班经理", "lane-mixed"), ("接待员", "lane-mixed")),
        ),
    ),
    "H4": (
        Detail(
            "热线接到的问题，不能向客户解释清楚的，怎么办？",
            "形成案件",
            "向客户解释或(.+?)。",
            (("发布公告", "lane-mixed"), ("请客户再打来", "pushed-away"), ("做后期培训", "lane-mixed")),
        ),
    ),
    "H5": (
        Detail(
            "热线的案件判断以后，提交给谁？",
            "相关人员",
            "提交(.+?)。",
            (("客户本人", "pushed-away"), ("前台班长", "lane-mixed"), ("公司领导", "not-printed")),
        ),
    ),
    "H6": (
        Detail(
            "热线流程里，哪类问题要联系相关部门查事故原因？",
            "网络、计费方面的问题",
            "^(.+?)。",
            (
                ("业务方面的问题", "branch-mixed"),
                ("服务态度的问题", "not-printed"),
                ("所有打进来的问题", "branch-mixed"),
            ),
        ),
    ),
    "H7": (
        Detail(
            "热线流程里，哪类问题要明确以后做培训？",
            "业务方面的问题",
            "^(.+?)。",
            (
                ("网络、计费方面的问题", "branch-mixed"),
                ("服务态度的问题", "not-printed"),
                ("所有打进来的问题", "branch-mixed"),
            ),
        ),
    ),
    "H8": (
        Detail(
            "许多客户反映打不通，迅速联系相关部门做什么？",
            "查找事故原因",
            "联系，(.+?)。",
            (
                ("做后期培训", "branch-mixed"),
                ("对问题进行明确", "branch-mixed"),
                ("监听、记录", "lane-mixed"),
            ),
        ),
    ),
    "H9": (
        Detail(
            "事故查明后，要详细说明问题原因，还有什么？",
            "处理过程",
            "及(.+?)。",
            (("赔偿金额", "promised-early"), ("责任人名单", "not-printed"), ("客户名单", "not-printed")),
        ),
    ),
    "H10": (
        Detail(
            "事故查明后，发布公告，或通知谁采取应急措施？",
            "前台班长",
            "通知(.+?)采取",
            (("质检员", "lane-mixed"), ("技术培训室", "lane-mixed"), ("打来电话的客户", "lane-mixed")),
        ),
    ),
    "H11": (
        Detail(
            "事故有了说法，前台为客户做好什么工作？",
            "解释工作",
            "做好(.+?)。",
            (("培训工作", "lane-mixed"), ("检查工作", "lane-mixed"), ("退费工作", "promised-early")),
        ),
    ),
    "H12": (
        Detail(
            "热线遇到业务方面的问题，先怎样处理？",
            "对问题进行明确",
            "^(.+?)。",
            (
                ("发布公告", "branch-mixed"),
                ("查找事故原因", "branch-mixed"),
                ("通知前台班长", "branch-mixed"),
            ),
        ),
    ),
    "H13": (
        Detail(
            "热线的技术培训室，做哪一项工作？",
            "后期培训",
            "做(.+?)工作",
            (("监听、记录", "lane-mixed"), ("接听电话", "lane-mixed"), ("发布公告", "lane-mixed")),
        ),
    ),
    "H14": (
        Detail(
            "网络故障恢复了，恢复时间记在哪里？",
            "当天日报表",
            "在(.+?)中详细记录",
            (("公告里", "lane-mixed"), ("培训记录", "lane-mixed"), ("案件里", "lane-mixed")),
        ),
    ),
}

CHANGES: Changes = {
    "H2": (Change("答复客户", "请客户找相关部门", "pushed-away"),),
    "H3": (Change("质检员", "前台班长", "lane-mixed"),),
    "H4": (Change("或形成案件", "或请客户改天再打", "pushed-away"),),
    "H5": (Change("判断,并提交相关人员", "不必判断,都交给前台班长", "lane-mixed"),),
    "H8": (Change("迅速与相关部门联系", "第二天再与相关部门联系", "waited-passively"),),
    "H9": (Change("详细说明问题原因,及处理过程", "只说已经修好,不说明原因", "half-done"),),
    "H10": (Change("通知前台班长", "通知质检员", "lane-mixed"),),
    "H11": (Change("为客户做好解释工作", "请客户看报纸上的公告", "pushed-away"),),
}
