"""The routes of the program are those of api/openapi.yaml: methods, paths with their parameters, permissions, kinds of bodies.

The operations of a tag are asked for once src/junheng/server has the file of their routes.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

import running

try:
    import yaml
except ImportError:
    print("python3-yaml is missing")
    sys.exit(77)

SOURCE = os.environ["JUNHENG_SOURCE_DIR"]


def described():
    """(method, path) -> permission, body; the tag beside it."""
    with open(f"{SOURCE}/api/openapi.yaml", encoding="utf-8") as file:
        document = yaml.safe_load(file)
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            body = next(iter(operation.get("requestBody", {}).get("content", {})), "")
            parameters = [each if "$ref" not in each else document["components"]["parameters"][each["$ref"].rsplit("/", 1)[1]]
                          for each in operation.get("parameters", [])]
            yield (method.upper(), path), operation["x-permission"], body, operation["tags"][0], parameters, operation


class Contract(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            listed = subprocess.run([running.program("JUNHENG_ROUTE_TABLE"), folder], check=True, capture_output=True).stdout
        cls.routes = {(route["method"], route["pattern"]): route for route in json.loads(listed)}

    def test_description_is_consistent(self):
        for (method, path), permission, _, _, parameters, operation in described():
            named = {each["name"] for each in parameters if each["in"] == "path"}
            self.assertEqual(named, set(re.findall(r"\{(\w+)\}", path)), f"{method} {path}: path parameters")
            self.assertEqual(permission == "-", operation.get("security") == [], f"{method} {path}: security")
            self.assertTrue(all(each["required"] for each in parameters if each["in"] == "path"), path)

    def test_every_route_is_described(self):
        operations = {key: (permission, body) for key, permission, body, *_ in described()}
        for key, route in self.routes.items():
            self.assertIn(key, operations)
            self.assertEqual((route["permission"], route["body"]), operations[key], key)

    def test_every_operation_has_a_route(self):
        written = "".join(os.listdir(f"{SOURCE}/src/junheng/server"))
        files = {"administration": "routes_admin"}
        for key, _, _, tag, *_ in described():
            if files.get(tag, f"routes_{tag}") in written:
                self.assertIn(key, self.routes)


if __name__ == "__main__":
    unittest.main()
