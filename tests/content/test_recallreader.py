"""The parts of the phrases in scripts_zh/recall.yaml: complete, polite, and every fault at its place."""

from pathlib import Path

import pytest

from tests.content.conftest import ROOT
from trainer.content.bookreader import read_books
from trainer.content.books import BooksDamaged
from trainer.content.recallreader import RECALL, read_scripts
from trainer.core.library import Library
from trainer.core.parts import Part, Script, Scripts
from trainer.core.wording import written

HEAD = "format: 1\nblanks: {金额: amount}\nphrases:\n"


@pytest.fixture(scope="module")
def library() -> Library:
    return read_books(ROOT).library


@pytest.fixture(scope="module")
def shipped(library: Library) -> Scripts:
    return read_scripts(ROOT, library)


def read(tmp_path: Path, text: str, library: Library) -> Scripts:
    (tmp_path / "scripts_zh").mkdir()
    (tmp_path / RECALL).write_text(text, encoding="utf-8")
    return read_scripts(tmp_path, library)


def test_all_21_phrases_have_their_parts(shipped: Scripts, library: Library) -> None:
    assert list(shipped.scripts) == list(library.phrases)
    assert [part.text for part in shipped.scripts["P10"].parts] == ["您好", "欢迎光临", "请问我能帮您什么"]
    assert shipped.kinds == {
        "金额": "amount",
        "热线": "number",
        "业务": "name",
        "产品": "name",
        "问题": "words",
    }


def test_the_parts_are_the_whole_phrase_but_for_a_last_particle(shipped: Scripts, library: Library) -> None:
    for id, script in shipped.scripts.items():
        said = "".join(part.text or f"{{{part.blank}}}" for part in script.parts if not part.optional)
        whole = library.phrases[id].spoken.replace("{金额}元", "{金额}").removesuffix("吗?")
        if any(part.optional for part in script.parts):
            whole = whole.removeprefix("您好")
        assert written(said).key.removesuffix("吗") == written(whole).key, id


def test_other_wordings_are_as_polite_as_the_printed_one(shipped: Scripts) -> None:
    for script in shipped.scripts.values():
        for part in script.parts:
            for other in part.also:
                assert "你" not in other
                assert "请" not in part.text or "请" in other, (part.text, other)
                assert "您" not in part.text or "您" in other or "请" in other, (part.text, other)


def test_what_is_accepted_is_never_forbidden(shipped: Scripts, library: Library) -> None:
    texts = [text for script in shipped.scripts.values() for part in script.parts for text in part.also]
    assert [text for text in texts if library.forbidden_in(text)] == []


def test_a_hall_without_the_file_parts_every_phrase_at_its_marks(tmp_path: Path, library: Library) -> None:
    scripts = read_scripts(tmp_path, library)
    assert scripts == Scripts({}, {})
    assert [part.text for part in scripts.of(library.phrases["P01"]).parts] == ["您好", "欢迎光临", "请坐"]


def test_an_entry_says_all_it_can(tmp_path: Path, library: Library) -> None:
    entry = "- {id: P05, room: 9, parts: [{text: 收您, also: [收到您], weight: 2, optional: true}, {blank: 金额}]}\n"
    scripts = read(tmp_path, HEAD + entry, library)
    parts = (Part("收您", also=("收到您",), weight=2, optional=True), Part(blank="金额"))
    assert scripts == Scripts({"P05": Script("P05", parts, 9)}, {"金额": "amount"})


def test_the_head_alone_is_enough(tmp_path: Path, library: Library) -> None:
    assert read(tmp_path, "format: 1\n", library) == Scripts({}, {})


ORDER = "里没有，或次序不对。照原文写，次序也照原文；别的说法写在 also 里"


@pytest.mark.parametrize(
    ("entry", "at", "fault"),
    [
        ("- {id: P99, parts: [{text: 您好}]}", "P99", "U208 没有话术「P99」。是否指「P19」？"),
        ("- {id: 谁, parts: [{text: 您好}]}", "谁", "U208 没有话术「谁」。编号见 scripts_zh/phrases.yaml"),
        ("- {id: P16, parts: [{text: 您慢慢说}]}\n- {id: P16, parts: [{text: 您慢慢说}]}", "", "D605 「P16」写了两次。删去一个"),
        ("- {id: P16, parts: [{text: 慢点说}]}", "慢点", f"F104 「慢点说」在话术 P16 {ORDER}"),
        ("- {id: P09, parts: [{text: 请慢走}, {text: 再见}]}", "再见", f"F104 「再见」在话术 P09 {ORDER}"),
        ("- {id: P16, parts: [{text: 您慢慢说}, {text: '！'}]}", "'！'", f"F104 「！」在话术 P16 {ORDER}"),
        ("- {id: P16, parts: [{text: 您慢慢说, optional: true}]}", "[{", "F104 话术 P16 没有必须说的部分。至少一个部分不写 optional"),
        ("- {id: P16, parts: [{text: 您慢慢说, also: ['…']}]}", "'…'", "F104 「…」里没有文字。删去，或写上文字"),
        ("- {id: P16, parts: [{weight: 2}]}", "{w", "F105 「text」和「blank」要写一个，也只能写一个。删去一个，或补上一个"),
        ("- {id: P05, parts: [{text: 收您}, {blank: 金}]}", "金}", "U207 话术 P05 没有空格「金」。是否指「金额」？"),
        ("- {id: P16, parts: [{text: 您慢慢说}, {blank: 金额}]}", "金额", "U207 话术 P16 没有空格「金额」。空格的名字见 scripts_zh/phrases.yaml"),
        ("- {id: P05, parts: [{blank: 金额, also: [钱]}]}", "[钱", "F105 空格不能写「also」。删去 also，别的说法由场景或资费表给出"),
        ("- {id: P16, parts: [{text: 您慢慢说, weight: 0}]}", "0}", "F104 「weight」数字太小。最小 1"),
        ("- {id: P16, parts: []}", "[]", "F104 「parts」项目太少。至少写 1 项"),
        ("- {id: P16, part: [{text: 您慢慢说}]}", "{id", "F101 缺少「parts」。补上 parts"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place(
    tmp_path: Path, library: Library, entry: str, at: str, fault: str
) -> None:
    with pytest.raises(BooksDamaged) as caught:
        read(tmp_path, f"{HEAD}{entry}\n", library)
    where = f"4:{entry.index(at) + 1}" if at else "5:8"
    assert f"{RECALL}:{where} {fault}" in str(caught.value).split("\n")


def test_a_file_that_is_no_yaml_is_told(tmp_path: Path, library: Library) -> None:
    with pytest.raises(BooksDamaged, match=f"{RECALL}:1:"):
        read(tmp_path, "format: [1\n", library)


def test_a_wrong_kind_of_blank_is_told(tmp_path: Path, library: Library) -> None:
    with pytest.raises(BooksDamaged, match=r"amount、number、name、words"):
        read(tmp_path, "format: 1\nblanks: {金额: money}\n", library)
