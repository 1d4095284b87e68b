"""Runs the cases of a TOML file against `junheng serve`: cases.py FILE.toml. README.md lists the keys.

Each reply is also checked against api/openapi.yaml: its status must be described, its body must fit the schema of that status.
"""

import json
import os
import sys
import time
import tomllib
import unittest

import running
from bureau import Bureau, filled

try:
    import contract
except ImportError as missing:
    print(f"{missing} (packages python3-yaml, python3-jsonschema)")
    sys.exit(77)

SOURCE = os.environ["JUNHENG_SOURCE_DIR"]
KEYS = {"name", "as", "method", "path", "headers", "body", "body_geojson", "body_text", "body_file", "status", "error", "json", "contains", "not_contains", "reply_headers",
        "keep", "repeat_until", "times", "log_in"}


def lookup(document, pointer):
    """RFC 6901; '-' stands for the length of an array."""
    for part in pointer.split("/")[1:]:
        part = part.replace("~1", "/").replace("~0", "~")
        if isinstance(document, list):
            document = len(document) if part == "-" else document[int(part)]
        else:
            document = document[part]
    return document


def body_of(case, kept):
    """Bytes and content type."""
    if "body" in case:
        return json.dumps(filled(case["body"], kept)).encode(), "application/json"
    if "body_geojson" in case:
        return filled(case["body_geojson"], kept).encode(), "application/geo+json"
    if "body_text" in case:
        return filled(case["body_text"], kept).encode(), "application/json"
    if "body_file" in case:
        with open(filled(case["body_file"], kept), "rb") as file:
            return file.read(), "application/octet-stream"
    return None, None


def statuses(case):
    """(who, status) for each account that makes the request."""
    status = case["status"]
    if isinstance(status, dict):
        return list(status.items())
    who = case.get("as", "nobody")
    return [(each, status) for each in ([who] if isinstance(who, str) else who)]


class Cases(unittest.TestCase):
    suite = {}

    @classmethod
    def setUpClass(cls):
        cls.description = contract.Description(f"{SOURCE}/api/openapi.yaml")
        cls.site = Bureau(cls.suite)

    @classmethod
    def tearDownClass(cls):
        cls.site.close()

    def check(self, case):
        self.assertEqual(set(case) - KEYS, set(), "unknown keys of the case")
        method = case.get("method", "GET")
        for who, status in statuses(case):
            with self.subTest(who=who):
                path = filled(case["path"], self.site.kept)
                body, kind = body_of(case, self.site.kept)
                headers = {**({"Content-Type": kind} if kind else {}), **self.site.sessions[who], **filled(case.get("headers", {}), self.site.kept)}
                for _ in range(case.get("times", 1)):
                    reply = self.send(case, method, path, headers, body)
                    self.assertEqual(reply.status, status, reply.body[:2000])
                self.description.check(self, method, path, reply)
                if reply.status < 400:
                    self.check_content(case, reply)
                else:
                    self.check_error(case, reply)

    def send(self, case, method, path, headers, body):
        """With repeat_until the request is made again until the value at a pointer is one of those named: how a case waits for a job."""
        until = case.get("repeat_until")
        end = time.monotonic() + running.PATIENCE_S
        while time.monotonic() < end:
            reply = self.site.server.request(method, path, headers, body)
            if until is None or reply.status != 200 or lookup(reply.json, until["pointer"]) in until["values"]:
                return reply
            time.sleep(0.01)
        self.fail(f"{path}: {until} did not come: {reply.text[:500]}")

    def check_error(self, case, reply):
        if method_has_body := reply.body:
            self.assertEqual(set(reply.json["error"]), {"code", "message", "params", "hint", "request_id"})
        if "error" in case and method_has_body:
            self.assertEqual(reply.code, case["error"])
        self.check_words(case, reply)

    def check_words(self, case, reply):
        for word in filled(case.get("not_contains", []), self.site.kept):
            self.assertNotIn(word, reply.body.decode("utf-8", "replace"))

    def check_content(self, case, reply):
        for word in filled(case.get("contains", []), self.site.kept):
            self.assertIn(word, reply.text)
        self.check_words(case, reply)
        for name, value in case.get("reply_headers", {}).items():
            self.assertEqual(reply.headers[name], value)
        for expected in case.get("json", []):
            found = lookup(reply.json, expected["pointer"])
            if "equals" in expected:
                self.assertEqual(found, filled(expected["equals"], self.site.kept), expected["pointer"])
            elif "near" in expected:
                self.assertAlmostEqual(found, expected["near"], delta=expected["tolerance"], msg=expected["pointer"])
            elif "size" in expected:
                self.assertEqual(len(found), expected["size"], expected["pointer"])
            elif "contains" in expected:
                self.assertIn(filled(expected["contains"], self.site.kept), found, expected["pointer"])
            elif "is_null" in expected:
                self.assertEqual(found is None, expected["is_null"], expected["pointer"])
            else:
                self.fail(f"nothing is expected at {expected['pointer']}")
        if "log_in" in case:
            self.site.keep_session(case["log_in"], reply)
        for name, pointer in case.get("keep", {}).items():
            self.site.kept[name] = lookup(reply.json, pointer)


def load(path):
    with open(path, "rb") as file:
        suite = tomllib.load(file)
    Cases.suite = suite
    # In the order of the file: a case may use what an earlier one has kept.
    for number, case in enumerate(suite["test"]):
        setattr(Cases, f"test_{number:03}_{case['name']}", lambda self, case=case: self.check({key: case[key] for key in case}))


if __name__ == "__main__":
    load(sys.argv.pop(1))
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
