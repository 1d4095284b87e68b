"""Clients that are slow, many, broken or malicious: the server answers what it can, drops the rest, and goes on answering others."""

import contextlib
import random
import resource
import select
import socket
import ssl
import subprocess
import tempfile
import time
import unittest

import running
from engine_test import AS_EDITOR, fixture

GET = b"GET /api/things/1 HTTP/1.1\r\nHost: localhost\r\n\r\n"
AT_MOST_S = 10


@contextlib.contextmanager
def fixture_with(*options):
    with tempfile.TemporaryDirectory() as folder, fixture(folder, *options) as server:
        server.folder = folder
        yield server


def answers(server):
    return server.get("/api/things/1").status == 200


def dribble(sockets, seconds):
    """Sends a byte on each every tenth of a second; returns those that the server has not closed in that time."""
    alive = list(sockets)
    end = time.monotonic() + seconds
    while alive and time.monotonic() < end:
        closed, _, _ = select.select(alive, [], [], 0)
        for sock in list(alive):
            try:
                if sock in closed and sock.recv(4096) == b"":
                    raise OSError
                sock.sendall(b"a")
            except OSError:
                alive.remove(sock)
        select.select([], [], [], 0.1)
    return alive


class SlowClients(unittest.TestCase):
    def test_headers_that_trickle(self):
        with fixture_with("header_timeout=1000") as server, contextlib.ExitStack() as stack:
            sockets = [stack.enter_context(server.connect()) for _ in range(64)]
            for sock in sockets:
                sock.sendall(b"GET /api/echo HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
            self.assertTrue(answers(server))
            self.assertEqual(dribble(sockets, AT_MOST_S), [])
            self.assertTrue(answers(server))

    def test_body_that_trickles(self):
        with fixture_with("body_timeout=1000") as server, contextlib.ExitStack() as stack:
            sockets = [stack.enter_context(server.connect()) for _ in range(16)]
            for sock in sockets:
                sock.sendall(b"POST /api/json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n")
            self.assertEqual(dribble(sockets, AT_MOST_S), [])
            self.assertTrue(answers(server))

    def test_reader_that_does_not_read(self):
        with fixture_with("write_timeout=1000") as server, server.connect() as sock:
            sock.sendall(b"GET /api/large HTTP/1.1\r\nHost: localhost\r\n\r\n")
            self.assertTrue(running.wait_until(lambda: 'reason="reply_cut_off"} 1' in server.get("/metrics").text))

    def test_handlers_that_hold_all_workers(self):
        wait = b"GET /api/wait HTTP/1.1\r\nHost: localhost\r\n\r\n"
        with fixture_with("workers=2", "queue=2", "stop_timeout=200") as server, contextlib.ExitStack() as stack:
            begin = time.monotonic()
            refused = []
            # Two run, two wait; of the others each is refused at once.
            sockets = [stack.enter_context(server.connect()) for _ in range(8)]
            for sock in sockets:
                sock.sendall(wait)
            self.assertTrue(running.wait_until(lambda: len(select.select(sockets, [], [], 0)[0]) >= 4))
            for sock in select.select(sockets, [], [], 0)[0]:
                refused += running.read_replies(sock, 1)
            self.assertEqual({(reply.status, reply.code, reply.headers["retry-after"]) for reply in refused}, {(503, "server_busy", "2")})
            self.assertLess(time.monotonic() - begin, AT_MOST_S)
            self.assertEqual(server.stop(), 0)


class ManyClients(unittest.TestCase):
    def test_ten_thousand_connections(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        count = min(10_000, hard - 500)
        if count < 10_000:
            print(f"only {count} connections: RLIMIT_NOFILE is {hard}")
        with fixture_with() as server, contextlib.ExitStack() as stack:
            for _ in range(count):
                with contextlib.suppress(OSError):
                    stack.enter_context(server.connect())
            # Idle connections make room for one that asks.
            self.assertTrue(running.wait_until(lambda: answers(server)))
            limit = min(4096, hard - 256)
            connections = [line for line in server.get("/metrics").text.splitlines() if line.startswith("junheng_connections ")]
            self.assertLessEqual(int(connections[0].split()[1]), limit + 1)
            stack.close()
            self.assertTrue(running.wait_until(lambda: answers(server)))
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


class BrokenClients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stack = contextlib.ExitStack()
        cls.server = cls.stack.enter_context(fixture_with())

    @classmethod
    def tearDownClass(cls):
        cls.stack.close()

    def tearDown(self):
        self.assertTrue(answers(self.server))

    def status(self, data):
        answer = self.server.raw(data)
        return int(answer.split()[1]) if answer else None

    def test_half_closed(self):
        self.assertTrue(self.server.raw(GET, half_close=True).endswith(b'{"id":1}'))

    def test_pipelined_replies_come_in_order(self):
        with self.server.connect() as sock:
            sock.sendall(b"".join(b"GET /api/things/%d HTTP/1.1\r\nHost: localhost\r\n\r\n" % i for i in range(50)))
            self.assertEqual([reply.json["id"] for reply in running.read_replies(sock, 50)], list(range(50)))

    def test_pieces_of_any_size(self):
        with self.server.connect() as sock:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for byte in GET:
                sock.sendall(bytes([byte]))
            self.assertEqual(running.read_replies(sock, 1)[0].json, {"id": 1})

    def test_large_headers(self):
        self.assertEqual(self.status(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20_000 + b"\r\n\r\n"), 431)
        self.assertEqual(self.status(b"GET /" + b"a" * 200_000), 431)
        self.assertEqual(self.status(b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000), 431)

    def test_what_is_no_request(self):
        for data in (b"\r\n\r\n\r\nhello\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 300, b"GET\r\n\r\n",
                     b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
                     b"GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET /%ff HTTP/1.1\r\nHost: localhost\r\n\r\n",
                     b"GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET /api/echo?q=%e4%ff HTTP/1.1\r\nHost: localhost\r\n\r\n"):
            self.assertEqual(self.status(data), 400, data[:40])

    def test_body_of_unclear_length(self):
        head = b"POST /api/json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        for rest in (b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                     b"Content-Length: -1\r\n\r\n", b"Content-Length: 2x\r\n\r\n{}", b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                     b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}xx0\r\n\r\n"):
            self.assertEqual(self.status(head + rest), 400, rest)

    def test_upload_that_is_cut_off(self):
        head = (f"POST /api/uploads HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\nContent-Length: 4000000\r\n"
                f"Cookie: {AS_EDITOR['Cookie']}\r\nX-CSRF-Token: {AS_EDITOR['X-CSRF-Token']}\r\n\r\n").encode()
        with self.server.connect() as sock:
            sock.sendall(head + b"x" * 1_000_000)
            self.assertTrue(running.wait_until(lambda: len(running.os.listdir(self.server.folder)) == 1))
        self.assertTrue(running.wait_until(lambda: running.os.listdir(self.server.folder) == []))

    def test_reset_at_any_moment(self):
        request = b"POST /api/json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n" + b" " * 20
        for length in range(0, len(request), 3):
            sock = self.server.connect()
            sock.sendall(request[:length])
            # Closing with a linger of 0 sends RST.
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
            sock.close()

    def test_random_bytes(self):
        chance = random.Random(20261127)
        request = bytearray(b"POST /api/json?a=%20b HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nCookie: a=b\r\n"
                            b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")
        for _ in range(300):
            changed = bytearray(request)
            for _ in range(chance.randint(1, 4)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            self.server.raw(bytes(changed), half_close=True)


class Tls(unittest.TestCase):
    def test_https(self):
        with tempfile.TemporaryDirectory() as folder:
            certificate, key = f"{folder}/certificate.pem", f"{folder}/key.pem"
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out",
                            certificate, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
                           check=True, capture_output=True)
            with fixture_with(f"certificate={certificate}", f"key={key}") as server:
                self.assertTrue(server.address.startswith("https://"))
                context = ssl.create_default_context(cafile=certificate)
                with context.wrap_socket(server.connect(), server_hostname="localhost") as sock:
                    self.assertIn(sock.version(), ("TLSv1.2", "TLSv1.3"))
                    sock.sendall(GET)
                    self.assertEqual(running.read_replies(sock, 1)[0].json, {"id": 1})
                with server.connect() as sock:
                    sock.sendall(GET)
                    self.assertNotIn(b"200", running.read_all(sock))
                with context.wrap_socket(server.connect(), server_hostname="localhost") as sock:
                    sock.sendall(b"GET /api/large HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    self.assertGreater(len(running.read_all(sock)), 16 << 20)

    def test_files_that_are_none(self):
        with tempfile.TemporaryDirectory() as folder:
            with self.assertRaisesRegex(RuntimeError, "Cannot use the TLS certificate"):
                fixture(folder, "certificate=/nowhere.pem", "key=/nowhere.key")


if __name__ == "__main__":
    unittest.main()
