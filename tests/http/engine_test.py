"""The engine with the made-up routes of fixture_server: what a client may send, and what comes back."""

import gzip
import json
import signal
import tempfile
import unittest
import zlib

import running

AS_PLANNER = {"Cookie": "junheng_session=session-planner", "X-CSRF-Token": "csrf-planner"}
AS_EDITOR = {"Cookie": "junheng_session=session-editor", "X-CSRF-Token": "csrf-editor"}
JSON = {"Content-Type": "application/json"}
BYTES = {"Content-Type": "application/octet-stream"}


def fixture(folder, *options):
    return running.Running([running.program("JUNHENG_FIXTURE_SERVER"), folder, *options])


class EngineCase(unittest.TestCase):
    options = ()

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.server = fixture(cls.folder.name, *cls.options)

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.cleanup()


class Replies(EngineCase):
    def test_target_is_decoded(self):
        self.assertEqual(self.server.get("/api/echo?q=%E5%8E%BF+%2B").text, "/api/echo|q=县 +|")

    def test_error_shape_and_language(self):
        reply = self.server.get("/api/none", Accept_Language="en")
        self.assertEqual(reply.status, 404)
        error = reply.json["error"]
        self.assertEqual(set(error), {"code", "message", "params", "hint", "request_id"})
        self.assertEqual(error["code"], "no_such_path")
        self.assertEqual(error["params"], {"path": "/api/none"})
        self.assertEqual(error["message"], "There is no /api/none")
        self.assertEqual(error["request_id"], reply.headers["X-Request-Id"])
        self.assertEqual(self.server.get("/api/none").json["error"]["message"], "没有 /api/none")
        self.assertEqual(self.server.get("/api/none?lang=en", Accept_Language="zh").json["error"]["message"], "There is no /api/none")

    def test_method_that_a_path_has_not(self):
        reply = self.server.request("DELETE", "/api/echo", {})
        self.assertEqual((reply.status, reply.code), (405, "method_not_allowed"))
        self.assertEqual(sorted(reply.headers["Allow"].split(", ")), ["GET", "HEAD", "OPTIONS", "POST"])
        self.assertEqual(self.server.request("TRACE", "/api/echo").status, 405)

    def test_options(self):
        reply = self.server.request("OPTIONS", "/api/echo")
        self.assertEqual(reply.status, 204)
        self.assertIn("POST", reply.headers["Allow"])
        self.assertNotIn("Access-Control-Allow-Origin", reply.headers)

    def test_head_has_the_length_and_no_body(self):
        with self.server.connect() as sock:
            sock.sendall(b"HEAD /api/stored HTTP/1.1\r\nHost: localhost\r\n\r\nGET /api/things/7 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            answer = running.read_all(sock)
        head, _, rest = answer.partition(b"\r\n\r\n")
        self.assertIn(b"Content-Length: 5011", head)
        self.assertTrue(rest.startswith(b"HTTP/1.1 200"), rest[:50])
        self.assertTrue(rest.endswith(b'{"id":7}'))

    def test_part_of_the_path_that_is_no_number(self):
        self.assertEqual(self.server.get("/api/things/x").status, 404)
        self.assertEqual(self.server.get("/api/things/99999999999999999999").status, 404)

    def test_security_headers(self):
        for target in ("/api/echo", "/api/none", "/healthz"):
            headers = self.server.get(target).headers
            self.assertIn("frame-ancestors 'none'", headers["Content-Security-Policy"])
            self.assertNotIn("http", headers["Content-Security-Policy"])
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            self.assertEqual(headers["Referrer-Policy"], "no-referrer")
            self.assertEqual(headers["Cache-Control"], "no-store")
            self.assertRegex(headers["Date"], r"^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$")

    def test_fault_inside_shows_nothing_of_it(self):
        for target in ("/api/throw", "/api/internal"):
            reply = self.server.get(target)
            self.assertEqual((reply.status, reply.code), (500, "server_fault"))
            self.assertNotIn("secret", reply.text)
            # The line of the log is written once the reply is sent.
            self.assertTrue(running.wait_until(lambda: self.server.log.count(reply.headers["X-Request-Id"]) == 2))
        self.assertIn("secret of the inside", self.server.log)
        self.assertIn("disk full", self.server.log)

    def test_log_holds_no_query_and_no_cookie(self):
        self.server.get("/api/echo?token=hidden-word", Cookie="junheng_session=other-word")
        self.assertTrue(running.wait_until(lambda: "GET /api/echo 200" in self.server.log))
        self.assertNotIn("hidden-word", self.server.log)
        self.assertNotIn("other-word", self.server.log)


class Bodies(EngineCase):
    def post(self, body, headers=JSON, target="/api/json"):
        return self.server.request("POST", target, headers, body)

    def test_all_faults_at_once(self):
        reply = self.post('{"name":"abcdef","count":-1,"extra":true}', {**JSON, "Accept-Language": "en"})
        self.assertEqual((reply.status, reply.code), (400, "bad_json_value"))
        message = reply.json["error"]["message"]
        for part in ("3 faults", "name = \"abcdef\"", "from 1 to 5 characters", "count = -1", "at least 0", "extra: is no known key"):
            self.assertIn(part, message)

    def test_broken_json(self):
        for body in ("", "{", '{"a":1,"a":2}', "[" * 100, b'{"name":"\xff"}', '{"name":"a"} x', "nan"):
            reply = self.post(body)
            self.assertEqual((reply.status, reply.code), (400, "json_syntax"), body)
        self.assertEqual(self.post("[1]").code, "bad_json_value")

    def test_kind_of_body(self):
        for kind in ({"Content-Type": "text/plain"}, {"Content-Type": "application/x-www-form-urlencoded"}, {}):
            self.assertEqual(self.post('{"name":"a","count":1}', kind).status, 415)
        self.assertEqual(self.post('{"name":"a","count":1}', {"Content-Type": "application/json; charset=utf-8"}).status, 200)

    def test_too_large(self):
        reply = self.post(b" " * (1024 * 1024 + 1))
        self.assertEqual((reply.status, reply.code), (413, "body_too_large"))
        chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
        answer = self.server.raw(b"POST /api/json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                 b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 17 + b"0\r\n\r\n")
        self.assertTrue(answer.startswith(b"HTTP/1.1 413"), answer[:100])

    def test_chunked(self):
        answer = self.server.raw(b"POST /api/json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
                                 b"Transfer-Encoding: chunked\r\n\r\n9\r\n{\"name\":\"\r\nd\r\na\",\"count\":3}\r\n0\r\n\r\n")
        self.assertTrue(answer.endswith(b'{"name":"a","count":3}'), answer)

    def test_expect_continue(self):
        with self.server.connect() as sock:
            sock.sendall(b"POST /api/json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                         b"Connection: close\r\nContent-Length: 22\r\n\r\n")
            self.assertEqual(running.read_until(sock, b"\r\n\r\n"), b"HTTP/1.1 100 Continue\r\n\r\n")
            sock.sendall(b'{"name":"a","count":1}')
            self.assertIn(b"200 OK", running.read_all(sock))

    def test_upload_goes_through_a_file(self):
        body = bytes(range(256)) * 4096
        reply = self.server.request("POST", "/api/uploads", {**AS_EDITOR, **BYTES}, body)
        self.assertEqual((reply.status, reply.json), (202, {"size": len(body), "checksum": zlib.crc32(body)}))
        # The file goes when its request does, which may be just after the reply.
        self.assertTrue(running.wait_until(lambda: running.os.listdir(self.folder.name) == []))

    def test_upload_is_refused_before_its_body(self):
        answer = self.server.raw(b"POST /api/uploads HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n"
                                 b"Content-Length: 5000000\r\nExpect: 100-continue\r\n\r\n")
        self.assertTrue(answer.startswith(b"HTTP/1.1 401"), answer[:100])
        reply = self.server.request("POST", "/api/uploads", {**AS_EDITOR, **BYTES}, b"x" * (9 * 1024 * 1024))
        self.assertEqual(reply.status, 413)


class Access(EngineCase):
    def test_login(self):
        self.assertEqual(self.server.get("/api/me").code, "login_required")
        self.assertEqual(self.server.get("/api/me", Cookie="junheng_session=session-nobody").status, 401)
        self.assertEqual(self.server.get("/api/me", Cookie="a=b; junheng_session=session-viewer; c=d").text, "viewer")

    def test_permission_of_each_role(self):
        for role, status in (("viewer", 403), ("inspector", 403), ("editor", 201), ("planner", 201), ("admin", 201)):
            headers = {"Cookie": f"junheng_session=session-{role}", "X-CSRF-Token": f"csrf-{role}", **JSON}
            reply = self.server.request("POST", "/api/runs", headers, "{}")
            self.assertEqual(reply.status, status, role)
            if status == 403:
                self.assertEqual(reply.json["error"]["params"], {"permission": "run:create"})

    def test_csrf(self):
        for token in ({}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "csrf-viewer"}, {"X-CSRF-Token": "csrf-plannerx"}):
            headers = {"Cookie": AS_PLANNER["Cookie"], **token, **JSON}
            self.assertEqual(self.server.request("POST", "/api/runs", headers, "{}").code, "csrf_mismatch", token)

    def test_origin(self):
        own = f"127.0.0.1:{self.server.port}"
        for origin, status in ((f"http://{own}", 201), (f"https://{own}", 201), ("http://evil.example", 403), ("null", 403),
                               (f"http://127.0.0.1:{self.server.port + 1}", 403)):
            reply = self.server.request("POST", "/api/runs", {**AS_PLANNER, **JSON, "Origin": origin}, "{}")
            self.assertEqual(reply.status, status, origin)
        reply = self.server.request("POST", "/api/runs", {**AS_PLANNER, **JSON, "Sec-Fetch-Site": "cross-site"}, "{}")
        self.assertEqual(reply.code, "origin_refused")

    def test_host(self):
        for host, status in (("localhost", 200), ("LOCALHOST:80", 200), ("127.0.0.1", 200), ("[::1]:8080", 200), ("10.1.2.3", 200),
                             ("evil.example", 421), ("localhost.evil.example", 421), ("", 421), ("127.0.0.1.evil.example", 421)):
            self.assertEqual(self.server.get("/api/echo", Host=host).status, status, host)
        self.assertTrue(self.server.raw(b"GET /api/echo HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 400"))
        self.assertTrue(self.server.raw(b"GET /api/echo HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n").startswith(b"HTTP/1.1 400"))

    def test_metrics(self):
        self.server.get("/api/things/1")
        text = self.server.get("/metrics").text
        self.assertIn('junheng_requests_total{route="/api/things/{id}",status="200"}', text)
        self.assertIn('junheng_request_seconds_bucket{route="/api/things/{id}",le="+Inf"}', text)
        self.assertIn('junheng_jobs{state="running"} 0', text)
        self.assertEqual(self.server.get("/metrics", X_Forwarded_For="10.0.0.1").status, 401)
        self.assertEqual(self.server.get("/metrics", X_Forwarded_For="1.1.1.1", Cookie="junheng_session=session-viewer").status, 403)
        self.assertEqual(self.server.get("/metrics", X_Forwarded_For="1.1.1.1", Cookie="junheng_session=session-admin").status, 200)


class Caching(EngineCase):
    def test_etag(self):
        first = self.server.get("/api/stored")
        self.assertEqual(first.headers["ETag"], 'W/"tag-1"')
        self.assertEqual(first.headers["Cache-Control"], "private, no-cache")
        for tag in ('W/"tag-1"', '"tag-1"', '"other", W/"tag-1"', "*"):
            again = self.server.get("/api/stored", If_None_Match=tag)
            self.assertEqual((again.status, again.body), (304, b""), tag)
            self.assertEqual(again.headers["ETag"], 'W/"tag-1"')
        self.assertEqual(self.server.get("/api/stored", If_None_Match='"tag-2"').status, 200)

    def test_stored_gzip_is_passed_on_or_inflated(self):
        packed = self.server.get("/api/stored", Accept_Encoding="br, gzip;q=0.5")
        self.assertEqual(packed.headers["Content-Encoding"], "gzip")
        plain = self.server.get("/api/stored", Accept_Encoding="identity")
        self.assertNotIn("Content-Encoding", plain.headers)
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        self.assertEqual(json.loads(plain.body), {"text": "x" * 5000})
        self.assertNotIn("Content-Encoding", self.server.get("/api/stored", Accept_Encoding="gzip;q=0").headers)


class Events(EngineCase):
    options = ("poll=10", "heartbeat=50", "streams=2")

    def test_events_come_in_order_and_the_stream_ends(self):
        reply = self.server.get("/api/events", Cookie="junheng_session=session-viewer")
        self.assertEqual(reply.headers["Content-Type"], "text/event-stream")
        expected = "".join(f'event: progress\ndata: {{"step":{step}}}\n\n' for step in (1, 2, 3)) + 'event: end\ndata: {"step":4}\n\n'
        self.assertEqual(reply.text.replace(": \n\n", ""), expected)

    def test_heartbeat_and_limit(self):
        request = b"GET /api/silent-events HTTP/1.1\r\nHost: localhost\r\n\r\n"
        with self.server.connect() as first, self.server.connect() as second:
            for sock in (first, second):
                sock.sendall(request)
                running.read_until(sock, b": \n\n")
            full = self.server.get("/api/silent-events")
            self.assertEqual((full.status, full.code, full.headers["Retry-After"]), (503, "too_many_streams", "2"))
            self.assertIn("junheng_event_streams 2", self.server.get("/metrics").text)
        # A stream whose client has gone makes room.
        self.assertTrue(running.wait_until(lambda: "junheng_event_streams 0" in self.server.get("/metrics").text))


class Stopping(unittest.TestCase):
    def test_request_that_runs_is_finished(self):
        with tempfile.TemporaryDirectory() as folder, fixture(folder, "stop_timeout=300000") as server:
            with server.connect() as sock, server.connect() as idle:
                sock.sendall(b"GET /api/large HTTP/1.1\r\nHost: localhost\r\n\r\n")
                head = running.read_until(sock, b"\r\n\r\n")
                server.process.send_signal(signal.SIGTERM)
                self.assertEqual(running.read_all(idle), b"")
                self.assertIsNone(server.process.poll())
                body = head.partition(b"\r\n\r\n")[2] + running.read_all(sock)
                self.assertEqual(len(body), 16 << 20)
            self.assertEqual(server.process.wait(running.PATIENCE_S), 0)

    def test_stop_waits_no_longer_than_allowed(self):
        with tempfile.TemporaryDirectory() as folder, fixture(folder, "stop_timeout=200") as server:
            with server.connect() as sock:
                sock.sendall(b"GET /api/wait HTTP/1.1\r\nHost: localhost\r\n\r\n")
                while server.get("/metrics").text.count("junheng_connections 2") == 0:
                    pass
                self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    unittest.main()
