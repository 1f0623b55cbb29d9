from pathlib import Path

import pytest

from kiosk.catalogue.loader import Problem, load, problems, record_types
from kiosk.domain.matter import MAX_PHOTOS
from kiosk.errors import CatalogueError

FINE = "matters/traffic_police/traffic-fine-payment.toml"
PERMIT = "matters/household/residence-permit-endorsement.toml"
MISSING = "matters/service_centre/supplement-papers.toml"
FILING = "matters/medical_insurance/remote-residence-filing.toml"
TOO_MANY_SCANS = (
    "".join(
        f"""
[[materials]]
id = "other{number}"
name = {{ zh = "另一份", en = "Another" }}
ways = ["promise"]
scan = true
removed_by = "promise"
"""
        for number in range(MAX_PHOTOS)
    )
    + "\n[promise]"
)
ALLOWANCE = "matters/civil_affairs/unsupported-child-allowance.toml"
PROOF = "matters/social_security/social-insurance-proof.toml"
REPORT = "matters/service_centre/hotline-12345.toml"
CARD = "matters/transport/senior-bus-card-check.toml"


def spoil(root: Path, file: str, before: str, after: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert before in text
    (root / file).write_text(text.replace(before, after, 1), encoding="utf-8")


def only(root: Path) -> Problem:
    found = problems(root)
    assert len(found) == 1, [str(problem) for problem in found]
    return found[0]


def line(root: Path, file: str, text: str) -> int:
    lines = (root / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, written in enumerate(lines, 1) if text in written)


def test_a_misspelt_key_is_named_with_its_place_and_near_miss(root: Path) -> None:
    spoil(root, FINE, "life_event =", "life_evnt =")

    found = problems(root)

    assert found[0].file == FINE
    assert found[0].path == "life_evnt"
    assert found[0].line == line(root, FINE, "life_evnt")
    assert found[0].message == "unknown key `life_evnt`; did you mean `life_event`?"
    assert found[1].message == "the key `life_event` is missing"


def test_a_misspelt_key_deep_inside_is_named_where_it_stands(root: Path) -> None:
    spoil(root, PERMIT, 'help = { zh = "写到', 'help = { zn = "写到')

    assert ("fields[2].help.zn", "unknown key `zn`; did you mean `zh`?") in {
        (problem.path, problem.message) for problem in problems(root)
    }
    assert problems(root)[0].line == line(root, PERMIT, "help = { zn")


def test_an_unknown_rule_names_the_near_one(root: Path) -> None:
    spoil(root, CARD, '"due_within"', '"due_withn"')

    problem = only(root)

    assert problem.message == "unknown rule `due_withn`; did you mean `due_within`?"
    assert problem.line == line(root, CARD, "due_withn")


def test_a_value_of_the_wrong_type_is_named_where_it_stands(root: Path) -> None:
    spoil(root, CARD, "years = 60", 'years = "sixty"')

    problem = only(root)

    assert problem.path == "eligibility[1].years"
    assert problem.line == line(root, CARD, "sixty")
    assert "Expected `int`" in problem.message


def test_what_is_no_toml_is_named_with_its_line(root: Path) -> None:
    spoil(root, CARD, "minutes = 1", "minutes = ")

    problem = only(root)

    assert problem.line == line(root, CARD, "minutes = ")
    assert problem.message.startswith("not TOML")


def test_all_problems_are_listed_at_once_and_loading_says_them(root: Path) -> None:
    spoil(root, FINE, "life_event =", "life_evnt =")
    spoil(root, CARD, "years = 60", 'years = "sixty"')
    spoil(root, REPORT, 'prefill = "population.person.phone"', 'prefill = "population.person.fone"')

    with pytest.raises(CatalogueError) as caught:
        load(root)

    assert caught.value.code == "catalogue_broken"
    assert all(file in caught.value.message for file in (FINE, CARD, REPORT))


def test_a_folder_without_a_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"departments\.toml"):
        load(tmp_path)


def test_the_record_types_are_read_alone_and_as_strictly(root: Path) -> None:
    assert record_types(root) == load(root).record_types
    spoil(root, "records/transport.toml", "library =", "libary =")

    with pytest.raises(CatalogueError, match="did you mean `library`"):
        record_types(root)


def test_a_file_in_another_encoding_is_named_with_the_byte(root: Path) -> None:
    text = (root / REPORT).read_text(encoding="utf-8")
    (root / REPORT).write_bytes(text.encode("gb18030"))

    with pytest.raises(CatalogueError, match=r"hotline-12345\.toml: not UTF-8 at byte \d+"):
        load(root)


def test_a_file_in_another_encoding_is_named_beside_every_other_problem(root: Path) -> None:
    (root / REPORT).write_bytes((root / REPORT).read_text(encoding="utf-8").encode("gb18030"))
    spoil(root, CARD, 'kind = "verification"', 'kind = "verificaton"')

    assert {REPORT, CARD} <= {problem.file for problem in problems(root)}


