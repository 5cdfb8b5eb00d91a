"""A record in the words of schema.org, for JSON-LD."""

from typing import Any

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.fields import When, at
from knowledge_hub.kinds.funding_call import FundingCall
from knowledge_hub.kinds.guide import Guide
from knowledge_hub.kinds.organisation import Organisation
from knowledge_hub.kinds.policy import Policy
from knowledge_hub.kinds.project import Project as ProjectRecord
from knowledge_hub.kinds.record import Record

ATTENDANCE = {"online": "OnlineEventAttendanceMode", "on-site": "OfflineEventAttendanceMode", "hybrid": "MixedEventAttendanceMode"}
STATUS = {"scheduled": "EventScheduled", "cancelled": "EventCancelled", "postponed": "EventPostponed", "moved-online": "EventMovedOnline"}


def structured(catalogue: Catalogue, record: Record, language: str, address: str) -> dict[str, Any]:
    """The record as a schema.org object; see https://schema.org for the types that `schema_type` names."""
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": record.schema_type,
        "@id": address,
        "url": address,
        "name": str(record.title),
        "description": str(record.summary),
        "inLanguage": language,
    }
    if record.verified and record.schema_type in ("Article", "HowTo", "Legislation", "NewsArticle"):
        described["dateModified"] = record.verified.isoformat()
    described.update(_of_kind(catalogue, record))
    return described


def _of_kind(catalogue: Catalogue, record: Record) -> dict[str, Any]:
    if isinstance(record, Event):
        return _event(catalogue, record)
    if isinstance(record, FundingCall):
        funder = (
            _organisation(catalogue, record.agency)
            if record.agency
            else {"@type": "Organization", "name": record.agency_name or record.programme or "European Union"}
        )
        amount = {"amount": {"@type": "MonetaryAmount", "currency": "EUR", "value": str(record.budget)}} if record.budget else {}
        return {"funder": funder, **amount}
    if isinstance(record, Guide):
        return {"step": [{"@type": "HowToStep", "name": str(step.title), "text": str(step.goal)} for step in record.steps]}
    if isinstance(record, Policy):
        day = {"legislationDate": str(record.adopted)} if record.adopted and record.adopted.day else {}
        return {"legislationIdentifier": record.celex or str(record.reference or record.title), **day}
    if isinstance(record, Organisation):
        return {
            "address": {"@type": "PostalAddress", "addressCountry": record.country},
            **({"sameAs": record.website} if record.website else {}),
        }
    if isinstance(record, ProjectRecord):
        return {"foundingDate": str(record.start)} if record.start else {}
    return {}


def _event(catalogue: Catalogue, event: Event) -> dict[str, Any]:
    place = {
        "@type": "Place",
        "name": str(event.venue or event.city or event.country),
        "address": {"@type": "PostalAddress", "addressLocality": event.city, "addressCountry": event.country},
    }
    described: dict[str, Any] = {
        "startDate": _stamp(event.start, event.zone),
        "eventStatus": f"https://schema.org/{STATUS[event.status]}",
        "eventAttendanceMode": f"https://schema.org/{ATTENDANCE[event.mode]}",
        "location": {
            "@type": "VirtualLocation",
            "url": event.registration.url if event.registration and event.registration.url else "https://clustercollaboration.eu",
        }
        if event.mode == "online"
        else place,
    }
    if event.end:
        described["endDate"] = _stamp(event.end, event.zone)
    if event.organiser:
        described["organizer"] = _organisation(catalogue, event.organiser)
    return described


def _stamp(moment: When, zone: str | None) -> str:
    return at(moment, zone).isoformat() if moment.clock and zone else str(moment).partition(" ")[0]


def _organisation(catalogue: Catalogue, id: str) -> dict[str, Any]:
    name = str(catalogue.get("organisation", id).record.title) if catalogue.has("organisation", id) else id
    return {"@type": "Organization", "name": name}
