"""What goes wrong with the store while `junheng serve` runs: it says so in the one shape of errors, stays up, and works again afterwards."""

import concurrent.futures
import contextlib
import io
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest
import zipfile

import running
from bureau import SOURCE, Bureau

BYTES = "application/octet-stream"
NOBODY = 65534
ON_POSTGRES = "JUNHENG_TEST_POSTGRES" in os.environ
ENDED = ("done", "failed", "cancelled", "interrupted")


def zipped(folder):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in sorted(os.listdir(folder)):
            archive.write(os.path.join(folder, name), name)
    return out.getvalue()


class StoreFaults(unittest.TestCase):
    """Each test has a server of its own with an administrator and an editor."""

    before = []

    @classmethod
    def setUpClass(cls):
        cls.data = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.data.cleanup)
        cls.large = os.path.join(cls.data.name, "large")
        subprocess.run([running.program("JUNHENG_PROGRAM"), "generate", "--counties", "20", "--schools", "1000", "--years", "2", cls.large],
                       check=True, capture_output=True)
        cls.large_zip = zipped(cls.large)
        cls.small_zip = zipped(f"{SOURCE}/tests/datasets/small_school")

    def setUp(self):
        self.bureau = Bureau({"before": self.before, "accounts": [{"as": "editor", "role": "editor"}]})
        self.addCleanup(self.bureau.close)

    @property
    def server(self):
        return self.bureau.server

    def ask(self, *arguments, **options):
        return self.bureau.ask(*arguments, **options)

    def check_error(self, reply, status, code):
        self.assertEqual((reply.status, reply.code), (status, code), reply.text)
        self.assertEqual(set(reply.json["error"]), {"code", "message", "params", "hint", "request_id"})

    def check_sound(self):
        """The server answers, its log is whole, nothing half-written is seen."""
        self.assertEqual(self.server.get("/healthz").status, 200)
        self.assertIsNone(self.server.process.poll())
        self.assertTrue(self.ask("GET", "/api/audit/verification").json["is_intact"])

    def set_idle_hours(self, value):
        version = self.setting("session_idle_hours")["version"]
        return self.ask("PUT", "/api/settings/session_idle_hours", body={"value": value}, If_Match=f'"{version}"')

    def setting(self, key):
        return next(each for each in self.ask("GET", "/api/settings").json["settings"] if each["key"] == key)

    def upload(self, body, who="editor", name="data.zip"):
        return self.ask("POST", f"/api/uploads?name={name}", who, body, BYTES)

    def ended(self, job, who="editor"):
        """The job once it has ended."""
        reply = None

        def has_ended():
            nonlocal reply
            reply = self.ask("GET", f"/api/jobs/{job}", who)
            return reply.status == 200 and reply.json["state"] in ENDED

        self.assertTrue(running.wait_until(has_ended), reply and reply.text)
        return reply.json

    def ready(self, body):
        upload = self.upload(body)
        self.assertEqual(upload.status, 202, upload.text)
        self.assertEqual(self.ended(upload.json["job_id"])["state"], "done")
        return upload.json["id"]

    def commit(self, upload):
        reply = self.ask("POST", f"/api/uploads/{upload}/commit", "editor", {"name": "x", "standards": ["cn.quality-2017"]})
        self.assertEqual(reply.status, 202, reply.text)
        return reply.json["id"]

    def states_of_runs(self):
        return [run["state"] for run in self.ask("GET", "/api/runs").json["runs"]]

    def uploads_left(self):
        return os.listdir(os.path.join(self.bureau.place.folder, "uploads"))

    def check_no_upload_is_left(self):
        # A file goes once its reply is under way.
        self.assertTrue(running.wait_until(lambda: not self.uploads_left()), self.uploads_left())

    @contextlib.contextmanager
    def locked_by_another_program(self):
        place = self.bureau.place
        if place.socket:
            session = subprocess.Popen(place.psql(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, cwd="/")
            print(f"BEGIN; LOCK TABLE {place.schema}.setting IN SHARE ROW EXCLUSIVE MODE; SELECT 'locked';", file=session.stdin)
            self.assertEqual(session.stdout.readline(), "locked\n")
            try:
                yield
            finally:
                session.communicate("ROLLBACK;\n")
        else:
            other = sqlite3.connect(os.path.join(place.folder, "junheng.db"), isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                other.close()


class Locked(StoreFaults):
    def test_database_that_another_program_holds(self):
        with self.locked_by_another_program():
            begin = time.monotonic()
            self.check_error(self.set_idle_hours(4), 503, "store_locked")
            self.assertGreater(time.monotonic() - begin, 4)
            self.assertEqual(self.ask("GET", "/api/snapshots").status, 200, "reading goes on")
        self.assertEqual(self.set_idle_hours(4).status, 200)
        self.check_sound()

    def test_lock_that_ends_in_time_is_waited_for(self):
        with concurrent.futures.ThreadPoolExecutor() as pool:
            with self.locked_by_another_program():
                reply = pool.submit(self.set_idle_hours, 4)
                time.sleep(1)
                self.assertFalse(reply.done())
            self.assertEqual(reply.result().status, 200)


class FullDisk(StoreFaults):
    def setUp(self):
        super().setUp()
        self.sign = os.path.join(self.bureau.folder.name, "full")
        # A program built with AddressSanitizer asks to be loaded before any other library unless told.
        sanitizer = f"{os.environ.get('ASAN_OPTIONS', '')}:verify_asan_link_order=0"
        environment = {**os.environ, "LD_PRELOAD": running.program("JUNHENG_FULL_DISK"), "JUNHENG_TEST_DISK_FULL": self.sign, "ASAN_OPTIONS": sanitizer}
        self.bureau.restart(signal.SIGTERM, env=environment)

    @contextlib.contextmanager
    def full(self):
        with open(self.sign, "wb"):
            pass
        try:
            yield
        finally:
            os.unlink(self.sign)

    def test_uploads(self):
        with self.full():
            self.check_error(self.upload(self.small_zip), 507, "store_full")
            self.check_no_upload_is_left()
            self.check_sound()
        self.ready(self.small_zip)

    @unittest.skipIf(ON_POSTGRES, "its disk is another one")
    def test_changes_and_backups(self):
        with self.full():
            self.check_error(self.set_idle_hours(4), 507, "store_full")
            self.assertEqual(self.ask("GET", "/api/snapshots").status, 200, "reading goes on")
            self.check_error(self.ask("POST", "/api/backups"), 507, "store_full")
            self.check_sound()
        self.assertEqual(self.set_idle_hours(4).status, 200)
        self.assertEqual(self.ended(self.ask("POST", "/api/backups").json["id"], "admin")["state"], "done")
        self.check_sound()

    @unittest.skipIf(ON_POSTGRES, "its disk is another one")
    def test_in_the_middle_of_a_commit(self):
        upload = self.ready(self.large_zip)
        job = self.commit(upload)
        self.assertTrue(running.wait_until(lambda: self.ask("GET", f"/api/jobs/{job}", "editor").json["state"] == "running"))
        with self.full():
            ended = self.ended(job)
            self.assertEqual(ended["state"], "failed", ended)
            self.assertEqual(self.ask("GET", "/api/snapshots").json["snapshots"], [])
            self.assertEqual(self.ask("GET", f"/api/uploads/{upload}", "editor").json["state"], "ready")
        self.assertEqual(self.ended(self.commit(upload))["state"], "done")
        self.assertEqual(len(self.ask("GET", "/api/snapshots").json["snapshots"]), 1)
        self.assertEqual(set(self.states_of_runs()), {"done"})
        self.check_sound()


@unittest.skipIf(os.getuid() != 0, "rights hold for a user without privileges: run as root")
class ReadOnly(StoreFaults):
    def setUp(self):
        super().setUp()
        self.server.stop()
        shutil.chown(self.bureau.folder.name, NOBODY, NOBODY)
        for folder, folders, files in os.walk(self.bureau.place.folder):
            for name in [".", *folders, *files]:
                os.chown(os.path.join(folder, name), NOBODY, NOBODY)
        self.bureau.restart(signal.SIGTERM, user=NOBODY, group=NOBODY, extra_groups=[])

    def test_folder_of_uploads(self):
        uploads = os.path.join(self.bureau.place.folder, "uploads")
        os.chmod(uploads, 0o500)
        reply = self.upload(self.small_zip)
        self.check_error(reply, 500, "server_fault")
        self.assertIn("日志", reply.json["error"]["hint"])
        self.assertTrue(running.wait_until(lambda: "Permission denied" in self.server.log and reply.json["error"]["request_id"] in self.server.log))
        self.check_sound()
        os.chmod(uploads, 0o700)
        self.ready(self.small_zip)

    def test_folder_of_data_after_the_start(self):
        folder = self.bureau.place.folder
        names = [name for name in os.listdir(folder) if name.startswith("junheng.db")]
        os.chmod(folder, 0o500)
        for name in names:
            os.chmod(os.path.join(folder, name), 0o400)
        # Files that are open can still be written; a connection that is opened now cannot. Either is told in the one shape, or done.
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            replies = list(pool.map(lambda _: self.ask("GET", "/api/snapshots"), range(64)))
        for reply in replies:
            if reply.status != 200:
                self.check_error(reply, 500, "server_fault")
        self.assertIsNone(self.server.process.poll())
        os.chmod(folder, 0o700)
        for name in names:
            os.chmod(os.path.join(folder, name), 0o600)
        self.assertEqual(self.set_idle_hours(4).status, 200)
        self.check_sound()

    @unittest.skipIf(ON_POSTGRES, "the store is elsewhere")
    def test_start_is_refused_with_words(self):
        self.server.stop()
        os.chmod(self.bureau.place.folder, 0o500)
        started = subprocess.run([running.program("JUNHENG_PROGRAM"), "serve", self.bureau.place.folder, "--port", "0", "--lang", "en"],
                                 capture_output=True, text=True, timeout=running.PATIENCE_S, user=NOBODY, group=NOBODY, extra_groups=[],
                                 cwd=self.bureau.folder.name)
        os.chmod(self.bureau.place.folder, 0o700)
        self.assertEqual(started.returncode, 1)
        self.assertIn("can be read but not written", started.stderr)


class Killed(StoreFaults):
    def kill_while_running(self, job):
        def is_running():
            state = self.ask("GET", f"/api/jobs/{job}", "editor").json["state"]
            self.assertNotIn(state, ENDED, "the job was too short for this test")
            return state == "running"

        self.assertTrue(running.wait_until(is_running))
        self.bureau.restart(signal.SIGKILL)

    def test_while_an_upload_is_read(self):
        upload = self.upload(self.large_zip).json
        waiting = self.upload(self.small_zip).json
        self.kill_while_running(upload["job_id"])
        for each in (upload, waiting):
            self.assertEqual(self.ask("GET", f"/api/jobs/{each['job_id']}", "editor").json["state"], "interrupted")
            self.check_error(self.ask("GET", f"/api/uploads/{each['id']}", "editor"), 404, "no_such_upload")
        self.check_no_upload_is_left()
        self.assertEqual(self.ended(self.commit(self.ready(self.small_zip)))["state"], "done")
        self.check_sound()

    def test_while_a_commit_runs(self):
        begin = time.monotonic()
        self.assertEqual(self.ended(self.commit(self.ready(self.large_zip)))["state"], "done")
        whole = time.monotonic() - begin
        # The file is read before it is committed, which takes the most of the time.
        for share in (0, 0.1, 0.2):
            with self.subTest(share=share):
                job = self.commit(self.ready(self.large_zip))
                time.sleep(share * whole)
                self.kill_while_running(job)
                self.assertEqual(self.ask("GET", f"/api/jobs/{job}", "editor").json["state"], "interrupted")
                # A snapshot stands with its two runs, or not at all.
                snapshots = self.ask("GET", "/api/snapshots").json["snapshots"]
                states = self.states_of_runs()
                self.assertEqual(len(states), 2 * len(snapshots), states)
                self.assertLessEqual(set(states), {"done", "interrupted"})
                self.check_sound()

    def test_stop_while_a_commit_runs(self):
        upload = self.ready(self.large_zip)
        begin = time.monotonic()
        self.assertEqual(self.ended(self.commit(upload))["state"], "done")
        whole = time.monotonic() - begin
        for share in (0, 0.6):
            with self.subTest(share=share):
                job = self.commit(self.ready(self.large_zip))
                time.sleep(share * whole)
                self.assertEqual(self.server.stop(signal.SIGTERM), 0)
                self.bureau.restart(signal.SIGTERM)
                # The work is asked to stop, and may be done by then.
                self.assertIn(self.ask("GET", f"/api/jobs/{job}", "editor").json["state"], ("interrupted", "failed", "done"))
                snapshots = self.ask("GET", "/api/snapshots").json["snapshots"]
                states = self.states_of_runs()
                self.assertEqual(len(states), 2 * len(snapshots), states)
                self.assertLessEqual(set(states), {"done", "interrupted", "cancelled"})
                self.check_no_upload_is_left()
                self.check_sound()

    def test_stop_with_jobs_that_wait(self):
        jobs = [self.upload(self.large_zip).json["job_id"] for _ in range(3)]
        self.bureau.restart(signal.SIGTERM)
        states = [self.ask("GET", f"/api/jobs/{job}", "editor").json["state"] for job in jobs]
        self.assertLessEqual(set(states), {"interrupted", "done"})
        self.assertEqual(states[-1], "interrupted")
        self.check_no_upload_is_left()


class Clients(StoreFaults):
    def test_editors_at_once(self):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            replies = list(pool.map(lambda hours: self.ask("PUT", "/api/settings/session_idle_hours", body={"value": hours}, If_Match='"0"'), range(1, 9)))
        self.assertEqual(sorted(reply.status for reply in replies), [200] + [409] * 7)
        self.assertEqual(self.setting("session_idle_hours"), next(reply.json for reply in replies if reply.status == 200))
        self.check_sound()

    def test_upload_that_is_cut(self):
        session = self.bureau.sessions["editor"]
        head = "".join(f"{name}: {value}\r\n" for name, value in session.items())
        with self.server.connect() as sock:
            sock.sendall(f"POST /api/uploads?name=a.zip HTTP/1.1\r\nHost: localhost\r\nContent-Type: {BYTES}\r\n{head}"
                         f"Content-Length: {len(self.large_zip)}\r\n\r\n".encode() + self.large_zip[:len(self.large_zip) // 2])
            self.assertTrue(running.wait_until(lambda: len(self.uploads_left()) == 1))
        self.assertTrue(running.wait_until(lambda: self.uploads_left() == []))
        self.check_sound()

    def test_zip_that_was_cut_before_it_was_sent(self):
        upload = self.upload(self.large_zip[:-1000]).json
        self.assertEqual(self.ended(upload["job_id"])["state"], "failed")
        shown = self.ask("GET", f"/api/uploads/{upload['id']}", "editor").json
        self.assertEqual((shown["state"], shown["error"]["code"]), ("rejected", "xlsx_damaged"))
        self.assertEqual(self.ask("DELETE", f"/api/uploads/{upload['id']}", "editor").status, 204)
        self.check_no_upload_is_left()

    def test_import_of_another_program_goes_on_while_servers_start(self):
        arguments = [running.program("JUNHENG_PROGRAM"), "import", self.large, "--into", self.bureau.place.name, "--lang", "en"]
        importing = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=self.bureau.folder.name)
        starts = 0
        while importing.poll() is None:
            self.bureau.restart(signal.SIGTERM)
            starts += 1
        output, errors = importing.communicate()
        self.assertEqual(importing.returncode, 0, output + errors)
        self.assertGreater(starts, 0)
        self.assertEqual(self.states_of_runs(), ["done", "done"])
        self.check_sound()


class LostServer(StoreFaults):
    """A PostgreSQL server of its own, since it is stopped."""

    before = [["import", "<source>/tests/datasets/small_school", "--into", "<store>", "--name", "small"]]

    def setUp(self):
        if not ON_POSTGRES:
            self.skipTest("a folder is not lost")
        self.socket = tempfile.mkdtemp(prefix="junheng-pg-", dir="/tmp")
        # What it confirms must not be lost with it: that would be no fault of the program's.
        self.control("start", "on")
        self.addCleanup(self.control, "stop")
        shared = os.environ["JUNHENG_TEST_POSTGRES"]
        os.environ["JUNHENG_TEST_POSTGRES"] = self.socket
        self.addCleanup(os.environ.update, {"JUNHENG_TEST_POSTGRES": shared})
        super().setUp()

    def control(self, action, *settings):
        subprocess.run([f"{SOURCE}/tests/fixtures/postgres_server", action, self.socket, *settings], check=True, capture_output=True)

    def server_is(self, action):
        """Stops the server in the middle of what it does, or starts it again."""
        program = sorted(name for name in os.listdir("/usr/lib/postgresql"))[-1]
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.socket}' -c max_connections=200"
        started = ["-l", f"{self.socket}/state/server.log", "-o", options] if action == "start" else ["-m", "immediate"]
        command = [f"/usr/lib/postgresql/{program}/bin/pg_ctl", "-D", f"{self.socket}/state", "-w", *started, action]
        as_account = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", **as_account)

    def test_server_that_is_restarted(self):
        self.server_is("stop")
        self.server_is("start")
        # What was cut between two requests is made anew without a word.
        self.assertEqual(self.ask("GET", "/api/snapshots").status, 200)
        self.assertEqual(self.set_idle_hours(4).status, 200)
        self.check_sound()

    def test_server_that_is_away(self):
        self.server_is("stop")
        reply = self.ask("GET", "/api/snapshots")
        self.assertEqual(reply.status, 503)
        self.assertIn(reply.code, ("store_unreachable", "store_connection_lost"))
        self.assertNotIn("search_path", reply.text)
        self.assertEqual(self.server.get("/healthz").status, 503)
        self.assertIsNone(self.server.process.poll())
        self.server_is("start")
        self.assertEqual(self.ask("GET", "/api/snapshots").status, 200)
        self.check_sound()

    def test_server_that_goes_in_the_middle_of_a_commit(self):
        upload = self.ready(self.large_zip)
        job = self.commit(upload)
        self.assertTrue(running.wait_until(lambda: self.ask("GET", f"/api/jobs/{job}", "editor").json["progress"] >= 0.1))
        self.server_is("stop")
        time.sleep(1)
        self.server_is("start")
        ended = self.ended(job)
        self.assertIn(ended["state"], ("failed", "done"))
        if ended["state"] == "failed":
            self.assertIn(ended["error"]["code"], ("store_unreachable", "store_connection_lost", "upload_not_assessed"))
        state = self.ask("GET", f"/api/uploads/{upload}", "editor").json["state"]
        snapshots = self.ask("GET", "/api/snapshots").json["snapshots"]
        self.assertEqual(len(snapshots), 1 + (state == "committed"))
        self.check_sound()


if __name__ == "__main__":
    unittest.main()
