#!/usr/bin/env python3
"""Requests per second of LibreTranslate-like servers, alternately, so that other work falls on all.

    python3 benchmarks/serve/load.py samples/everyday.ko.txt http://127.0.0.1:5000 http://127.0.0.1:5001

Each client sends a line, waits for the answer, and sends the next. Prints a line for each server and
round, then the median of each and its ratio to the last.
"""
import argparse
import http.client
import json
import statistics
import threading
import time
from urllib.parse import urlsplit

args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
args.add_argument("file")
args.add_argument("servers", nargs="+")
args.add_argument("--clients", type=int, default=64)
args.add_argument("--seconds", type=float, default=10)
args.add_argument("--rounds", type=int, default=3)
args = args.parse_args()
with open(args.file, encoding="utf8") as file:
    LINES = [line.strip() for line in file if line.strip()]
BODIES = [json.dumps({"q": line, "source": "ko", "target": "en"}).encode() for line in LINES]


def client(server, first, end, times, errors):
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=60)
    at = first
    while time.perf_counter() < end:
        begin = time.perf_counter()
        headers = {"Content-Type": "application/json"}
        connection.request("POST", "/translate", BODIES[at % len(BODIES)], headers)
        reply = connection.getresponse()
        reply.read()
        (times if reply.status == 200 else errors).append(time.perf_counter() - begin)
        at += 1
    connection.close()


rates = {server: [] for server in args.servers}
for round_number in range(args.rounds):
    for server in args.servers:
        times, errors = [], []
        begin = time.perf_counter()
        end = begin + args.seconds
        threads = [
            threading.Thread(target=client, args=(server, i, end, times, errors))
            for i in range(args.clients)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        rate = len(times) / (time.perf_counter() - begin)
        rates[server].append(rate)
        times.sort()
        middle, late = (times[int(len(times) * q)] * 1000 for q in (0.5, 0.99)) if times else (0, 0)
        print(f"{server} round {round_number}: {rate:.1f} requests/s, p50 {middle:.0f} ms,"
              f" p99 {late:.0f} ms, {len(errors)} errors", flush=True)
last = statistics.median(rates[args.servers[-1]])
for server, all_rates in rates.items():
    middle = statistics.median(all_rates)
    print(f"{server}: median {middle:.1f} requests/s, {middle / last:.2f} of the last")
