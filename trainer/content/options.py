"""From an option as written to an option that can be chosen: what is said or done, and where it leads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trainer.content.bench import Bench, condition, marks, milliseconds
from trainer.content.schema import ConditionText, CustomerText, NodeText, OptionText, RouteText
from trainer.content.typeset import as_sentence, typeset
from trainer.core.check import Trail
from trainer.core.library import Phrase, UnknownWord
from trainer.core.scenario import LATE, Kind, Option, Route

SILENCE = "（没有作声）"
"""What a trainee says who lets a deadline pass, where the author wrote nothing else."""

_To = str | list[RouteText] | None
"""Where something leads, as written: a node, ways with conditions, or nowhere else."""

_WAYS = ("say", "words", "do", "answer", "delegate", "look_up")
_KINDS: dict[str, Kind] = {
    "words": "say",
    "do": "do",
    "answer": "answer",
    "delegate": "delegate",
    "look_up": "look_up",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an option may refer to: the conversation, the nodes this variant has, and all flags."""

    customer: CustomerText
    nodes: frozenset[str]
    flags: frozenset[str]


def make_option(bench: Bench, text: OptionText, node: str, path: Trail, around: Surroundings) -> Option:
    """Return the option; what is wrong with it is kept at the bench."""
    kind, words, ref = _what(bench, text, path)
    steps = (ref, *text.also) if ref else tuple(text.also)
    phrase = bench.library.phrases.get(ref)
    if phrase and phrase.step:
        steps = (*steps, phrase.step)
    for index, step in enumerate(text.also):
        bench.known(step, (*path, "also", index))
    rule = bench.name(text.rule, (*path, "rule")) or ref
    _check_flags(bench, ((text.if_, (*path, "if")), *_asked(text.then, path)), around)
    return Option(
        id=text.id or ref or f"{node}-{path[-1]}",
        kind=kind,
        text=words,
        routes=_routes(bench, text.then, node, path, around),
        marks=marks(text.marks),
        ref=ref,
        steps=steps,
        takes=milliseconds(text.takes),
        mood=text.mood,
        sets=tuple(text.sets),
        needs=condition(text.if_),
        blocked=bench.fill(text.blocked, (*path, "blocked")),
        critical=bench.fill(text.critical, (*path, "critical")),
        feedback=bench.fill(text.feedback, (*path, "feedback")),
        rule=rule,
        proof=bench.proof({rule: (*path, "rule"), ref: path}),
    )


def make_late(bench: Bench, text: NodeText, node: str, path: Trail, around: Surroundings) -> Option | None:
    """Return what the clock takes at a node, where it has a deadline; it never earns marks."""
    _check_deadline(bench, text, path)
    late = text.late
    if late is None:
        return None
    here = (*path, "late")
    routes = _routes(bench, late.then, node, here, around)
    if any(route.to == node for route in routes):
        message = f"late 又回到「{node}」自己，等于没有期限"
        bench.problem("S129", message, "通到别的步骤，让客户有个反应", (*here, "then"))
    _check_flags(bench, _asked(late.then, here), around)
    rule = bench.name(late.rule, (*here, "rule"))
    return Option(
        id=LATE,
        kind="late",
        text=as_sentence(bench.fill(late.words, (*here, "words"))) or SILENCE,
        routes=routes,
        takes=0,
        mood=late.mood,
        sets=tuple(late.sets),
        critical=bench.fill(late.critical, (*here, "critical")),
        feedback=bench.fill(late.feedback, (*here, "feedback")),
        rule=rule,
        proof=bench.proof({rule: (*here, "rule")}),
    )


def _check_deadline(bench: Bench, text: NodeText, path: Trail) -> None:
    """Keep a problem for a deadline without what follows, the reverse, and either where nothing is asked."""
    if text.deadline is not None and text.late is None:
        cure = "加上 late：到时没有作声，通到哪一步、为什么不好"
        bench.problem("F115", "写了 deadline，没有写 late", cure, (*path, "deadline"))
    elif text.late is not None and text.deadline is None:
        bench.problem("F115", "写了 late，没有写 deadline", "加上 deadline：几秒内要答", (*path, "late"))
    elif text.late is not None and not text.options:
        cure = "删去 deadline 和 late，或加上选项"
        bench.problem("F115", "这一步没有选项，不能有期限", cure, (*path, "deadline"))


