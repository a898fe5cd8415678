#!/usr/bin/env python3
"""The Transformer of a model bundle in plain PyTorch: what Ieum's own speed is compared with.

  ieum tokenize --model MODEL --format jsonl < text.en > tokens.jsonl
  torch_transformer.py MODEL tokens.jsonl --threads 1 --batches 1 --beams 1,5 --out hypotheses

Same weights, same subwords, so the translations agree but for rounding. Attention has one
projection for queries, one for keys, one for values; keys and values of the target so far and of
the source are cached. The 8-bit form is torch.ao.quantization.quantize_dynamic of all nn.Linear.
Prints one JSON object; --out writes the translations of each form to OUT.FORM.
"""
import argparse
import json
import math
import resource
import struct
import sys
import time

ap = argparse.ArgumentParser()
ap.add_argument("model")
ap.add_argument("tokens")
ap.add_argument("--threads", type=int, default=1)
ap.add_argument("--batches", default="1", help="sentences a batch, a list")
ap.add_argument("--beams", default="1,5")
ap.add_argument("--limit", type=int, default=0)
ap.add_argument("--out", default="")
ap.add_argument("--seconds", type=float, default=5, help="of warm-up before each measurement")
a = ap.parse_args()

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(a.threads)
torch.set_grad_enabled(False)
PAD, BOS, EOS = 0, 2, 3

manifest = json.load(open(f"{a.model}/model.json", encoding="utf8"))
shape = manifest["network"]
alpha = shape["decoding"]["length-penalty"]
ratio = shape["decoding"]["max-length-ratio"]
itos = open(f"{a.model}/vocabulary/shared.txt", encoding="utf8").read().split("\n")
stoi = {token: i for i, token in enumerate(itos) if token}


def weights():
    with open(f"{a.model}/weights.safetensors", "rb") as f:
        header = json.loads(f.read(struct.unpack("<Q", f.read(8))[0]))
        start = f.tell()
        for name, of in header.items():
            if name != "__metadata__":
                f.seek(start + of["data_offsets"][0])
                data = f.read(of["data_offsets"][1] - of["data_offsets"][0])
                kind = {"F16": np.float16, "F32": np.float32}[of["dtype"]]
                yield name, torch.from_numpy(np.frombuffer(data, kind).astype(np.float32).reshape(of["shape"]))


W = dict(weights())
D = shape["embedding-size"]
HEADS = shape["heads"]


def linear(weight, bias=None):
    made = nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None)
    made.weight = nn.Parameter(weight)
    if bias is not None:
        made.bias = nn.Parameter(bias)
    return made


