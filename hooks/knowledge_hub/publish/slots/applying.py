"""The page "Can we apply?": the calls one can still answer, and the questions that sort them."""

from collections.abc import Mapping

from knowledge_hub.embedded import as_script
from knowledge_hub.kinds.funding_call import BODIES, SIZES
from knowledge_hub.pages import Pages
from knowledge_hub.views.applying import ALSO, BY_SIZE, COMPANIES, MEMBERS, calls_to_answer, countries_to_ask

DAYS = (14, 30, 60, 90)  # days a reader may want to have left


def _applying(pages: Pages, _written: Mapping[str, str]) -> str:
    catalogue, speech = pages.catalogue, pages.speech
    calls = calls_to_answer(catalogue, pages.now)
    topics = sorted(
        ((id, str(pages.in_language(catalogue.get("topic", id)).title)) for id in {id for call in calls for id in call.topics}),
        key=lambda row: speech.order(row[1]),
    )
    asked = [{"countries": call.countries, "bodies": call.bodies, "sizes": call.sizes, "topics": call.topics} for call in calls]
    return pages.draw(
        "slots/applying.html.j2",
        calls=[call.entry for call in calls],
        countries=sorted(((code, speech.country(code)) for code in countries_to_ask(catalogue)), key=lambda row: speech.order(row[1])),
        bodies=[(word, speech.say(label)) for word, label in BODIES.items()],
        sizes=[(word, speech.say(label)) for word, label in SIZES.items()],
        topics=topics,
        days=DAYS,
        asked=as_script({"calls": asked, "members": sorted(MEMBERS), "also": ALSO, "companies": COMPANIES, "bySize": BY_SIZE}),
    )


SLOTS = {"applying": _applying}
