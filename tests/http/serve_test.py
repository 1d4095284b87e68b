"""`junheng serve` as a program: what it prints, what it refuses, how it ends."""

import os
import signal
import stat
import subprocess
import tempfile
import unittest

import running


def refused(*arguments):
    return subprocess.run([running.program("JUNHENG_PROGRAM"), "serve", *arguments, "--lang", "en"], capture_output=True, text=True, timeout=running.PATIENCE_S)


class Serve(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.store = os.path.join(self.folder.name, "store")
        self.place = running.Place(self.store)
        self.addCleanup(self.place.close)

    def test_prints_its_address_and_answers_on_this_machine_only(self):
        with self.place.serve() as server:
            self.assertTrue(server.printed[0].startswith("Junheng is at http://127.0.0.1:"), server.printed)
            self.assertEqual(server.get("/healthz").json, {"status": "ok"})
            self.assertNotIn("warning", server.log)

    def test_folder_is_for_its_owner_only(self):
        with self.place.serve() as server:
            for place in (self.store, os.path.join(self.store, "uploads")):
                self.assertEqual(stat.S_IMODE(os.stat(place).st_mode), 0o700, place)
            self.assertEqual(server.stop(), 0)

    def test_signals(self):
        for how, code in ((signal.SIGTERM, 0), (signal.SIGINT, 130)):
            with self.place.serve() as server:
                self.assertEqual(server.stop(how), code, how)

    def test_port_that_is_taken(self):
        with self.place.serve() as server:
            other = refused(os.path.join(self.folder.name, "other"), "--port", str(server.port))
            self.assertEqual(other.returncode, 1)
            self.assertIn(f"Port {server.port} is taken", other.stderr)
            self.assertIn("--port", other.stderr)

    def test_wrong_use(self):
        self.assertEqual(refused("--port", "70000").returncode, 2)
        self.assertEqual(refused("--tls-cert", "a.pem").returncode, 2)
        self.assertEqual(refused("--prot", "1").returncode, 2)
        address = refused(self.store, "--bind", "not-an-address")
        self.assertEqual(address.returncode, 1)
        self.assertIn("not-an-address", address.stderr)

    def test_open_network_without_tls_is_warned_of(self):
        with self.place.serve("--bind", "0.0.0.0") as server:
            self.assertEqual(server.get("/healthz").status, 200)
            self.assertEqual(server.stop(), 0)
            self.assertIn("without encryption", server.log)

    def test_second_start_serves_the_same_store(self):
        for _ in range(2):
            with self.place.serve() as server:
                self.assertEqual(server.get("/version").json["store"], self.place.kind)
                self.assertEqual(server.stop(), 0)

    def test_killed_upload_is_cleared_away(self):
        with self.place.serve():
            pass
        half = os.path.join(self.store, "uploads", "incoming-1")
        with open(half, "wb") as file:
            file.write(b"half")
        with self.place.serve():
            self.assertFalse(os.path.exists(half))

    def test_page(self):
        with self.place.serve() as server:
            reply = server.get("/")
            if reply.status == 404:
                self.assertEqual(reply.code, "page_not_built")
            else:
                self.assertIn("<html", reply.text)


if __name__ == "__main__":
    unittest.main()
