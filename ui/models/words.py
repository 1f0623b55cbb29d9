"""Names of coded things as residents read them; sentences live in QML."""

from kiosk.catalogue.loader import Catalogue
from kiosk.domain import guide_words
from kiosk.domain.fee import reduction
from kiosk.domain.guide import Promised
from kiosk.domain.guide_words import amount
from kiosk.domain.materials import card_only
from kiosk.domain.matter import Assurance, Beneficiary, LifeEvent, Matter
from kiosk.domain.record import Records
from kiosk.domain.relative import WHO
from kiosk.domain.text import Locale, Text

EVENTS: dict[LifeEvent, tuple[Text, str]] = {
    LifeEvent.SOCIAL_SECURITY: (Text(zh="社会保障", en="Social security"), "shield-check"),
    LifeEvent.HEALTH: (Text(zh="看病就医", en="Health"), "heartbeat"),
    LifeEvent.HOUSING: (Text(zh="住房", en="Housing"), "house-line"),
    LifeEvent.TRAFFIC: (Text(zh="开车交通", en="Traffic"), "car"),
    LifeEvent.RESIDENCE: (Text(zh="户籍居住", en="Residence"), "identification-card"),
    LifeEvent.TRAVEL: (Text(zh="出境旅行", en="Travel abroad"), "airplane-tilt"),
    LifeEvent.ELDERLY: (Text(zh="老年优待", en="Elderly"), "hand-heart"),
    LifeEvent.FAMILY: (Text(zh="婚育家庭", en="Family"), "user"),
    LifeEvent.EDUCATION: (Text(zh="上学教育", en="Education"), "file-text"),
    LifeEvent.WORK: (Text(zh="就业创业", en="Work"), "clipboard-text"),
    LifeEvent.RELIEF: (Text(zh="困难帮扶", en="Relief"), "coins"),
    LifeEvent.TAX: (Text(zh="纳税发票", en="Tax"), "receipt"),
    LifeEvent.UTILITIES: (Text(zh="水电气", en="Water, power, gas"), "plugs"),
    LifeEvent.BUSINESS: (Text(zh="开店经营", en="Business"), "seal-check"),
    LifeEvent.LAW: (Text(zh="法律服务", en="Law"), "signature"),
    LifeEvent.GUIDANCE: (Text(zh="办事服务", en="Guidance"), "info"),
    LifeEvent.COMPLAINT: (Text(zh="咨询投诉", en="Ask and report"), "chat-circle-dots"),
}
FROM_ZERO = Text(zh="不用跑", en="None")
TRIPS = Text(zh="跑 {count} 趟", en="{count}")
BRING_PAPERS = Text(zh="需要带材料", en="Papers needed")
PARTLY = Text(zh="先办一部分", en="Part of it here")
ALSO_FOR = Text(zh="也能替{who}办", en="You can do it for your {who} too")
ONLY_FOR = Text(zh="给{who}办的", en="It is for your {who}")
CARD_ONLY = Text(zh="凭身份证即办", en="Card is enough")
CARD_AND_PHONE = Text(zh="身份证 + 手机验证", en="Card and phone code")


def price(matter: Matter, locale: Locale) -> str:
    """Write what a matter costs before anything is known of the person."""
    return guide_words.price(matter).at(locale)


def price_here(matter: Matter, records: Records, locale: Locale) -> str:
    """Write what a matter costs this resident, as far as the records say."""
    less = reduction(matter.fee, records)
    return price(matter, locale) if less is None else amount(less.amount_fen).at(locale)


def reductions(matter: Matter, records: Records, locale: Locale) -> str:
    """Write who pays less; of a resident who does, why."""
    less = reduction(matter.fee, records)
    if less is not None:
        return less.name.at(locale)
    return "\n".join(line.at(locale) for line in guide_words.reductions(matter))


def trips(matter: Matter, locale: Locale) -> str:
    """Write how often one has to go to a hall besides."""
    count = matter.guide.trips
    return (TRIPS.format(count=count) if count else FROM_ZERO).at(locale)


def for_whom(matter: Matter, locale: Locale) -> str:
    """Write for whom else a matter may be done; empty where only for oneself."""
    others = [WHO[one].at(locale) for one in matter.for_whom if one is not Beneficiary.SELF]
    said = ALSO_FOR if Beneficiary.SELF in matter.for_whom else ONLY_FOR
    who = ("、" if locale is Locale.ZH else " or ").join(others)
    return said.format(who=who).at(locale) if others else ""


def tag(matter: Matter) -> Text:
    """Return in a few words what a matter takes, for its row in a list."""
    if not matter.completes_here:
        return PARTLY
    if not card_only(matter):
        return BRING_PAPERS
    return CARD_ONLY if matter.assurance is Assurance.CARD else CARD_AND_PHONE


def duration(promised: Promised, locale: Locale) -> str:
    """Write how long the department takes."""
    return guide_words.duration(promised).at(locale)


def minutes(matter: Matter, locale: Locale) -> str:
    """Write how long it takes at this machine."""
    return guide_words.minutes(matter).at(locale)


def library(catalogue: Catalogue, source: str | None, locale: Locale) -> str:
    """Return a library's name in the resident's language; the centre names it in Chinese."""
    names = {type_.library.zh: type_.library for type_ in catalogue.record_types.values()}
    named = names.get(source or "")
    return named.at(locale) if named is not None else source or ""
