"""What the verb `quiz` prints: questions, papers and marks as JSON."""

from fractions import Fraction

from trainer.cli.answers import Json, readings, sources
from trainer.core.money import price
from trainer.core.quiz.bank import Bank
from trainer.core.quiz.coverage import Coverage
from trainer.core.quiz.marking import Marked, amount
from trainer.core.quiz.paper import Paper, Sheet, letter
from trainer.core.quiz.question import Question
from trainer.core.quiz.scoring import Rules
from trainer.core.quiz.selftest import Failure, Proof
from trainer.core.quiz.subjects import subject


def question(of: Question, bank: Bank, *, key: bool = True) -> Json:
    """Write a question as it is shown, and with `key` what is right, why, and where it stands."""
    told: Json = {
        "id": of.id,
        "template": of.template,
        "edition": of.edition,
        "case": list(of.case),
        "seed": of.seed,
        "form": of.form,
        "stem": of.stem,
        "skill": of.skill,
        "difficulty": of.difficulty,
        "rule": of.rule,
        "subject": subject(bank.ground, of.rule).title,
        "brands": list(of.brands),
        "choices": [
            {"letter": letter(place), "id": choice.id, "text": choice.text}
            for place, choice in enumerate(of.choices)
        ],
    }
    if of.lefts:
        told["lefts"] = [{"id": left.id, "text": left.text} for left in of.lefts]
    if of.number:
        told["unit"] = of.number.unit
    if of.blanks:
        told["blanks"] = len(of.blanks)
    return {**told, **(_proof(of, bank) if key else {})}


def paper(of: Paper, bank: Bank, *, key: bool = True) -> Json:
    """Write a paper: what is printed on every sheet, and its questions."""
    return {
        "id": of.id,
        "title": of.title,
        "edition": of.edition,
        "seed": of.seed,
        "rules": rules(of.rules),
        "imprint": list(of.imprint),
        "questions": [question(each, bank, key=key) for each in of.questions],
    }


def rules(of: Rules) -> Json:
    """Write scoring rules as a blueprint has them."""
    return {
        "several": of.several,
        "order": of.order,
        "match": of.match,
        "cost": None if of.cost is None else price(of.cost),
        "within": price(of.within),
        "percent": price(of.percent),
        "decimals": of.decimals,
    }


def marked(of: Marked, bank: Bank) -> Json:
    """Write what an answer is worth; a score is exact: 1, 1/2, 0."""
    return {
        "score": share(of.score),
        "right": of.right,
        "mistakes": [
            {"id": id, "name": bank.mistakes[id].name, "told": bank.mistakes[id].told} for id in of.mistakes
        ],
        "told": list(of.told),
    }


def sheet(of: Sheet, bank: Bank) -> Json:
    """Write the marks of a paper."""
    answers = zip(of.paper.questions, of.marked, strict=True)
    return {
        "paper": of.paper.id,
        "score": share(of.score),
        "of": len(of.marked),
        "percent": f"{float(of.percent):.2f}",
        "marked": [{"question": each.id, **marked(mark, bank)} for each, mark in answers],
    }


def tested(of: Proof) -> Json:
    """Write what the self-test found."""
    return {"questions": of.questions, "failures": [_failure(each) for each in of.failures]}


def covered(of: Coverage) -> Json:
    """Write which facts are reached, kind by kind, and which are not."""
    return {
        "facts": len(of.kinds),
        "reached": len(of.reached),
        "kinds": {kind: {"reached": got, "of": all_} for kind, (got, all_) in of.by_kind.items()},
        "missing": [{"fact": fact, "kind": of.kinds[fact]} for fact in of.missing],
        "unknown": list(of.unknown),
    }


def share(of: Fraction) -> str:
    """Write an exact share."""
    return str(of)


def _proof(of: Question, bank: Bank) -> Json:
    """Write the key with the mistakes behind the wrong answers, and what proves it."""
    texts = {choice.id: choice for choice in of.choices}
    key: Json = {"right": [each.id for each in of.choices if each.right]}
    if of.before:
        key = {"before": [list(pair) for pair in of.before]}
    if of.pairs:
        key = {"pairs": [list(pair) for pair in of.pairs]}
    wrong = [{"answer": id, "mistake": choice.mistake} for id, choice in texts.items() if choice.mistake]
    if of.number:
        number = of.number
        key = {"value": amount(number.value, number)}
        wrong = [{"answer": amount(value, number), "mistake": id} for value, id in number.slips]
    if of.blanks:
        key = {"blanks": [list(blank.accepted) for blank in of.blanks]}
        wrong = [{"answer": text, "mistake": id} for blank in of.blanks for text, id in blank.slips]
    return {
        "key": key,
        "wrong": wrong,
        "explanation": list(of.explanation),
        "sources": sources(of.sources),
        "assumptions": readings(of.assumptions, bank.ground.edition.assumptions),
        "facts": list(of.facts),
    }


def _failure(of: Failure) -> Json:
    return {"template": of.template, "case": list(of.case), "seed": of.seed, "why": of.why}
