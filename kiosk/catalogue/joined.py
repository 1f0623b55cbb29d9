"""The declaration of a joined matter 一件事, and what keeps its parts from being joined."""

from collections.abc import Iterator

import msgspec

from kiosk.catalogue.decode import Flaw, near_miss
from kiosk.domain.declared import Declared
from kiosk.domain.field import Field, FieldKind
from kiosk.domain.guide import Guide, Promised
from kiosk.domain.matter import Counter, LifeEvent, Matter, MatterKind, Offline
from kiosk.domain.supplement import case_field
from kiosk.domain.text import Text, Told

JOINABLE = (MatterKind.APPLICATION, MatterKind.REPORT, MatterKind.PAYMENT, MatterKind.APPOINTMENT)
"""Kinds that leave a submission and show no result of their own."""


class DerivedField(Declared, frozen=True, kw_only=True):
    """A part's question that is not asked, because another one or the joint matter answers it."""

    field: str
    """As `slug.field`."""
    source: str = msgspec.field(name="from", default="")
    """The question that answers it, as `slug.field`; of a person a text takes the name."""
    words: dict[str, str] = msgspec.field(name="as", default_factory=dict)
    """What each of its answers means here; without it they are taken as they are."""
    constant: str = msgspec.field(name="is", default="")
    """The answer, where none is asked for it."""


class Joined(Declared, frozen=True, kw_only=True):
    """The declaration of a joined matter, joined/<slug>.toml."""

    code: str
    version: int = 1
    name: Text
    aliases: tuple[str, ...] = ()
    pinyin: str = ""
    alias_pinyin: tuple[str, ...] = ()
    department: Text
    life_event: LifeEvent
    also: tuple[LifeEvent, ...] = ()
    summary: Text
    minutes: int
    promised: Promised
    purpose: Text
    parts: tuple[str, ...]
    """Slugs of the matters, in the order in which they are asked about."""
    same: tuple[tuple[str, ...], ...] = ()
    """Questions that are one, each as `slug.field`; the first is asked."""
    derived: tuple[DerivedField, ...] = ()
    offline: Offline
    guide: Guide
    left_to_do: Text | None = None
    after: Told
    counter: Counter
    unverified: bool = True


def flaws(joined: Joined, matters: dict[str, Matter]) -> Iterator[Flaw]:
    """Yield what keeps the parts from being joined; empty when `join` can."""
    if len(set(joined.parts)) < max(2, len(joined.parts)):
        yield ("parts",), "a joined matter has two different parts or more"
    for index, slug in enumerate(joined.parts):
        if slug not in matters:
            yield ("parts", index), f"no matter is called `{slug}`{near_miss(slug, tuple(matters))}"
        elif matters[slug].kind not in JOINABLE:
            yield ("parts", index), f"`{slug}` is a {matters[slug].kind}; parts are {', '.join(JOINABLE)}"
        elif case_field(matters[slug]) is not None:
            yield ("parts", index), f"`{slug}` is about an earlier case, and can't be joined with others"
        elif joined.offline.accepted and not matters[slug].offline.accepted:
            yield ("offline", "accepted"), f"`{slug}` is not taken while the centre can't be reached"
    for index, group in enumerate(joined.same):
        yield from ((("same", index), flaw) for flaw in _group_flaws(joined, group, matters))
    for index, derived in enumerate(joined.derived):
        yield from ((("derived", index), flaw) for flaw in _derived_flaws(joined, derived, matters))


def field_of(joined: Joined, name: str, matters: dict[str, Matter]) -> Field | None:
    """Return the field called `slug.field` of a part, or None."""
    slug, _, id_ = name.partition(".")
    fields = {field.id: field for field in matters[slug].fields} if slug in matters else {}
    return fields.get(id_) if slug in joined.parts else None


def _derived_flaws(joined: Joined, derived: DerivedField, matters: dict[str, Matter]) -> Iterator[str]:
    field = field_of(joined, derived.field, matters)
    source = field_of(joined, derived.source, matters) if derived.source else None
    if field is None or (derived.source and source is None):
        yield f"`{derived.field if field is None else derived.source}` is no field of a part"
        return
    if bool(derived.source) == bool(derived.constant):
        yield "it is derived `from` a question, or `is` an answer"
    given = set(derived.words.values()) or ({derived.constant} - {""})
    if field.options and given - {option.value for option in field.options}:
        yield f"`{derived.field}` does not offer {', '.join(sorted(given))}"
    if (
        source is not None
        and derived.words
        and {option.value for option in source.options} != set(derived.words)
    ):
        yield f"each answer of `{derived.source}` needs its meaning, no other"
    if source is not None and not derived.words and not _fits(source, field):
        yield f"an answer to `{derived.source}` is none to `{derived.field}`"


def _fits(source: Field, field: Field) -> bool:
    named = source.kind is FieldKind.PERSON and field.kind is FieldKind.TEXT
    return named or (source.kind is field.kind and source.options == field.options)


def _group_flaws(joined: Joined, group: tuple[str, ...], matters: dict[str, Matter]) -> Iterator[str]:
    kinds: set[FieldKind] = set()
    options: set[frozenset[str]] = set()
    for name in group:
        slug, _, id_ = name.partition(".")
        fields = {field.id: field for field in matters[slug].fields} if slug in matters else {}
        if slug not in joined.parts or id_ not in fields:
            yield f"`{name}` is no field of a part"
        else:
            kinds.add(fields[id_].kind)
            options.add(frozenset(option.value for option in fields[id_].options))
    if len(group) < 2:  # noqa: PLR2004 one is the same as itself
        yield "what is the same are two fields or more"
    if len(kinds) > 1:
        yield f"they are asked in different ways: {', '.join(sorted(kinds))}"
    if len(options) > 1:
        yield "they offer different answers"
