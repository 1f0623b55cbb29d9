"""The departments' own systems as the centre finds them; here only the bench takes one down."""

from central.centre import Centre
from central.refusal import Refusal
from kiosk.domain.department import DepartmentMode, DepartmentWord
from kiosk.domain.matter import Matter


def refuse_asleep(centre: Centre, matter: Matter) -> None:
    """Refuse, as for any trouble that passes, what a department's system can't answer now."""
    word = centre.departments.get(matter.department_id)
    if word is not None and word.mode is not DepartmentMode.OPEN:
        raise Refusal(503, "department_down", f"the system of {matter.department.en} is {word.mode}")


def say(centre: Centre, department: str, word: DepartmentWord | None) -> None:
    """Have it said of a department's system, or nothing at all: then terminals go by the hours they know."""
    if department not in centre.catalogues.departments:
        known = ", ".join(sorted(centre.catalogues.departments))
        raise Refusal(422, "department_unknown", f"there is no department {department!r}; there are: {known}")
    if word is None:
        centre.departments.pop(department, None)
    else:
        centre.departments[department] = word


def all_open(centre: Centre) -> None:
    """Have every system answer."""
    centre.departments.clear()
    centre.departments.update(
        (name, DepartmentWord(mode=DepartmentMode.OPEN)) for name in centre.catalogues.departments
    )
