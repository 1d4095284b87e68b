"""`junheng serve` with data and accounts, as the suites of cases and the tests of faults need it."""

import json
import os
import re
import subprocess
import tempfile

import running

SOURCE = os.environ["JUNHENG_SOURCE_DIR"]
PASSWORD = "a long enough passphrase"


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


def session_of(reply):
    """Headers of the session that a reply began."""
    return {"Cookie": reply.headers["Set-Cookie"].split(";")[0], "X-CSRF-Token": reply.json["csrf_token"]}


class Bureau:
    """A server over a fresh store, with the accounts and the data that a suite names (README.md)."""

    def __init__(self, suite):
        self.folder = tempfile.TemporaryDirectory()
        self.place = running.Place(os.path.join(self.folder.name, "store"))
        self.kept = {"store": self.place.name, "store_kind": self.place.kind, "folder": self.folder.name, "source": SOURCE, "password": PASSWORD}
        for command in suite.get("before", []):
            arguments = [running.program("JUNHENG_PROGRAM"), *filled(command, self.kept)]
            subprocess.run(arguments, check=True, capture_output=True, cwd=self.folder.name)
        self.flags = suite.get("flags", [])
        self.server = self.start()
        self.sessions = {"nobody": {}}
        accounts = suite.get("accounts", [])
        if accounts:
            self.log_in_first()
        for account in accounts:
            self.add_account(account)

    def start(self, **options):
        return self.place.serve(*self.flags, cwd=self.folder.name, **options)

    def restart(self, how, **options):
        self.server.stop(how)
        self.server.__exit__()
        self.server = self.start(**options)

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
        return session_of(reply)

    def keep_session(self, name, reply):
        self.sessions[name] = session_of(reply)

    def add_account(self, account):
        """{ as = "xian", role = "viewer", area = "330199" }, or { as = "xian", made = true } of one that `before` has made."""
        if account.get("made"):
            known = self.server.request("GET", "/api/accounts", self.sessions["admin"]).json["accounts"]
            number = next(each["id"] for each in known if each["login"] == account["as"])
            reply = self.server.request("POST", f"/api/accounts/{number}/reset", self.sessions["admin"])
            self.kept[f"account_{account['as']}"] = number
            self.sessions[account["as"]] = self.redeem(reply.json["link"].rsplit("/", 1)[1])
            return
        body = {"login": account["as"], "name": account["as"], "role": account["role"], "area_code": account.get("area", "")}
        reply = self.server.request("POST", "/api/accounts", {**self.sessions["admin"], "Content-Type": "application/json"}, json.dumps(body))
        if reply.status != 201:
            raise RuntimeError(f"no account {account}: {reply.status} {reply.text}")
        self.kept[f"account_{account['as']}"] = reply.json["account"]["id"]
        self.sessions[account["as"]] = self.redeem(reply.json["link"].rsplit("/", 1)[1])

    def close(self):
        self.server.__exit__()
        self.place.close()
        self.folder.cleanup()

    def ask(self, method, path, who="admin", body=None, kind="application/json", **headers):
        """A request of an account; a body that is no bytes is sent as JSON."""
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.server.request(method, path, {**self.sessions[who], **({"Content-Type": kind} if body is not None else {}), **named}, body)