class Attention(nn.Module):
    def __init__(self, name):
        super().__init__()
        self.query = linear(W[name + ".query.weights"], W[name + ".query.bias"])
        self.keys = linear(W[name + ".keys.weights"])
        self.values = linear(W[name + ".values.weights"])
        self.output = linear(W[name + ".output.weights"], W[name + ".output.bias"])

    @staticmethod
    def split(x):
        return x.view(x.shape[0], x.shape[1], HEADS, D // HEADS).transpose(1, 2)

    def read(self, memory):
        return self.split(self.keys(memory)), self.split(self.values(memory))

    def forward(self, x, keys, values, mask=None):
        scores = self.split(self.query(x)) @ keys.transpose(2, 3) / math.sqrt(D / HEADS)
        if mask is not None:
            scores = scores + mask
        seen = torch.softmax(scores, -1) @ values
        return self.output(seen.transpose(1, 2).reshape(x.shape))


class Layer(nn.Module):
    def __init__(self, name, decodes):
        super().__init__()
        first = "self_attention" if decodes else "attention"
        self.attention = Attention(f"{name}.{first}")
        self.norm = self.layer_norm(f"{name}.{'self_norm' if decodes else 'attention_norm'}")
        if decodes:
            self.source = Attention(f"{name}.attention")
            self.source_norm = self.layer_norm(f"{name}.attention_norm")
        inner, outer = f"{name}.feed_forward.inner", f"{name}.feed_forward.outer"
        self.inner = linear(W[inner + ".weights"], W[inner + ".bias"])
        self.outer = linear(W[outer + ".weights"], W[outer + ".bias"])
        self.forward_norm = self.layer_norm(f"{name}.feed_forward_norm")

    @staticmethod
    def layer_norm(name):
        made = nn.LayerNorm(D, eps=1e-5)
        made.weight, made.bias = nn.Parameter(W[name + ".gain"]), nn.Parameter(W[name + ".bias"])
        return made

    def forward_part(self, x):
        return x + self.outer(F.relu(self.inner(self.forward_norm(x))))


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.ModuleList(Layer(f"encoder.{i}", False) for i in range(shape["encoder-layers"]))
        self.decoder = nn.ModuleList(Layer(f"decoder.{i}", True) for i in range(shape["decoder-layers"]))
        self.encoder_norm = Layer.layer_norm("encoder.norm")
        self.decoder_norm = Layer.layer_norm("decoder.norm")
        self.table = W["target_embedding.table"]
        self.output = linear(self.table, W["target_embedding.output_bias"])
        half = (D + 1) // 2
        angles = torch.arange(512).unsqueeze(1) * torch.pow(10_000.0, -torch.arange(half) / half)
        self.places = torch.cat([angles.sin(), angles.cos()], 1)

    def embed(self, ids, place):
        return self.table[ids] * math.sqrt(D) + self.places[place:place + ids.shape[1]]

    def encode(self, ids):
        mask = torch.zeros(ids.shape).masked_fill_(ids == PAD, -1e9)[:, None, None]
        x = self.embed(ids, 0)
        for layer in self.encoder:
            y = layer.norm(x)
            x = layer.forward_part(x + layer.attention(y, *layer.attention.read(y), mask))
        states = self.encoder_norm(x)
        return [layer.source.read(states) for layer in self.decoder], mask

    def step(self, tokens, place, sources, mask, past):
        """Reads one token of each row; returns scores [rows, V] and the grown cache."""
        x = self.embed(tokens.unsqueeze(1), place)
        grown = []
        for i, layer in enumerate(self.decoder):
            y = layer.norm(x)
            keys, values = layer.attention.read(y)
            if past:
                keys, values = torch.cat([past[i][0], keys], 2), torch.cat([past[i][1], values], 2)
            grown.append((keys, values))
            x = x + layer.attention(y, keys, values)
            x = x + layer.source(layer.source_norm(x), *sources[i], mask)
            x = layer.forward_part(x)
        return self.output(self.decoder_norm(x[:, 0])), grown


def limit(rows):
    return max(math.ceil(ratio * max(map(len, rows))) + 5, 10)


def pad(rows):
    longest = max(map(len, rows))
    return torch.tensor([row + [PAD] * (longest - len(row)) for row in rows])


def greedy(m, rows):
    sources, mask = m.encode(pad(rows))
    tokens, past, done = torch.full((len(rows),), BOS), None, torch.zeros(len(rows), dtype=torch.bool)
    out = []
    for place in range(limit(rows)):
        scores, past = m.step(tokens, place, sources, mask, past)
        tokens = scores.argmax(-1).masked_fill(done, EOS)
        out.append(tokens)
        done |= tokens == EOS
        if bool(done.all()):
            break
    return [cut(row) for row in torch.stack(out, 1).tolist()]


def cut(ids):
    return ids[:ids.index(EOS)] if EOS in ids else ids


def beam(m, rows, k):
    n = len(rows)
    sources, mask = m.encode(pad(rows))
    grow = torch.arange(n).repeat_interleave(k)
    sources = [(keys[grow], values[grow]) for keys, values in sources]
    mask = mask[grow]
    total = torch.full((n, k), -1e9)
    total[:, 0] = 0
    tokens, past = torch.full((n * k,), BOS), None
    ids = torch.empty((n * k, 0), dtype=torch.long)
    best = [(-1e9, [])] * n
    for place in range(limit(rows)):
        scores, past = m.step(tokens, place, sources, mask, past)
        scores = torch.log_softmax(scores, -1).view(n, k, -1) + total.unsqueeze(2)
        values, where = scores.view(n, -1).topk(2 * k)
        v = scores.shape[2]
        penalty = ((5 + place + 1) / 6) ** alpha
        chosen, total, open_ = [], torch.full((n, k), -1e9), False
        for i, (value, at) in enumerate(zip(values.tolist(), where.tolist())):
            kept = 0
            for s, w in zip(value, at):
                row, token = i * k + w // v, w % v
                if token == EOS:
                    if s / penalty > best[i][0]:
                        best[i] = (s / penalty, ids[row].tolist())
                elif kept < k:
                    chosen.append((row, token))
                    total[i, kept] = s
                    kept += 1
            # what is alive can still win, were it to end as late as allowed
            open_ |= float(total[i, 0]) / ((5 + limit(rows)) / 6) ** alpha > best[i][0]
        parents = torch.tensor([row for row, _ in chosen])
        tokens = torch.tensor([token for _, token in chosen])
        ids = torch.cat([ids[parents], tokens.unsqueeze(1)], 1)
        past = [(keys[parents], values[parents]) for keys, values in past]
        if not open_:
            break
    return [found or ids[i * k].tolist() for i, (_, found) in enumerate(best)]


def text(ids):
    return "".join(itos[i] for i in ids).replace("\u2581", " ").strip()


def translate(m, sources, size, k):
    order = sorted(range(len(sources)), key=lambda i: len(sources[i]))
    found, spent = [None] * len(sources), []
    for begin in range(0, len(order), size):
        own = order[begin:begin + size]
        t = time.perf_counter()
        rows = [sources[i] for i in own]
        for i, ids in zip(own, greedy(m, rows) if k == 1 else beam(m, rows, k)):
            found[i] = text(ids)
        spent.append(time.perf_counter() - t)
    return found, spent


sources = []
for line in open(a.tokens, encoding="utf8"):
    tokens = json.loads(line)["tokens"]
    sources.append([stoi.get(t if isinstance(t, str) else t["text"], 1) for t in tokens] + [EOS])
sources = sources[:a.limit] if a.limit else sources

plain = Network().eval()
engines = torch.backends.quantized.supported_engines
torch.backends.quantized.engine = next(e for e in ("fbgemm", "onednn", "qnnpack") if e in engines)
int8 = torch.quantization.quantize_dynamic(plain, {nn.Linear}, dtype=torch.qint8)
result = {"torch": torch.__version__, "threads": a.threads, "int8_engine": torch.backends.quantized.engine}
for k in map(int, a.beams.split(",")):
    for size in map(int, a.batches.split(",")):
        for form, m in (("fp32", plain), ("int8", int8)):
            end = time.perf_counter() + a.seconds
            while time.perf_counter() < end:
                translate(m, sources[:max(size, 8)], size, k)
            found, spent = translate(m, sources, size, k)
            words = sum(len(line.split()) for line in found)
            tag = f"{form}_beam{k}_batch{size}"
            result[tag] = {"words_s": round(words / sum(spent)), "sentences_s": round(len(sources) / sum(spent), 1),
                           "p50_ms": round(1000 * sorted(spent)[len(spent) // 2], 2)}
            print(tag, result[tag], file=sys.stderr, flush=True)
            if a.out:
                with open(f"{a.out}.{tag}", "w", encoding="utf8") as f:
                    f.writelines(line + "\n" for line in found)
result["rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps(result))
