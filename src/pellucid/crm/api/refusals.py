"""What an endpoint may refuse, as its description says it."""

from typing import Any

from pellucid.crm.api.problems import CONTENT_TYPE, TITLES

IF_MATCH = {"name": "If-Match", "in": "header", "required": False, "schema": {"type": "string"}}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A new text for each request that is meant anew. Sent again within a day, it is answered as it was "
    "and nothing is done twice.",
    "schema": {"type": "string", "maxLength": 200, "pattern": "^[A-Za-z0-9_.:-]+$"},
}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "which problem it is; its last part is a name that stays"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "a sentence fit to show, which says what to do"},
        "errors": {"type": "array", "items": {"type": "object"}, "description": "of not-valid: where, message"},
        "candidates": {"type": "array", "items": {"$ref": "#/components/schemas/Candidate"}},
        "clashes": {"type": "array", "items": {"$ref": "#/components/schemas/Clash"}},
    },
}


def may_answer(*slugs: str, if_match: bool = False) -> dict[str, Any]:
    """Return what adds problems, and the header that tells the version seen, to the description of an endpoint."""
    told: dict[str, Any] = {"responses": described(*slugs)}
    return told | {"parameters": [dict(IF_MATCH)]} if if_match else told


def described(*slugs: str) -> dict[int, dict[str, Any]]:
    """Return problems by status, as OpenAPI has them."""
    words: dict[int, list[str]] = {}
    for slug in slugs:
        status, title = TITLES[slug]
        words.setdefault(status, []).append(f"{slug}: {title}")
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": "; ".join(told), "content": content} for status, told in words.items()}
