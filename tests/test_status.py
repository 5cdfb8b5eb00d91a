"""Where calls and events stand at a moment, as the table in cases/status.yml says."""

from datetime import datetime
from pathlib import Path

import pytest
import yaml

from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.funding_call import FundingCall
from knowledge_hub.kinds.topic import Topic
from knowledge_hub.views.status import Status, status_of

TABLE = yaml.load((Path(__file__).parent / "cases" / "status.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - all stays text
SHARED = {"title": "Green days", "summary": "Days for the green transition."}


def record_of(case: dict[str, dict[str, str]]) -> FundingCall | Event:
    if "call" in case:
        return FundingCall.model_validate(SHARED | case["call"])
    return Event.model_validate(SHARED | {"form": "conference", "mode": "online"} | case["event"])


def told(status: Status | None) -> str:
    """A status in one line: 'soon 2026-03-31, 14 days (First stage, not the last)'."""
    assert status
    notes = [status.cut_off.label or ""] if status.cut_off else []
    notes += [] if status.final else ["not the last"]
    line = status.state + (f" {status.day}, {status.days} days" if status.day else "")
    line += f" ({', '.join(filter(None, notes))})" if any(notes) else ""
    return line + (f"; registration {told(status.registration)}" if status.registration else "")


@pytest.mark.parametrize("says", TABLE)
def test_where_it_stands(says: str) -> None:
    record = record_of(TABLE[says])
    assert list(record.all_rules()) == []
    assert {moment: told(status_of(record, datetime.fromisoformat(moment))) for moment in TABLE[says]["at"]} == TABLE[says]["at"]


def test_what_is_over_or_cancelled_is_not_ahead() -> None:
    states = ["planned", "open", "soon", "last", "past", "continuous", "cancelled", "unknown", "today", "running", "postponed", "undated"]
    assert [state for state in states if not Status(state).ahead] == ["past", "cancelled"]


def test_other_kinds_have_no_status() -> None:
    assert status_of(Topic.model_validate(SHARED), datetime.fromisoformat("2026-01-15 12:00+01:00")) is None
