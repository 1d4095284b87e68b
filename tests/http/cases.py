"""Runs the cases of a TOML file against `junheng serve`: cases.py FILE.toml. README.md lists the keys.

Each reply is also checked against api/openapi.yaml: its status must be described, its body must fit the schema of that status.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import tomllib
import unittest

import running

try:
    import contract
except ImportError as missing:
    print(f"{missing} (packages python3-yaml, python3-jsonschema)")
    sys.exit(77)

SOURCE = os.environ["JUNHENG_SOURCE_DIR"]
PASSWORD = "a long enough passphrase"
KEYS = {"name", "as", "method", "path", "headers", "body", "body_text", "body_file", "status", "error", "json", "contains", "not_contains", "reply_headers",
        "keep", "repeat_until"}


def lookup(document, pointer):
    """RFC 6901; '-' stands for the length of an array."""
    for part in pointer.split("/")[1:]:
        part = part.replace("~1", "/").replace("~0", "~")
        if isinstance(document, list):
            document = len(document) if part == "-" else document[int(part)]
        else:
            document = document[part]
    return document


def filled(value, kept):
    """{names} of what earlier replies have left, put in place; a text that is nothing but one name becomes its value."""
    if isinstance(value, dict):
        return {key: filled(each, kept) for key, each in value.items()}
    if isinstance(value, list):
        return [filled(each, kept) for each in value]
    if not isinstance(value, str):
        return value
    whole = re.fullmatch(r"<(\w+)>", value)
    if whole and whole[1] in kept:
        return kept[whole[1]]
    return re.sub(r"<(\w+)>", lambda found: str(kept.get(found[1], found[0])), value)


class Site:
    """A server over a fresh folder, with an account of each role that the file names."""

    def __init__(self, suite):
        self.folder = tempfile.TemporaryDirectory()
        self.store = os.path.join(self.folder.name, "store")
        self.kept = {"store": self.store, "folder": self.folder.name, "source": SOURCE}
        for command in suite.get("before", []):
            arguments = [running.program("JUNHENG_PROGRAM"), *filled(command, self.kept)]
            subprocess.run(arguments, check=True, capture_output=True, cwd=self.folder.name)
        self.server = running.Running([running.program("JUNHENG_PROGRAM"), "serve", self.store, "--port", "0", "--lang", "en", *suite.get("flags", [])],
                                      cwd=self.folder.name)
        self.sessions = {"nobody": {}}
        accounts = suite.get("accounts", [])
        if accounts:
            self.log_in_first()
        for account in accounts:
            self.add_account(account)

    def log_in_first(self):
        link = None
        while link is None:
            line = self.server.read_line()
            if not line:
                raise RuntimeError("the server printed no link for the administrator\n" + self.server.log)
            found = re.search(r"/#/link/(\S+)", line)
            link = found[1] if found else None
        self.sessions["admin"] = self.redeem(link)

    def redeem(self, token):
        reply = self.server.request("POST", "/api/one-time-link", {"Content-Type": "application/json"},
                                    json.dumps({"token": token, "password": PASSWORD}))
        if reply.status != 200:
            raise RuntimeError(f"the link was refused: {reply.status} {reply.text}")
        cookie = reply.headers["Set-Cookie"].split(";")[0]
        return {"Cookie": cookie, "X-CSRF-Token": reply.json["csrf_token"]}

    def add_account(self, account):
        """{ as = "xian", role = "viewer", area = "330199" }"""
        body = {"login": account["as"], "name": account["as"], "role": account["role"], "area_code": account.get("area", "")}
        reply = self.server.request("POST", "/api/accounts", {**self.sessions["admin"], "Content-Type": "application/json"}, json.dumps(body))
        if reply.status != 201:
            raise RuntimeError(f"no account {account}: {reply.status} {reply.text}")
        self.kept[f"account_{account['as']}"] = reply.json["account"]["id"]
        self.sessions[account["as"]] = self.redeem(reply.json["link"].rsplit("/", 1)[1])

    def close(self):
        self.server.__exit__()
        self.folder.cleanup()


def body_of(case, kept):
    """Bytes and content type."""
    if "body" in case:
        return json.dumps(filled(case["body"], kept)).encode(), "application/json"
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
        cls.site = Site(cls.suite)

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
