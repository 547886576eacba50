"""Makes independent.json: the measures of jieba_words.txt by implementations of others.

python3 -m venv venv && venv/bin/pip install lexicalrichness nltk scipy && venv/bin/python make_reference.py
"""
import json
import math
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.stats
from lexicalrichness import LexicalRichness
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures

HERE = Path(__file__).parent
words = (HERE / "jieba_words.txt").read_text().split()
n = len(words)


def diversity():
    lex = LexicalRichness(" ".join(words), preprocessor=None, tokenizer=str.split)
    return {
        "ttr": lex.ttr,
        "rttr": lex.rttr,
        "herdan": lex.Herdan,
        "maas": lex.Maas,
        "msttr": lex.msttr(segment_window=100),
        "mattr": lex.mattr(window_size=50),
        "mtld": lex.mtld(threshold=0.72),
        "hdd": lex.hdd(draws=42),
        "yulek": lex.yulek,
        "simpson": lex.simpsond,
    }


def hdd():
    counts = Counter(words).values()
    return float(sum((1 - scipy.stats.hypergeom.pmf(0, n, f, 42)) / 42 for f in counts))


def collocations():
    """first, second, n, PMI, likelihood ratio, t, Dice."""
    finder = BigramCollocationFinder.from_words(words)
    single, pairs = finder.word_fd, finder.ngram_fd
    measures = [
        BigramAssocMeasures.pmi,
        BigramAssocMeasures.likelihood_ratio,
        BigramAssocMeasures.student_t,
        BigramAssocMeasures.dice,
    ]
    most = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:40]
    return [
        [a, b, both, *(measure(both, (single[a], single[b]), finder.N) for measure in measures)]
        for (a, b), both in most
    ]


def keyness():
    """n here, n in a reference of 60101967 words, the likelihood ratio of the two cells."""
    rows = []
    for a, b in [(28, 9717), (24, 4676), (7, 526), (14, 23961), (12, 763), (71, 318825), (3, 0)]:
        total = 60101967
        expected = np.array([n * (a + b) / (n + total), total * (a + b) / (n + total)])
        found = scipy.stats.power_divergence([a, b], expected, lambda_="log-likelihood")
        rows.append([a, b, float(found.statistic)])
    return rows


def dispersion():
    """word, DP, DPnorm, Juilland's D over ten parts."""
    cuts = [part * n // 10 for part in range(11)]
    sizes = np.diff(cuts) / n
    rows = []
    for word in ["干部", "培训", "山西省", "陶寺", "转型", "的"]:
        parts = [words[cuts[part] : cuts[part + 1]].count(word) for part in range(10)]
        dp = np.abs(np.array(parts) / sum(parts) - sizes).sum() / 2
        d = 1 - scipy.stats.variation(parts) / math.sqrt(9)
        rows.append([word, float(dp), float(dp / (1 - sizes.min())), float(d)])
    return rows


answer = {
    "lexicalrichness": diversity(),
    "scipy_hdd": hdd(),
    "nltk": collocations(),
    "scipy_keyness": keyness(),
    "scipy_dispersion": dispersion(),
}
lines = ",\n".join(f'"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in answer.items())
(HERE / "independent.json").write_text("{\n" + lines + "\n}\n")
