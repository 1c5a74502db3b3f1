"""What is checked of a scenario file as a whole, before any variant is made: days, sizes, names."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from trainer.content.bench import Findings, TooManyProblems
from trainer.content.schema import Changes, CustomerText, DrawText, ScenarioText, VariantText
from trainer.content.templates import Templates
from trainer.core.check import Problem, Trail, near

MOST_WORK = 6_000
"""How many options and nodes all variants of a file, and all rows of their draws, may have together."""

MOST_FLAGS = 60

_HOPELESS = ("F110", "F112")


def check_head(text: ScenarioText, templates: Templates, editions: Iterable[str], findings: Findings) -> None:
    """Keep every problem; raise TooManyProblems where the file is too large to go on with."""
    for check in (_head(text, editions), _doubled(text), _strangers(text), _names(text, templates)):
        for problem in check:
            findings.add(problem)
    for problem in (*_uneven(text), *_tangled(text)):
        findings.add(problem)
    if any(problem.code in _HOPELESS for problem in findings.problems):
        raise TooManyProblems


def day_of(text: str) -> date | None:
    """Return the day, None where there is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def rows_of(text: ScenarioText, variant: VariantText | None) -> list[DrawText]:
    """Return the rows of details that the seed draws from; a variant's own take the place of the file's."""
    return text.draws if variant is None or variant.draws is None else variant.draws


def flags_of(customer: CustomerText) -> frozenset[str]:
    """Return every flag that something in the conversation sets."""
    nodes = customer.nodes.values()
    chosen = [flag for node in nodes for option in node.options for flag in option.sets]
    return frozenset(chosen).union(*(node.late.sets for node in nodes if node.late))


def _head(text: ScenarioText, editions: Iterable[str]) -> Iterator[Problem]:
    if text.edition not in editions:
        cure = near(text.edition, editions) or f"已安装的版本：{'、'.join(editions)}"
        yield Problem("U206", f"没有资费版本「{text.edition}」", cure, ("edition",))
    days: list[tuple[str | None, Trail]] = [(text.date, ("date",))]
    days += [(variant.date, ("variants", i, "date")) for i, variant in enumerate(text.variants)]
    for day, path in days:
        if day is not None and day_of(day) is None:
            yield Problem("F106", f"没有 {day} 这一天", "改成存在的日期", path)
    yield from _size(text)


def _size(text: ScenarioText) -> Iterator[Problem]:
    size = sum(1 + len(node.options) for customer in text.customers for node in customer.nodes.values())
    variants: list[VariantText | None] = [*text.variants]
    rows = [len(rows_of(text, variant)) or 1 for variant in variants or [None]]
    if size * sum(rows) > MOST_WORK:
        drawn = f"，连 draws 共 {sum(rows)} 份" if sum(rows) > len(rows) else ""
        message = f"内容太多：{len(text.variants)} 个变体{drawn}，每个 {size} 个步骤和选项"
        yield Problem("F110", message, f"乘起来不要超过 {MOST_WORK}；减少变体，或拆成几个文件", ("variants",))


def _doubled(text: ScenarioText) -> Iterator[Problem]:
    """Yield a problem for each variant and each customer that has the id of another."""
    variants = [variant.id for variant in text.variants]
    for index, id in enumerate(variants):
        if id in variants[:index]:
            yield Problem("D602", f"变体「{id}」写了两次", "改一个名字", ("variants", index, "id"))
    customers = [customer.id for customer in text.customers]
    for index, id in enumerate(customers):
        if id in customers[:index]:
            yield Problem("D603", f"客户「{id}」写了两次", "改一个编号", ("customers", index, "id"))


def _strangers(text: ScenarioText) -> Iterator[Problem]:
    """Yield a problem for each customer that a variant or a row changes, and that is not there."""
    known = [customer.id for customer in text.customers]
    changes: list[tuple[Changes, Trail]] = [(row.customers, path) for row, path in _all_rows(text)]
    changes += [(variant.customers, ("variants", i)) for i, variant in enumerate(text.variants)]
    for table, path in changes:
        for id in table:
            if id not in known:
                cure = near(id, known) or "检查编号"
                yield Problem("U205", f"没有客户「{id}」", cure, (*path, "customers", id))


def _names(text: ScenarioText, templates: Templates) -> Iterator[Problem]:
    """Yield a problem for each name that would hide a function, the date, or a value of the profile."""
    tables: list[tuple[Iterable[str], Trail]] = [(text.profile, ("profile",))]
    tables += [(variant.profile, ("variants", i, "profile")) for i, variant in enumerate(text.variants)]
    tables += [(row.profile, (*path, "profile")) for row, path in _all_rows(text)]
    for table, path in tables:
        for name in table:
            if name == "date" or name in templates.functions:
                yield Problem(
                    "D606", f"profile 里不能用「{name}」这个名字", "模板里已有它，改一个名字", (*path, name)
                )
    taken = {"date", *templates.functions, *(name for table, _ in tables for name in table)}
    yield from _lets(text.let, ("let",), taken)
    for index, variant in enumerate(text.variants):
        yield from _lets(variant.let, ("variants", index, "let"), {*taken, *text.let})


def _lets(lets: Mapping[str, str], path: Trail, taken: set[str]) -> Iterator[Problem]:
    for name in lets:
        if name in taken:
            message = f"let 里的「{name}」已经有了"
            yield Problem(
                "D607", message, "profile、日期、函数和别的 let 都不能重名，改一个名字", (*path, name)
            )


def _uneven(text: ScenarioText) -> Iterator[Problem]:
    """Yield a problem for each row of details that does not tell the same things as the first one."""
    tables: list[tuple[list[DrawText], Trail]] = [(text.draws, ("draws",))]
    tables += [(v.draws or [], ("variants", i, "draws")) for i, v in enumerate(text.variants)]
    for rows, path in tables:
        first = _told(rows[0]) if rows else frozenset()
        for index, row in enumerate(rows):
            if odd := sorted(_told(row) ^ first):
                message = f"draws 第 {index + 1} 行和第 1 行写的项目不一样（{'、'.join(odd)}）"
                yield Problem("F116", message, "每一行写同样的几项", (*path, index))


def _told(row: DrawText) -> frozenset[str]:
    """Return the names of all that a row of details tells."""
    changes = (
        (f"{id}.{key}", value)
        for id, change in row.customers.items()
        for key, value in change.model_dump(exclude_none=True).items()
    )
    parts = ([f"{key}.{part}" for part in v] if isinstance(v, dict) else [key] for key, v in changes)
    return frozenset({*row.profile, *(part for each in parts for part in each)})


def _all_rows(text: ScenarioText) -> Iterator[tuple[DrawText, Trail]]:
    """Yield every row of details in the file with its path."""
    yield from ((row, ("draws", index)) for index, row in enumerate(text.draws))
    for place, variant in enumerate(text.variants):
        yield from ((row, ("variants", place, "draws", i)) for i, row in enumerate(variant.draws or []))


def _tangled(text: ScenarioText) -> Iterator[Problem]:
    for index, customer in enumerate(text.customers):
        if len(flags := flags_of(customer)) > MOST_FLAGS:
            message = f"{customer.name}的对话设了 {len(flags)} 个标记，最多 {MOST_FLAGS} 个"
            yield Problem("F112", message, "合并或删去一些 sets", ("customers", index))
