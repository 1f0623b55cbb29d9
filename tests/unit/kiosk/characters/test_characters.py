"""The tables of characters and the ways through them."""

import pytest

from kiosk.characters import (
    ByRadical,
    ByReading,
    Character,
    Form,
    Letter,
    Place,
    Rest,
    Strokes,
    Syllable,
    Tone,
    inside,
    table,
)

ROOM = 30
READ, WRITTEN = 41_000, 88_000
RARE = "𠮷㐂䶮𬭚喆堃燚犇彧翀昶祎龑赟禤"
SAID = "jí xǐ yǎn chún zhé kūn yì bēn yù chōng chǎng yī yǎn yūn xuān"
UNDER = "口一龙钅口土火牛彡羽日示龍贝示"


def every() -> set[str]:
    return {one for ways in table.written().values() for characters in ways.values() for one in characters}


def test_tables_hold_the_whole_repertoire() -> None:
    assert len(table.readings()) > READ
    assert len(every()) > WRITTEN
    assert table.readings().keys() <= every()
    assert every() == table.radicals().keys()


def test_each_character_is_mostly_read_in_one_way() -> None:
    usual = "".join(row.usual for row in table.spoken())
    assert len(usual) == len(set(usual))


def test_rare_characters_of_names_have_reading_and_radical() -> None:
    assert SAID.split() == [table.readings()[one] for one in RARE]
    assert list(UNDER) == [table.radicals()[one] for one in RARE]


@pytest.mark.parametrize("one", RARE)
def test_rare_characters_are_reached_in_both_ways(one: str) -> None:
    assert one in reached_by_reading(table.readings()[one])
    assert one in reached_by_radical(table.radicals()[one])


def reached_by_reading(reading: str) -> str:
    syllable = next(row.syllable for row in table.spoken() if row.reading == reading)
    assert Letter(syllable[0]) in inside(ByReading(), ROOM)
    assert Syllable(syllable) in inside(Letter(syllable[0]), ROOM)
    return characters_below(Syllable(syllable))


def reached_by_radical(radical: str) -> str:
    form = next(form for form in table.forms() if form.form == radical)
    assert Strokes(form.strokes) in inside(ByRadical(), ROOM)
    assert form in inside(Strokes(form.strokes), ROOM)
    return characters_below(form)


def characters_below(place: Place) -> str:
    found = ""
    for choice in inside(place, ROOM):
        found += choice.character if isinstance(choice, Character) else characters_below(choice)
    return found


def test_every_character_is_below_some_radical_and_every_reading_below_its_letter() -> None:
    assert every() == {one for form in table.forms() for one in characters_below(form)}
    letters = [choice for choice in inside(ByReading(), ROOM) if isinstance(choice, Letter)]
    syllables = [one for letter in letters for one in inside(letter, ROOM) if isinstance(one, Syllable)]
    tones = [one for syllable in syllables for one in inside(syllable, 0) if isinstance(one, Tone)]
    assert [row.reading for row in table.spoken()] == [tone.reading for tone in tones]


def test_a_step_is_left_out_where_one_page_holds_what_comes_of_it() -> None:
    zhei, zhe = inside(Syllable("zhei"), ROOM), inside(Syllable("zhe"), ROOM)
    assert {Character} == {type(choice) for choice in zhei}
    assert [Tone(reading) for reading in ("zhē", "zhé", "zhě", "zhè", "zhe")] == list(zhe)
    assert {Character} == {type(choice) for choice in inside(Form(16, "龙", "龙"), 10_000)}


def test_what_looks_alike_is_one_radical() -> None:
    ear = next(form for form in table.forms() if form.form == "阝")
    moon = next(form for form in table.forms() if form.form == "月" and form.strokes > 1)
    assert {"郑", "阳"} <= set(characters_below(ear))
    assert {"朗", "胡"} <= set(characters_below(moon))


def test_rare_ones_of_the_standard_table_stand_before_common_ones() -> None:
    found = [choice.character for choice in inside(Tone("zhé"), ROOM) if isinstance(choice, Character)]
    assert found.index("喆") < found.index("哲") < found.index("輒")
    beside = inside(Rest(Form(3, "口", "口"), 3), ROOM)
    assert Character("𠮷", "jí", "口") in beside
