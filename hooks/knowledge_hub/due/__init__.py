"""What editors have to look at, and when: `hub due`.

    questions    from the records, the written pages and what is remembered of links: what is due until a day
    reports      how it reads: as text, as JSON, as the body of an issue

A question is answered by the record itself, or by a check of it: `verified` on the day of the question or later.
"""

from knowledge_hub.due.questions import Due, due
from knowledge_hub.due.reports import as_issue, as_json, as_text

__all__ = ["Due", "as_issue", "as_json", "as_text", "due"]
