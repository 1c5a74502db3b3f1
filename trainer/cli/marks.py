"""Marks as lines of text and as JSON: every decision and every rule, each with its proof."""

from collections.abc import Iterable, Iterator
from typing import Any

from trainer.cli import floor
from trainer.core.assess import Assessment, Decision
from trainer.core.findings import Finding
from trainer.core.library import Source
from trainer.core.scenario import Competence, Marks, Option, Scenario


def report(scenario: Scenario, assessment: Assessment) -> Iterator[str]:
    """Tell the marks, the gate, every decision and finding, and what it all rests on."""
    yield from summary(assessment)
    names = {customer.id: customer.name for customer in scenario.customers}
    for customer, outcome in assessment.outcomes:
        yield f"  {names[customer]}：{outcome or '还没有办完'}"
    yield "\n每一步："
    for number, decision in enumerate(assessment.decisions, start=1):
        yield from decision_lines(scenario, number, decision)
    if assessment.findings:
        yield "\n全程："
        yield from _findings(scenario, assessment.findings)
    if scenario.notes:
        yield "\n资料没有写明的："
        yield from (f"  {note}" for note in scenario.notes)
    if scenario.assumptions:
        yield "\n本题依据的假设："
        yield from (f"  {assumption}" for assumption in scenario.assumptions)


def summary(assessment: Assessment) -> Iterator[str]:
    """Tell the marks by competence and the compliance gate."""
    unfinished = "" if assessment.complete else "（没有做完）"
    yield f"得分 {assessment.total}/{assessment.out_of}（{assessment.percent}%）{unfinished}"
    for competence, got, best in assessment.by_competence():
        yield f"  {competence.value}  {got}/{best}"
    yield "合规：通过" if assessment.compliant else "合规：不通过（一票否决）"
    yield from (f"  {finding.title}：{finding.detail}" for finding in assessment.critical)


def decision_lines(scenario: Scenario, number: int, decision: Decision) -> Iterator[str]:
    """Tell one decision: what was said, what was right, and what proves it."""
    customer = scenario.customer(decision.customer)
    at = scenario.clock(decision.at)
    yield f"  {number}. {at}  {customer.name}：{customer.nodes[decision.node].line}"
    yield f"     您{floor.deed(decision.chosen)}"
    yield from typed(decision)
    yield from verdict(decision)


def typed(decision: Decision) -> Iterator[str]:
    """Tell what was typed from memory and how much it keeps; nothing where a number was typed."""
    if decision.typed:
        yield f"     您打的字：{decision.typed}（得 {decision.share}%）"


def verdict(decision: Decision) -> Iterator[str]:
    """Tell whether a decision was right, what it earned, and the right answer where it was not."""
    word = (
        "[对]" if decision.is_right else "[否决]" if decision.chosen.critical or decision.breaks else "[不对]"
    )
    yield f"     {word} {_earned(decision)}"
    if decision.chosen.feedback:
        yield f"     {decision.chosen.feedback}"
    if not decision.is_right:
        yield from (f"     应该{floor.deed(option)}{_named(option)}" for option in decision.right)
    proofs = (decision.chosen, *(() if decision.is_right else decision.right))
    yield from floor.proof(dict.fromkeys(source for option in proofs for source in option.proof))


def as_json(assessment: Assessment) -> dict[str, Any]:
    """Write an assessment down for other programs."""
    return {
        "score": {
            "total": assessment.total,
            "out_of": assessment.out_of,
            "percent": assessment.percent,
        },
        "gate": "pass" if assessment.compliant else "fail",
        "marks": {name.value: {"got": got, "best": best} for name, got, best in assessment.by_competence()},
        "outcomes": dict(assessment.outcomes),
        "complete": assessment.complete,
        "decisions": [_decision_json(decision) for decision in assessment.decisions],
        "findings": [_finding_json(finding) for finding in assessment.findings],
    }


def _earned(decision: Decision) -> str:
    if not decision.counted:
        return "不计分（只算第一次的回答）"
    earned = "，".join(f"{name} +{got}" for name, got in _named_marks(decision.marks).items()) or "0 分"
    return (
        earned + ("（看过提示，减半）" if decision.hinted else "") + ("（已撤回）" if decision.undone else "")
    )


def _named(option: Option) -> str:
    names = "、".join(dict.fromkeys(name for name in (option.ref, option.rule) if name))
    return f"（{names}）" if names else ""


def _findings(scenario: Scenario, findings: Iterable[Finding]) -> Iterator[str]:
    """Tell the findings rule by rule; the proof of a rule follows once, where something was missed."""
    rules: dict[tuple[str, str, tuple[Source, ...]], list[Finding]] = {}
    for finding in findings:
        rules.setdefault((finding.title, finding.customer, finding.proof), []).append(finding)
    names = {customer.id: f"（{customer.name}）" for customer in scenario.customers}
    for (title, customer, sources), found in rules.items():
        got, possible = (
            sum(map(sum, kind)) for kind in zip(*((f.marks, f.possible) for f in found), strict=True)
        )
        whom = names.get(customer, "") if len(names) > 1 else ""
        yield f"  {title}{whom}" + (f"  {got}/{possible}" if possible else "")
        yield from (f"     {_kept(finding)} {finding.detail}" for finding in found)
        if not all(finding.kept for finding in found):
            yield from floor.proof(sources)


def _kept(finding: Finding) -> str:
    return "[做到]" if finding.kept else "[否决]" if finding.critical else "[没有]"


def _named_marks(marks: Marks) -> dict[str, int]:
    return {name.value: got for name, got in zip(Competence, marks, strict=True) if got}


def _decision_json(decision: Decision) -> dict[str, Any]:
    return {
        "at": decision.at,
        "customer": decision.customer,
        "node": decision.node,
        "chosen": _option_json(decision.chosen),
        "right": [_option_json(option) for option in decision.right],
        "is_right": decision.is_right,
        "marks": _named_marks(decision.marks),
        "counted": decision.counted,
        "hinted": decision.hinted,
        "undone": decision.undone,
        **_typed_json(decision),
    }


def _typed_json(decision: Decision) -> dict[str, Any]:
    if not decision.typed:
        return {}
    return {"typed": decision.typed, "share": decision.share, "breaks": decision.breaks}


def _option_json(option: Option) -> dict[str, Any]:
    return {
        "id": option.id,
        "kind": option.kind,
        "text": option.text,
        "ref": option.ref,
        "rule": option.rule,
        "critical": option.critical,
        "feedback": option.feedback,
        "proof": _proof_json(option.proof),
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "title": finding.title,
        "customer": finding.customer,
        "kept": finding.kept,
        "critical": finding.critical,
        "detail": finding.detail,
        "marks": _named_marks(finding.marks),
        "possible": _named_marks(finding.possible),
        "proof": _proof_json(finding.proof),
    }


def _proof_json(sources: Iterable[Source]) -> list[dict[str, Any]]:
    return [{"document": s.document, "lines": list(s.lines), "quote": s.quote} for s in sources]
