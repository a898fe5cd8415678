#!/usr/bin/env python3
"""A translation server as a Python programmer writes it: http.server's threads over plain PyTorch.

    python3 -m venv /opt/torch && /opt/torch/bin/pip install torch
    /opt/torch/bin/python benchmarks/serve/torch_server.py --port 5001 VOCABULARY

It answers POST /translate as LibreTranslate does, each request by itself. The network has the shape of
translation-ko-en (bidirectional LSTM 2 x 256, decoder 2 x 320, general attention, 4,004 tokens, beam 5)
with random weights: it is a baseline of speed alone, and its words mean nothing. A search takes as many
steps as the source has tokens and one more. VOCABULARY is the model's vocabulary/source.txt.
"""
import argparse
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import torch
from torch import nn

args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
args.add_argument("vocabulary")
args.add_argument("--port", type=int, default=5001)
args.add_argument("--threads", type=int, default=2, help="threads of an operation")
args.add_argument("--beam", type=int, default=5)
args.add_argument("--int8", action="store_true", help="dynamically quantized LSTM and Linear")
args = args.parse_args()
torch.set_num_threads(args.threads)
torch.manual_seed(1)

with open(args.vocabulary, encoding="utf8") as lines:
    TOKENS = [line.rstrip("\n") for line in lines]
IDS = {token: i for i, token in enumerate(TOKENS)}
LONGEST = max(map(len, TOKENS))
EMBEDDING, ENCODER, DECODER, LAYERS = 256, 256, 320, 2


def ids(text):
    """The longest tokens from left to right; a model's own subwords are about as many."""
    text = "\u2581" + text.replace(" ", "\u2581")
    found, at = [], 0
    while at < len(text):
        end = min(len(text), at + LONGEST)
        while end > at + 1 and text[at:end] not in IDS:
            end -= 1
        found.append(IDS.get(text[at:end], 1))
        at = end
    return found


class Network(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.source = nn.Embedding(size, EMBEDDING)
        self.target = nn.Embedding(size, EMBEDDING)
        self.encoder = nn.LSTM(EMBEDDING, ENCODER, batch_first=True, bidirectional=True)
        self.bridge = nn.Linear(2 * ENCODER, DECODER)
        self.decoder = nn.LSTM(EMBEDDING, DECODER, LAYERS, batch_first=True)
        self.key = nn.Linear(2 * ENCODER, DECODER, bias=False)
        self.mix = nn.Linear(2 * ENCODER + DECODER, DECODER)
        self.out = nn.Linear(DECODER, size)

    def forward(self, source, beam):
        values, _ = self.encoder(self.source(torch.tensor([source])))
        keys = self.key(values)
        state = torch.tanh(self.bridge(values[:, -1])).expand(LAYERS, beam, DECODER).contiguous()
        state = (state, torch.zeros_like(state))
        scores = torch.full((beam,), -1e9)
        scores[0] = 0
        tokens = torch.full((beam, 1), 2)
        for _ in range(len(source) + 1):
            hidden, state = self.decoder(self.target(tokens[:, -1:]), state)
            weights = torch.softmax(hidden @ keys.transpose(1, 2).expand(beam, -1, -1), -1)
            context = weights @ values.expand(beam, -1, -1)
            mixed = torch.tanh(self.mix(torch.cat([hidden, context], -1)))[:, 0]
            total = scores[:, None] + torch.log_softmax(self.out(mixed), -1)
            scores, best = total.flatten().topk(beam)
            rows, words = best // total.shape[1], best % total.shape[1]
            tokens = torch.cat([tokens[rows], words[:, None]], 1)
            state = (state[0][:, rows], state[1][:, rows])
        return tokens[0, 1:].tolist()


network = Network(len(TOKENS)).eval()
if args.int8:
    network = torch.ao.quantization.quantize_dynamic(network, {nn.LSTM, nn.Linear}, torch.qint8)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        texts = body["q"] if isinstance(body["q"], list) else [body["q"]]
        with torch.inference_mode():
            words = ["".join(TOKENS[i] for i in network(ids(text), args.beam)) for text in texts]
        words = [text.replace("\u2581", " ") for text in words]
        answer = {"translatedText": words if isinstance(body["q"], list) else words[0]}
        data = json.dumps(answer, ensure_ascii=False).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *ignored):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 1024
    daemon_threads = True


Server(("127.0.0.1", args.port), Handler).serve_forever()
