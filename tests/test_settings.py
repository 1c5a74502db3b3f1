"""Settings: written, read back, and what happens to a file that cannot be used."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.settings import LARGEST_PX, SMALLEST_PX, THEME_NAMES, Settings, SettingsNotKept, load, save

SETTINGS = st.builds(
    Settings,
    theme=st.sampled_from(THEME_NAMES),
    base_px=st.integers(SMALLEST_PX, LARGEST_PX),
    voice=st.booleans(),
    speed=st.integers(50, 200),
    retention=st.integers(70, 97),
    person=st.text(max_size=40, alphabet=st.characters(exclude_categories=["Cs"])),
)


@given(SETTINGS)
def test_what_is_saved_is_loaded(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    save(settings, path)
    assert load(path) == (settings, "")


def test_the_first_start_has_the_defaults_and_says_nothing(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.toml") == (Settings(), "")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_made_and_no_part_is_left(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    save(Settings(person="王小丽"), path)
    assert [each.name for each in path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("theme = ", "写法不对"),
        ("\x00\x01", "写法不对"),
        ('theme = "pink"', "theme 只能是 light、dark、contrast"),
        ("theme = [1]", "theme 只能是"),
        ("base_px = 400", "12 到 24"),
        ("base_px = true", "12 到 24"),
        ("base_px = 15.5", "12 到 24"),
        ("voice = 1", "true 或 false"),
        ("speed = 300", "50 到 200"),
        ("retention = 0.9", "70 到 97"),
        (f'person = "{"王" * 41}"', "40 个字以内"),
        ("x = " + "[" * 20_000, "写法不对"),
        ("# " + "x" * 70_000, "文件太大"),
    ],
)
def test_a_broken_file_is_kept_aside(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    settings, notice = load(path)
    assert settings == Settings()
    assert reason in notice
    assert "已恢复默认设置" in notice
    assert not path.exists()
    assert (tmp_path / "settings.broken.toml").read_text(encoding="utf-8") == text


def test_bytes_that_are_no_text_are_kept_aside(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe\x00")
    assert "写法不对" in load(tmp_path / "settings.toml")[1]
    assert (tmp_path / "settings.broken.toml").read_bytes() == b"\xff\xfe\x00"


def test_a_byte_order_mark_and_unknown_keys_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('\ufefftheme = "dark"\nstage_px = 38\n', encoding="utf-8")
    assert load(path) == (Settings(theme="dark"), "")


def test_a_folder_in_the_files_place_is_told_apart_from_a_broken_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.mkdir()
    settings, notice = load(path)
    assert settings == Settings()
    assert "读不出设置文件" in notice
    with pytest.raises(SettingsNotKept, match="没能保存"):
        save(Settings(), path)
    assert [each.name for each in tmp_path.iterdir()] == ["settings.toml"]
