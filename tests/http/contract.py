"""Holds replies against api/openapi.yaml."""

import re
import sys

import yaml
from jsonschema import Draft4Validator, RefResolver

sys.path.insert(0, __file__.rsplit("/", 2)[0] + "/support")
from openapi_check import without_nullable  # noqa: E402


class Description:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.document = yaml.safe_load(file)
        self.components = without_nullable(self.document["components"])
        # The more of a path is fixed, the earlier it is tried, as the server does it.
        paths = sorted(self.document["paths"], key=lambda path: len(re.sub(r"\{\w+\}", "", path)), reverse=True)
        self.paths = [(path, re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+?", re.escape(path)))) for path in paths]

    def operation(self, method, target):
        path = target.split("?")[0]
        for pattern, expression in self.paths:
            if expression.fullmatch(path):
                return self.document["paths"][pattern].get(method.lower().replace("head", "get"))
        return None

    def resolved(self, node):
        return self.components["responses"][node["$ref"].rsplit("/", 1)[1]] if "$ref" in node else node

    def check(self, test, method, target, reply):
        """Fails the test where the reply is not as described. Paths and methods that are not described are errors, of the one shape."""
        operation = self.operation(method, target)
        if operation is None:
            response = self.components["responses"]["Error"] if reply.status >= 400 else None
        else:
            # Every operation may answer with an error that comes before it: not logged in, busy, malformed.
            fallback = {"$ref": "#/components/responses/Error"} if reply.status >= 400 else None
            response = operation["responses"].get(str(reply.status), operation["responses"].get("default") if reply.status >= 400 else None) or fallback
        if response is None:
            test.assertFalse(target.startswith("/api/"), f"{method} {target}: status {reply.status} is not described")
            return
        content = self.resolved(response).get("content", {})
        if not content or not reply.body:
            test.assertEqual(reply.body if not content else b"", b"", f"{method} {target}: a body where none is described")
            return
        kind = reply.headers["Content-Type"].split(";")[0]
        test.assertTrue(kind in content or "*/*" in content, f"{method} {target}: {kind} is not described")
        if kind != "application/json" or "schema" not in content.get(kind, {}):
            return
        schema = {**without_nullable(content[kind]["schema"]), "components": self.components}
        resolver = RefResolver.from_schema(schema)
        faults = [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:300]}" for fault in Draft4Validator(schema, resolver=resolver).iter_errors(reply.json)]
        test.assertEqual(faults, [], f"{method} {target}")
