"""Problems as others read them: text with the line itself, JSON, SARIF, and what GitHub shows beside the lines of a pull request."""

from knowledge_hub.reports.github import as_commands, as_summary
from knowledge_hub.reports.plain import as_json, as_objects, as_text, visible, written
from knowledge_hub.reports.sarif import as_sarif

__all__ = ["as_commands", "as_json", "as_objects", "as_sarif", "as_summary", "as_text", "visible", "written"]
