"""The library: phrases with their blanks, sources of any id, forbidden words."""

import pytest

from tests.core.halls import QUOTE, hall, library
from trainer.core.face import Mood
from trainer.core.library import UnknownWord


def test_a_phrase_is_said_with_its_blanks_filled():
    assert library().phrases["P01"].say({"谁": "王女士"}) == "您好王女士"


def test_a_blank_left_open_is_an_error_that_names_it():
    with pytest.raises(UnknownWord, match=r"P01.*谁"):
        library().phrases["P01"].say({})


@pytest.mark.parametrize("id", ["P01", "S1", "S", "KM-G2"])
def test_everything_that_can_be_named_has_its_sources(id):
    assert library().sources(id) == (QUOTE,)


def test_a_name_that_is_not_there_is_an_error():
    with pytest.raises(UnknownWord, match="P99"):
        library().sources("P99")


def test_forbidden_words_are_found_inside_what_is_said():
    found = library().forbidden_in("这事不归我管啊")
    assert found is not None
    assert found.id == "F01"
    assert library().forbidden_in("您好") is None


def test_moods_have_the_words_staff_use():
    assert [mood.word for mood in Mood] == ["平静", "着急", "生气", "激动"]


def test_every_id_that_can_be_named_is_known():
    assert library().ids == {"P01", "S", "S1", "KM-G2", "F01"}


def test_the_clock_in_the_hall_runs_past_midnight():
    assert hall().clock(61_999) == "09:01:01"
    assert hall().clock(15 * 3_600_000) == "00:00:00"


def test_a_scenario_knows_its_customers_and_no_strangers():
    assert hall().customer("a").id == "a"
    with pytest.raises(KeyError):
        hall().customer("stranger")
