"""Questions on the standard phrases and on what must never be said."""

from dataclasses import replace

import pytest

from tests.core.quiz.conftest import is_told, proved
from tests.core.quiz.hall import asked, empty, facts_of, proofs, wrong_of
from trainer.core.library import Library
from trainer.core.quiz.hall import forbidden, gaps, reread, shown, situations
from trainer.core.quiz.hall.fitting import ordinal
from trainer.core.quiz.hall.slips import SLIPS
from trainer.core.quiz.question import UNWRITTEN, key_of
from trainer.core.quiz.template import Ground, Template, question_of
from trainer.core.quiz.topics.phrases import MISTAKES, TEMPLATES

BY_ID = {template.id: template for template in TEMPLATES}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_question_is_found_twice(ground: Ground, template: Template) -> None:
    proved(ground, template, SLIPS)


def test_mistakes_are_told() -> None:
    assert is_told(dict(MISTAKES))


def test_every_phrase_and_forbidden_phrase_is_asked(ground: Ground) -> None:
    assert facts_of(ground, TEMPLATES) >= {*ground.library.phrases, *ground.library.forbidden}


@pytest.mark.parametrize(
    ("template", "case", "key"),
    [  # by hand, from the table of phrases
        ("phrases.situation", ("P03", 0), "“您好，请稍等。”"),
        ("phrases.situation", ("P17", 0), "“您反映的是……，是吗？”"),
        ("phrases.post", ("P14",), "导购"),
        ("phrases.post", ("P20",), "投诉咨询"),
        ("phrases.step", ("P08",), "资料凭证入封套"),
        ("phrases.step", ("P05",), "双手收银再递票"),
        ("phrases.at-step", ("S8", "P09"), "“再见，请慢走。”"),
        ("phrases.no-phrase", ("S5",), UNWRITTEN),
        ("phrases.alike", ("送客", "P14"), "“欢迎下次光临，再见。”"),
        ("phrases.judge", ("送客", "P09", "P14"), "错"),
        ("phrases.judge", ("迎客", "P10", "P10"), "对"),
        ("phrases.fill", ("P09", 0), ("请慢走",)),
        ("phrases.change", ("随E行", 250), ("250", "30")),
        ("phrases.change", ("全球通", 200), ("200", "50")),
        ("phrases.hotline", ("P08",), ("1860",)),
        ("forbidden.instead", ("F13",), "“对不起，您反映的问题我们需要查实，查明后我会尽快与您联系。”"),
        ("forbidden.instead", ("F09",), UNWRITTEN),
        ("forbidden.why", ("F09", 0), "出帐期间1日至5日不许受理，谁也不能通融"),
        ("forbidden.judge", ("F11", 0), "错"),
        ("forbidden.judge", ("F11", -1), "对"),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: tuple[str, ...], key: object) -> None:
    assert key_of(asked(ground, TEMPLATES, template, *case)) == key


def test_what_is_said_at_another_post_is_a_named_mistake(ground: Ground) -> None:
    wrong = wrong_of(asked(ground, TEMPLATES, "phrases.alike", "送客", "P14"))
    assert wrong["“再见，请慢走。”"] == "wrong-post"


def test_phrases_that_may_both_be_said_never_stand_against_each_other(ground: Ground) -> None:
    for id in ("phrases.situation", "phrases.at-step", "phrases.alike"):
        template = BY_ID[id]
        for case in template.cases(ground):
            draft = template.ask(ground, case)
            barred = {shown.said(ground, other) for other in situations.FITS_TOO.get(draft.rule, ())}
            assert not barred & {text for text, _ in draft.wrong}, draft


def test_a_reception_keeps_loose_what_the_print_leaves_loose(ground: Ground) -> None:
    order = key_of(asked(ground, TEMPLATES, "phrases.order", "P16", "P17", "P19", "P20"))
    assert ("“您慢慢说。”", "“您反映的是……，是吗？”") in order  # type: ignore[operator]
    both = asked(ground, TEMPLATES, "phrases.order", "P15", "P16", "P17", "P18", "P19", "P20")
    texts = {choice.id: choice.text for choice in both.choices}
    pairs = {(texts[first], texts[then]) for first, then in both.before}
    assert ("“请用茶。”", "“您慢慢说。”") not in pairs
    assert any("先后不论" in line for line in both.explanation)


def test_blanks_name_the_mistake_of_a_wrong_word(ground: Ground) -> None:
    question = asked(ground, TEMPLATES, "phrases.fill", "P17", 0)
    assert dict(question.blanks[0].slips) == {"您办理的是": "wrong-post"}
    assert "您反映的问题是" in question.blanks[0].accepted


def test_gaps_take_words_that_stand_once_and_slips_are_known(ground: Ground) -> None:
    for id, variants in gaps.GAPS.items():
        for gap in (gap for variant in variants for gap in variant):
            assert shown.words(ground, id).count(gap.words) == 1, (id, gap)
            assert {mistake for _, mistake in gap.slips} <= SLIPS.keys(), gap
            assert not {gap.words, *gap.also} & {text for text, _ in gap.slips}


def test_change_knows_who_counts_one_charge_only(ground: Ground) -> None:
    taken, back = asked(ground, TEMPLATES, "phrases.change", "全球通", 200).blanks
    assert taken.fen == 200_00
    assert back.fen == 50_00
    assert dict(taken.slips) == {"150": "due-for-taken"}
    assert dict(back.slips) == {"100": "change-part", "150": "due-for-change"}


def test_the_printed_hotline_of_another_company_is_no_fault(ground: Ground) -> None:
    question = asked(ground, TEMPLATES, "phrases.hotline", "P08")
    assert question.blanks[0].accepted == ("1860", "10060")


def test_what_may_be_said_has_no_forbidden_word(ground: Ground) -> None:
    assert forbidden.FINE.keys() == forbidden.SCENES.keys() == ground.library.forbidden.keys()
    assert [text for text in forbidden.FINE.values() if ground.library.forbidden_in(text)] == []


def test_every_phrase_has_situations(ground: Ground) -> None:
    assert situations.SITUATIONS.keys() == ground.library.phrases.keys()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_an_empty_library_asks_nothing(ground: Ground, template: Template) -> None:
    assert list(template.cases(empty(ground))) == []


def test_a_phrase_of_the_halls_own_does_not_pass_without_a_print(ground: Ground) -> None:
    own = replace(ground.library.phrases["P01"], id="P30", spoken="您好,{号码}号!")
    library = Library({"P30": own}, ground.library.procedures, {}, {})
    alone = replace(ground, library=library)
    assert shown.words(alone, "P30") == "您好，……号！"
    assert proofs(alone, BY_ID["phrases.post"]) == [False]
    assert proofs(alone, BY_ID["phrases.step"]) == [False]
    assert question_of(BY_ID["phrases.post"], alone, ("P30",)).choices


def test_a_phrase_that_the_material_prints_otherwise_does_not_pass(ground: Ground) -> None:
    changed = replace(ground.library.phrases["P16"], spoken="您快点说")
    library = replace(ground.library, phrases={**ground.library.phrases, "P16": changed})
    assert False in proofs(replace(ground, library=library), BY_ID["phrases.situation"])
    assert False in proofs(replace(ground, library=library), BY_ID["phrases.fill"])


def test_forbidden_words_of_the_halls_own_are_judged_and_explained_only(ground: Ground) -> None:
    own = replace(ground.library.forbidden["F01"], id="F30", words=("找别人去",))
    library = replace(ground.library, forbidden={**ground.library.forbidden, "F30": own})
    more = replace(ground, library=library)
    asked_of = {t.id for t in TEMPLATES for case in t.cases(more) if "F30" in case}
    assert asked_of == {"forbidden.why", "forbidden.judge"}


def test_the_print_is_set_wide() -> None:
    assert reread.wide("您办理的是。。。。。是吗?") == "您办理的是……是吗？"
    assert reread.wide("交费;") == "交费。"
    assert ordinal(0) == "一"
    assert ordinal(11) == "12"
