from devices.card.apdu import Answer, ask, read_record, select_file, select_name


class Script:
    """A card that answers what it was given, in order, and keeps what it was asked."""

    def __init__(self, *answers: str) -> None:
        self._answers = [bytes.fromhex(answer) for answer in answers]
        self.asked: list[str] = []

    def __call__(self, command: bytes) -> bytes:
        self.asked.append(command.hex().upper())
        return self._answers.pop(0)


def test_plain_answer_is_data_and_word() -> None:
    assert Answer(b"\x01", 0x9000) == ask(Script("019000"), b"\x00\xb2\x08\x00\x14")


def test_answer_that_lies_ready_is_fetched_to_its_end() -> None:
    card = Script("6102", "AABB6101", "CC9000")
    assert Answer(b"\xaa\xbb\xcc", 0x9000) == ask(card, select_name(b"x"))
    assert ["00A404000178", "00C0000002", "00C0000001"] == card.asked


def test_wrong_length_is_asked_again_with_the_right_one() -> None:
    card = Script("6C05", "01020304059000")
    assert Answer(b"\x01\x02\x03\x04\x05", 0x9000) == ask(card, read_record(p1=8, p2=0, length=20))
    assert ["00B2080014", "00B2080005"] == card.asked


def test_wrong_length_of_a_command_with_data_is_mended_behind_its_data() -> None:
    card = Script("6C02", "AABB9000")
    assert Answer(b"\xaa\xbb", 0x9000) == ask(card, select_name(b"xy"))
    assert ["00A40400027879", "00A4040002787902"] == card.asked


def test_what_lies_ready_is_fetched_in_the_interindustry_class_and_with_the_length_named() -> None:
    card = Script("6108", "6C02", "AABB9000")
    assert Answer(b"\xaa\xbb", 0x9000) == ask(card, b"\x80\xa8\x00\x00\x02\x83\x00")
    assert ["80A80000028300", "00C0000008", "00C0000002"] == card.asked


def test_card_that_always_promises_more_is_given_up() -> None:
    assert not ask(lambda _: b"\x61\x01", select_name(b"x")).done


def test_answer_without_a_status_word_is_not_done() -> None:
    assert not ask(lambda _: b"\x90", select_name(b"x")).done


def test_commands_are_the_published_ones() -> None:
    assert "00A4000002EF05" == select_file(b"\xef\x05", p1=0).hex().upper()
    assert "00B2072C0B" == read_record(p1=7, p2=0x2C, length=0x0B).hex().upper()