def _what(bench: Bench, text: OptionText, path: Trail) -> tuple[Kind, str, str]:
    """Return kind, words and library id of what the option does."""
    named = [way for way in _WAYS if getattr(text, way)]
    if len(named) != 1:
        message = f"一个选项要写且只写一种做法（现有：{'、'.join(named) or '无'}）"
        bench.problem("F105", message, "say、words、do、answer、delegate、look_up 中选一个", path)
    way = named[0] if named else "words"
    value, here = str(getattr(text, way) or ""), (*path, way)
    if way == "say":
        return "say", *_phrase(bench, text, value, path)
    if way == "do" and value in bench.library.steps:
        return "do", bench.library.steps[value].text, value
    words = bench.fill(value, here)
    return _KINDS[way], words if way == "do" else as_sentence(words), ""


def _phrase(bench: Bench, text: OptionText, id: str, path: Trail) -> tuple[str, str]:
    """Return what is said with a phrase, and its id ("" where there is no such phrase)."""
    phrase = bench.library.phrases.get(id)
    if phrase is None:
        cure = bench.suggest(id, "phrase", bench.library.phrases, "话术编号见 scripts_zh/phrases.yaml")
        bench.problem("U201", f"未知话术「{id}」", cure, (*path, "say"))
        return id, ""
    fills = {k: bench.fill(str(v), (*path, "fill", k)) for k, v in text.fill.items()}
    _check_blanks(bench, phrase, text, path)
    try:
        words = phrase.say(fills)
    except UnknownWord as error:
        bench.problem("U207", str(error), "在 fill 里补上", (*path, "say"))
        return phrase.text, id
    return as_sentence(typeset(words + bench.fill(text.more, (*path, "more")))), id


def _check_blanks(bench: Bench, phrase: Phrase, text: OptionText, path: Trail) -> None:
    blanks = [f"{{{key}}}" for key in text.fill]
    for key, blank in zip(text.fill, blanks, strict=True):
        if blank not in phrase.spoken:
            bench.problem(
                "U207", f"话术 {phrase.id} 没有空格「{key}」", f"原句：{phrase.spoken}", (*path, "fill", key)
            )


def _asked(to: _To, path: Trail) -> Iterator[tuple[ConditionText | None, Trail]]:
    """Yield the condition of each way, with its path."""
    for index, route in enumerate(to if isinstance(to, list) else ()):
        yield route.if_, (*path, "then", index, "if")


def _check_flags(
    bench: Bench, asked: Iterable[tuple[ConditionText | None, Trail]], around: Surroundings
) -> None:
    """Keep a problem for each flag that is asked for and that nothing sets."""
    for when, here in asked:
        for index, flag in enumerate(when.has if when else ()):
            if flag not in around.flags:
                cure = bench.suggest(
                    flag, f"flag {around.customer.id}", around.flags, "检查名字，或给某个选项写 sets"
                )
                bench.problem("S121", f"条件要求「{flag}」，但没有选项会设它", cure, (*here, "has", index))


def _routes(bench: Bench, to: _To, node: str, path: Trail, around: Surroundings) -> tuple[Route, ...]:
    if to is None:
        return (Route(node),)
    here = (*path, "then")
    if isinstance(to, str):
        _check_target(bench, to, here, around)
        return (Route(to),)
    for index, route in enumerate(to):
        _check_target(bench, route.to, (*here, index, "to"), around)
    return tuple(Route(route.to, condition(route.if_)) for route in to) or (Route(node),)


def _check_target(bench: Bench, to: str, path: Trail, around: Surroundings) -> None:
    if to in around.nodes:
        return
    if to in around.customer.nodes:
        bench.problem(
            "S101", f"通到「{to}」，但这个变体里没有这一步", f"给这个选项写「{to}」同样的 when", path
        )
        return
    cure = bench.suggest(
        to, f"node {around.customer.id}", around.customer.nodes, "改成已有的步骤，或补写这一步"
    )
    bench.problem("S101", f"通到「{to}」，但没有这一步", cure, path)
