"""Makes reports_laws.tsv: word, occurrences, texts (of 1,000 words) it occurs in; the first line holds the totals.

usage: python3 make.py reports.txt.gz laws.txt.gz > reports_laws.tsv
Input: one paragraph a line, `word/TAG` separated by blanks; words tagged `w` are marks. Words met once are left out.
"""

import collections
import gzip
import sys

WORDS_A_TEXT = 1000

counts, texts = collections.Counter(), collections.Counter()
n_words = n_texts = 0
for path in sys.argv[1:]:
    text, seen = 0, set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            for item in line.split():
                word, _, tag = item.rpartition("/")
                if tag == "w" or not any(c.isalnum() for c in word):
                    continue
                counts[word] += 1
                n_words += 1
                seen.add(word)
                text += 1
                if text == WORDS_A_TEXT:
                    texts.update(seen)
                    n_texts += 1
                    text, seen = 0, set()
    texts.update(seen)
    n_texts += bool(seen)

print(f"#\t{n_words}\t{n_texts}")
for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    if count > 1:
        print(f"{word}\t{count}\t{texts[word]}")
