#!/usr/bin/env python3
"""Grow the trees that say how sure an answer is: trees.json, beside this file.

    fit.py PHRASINGS.jsonl CASES.jsonl QUESTIONS.jsonl FACTS.json

PHRASINGS: the candidates of asks, near misses and unanswered questions that neither the index nor the word vectors had seen
(`icmal grade --features`, a tenth at a time, see ../refit.sh). CASES: those of questions by people who have not seen the asks
(`icmal grade --cases`), with QUESTIONS, the questions and what a right answer holds, and FACTS, `icmal facts --json`.

A candidate is right for an ask when it is the ask's own fact (another one of the same paragraph may answer it too and is left
out), for a question when it holds all that a right answer must, for a near miss never. Before the trees are grown on everything,
they are grown once without each question set, and what they say of its questions is printed: how many of those that nothing
answers are refused, where 97, 95 or 92 in 100 of the right answers are told.
"""
import collections
import json
import os
import re
import sys

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

# The best of the few values that were tried by that figure.
TREES, DEPTH, RATE, LEAST, PULL = 200, 3, 0.07, 60, 5.0
CASE_WEIGHT = 25.0  # people's own questions are few beside the dataset's phrasings
CANDIDATES, BEHIND = 5, 0.4  # so many of each question; what those behind the first weigh


def read(path):
    """The candidates of each question, by falling score: the trees that are there already have no say in it."""
    questions = collections.OrderedDict()
    for line in open(path, encoding="utf-8"):
        candidate = json.loads(line)
        questions.setdefault((candidate["kind"], candidate["query"]), []).append(candidate)
    for candidates in questions.values():
        candidates.sort(key=lambda candidate: -candidate["score"])
        for place, candidate in enumerate(candidates):
            candidate["place"] = place
    return questions


phrasings, cases = read(sys.argv[1]), read(sys.argv[2])
asked = {line["id"]: line for line in map(json.loads, open(sys.argv[3], encoding="utf-8"))}
facts = {fact["id"]: fact for fact in json.load(open(sys.argv[4], encoding="utf-8"))}
first = next(iter(phrasings.values()))[0]
features = list(first)[list(first).index("coverage"):]


def paragraphs(fact):
    return set(facts[fact]["paragraphs"])


def answers(question, fact):
    """Whether a fact alone is a right answer to a person's question."""
    if not question["answerable"] or not question["must"] or not paragraphs(fact) & set(question["paragraphs"]):
        return False
    told = " ".join([facts[fact]["says"], *facts[fact]["members"], facts[fact]["caution"] or ""])
    return all(re.search(must, told, re.IGNORECASE) for must in question["must"])


rows, right, weights, sets, places, answerable = [], [], [], [], [], []


def note(candidate, is_right, weight, of_set, can_be_answered):
    rows.append([candidate[name] for name in features])
    right.append(is_right)
    weights.append(weight * (1.0 if candidate["place"] == 0 else BEHIND))
    sets.append(of_set)
    places.append(candidate["place"])
    answerable.append(can_be_answered)


for (kind, _), candidates in phrasings.items():
    own = set().union(*(paragraphs(c["fact"]) for c in candidates if c["right"]))
    for candidate in candidates[:CANDIDATES]:
        if candidate["right"] or not own & paragraphs(candidate["fact"]):
            note(candidate, candidate["right"], 1.0, "", kind == "ask")
for (_, query), candidates in cases.items():
    question = asked[query]
    # What is decided without weighing facts teaches nothing, and a follow-up is another question than it seems.
    if not candidates[0]["ruled"] and not question["context"]:
        for candidate in candidates[:CANDIDATES]:
            of_set = query.rsplit("-", 1)[0]
            note(candidate, answers(question, candidate["fact"]), CASE_WEIGHT, of_set, question["answerable"])
rows, right, weights, sets = np.array(rows, float), np.array(right), np.array(weights), np.array(sets)
places, answerable = np.array(places), np.array(answerable)


def grow(chosen):
    trees = HistGradientBoostingClassifier(
        max_iter=TREES, max_depth=DEPTH, learning_rate=RATE, min_samples_leaf=LEAST, l2_regularization=PULL,
        early_stopping=False, random_state=1)
    return trees.fit(rows[chosen], right[chosen], sample_weight=weights[chosen])


sure = np.zeros(len(right))
for left_out in sorted(set(sets) - {""}):
    here = sets == left_out
    sure[here] = grow(~here).predict_proba(rows[here])[:, 1]
best = (sets != "") & (places == 0)
for kept in (97, 95, 92):
    threshold = np.quantile(sure[best & right], 1 - kept / 100)
    refused = np.mean(sure[best & ~answerable] < threshold)
    wrong = np.mean(sure[best & answerable & ~right] < threshold)
    print(f"threshold {threshold:.2f}: {kept}% of right answers told, {refused:.1%} refused of what nothing answers, "
          f"{wrong:.1%} of wrong candidates")

forest = grow(np.ones(len(right), bool))
trees = []
for (tree,) in forest._predictors:
    node = lambda n: [-1, round(float(n["value"]), 5), 0, 0] if n["is_leaf"] else [
        int(n["feature_idx"]), round(float(n["num_threshold"]), 5), int(n["left"]), int(n["right"])]
    trees.append([node(n) for n in tree.nodes])
here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "trees.json"), "w", encoding="utf-8") as out:
    head = json.dumps({"features": features, "bias": round(float(forest._baseline_prediction.ravel()[0]), 5)})
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    out.write(f'{head[:-1]}, "trees": [\n{lines}\n]}}\n')
