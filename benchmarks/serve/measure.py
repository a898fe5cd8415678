#!/usr/bin/env python3
"""What docs/serve.md says of `ieum serve`: each measurement starts a server, prints a line, ends it.

    python3 benchmarks/serve/measure.py start       seconds until ready, resident memory
    python3 benchmarks/serve/measure.py overload    three times what it can do
    python3 benchmarks/serve/measure.py halfopen    200 connections that send no whole request
    python3 benchmarks/serve/measure.py stop        SIGTERM under load
    python3 benchmarks/serve/measure.py soak        resident memory while varied sentences come
    python3 benchmarks/serve/measure.py pytorch     requests a second, beside a server on PyTorch

Python's standard library alone. The server runs from cli/target/app, built by ./ieum at first.
"""
import argparse
import http.client
import itertools
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
VOCABULARY = ("models/translation-ko-en/src/main/resources/META-INF/ieum/models/translation-ko-en/"
              "vocabulary/source.txt")
CLIENTS = 64
sys.setswitchinterval(0.0005)  # a reply is seen when it comes, not some milliseconds later


def sample(name):
    with open(os.path.join(ROOT, "samples", name), encoding="utf8") as file:
        return [line.strip() for line in file if line.strip()]


def varied(seed, least=2, most=4):
    """Short sentences without end, of random words of the samples; none is likely to come twice."""
    words = sorted({word for line in sample("everyday.ko.txt") for word in line.split()})
    dice = random.Random(seed)
    while True:
        chosen = [dice.choice(words) for _ in range(dice.randint(least, most))]
        yield " ".join(chosen) + f" {dice.randrange(1000)}"


def body(texts):
    return json.dumps({"q": texts, "source": "ko", "target": "en"}).encode()


def quantile(values, q):
    values = sorted(values)
    return values[min(len(values) - 1, int(q * len(values)))] if values else float("nan")


def milliseconds(values):
    return " ".join(f"p{q * 100:g} {quantile(values, q) * 1000:.1f}" for q in (0.5, 0.99, 1)) + " ms"


def load_of_machine():
    return f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


class Server:
    """A server on a free port, in a process of its own."""

    def __init__(self, *options):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [os.path.join(ROOT, "ieum"), "serve", "--port", str(self.port), *options]
        begin = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        while self.status("GET", "/health/ready") != 200:
            if self.process.poll() is not None:
                sys.exit("the server ended; see above")
            time.sleep(0.005)
        self.seconds = time.perf_counter() - begin

    def connection(self, timeout=90):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def status(self, method, path, content=None):
        connection = self.connection()
        try:
            return ask(connection, method, path, content)[0]
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def resident(self, field="VmRSS"):
        """Megabytes."""
        with open(f"/proc/{self.process.pid}/status", encoding="utf8") as file:
            return int(re.search(field + r":\s+(\d+)", file.read())[1]) / 1024

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        if self.process.poll() is None:
            self.end()


def ask(connection, method, path, content=None):
    connection.request(method, path, content, {"Content-Type": "application/json"})
    reply = connection.getresponse()
    return reply.status, reply.read()