def test_a_matter_outside_every_department_is_reported(root: Path) -> None:
    (root / REPORT).rename(root / "matters" / "hotline-12345.toml")

    assert only(root).message.startswith("the folder `matters` is no department")


def test_one_changed_letter_gives_another_version(root: Path) -> None:
    before = load(root).version
    spoil(root, REPORT, "minutes = 4", "minutes = 5")

    assert load(root).version != before


def test_a_file_that_is_no_matter_changes_nothing(root: Path) -> None:
    before = load(root)
    (root / "matters" / "household" / "notes.txt").write_text("…", encoding="utf-8")

    assert load(root) == before


AID = "matters/education/student-aid-query.toml"
YEAR_2025 = '"2025", label = { zh = "2025 学年", en = "2025"'
SPOILT = (
    (FINE, 'code = "113', 'code = "123', "check character"),
    (FINE, 'code = "11330109MB999005524', 'code = "11330109MB999005529', "level (19th character) is 9"),
    (
        FINE,
        'code = "11330109MB99900552',
        'code = "11330109MB9990012L',
        "does not begin with the department's",
    ),
    (FINE, '002001"', '00201"', "characters, not 31"),
    (FINE, '002001"', '00200X"', "not all digits"),
    (FINE, "kind =", 'department = { zh = "交警", en = "Police" }\nkind =', "folder's department"),
    (FINE, 'complaints = "0571-00009007"', 'complaints = "0571-00001007"', "rule 8"),
    (FINE, "depth = 4", "depth = 4\ntrips = 1", "rule 4"),
    (FINE, "depth = 4", "depth = 3", "rule 5"),
    (FINE, "depth = 4", 'depth = 4\ntrips = 1\ntrips_reason = { zh = "取件", en = "To fetch" }', "rule 6"),
    (FINE, ", sample =", ", simple =", "did you mean `sample`"),
    (PERMIT, 'handed = "record"', 'handed = "paper"', "rule 11"),
    (FINE, '"jiao tong wei fa', '"jiao tong wei', "one syllable for each character"),
    (FINE, 'alias_pinyin = ["jiao fa kuan", ', "alias_pinyin = [", " aliases have "),
    (FINE, 'alias_pinyin = ["jiao fa kuan"', 'alias_pinyin = ["jiao fa"', "交罚款 needs one syllable"),
    (
        FINE,
        'record = "traffic.violation"',
        'record = "traffic.violatoin"',
        "did you mean `traffic.violation`?",
    ),
    (FINE, 'where = { status = "unpaid" }', 'where = { status = "unpayed" }', "did you mean `unpaid`?"),
    (FINE, 'where = { status = "unpaid" }', 'where = { state = "unpaid" }', "did you mean `status`?"),
    (FINE, 'lookup = "unpaid"', 'lookup = "unpayd"', "did you mean `unpaid`?"),
    (FINE, 'field = "violation"', 'field = "violatoin"', "which is no pick field"),
    (FINE, 'base = "amount_fen"', 'base = "points"', "is count, but money is needed"),
    (FINE, 'pick = "violation"', 'pick = "fine"', "no field in which a traffic.violation is picked"),
    (FINE, 'value = "amount_fen", as = "money"', 'value = "amount_fen"', "can't be shown as text"),
    (FINE, 'set = { status = "paid" }', 'set = { status = "payed" }', "did you mean `paid`?"),
    (FINE, 'records = ["traffic.enforcement"]', "records = []", "needed here but not asked for"),
    (FINE, "offline = { accepted = false", "offline = { accepted = true", "no money may be taken"),
    (FINE, 'phone = "0571-00001007"', 'phone = "00001007"', "has its area code"),
    (FINE, 'unit = "immediate"', 'unit = "soon"', "the unit must be one of"),
    (FINE, "count = 0", "count = 3", "what is immediate takes 0"),
    (FINE, "不用交钱。", "不用交钱！", "an exclamation mark"),
    (FINE, "不用交钱。", "查询失败。", "holds 失败"),
    (FINE, "there is nothing to pay.", "nothing to pay (没有).", "holds Chinese characters"),
    (FINE, 'en = "Which fine would you like to pay?"', 'en = " "', "the en text is empty"),
    (FINE, "您要交哪一笔罚款？", "您要交哪一笔罚款？" * 4, "at most 28 fit"),
    (PERMIT, 'removed_by = "licence"', 'removed_by = "nobody"', "`removed_by` must be one of"),
    (ALLOWANCE, 'removed_by = "promise"', 'removed_by = "sharing"', "no `record` proves it"),
    (PERMIT, 'ways = ["record"]', "ways = []", "needs a way"),
    (PERMIT, 'ways = ["record"]', 'ways = ["record", "promise"]', "there is no promise to sign"),
    (PERMIT, "min_length = 6", "min_length = 600", "must lie between"),
    (PERMIT, '"residence_permit.permit.address"', '"identity.adress"', "did you mean `address`?"),
    (PERMIT, 'value = "business"', 'value = "work"', "two different options"),
    (PERMIT, 'kind = "choice"', 'kind = "text"', "only a choice has options"),
    (PERMIT, 'key = "valid_to"', 'key = "number"', "is masked, but date is needed"),
    (PERMIT, 'key = "valid_to"', 'key = "valid_too"', "did you mean `valid_to`?"),
    (FILING, 'assurance = "card"', 'assurance = "card_face"', "a face can't be asked for"),
    (FILING, 'unit = "working_day"', 'unit = "immediate"', "a clerk has to look at a photograph"),
    (MISSING, 'ways = ["counter"]', 'ways = ["counter", "record"]', "the way 'counter' stands alone"),
    (MISSING, "scan = true", "scan = false", "beside a photograph"),
    (MISSING, 'pick = "case"', "", "a clerk has to look at a photograph"),
    (MISSING, 'each = { field = "case"', 'each = { field = "cases"', "no field in which a row is picked"),
    (MISSING, 'zh = "papers", en', 'zh = "paper", en', "did you mean `papers`?"),
    (MISSING, 'zh = "papers", en', 'zh = "until", en', "is date, but text is needed"),
    (MISSING, 'until = { key = "until"', 'until = { key = "stage"', "is text, but date is needed"),
    (
        FILING,
        'kind = "date"',
        'kind = "date"\nuntil = { key = "x", over = { zh = "x", en = "x" } }',
        "only a pick",
    ),
    (FILING, "\n[promise]", TOO_MANY_SCANS, "a submission has room for 8 photographs"),
    (FILING, '["record", "promise"]', '["record"]', "no material that it could replace"),
    (
        FILING,
        '"population.person"]',
        '"population.person", "criminal.conviction"]',
        "no rule, material or field",
    ),
    (PROOF, 'template = "social-insurance-proof"', 'template = "proof"', "no template `proof`"),
    (PROOF, 'lookup = "enrolments"', 'lookup = "enrolment"', "did you mean `enrolments`?"),
    (PROOF, ', injury = { zh = "工伤保险", en = "Work injury" }', "", "`insurance` may be injury"),
    (PROOF, "paused = {", "poused = {", "is never `poused`; did you mean `paused`?"),
    (PROOF, 'kind = "certificate"', 'kind = "report"', "a report has no result"),
    (REPORT, 'assurance = "card"', 'assurance = "card_code"', "no code can be sent"),
    (AID, '"@year-1"', '"@yaer-1"', "is no year as `@year`"),
    (AID, 'en = "{year}"', 'en = "This year"', "has `{year}` in its label"),
    (AID, '"@year-1", label = { zh = "{year} 学年", en = "{year}"', YEAR_2025, "the year 2025 goes stale"),
    (REPORT, 'kind = "report"', 'kind = "payment"', "a payment needs a fee"),
    (REPORT, 'kind = "report"', 'kind = "query"', "a query needs a result"),
    (REPORT, 'id = "place"', 'id = "phone"', "`phone` is there 2 times"),
    (REPORT, 'kind = "long_text"', 'kind = "pick"', "a pick needs `lookup`, `shown` and `nothing`"),
    (
        "departments.toml",
        'opens = "06:00"',
        'opens = "6 Uhr"',
        "opens: '6 Uhr' is no time of day: write it as 06:00",
    ),
    ("departments.toml", 'ends = "05:00"', 'ends = "25:00"', "ends: '25:00' is no time of day"),
    ("departments.toml", '11330109MB99900552"', '11330109MB99900553"', "its check character is 2"),
)


@pytest.mark.parametrize(("file", "before", "after", "said"), SPOILT)
def test_a_spoilt_declaration_is_reported(root: Path, file: str, before: str, after: str, said: str) -> None:
    spoil(root, file, before, after)

    found = [problem for problem in problems(root) if said in problem.message]

    assert [file] == [problem.file for problem in found][:1], [str(problem) for problem in problems(root)]


def test_a_code_given_twice_and_a_slug_given_twice_are_reported(root: Path) -> None:
    matters = root / "matters"
    text = (root / REPORT).read_text(encoding="utf-8")
    (matters / "service_centre" / "other.toml").write_text(text, encoding="utf-8")
    (matters / "transport" / "other.toml").write_text(text, encoding="utf-8")

    said = [problem.message for problem in problems(root)]

    assert 2 == sum(message.endswith("has the same code") for message in said)
    assert 1 == sum("has the same file name" in message for message in said)


def test_a_folder_that_is_no_department_is_reported(root: Path) -> None:
    (root / "matters" / "transport").rename(root / "matters" / "transprot")

    said = {problem.message for problem in problems(root)}
    assert {"the folder `transprot` is no department; did you mean `transport`?"} == said
