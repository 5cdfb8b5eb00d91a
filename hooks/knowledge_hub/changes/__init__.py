"""What a change does to records, told to those who review it: `hub diff`.

a commit and the working folder -> versions -> comparison (words) and merges -> a report
"""

from knowledge_hub.changes.comparison import Comparison, compared
from knowledge_hub.changes.merges import dropped
from knowledge_hub.changes.reports import as_github, as_json, as_markdown, as_text
from knowledge_hub.changes.versions import leading, touched, versions_at, versions_now
from knowledge_hub.problems import Problem, in_order
from knowledge_hub.project import Project
from knowledge_hub.revision import commit_of, left_at

__all__ = ["REPORTS", "Comparison", "changes_since"]

REPORTS = {"text": as_text, "markdown": as_markdown, "json": as_json, "github": as_github}


def changes_since(project: Project, revision: str, merges_of: str = "HEAD") -> Comparison | Problem:
    """What the working folder says otherwise than the commit at which it left this revision; or what is wrong with a revision.

    The merges that are looked at are those that `merges_of` has and the commit has not.
    """
    commit = commit_of(project.root, revision, "hub diff")
    if isinstance(commit, Problem):
        return commit
    head = commit_of(project.root, merges_of, "--merges-of")
    if isinstance(head, Problem):
        return head
    base = left_at(project.root, commit)
    files = touched(project, base)
    found = compared(versions_at(project, base, files), versions_now(project, files), leading(project))
    return Comparison(found.changes, in_order((*found.problems, *dropped(project, base, head))))