def together(count, work):
    threads = [threading.Thread(target=work, args=(i,), daemon=True) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def closed_loop(server, clients, seconds, bodies):
    """Each client sends a request, waits for the answer, sends the next; returns their times."""
    times, end = [], time.perf_counter() + seconds

    def client(number):
        connection, mine = server.connection(), bodies(number)
        while time.perf_counter() < end:
            begin = time.perf_counter()
            status, _ = ask(connection, "POST", "/translate", next(mine))
            if status == 200:
                times.append(time.perf_counter() - begin)

    together(clients, client)
    return times


def start(args):
    subprocess.run([os.path.join(ROOT, "ieum"), "doctor", "--prepare"], stdout=subprocess.DEVNULL)
    for name, options in (("translation-ko-en", ["--model", "translation-ko-en"]), ("all models", [])):
        seconds = []
        for _ in range(args.rounds):
            with Server(*options) as server:
                seconds.append(server.seconds)
        with Server(*options) as server:
            first, texts = server.resident(), varied(args.seed)
            contents = [("/v1/translate", {}, None)]
            if not options:
                contents += [("/v1/sentiment", {"language": "ko"}, None), ("/v1/tokenize", {}, None),
                             ("/v1/sentiment", {"language": "en"}, sample("reviews.en.txt"))]
            for (path, content, lines), _ in itertools.product(contents, range(80 // len(contents))):
                content["texts"] = lines or [next(texts) for _ in range(12)]
                assert server.status("POST", path, json.dumps(content).encode()) == 200
            busy = server.resident()
            time.sleep(15)
            print(f"start: {name}: ready after {statistics.median(seconds):.2f} s, the median of"
                  f" {' '.join(f'{s:.2f}' for s in sorted(seconds))}; resident {first:.0f} MB when"
                  f" ready, {busy:.0f} MB after 80 requests of 12 texts, {server.resident():.0f} MB"
                  f" 15 s later; {load_of_machine()}", flush=True)


def overload(args):
    line = sample("everyday.ko.txt")
    with Server("--model", "translation-ko-en") as server:
        texts = varied(args.seed, 6, 9)
        make = lambda: body([next(texts) for _ in range(8)])
        ready = itertools.cycle([make() for _ in range(500)])
        closed_loop(server, 4, 8, lambda _: ready)  # compiled by then
        seconds = 8
        rate = 3 * len(closed_loop(server, 8, seconds, lambda _: ready)) / seconds
        time.sleep(1)
        count = int(rate * args.seconds)
        bodies = [next(ready) for _ in range(count)]
        numbers, times, late, failed = itertools.count(), {200: [], 429: []}, [], []
        begin = time.perf_counter() + 1

        def client(_):
            connection = server.connection()
            for i in numbers:
                if i >= count:
                    return
                due = begin + i / rate
                time.sleep(max(0, due - time.perf_counter()))
                sent = time.perf_counter()
                late.append(sent - due)
                try:
                    status, _ = ask(connection, "POST", "/translate", bodies[i])
                    times.setdefault(status, []).append(time.perf_counter() - sent)
                except (OSError, http.client.HTTPException) as e:
                    failed.append(e)
                    connection.close()

        again = []

        def probe():
            time.sleep(max(0, begin + args.seconds - time.perf_counter()))
            over = time.perf_counter()
            while server.status("POST", "/translate", body(line[0])) != 200:
                time.sleep(0.05)
            again.append(time.perf_counter() - over)

        prober = threading.Thread(target=probe)
        prober.start()
        together(min(900, int(rate * 14) + 64), client)
        prober.join()
        calm = time.perf_counter()
        after = server.status("POST", "/translate", body(line[0]))
        calm = time.perf_counter() - calm
        statuses = {status: len(all_times) for status, all_times in sorted(times.items())}
        print(f"overload: {rate:.0f} requests of 8 texts/s for {args.seconds:g} s: {statuses},"
              f" {len(failed)} without an answer; refused {milliseconds(times[429])};"
              f" accepted {milliseconds(times[200])}; a new one is accepted and answered"
              f" {again[0]:.1f} s after the load's end; when the queue is empty one takes"
              f" {calm * 1000:.0f} ms ({after}); sent late {milliseconds(late)}; {load_of_machine()}")


def halfopen(args):
    heads = ("POST /translate HTTP/1.1\r\nHost: x\r\n",
             "POST /translate HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nq=")
    with Server("--model", "translation-ko-en") as server:
        closed_loop(server, 4, 5, lambda _: itertools.repeat(body("영화")))
        sockets, times = [], []
        for i in range(200):
            sockets.append(socket.create_connection(("127.0.0.1", server.port)))
            sockets[-1].sendall(heads[i % 2].encode())
        for _ in range(500):
            begin = time.perf_counter()
            connection = server.connection()
            status, _ = ask(connection, "GET", "/health/live")
            connection.close()
            times.append(time.perf_counter() - begin)
            assert status == 200
        print(f"halfopen: 200 of them, /health/live on new connections {milliseconds(times)};"
              f" {load_of_machine()}")
        for each in sockets:
            each.close()


def stop(args):
    """A client ends when it is refused: the server says so, with 503, before it closes the port."""
    for number in range(args.rounds):
        with Server("--model", "translation-ko-en") as server:
            counts, signalled = {}, []

            def client(i):
                texts, connection = varied(args.seed + i), server.connection()
                status = 200
                while status == 200:
                    try:
                        status, _ = ask(connection, "POST", "/translate", body(next(texts)))
                    except (OSError, http.client.HTTPException) as e:
                        status = type(e).__name__
                    when = "after" if signalled else "before"
                    counts[status, when] = counts.get((status, when), 0) + 1

            threads = [threading.Thread(target=client, args=(i,), daemon=True) for i in range(CLIENTS)]
            for thread in threads:
                thread.start()
            time.sleep(5)
            signalled.append(time.perf_counter())
            code = server.end()
            seconds = time.perf_counter() - signalled[0]
            for thread in threads:
                thread.join(10)
            lost = sum(n for (status, _), n in counts.items() if status not in (200, 503))
            shown = ", ".join(f"{n} got {status} {when} it" for (status, when), n in counts.items())
            print(f"stop {number}: {CLIENTS} clients, SIGTERM after 5 s: {lost} lost; {shown};"
                  f" exit {code} {seconds:.1f} s after it; {load_of_machine()}", flush=True)


def soak(args):
    """Eight times load, then a rest, in which collectors end their work; memory is read then."""
    rest, busy = 20, args.seconds / 8
    with Server("--model", "translation-ko-en", "--max-wait", "60") as server:
        texts = [varied(args.seed + i) for i in range(16)]
        done, points, most = [0] * len(texts), [], 0
        for _ in range(8):
            end = time.perf_counter() + busy - rest

            def client(i):
                connection = server.connection()
                while time.perf_counter() < end:
                    lines = [next(texts[i]) for _ in range(8)]
                    status, reply = ask(connection, "POST", "/translate", body(lines))
                    done[i] += 8 if status == 200 else 0  # a machine that stands still is no fault

            together(len(texts), client)
            most = max(most, server.resident())
            time.sleep(rest)
            points.append((sum(done), server.resident()))
        late = points[2:]
        middle, mean = (statistics.mean(values) for values in zip(*late))
        across = sum((n - middle) ** 2 for n, _ in late)
        slope = sum((n - middle) * (mb - mean) for n, mb in late) / across
        error = (sum((mb - mean - slope * (n - middle)) ** 2 for n, mb in late) / (len(late) - 2) / across) ** 0.5
        print(f"soak: {sum(done):,} varied sentences in {args.seconds:g} s; resident at rest"
              f" {' '.join(f'{mb:.0f}' for _, mb in points)} MB, under load {most:.0f} MB at most; slope of"
              f" the last six {slope * 1e6:+.0f} MB for a million sentences (standard error"
              f" {error * 1e6:.0f}), {slope * (late[-1][0] - late[0][0]):+.1f} MB for the"
              f" {late[-1][0] - late[0][0]:,} of them; {load_of_machine()}")


def pytorch(args):
    vocabulary = os.path.join(ROOT, args.vocabulary)
    here = os.path.dirname(os.path.abspath(__file__))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    other = subprocess.Popen(
        [args.python, os.path.join(here, "torch_server.py"), "--port", str(port), vocabulary])
    try:
        with Server("--model", "translation-ko-en", "--max-wait", "60") as server:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except OSError:
                    if other.poll() is not None:
                        sys.exit("the server on PyTorch ended; see above")
                    time.sleep(0.2)
            subprocess.run(
                [sys.executable, os.path.join(here, "load.py"),
                 os.path.join(ROOT, "samples", "everyday.ko.txt"),
                 f"http://127.0.0.1:{server.port}", f"http://127.0.0.1:{port}",
                 "--seconds", f"{args.seconds:g}", "--rounds", str(args.rounds)], check=True)
            print(load_of_machine())
    finally:
        other.terminate()
        other.wait()


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("what", choices=["start", "overload", "halfopen", "stop", "soak", "pytorch"])
parser.add_argument("--seconds", type=float, help="overload 60, soak 480, pytorch 10 for a round")
parser.add_argument("--rounds", type=int, help="start 5, stop 3, pytorch 3")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--python", default="/opt/torch/bin/python", help="one with torch")
parser.add_argument("--vocabulary", default=VOCABULARY, help="of pytorch: a token a line")
given = parser.parse_args()
given.seconds = given.seconds or {"overload": 60, "soak": 480, "pytorch": 10}.get(given.what, 0)
given.rounds = given.rounds or {"start": 5}.get(given.what, 3)
globals()[given.what](given)
