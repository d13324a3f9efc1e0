"""The page of the API, from its own description; Django has to know its settings."""

from collections.abc import Iterable, Mapping
from typing import Any

import django
from django.test import Client
from docs.generate.markdown import code, page, table

ADDRESS = "/api/v1"
ORDER = ("Customers", "Decisions", "Changes", "Imports", "Runs", "Registers")
KEY = "Idempotency-Key"
ALL_MEET = frozenset({"400", "401", "403", "422", "500"})
INTRODUCTION = """\
Under `/api/v1`, JSON in and out. `/api/v1/openapi.json` describes it for machines (OpenAPI 3.1). How to use it:
[use the API](../how-to/use-the-api.md). Every call needs a token, `Authorization: Bearer pellucid_...`, or a session
with its CSRF token as `X-CSRFToken`.

Every `POST` and `PATCH` takes an `Idempotency-Key`. A refusal is `application/problem+json` (RFC 9457) with `type`,
`title`, `status`, `detail` and, of some, more; every call can meet 400, 401, 403, 422 and 500."""

Told = Mapping[str, Any]


def api_page() -> str:
    """Return the page of every endpoint, what it takes and answers, and of every shape."""
    django.setup()
    schema = Client().get(f"{ADDRESS}/openapi.json", SERVER_NAME="localhost").json()
    calls = [
        (method.upper(), path.removeprefix(ADDRESS), told)
        for path, methods in schema["paths"].items()
        for method, told in methods.items()
    ]
    parts = [INTRODUCTION]
    for tag in ORDER:
        parts.append(f"## {tag}")
        parts += [_call(*call) for call in calls if tag in call[2]["tags"]]
    parts.append("## Shapes")
    parts += [_shape(name, shape) for name, shape in sorted(schema["components"]["schemas"].items())]
    return page("The API", *parts, source="pellucid.crm.api")


def _call(method: str, path: str, told: Told) -> str:
    lines = [f"### {code(f'{method} {path}')}", _one_line(told["description"])]
    parameters = [each for each in told.get("parameters", []) if each["in"] != "path" and each["name"] != KEY]
    if parameters:
        rows = [(code(each["name"]), _type(each["schema"]), each.get("description", "")) for each in parameters]
        lines.append(table(("Parameter", "Is", "Means"), rows))
    body = told.get("requestBody", {}).get("content", {})
    lines += [f"Takes {_body(media, content['schema'])}." for media, content in body.items()]
    lines.append(f"Answers {'; '.join(_answers(told['responses']))}.")
    return "\n\n".join(lines)


def _body(media: str, schema: Told) -> str:
    if media == "application/json":
        return _type(schema)
    fields = ", ".join(f"{code(name)} ({_type(each)})" for name, each in schema["properties"].items())
    return f"a form, {code(media)}: {fields}"


def _answers(responses: Told) -> Iterable[str]:
    for status, told in sorted(responses.items()):
        content = next(iter(told.get("content", {}).values()), {})
        if status.startswith("2"):
            yield f"{status}: {_type(content['schema'])}"
        elif status not in ALL_MEET:
            yield f"{status}: {', '.join(_names(told['description']))}"


def _names(description: str) -> Iterable[str]:
    return (code(part.partition(":")[0]) for part in description.split("; "))


def _shape(name: str, shape: Told) -> str:
    lines = [f"### {name}", _one_line(shape.get("description", ""))]
    if "enum" in shape:
        lines = [f"### {name}", f"One of {', '.join(map(code, shape['enum']))}."]
    needed = shape.get("required", [])
    rows = [
        (code(field), _type(told), "yes" if field in needed else "", told.get("description", ""))
        for field, told in shape.get("properties", {}).items()
    ]
    return "\n\n".join([*filter(None, lines), *([table(("Key", "Is", "Needed", "Means"), rows)] if rows else [])])


def _type(schema: Told) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_type(each) for each in schema["anyOf"])
    if "enum" in schema:
        return "one of " + ", ".join(code(each) for each in schema["enum"] if each)
    kind = schema.get("format") or schema.get("type") or "anything"
    if kind == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_type(schema['additionalProperties'])}"
    return {"uuid": "id", "date-time": "instant"}.get(kind, kind)


def _one_line(text: str) -> str:
    return " ".join(text.split())
