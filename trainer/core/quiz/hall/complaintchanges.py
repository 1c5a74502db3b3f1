"""Changed words of the customer-service procedure and the retail centre, and what these leave open."""

from trainer.core.quiz.hall.passages import Change, Changes, Open, Opens

CHANGES: Changes = {
    "W1": (Change("保障客户的权益", "保障公司的收入", "not-printed"),),
    "W2": (
        Change("由经验丰富的员工组成", "由新入职的员工组成", "wrong-person"),
        Change("具备良好的沟通和解决问题的能力", "只要求打字快", "not-printed"),
    ),
    "W3.1": (
        Change("接待员将通过", "值班经理将通过", "wrong-person"),
        Change("尽快回复", "等客户来催再回复", "waited-passively"),
    ),
    "W3.2": (
        Change(
            "包括客户的姓名、联系方式、问题描述和解决方案等信息",
            "只记问题描述,不记姓名和联系方式",
            "half-done",
        ),
        Change("记录客户提出的问题和需求", "只记录没有解决的问题", "half-done"),
    ),
    "W3.3": (
        Change("根据问题的性质和复杂程度", "根据客户到来的先后", "not-printed"),
        Change("并及时向客户反馈解决方案", "等客户来问再反馈", "waited-passively"),
    ),
    "W3.4": (
        Change("客户在问题解决后", "客户在问题解决前", "order-reversed"),
        Change("团队将征求客户的反馈意见", "团队不必再与客户联系", "half-done"),
    ),
    "W5": (Change("定期为客户服务团队进行培训", "只为新员工进行培训", "half-done"),),
    "W6": (Change("必须遵守", "可以不管", "too-lax"),),
    "W7": (Change("将在必要时进行更新", "只在每年底进行更新", "invented"),),
    "W8": (
        Change("自发布之日起生效", "自培训之日起生效", "invented"),
        Change("适用于公司的所有客户服务活动", "只适用于电话服务", "half-done"),
    ),
    "Z1": (Change("处理客户投诉和问题", "把客户投诉转给厂家", "pushed-away"),),
    "Z3.1": (
        Change("应主动接待客户", "应等客户开口", "waited-passively"),
        Change("询问客户的需求", "不问客户的需求", "need-not-asked"),
    ),
    "Z3.2": (
        Change("可协助客户联系相关部门", "可请客户自己联系相关部门", "pushed-away"),
        Change("应尽快解答", "应请客户过几天再来", "waited-passively"),
    ),
    "Z3.3": (
        Change(
            "应认真听取客户意见,并迅速采取行动解决问题", "应先讲清公司规定,再听取客户意见", "explained-first"
        ),
        Change("客户服务监督员介入", "客户服务主管介入", "role-mixed"),
        Change("并迅速采取行动解决问题", "并当场答应退款", "promised-early"),
    ),
    "Z3.4": (
        Change("定期对客户", "只对投诉过的客户", "half-done"),
        Change("及时改善服务质量", "存档备查", "half-done"),
    ),
    "Z5": (Change("记录客户信息和问题", "记录商品进出数量", "not-printed"),),
    "Z6": (Change("并与相关部门密切合作", "由本中心单独完成", "half-done"),),
}

_DAYS = (("一天以内", "invented"), ("三天以内", "invented"), ("一周以内", "invented"))
_OFTEN = (("每月一次", "invented"), ("每季度一次", "invented"), ("每年一次", "invented"))

OPENS: Opens = {
    "W3.1": (Open("接待员要尽快回复客户，最晚多久？", "多久算“尽快”没有写", _DAYS),),
    "W3.3": (Open("解决方案要及时反馈客户，几天以内算及时？", "多久算“及时”没有写", _DAYS),),
    "W4": (Open("服务质量监控，多久做一次？", "多久一次没有写", _OFTEN),),
    "W5": (Open("客户服务团队的培训，多久办一次？", "多久一次没有写", _OFTEN),),
    "W6": (
        Open(
            "处理客户问题要遵守的，是哪几部法规？",
            "是哪些法规没有写",
            (("消费者权益保护法", "invented"), ("电信条例", "invented"), ("合同法和价格法", "invented")),
        ),
    ),
    "W7": (Open("操作规程多久审查一次？", "多久一次没有写", _OFTEN),),
    "W8": (
        Open(
            "《客户服务操作规程》是哪一天发布的？",
            "发布日期没有写",
            (("年初发布的", "invented"), ("开业那天发布的", "invented"), ("和资费表同一天", "invented")),
        ),
    ),
    "Z3.2": (Open("客户提问要尽快解答，最晚多久？", "多久算“尽快”没有写", _DAYS),),
    "Z3.3": (
        Open(
            "怎样的投诉算“较为复杂”，要请监督员？",
            "怎样算“较为复杂”没有写",
            (
                ("当场解决不了的", "invented"),
                ("牵涉退款的", "invented"),
                ("投诉过两次的", "invented"),
            ),
        ),
    ),
    "Z3.4": (Open("零售店的满意度调查，多久做一次？", "多久一次没有写", _OFTEN),),
    "Z4": (Open("零售店的培训，多久组织一次？", "多久一次没有写", _OFTEN),),
}
