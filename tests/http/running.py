"""Starts a server for a test and speaks HTTP with it, byte by byte where a test needs that."""

import contextlib
import http.client
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid

# A machine under load is slow; nothing here waits that long when all is well.
PATIENCE_S = 60


class Place:
    """A fresh store: a folder, or where JUNHENG_TEST_POSTGRES names the folder of a server's socket a schema of its own there. Uploads
    and backups are in the folder in either case."""

    def __init__(self, folder):
        self.folder = folder
        self.socket = os.environ.get("JUNHENG_TEST_POSTGRES")
        self.kind = "postgresql" if self.socket else "sqlite"
        self.name = folder
        self.flags = []
        if self.socket:
            if not os.path.exists(os.path.join(self.socket, "state")):
                print("the package postgresql is not installed")
                sys.exit(77)
            self.schema = "http_" + uuid.uuid4().hex
            self.sql(f"CREATE SCHEMA {self.schema}")
            self.name = f"postgresql://postgres@/postgres?host={self.socket}&options=-csearch_path%3D{self.schema}"
            self.flags = ["--store", self.name]

    def psql(self):
        return ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.socket, "-U", "postgres", "postgres"]

    def sql(self, text):
        """By psql: rows as texts, with | between their values."""
        return subprocess.run([*self.psql(), "-c", text], check=True, capture_output=True, text=True, cwd="/").stdout.splitlines()

    def serve(self, *flags, **options):
        return Running([program("JUNHENG_PROGRAM"), "serve", self.folder, *self.flags, "--port", "0", "--lang", "en", *flags], **options)

    def run(self, *arguments):
        return subprocess.run([program("JUNHENG_PROGRAM"), *arguments, "--lang", "en"], capture_output=True, text=True, timeout=10 * PATIENCE_S)

    def close(self):
        # A server that a failed test has stopped takes its schemas with it.
        with contextlib.suppress(subprocess.CalledProcessError):
            self.drop()

    def drop(self):
        if self.socket:
            self.sql(f"DROP SCHEMA {self.schema} CASCADE")


class Reply:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        return self.json["error"]["code"]


class Running:
    """A program that prints its address; what it writes to stderr is in `log` once it has ended."""

    def __init__(self, arguments, **options):
        self.log_file = tempfile.TemporaryFile()
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=self.log_file, bufsize=0, **options)
        self.printed = []
        self.address = None
        while self.address is None:
            line = self.read_line()
            if not line:
                self.process.wait()
                raise RuntimeError(f"{arguments}: ended with {self.process.returncode}\n{self.log}")
            found = re.search(r"https?://[^\s/]+:(\d+)/", line)
            self.printed.append(line)
            if found:
                self.address = found.group(0)
                self.port = int(found.group(1))

    def read_line(self):
        # Unbuffered: select() must see what is still to be read.
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE_S)
        return self.process.stdout.readline().decode("utf-8") if ready else ""

    @property
    def log(self):
        self.log_file.seek(0)
        return self.log_file.read().decode("utf-8", "replace")

    def stop(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(PATIENCE_S)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE_S)
        self.process.stdout.close()
        self.log_file.close()

    def connect(self):
        sock = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S)
        return sock

    def request(self, method, target, headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        with contextlib.closing(connection):
            connection.request(method, target, body=body, headers=headers or {})
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())

    def get(self, target, **headers):
        return self.request("GET", target, {name.replace("_", "-"): value for name, value in headers.items()})

    def raw(self, data, half_close=False):
        """What comes back for these bytes until the server closes."""
        with self.connect() as sock:
            with contextlib.suppress(OSError):
                sock.sendall(data)
                if half_close:
                    sock.shutdown(socket.SHUT_WR)
            return read_all(sock)


def wait_until(condition, seconds=PATIENCE_S):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            if condition():
                return True
        select.select([], [], [], 0.05)
    return False


def read_all(sock):
    out = bytearray()
    with contextlib.suppress(ConnectionResetError):
        while piece := sock.recv(65536):
            out += piece
    return bytes(out)


def read_until(sock, end):
    out = b""
    while end not in out:
        piece = sock.recv(65536)
        if not piece:
            return out
        out += piece
    return out


def read_replies(sock, count):
    """`count` replies of one connection, each with Content-Length."""
    file = sock.makefile("rb")
    out = []
    for _ in range(count):
        status = int(file.readline().split()[1])
        headers = {}
        while (line := file.readline().strip()):
            name, value = line.decode("latin-1").split(":", 1)
            headers[name.lower()] = value.strip()
        out.append(Reply(status, headers, file.read(int(headers.get("content-length", 0)))))
    return out


def quoted(text):
    return urllib.parse.quote(text, safe="")


def program(name):
    path = os.environ[name]
    if not os.path.exists(path):
        raise RuntimeError(f"{name}={path}: there is no such program")
    return path
