"""Makes one bundled face from a Debian collection: python3 subset.py COLLECTION CODE_POINTS OUT

CODE_POINTS is a file with one hexadecimal code point a line, or `all` for everything but Hangul.
Needs libharfbuzz-subset.so.0 (6.0); see README.md.
"""
import ctypes
import struct
import sys

FEATURES = "halt vhal palt vpal vert vrt2 locl ccmp kern vkrn mark mkmk liga".split()
SCRIPTS = "DFLT latn hani kana grek cyrl".split()
NO_HINTING, NOTDEF_OUTLINE = 0x1, 0x40
NAME_ID, FEATURE_TAG, SCRIPT_TAG = 4, 6, 7
SIMPLIFIED_CHINESE = 2  # index in the collection


def hangul(u):
    return (0x1100 <= u <= 0x11FF or 0x3130 <= u <= 0x318F or 0x3200 <= u <= 0x321E or 0x3260 <= u <= 0x327F
            or 0xA960 <= u <= 0xA97F or 0xAC00 <= u <= 0xD7FF or 0xFFA0 <= u <= 0xFFDC)


def harfbuzz():
    hb = ctypes.CDLL("libharfbuzz.so.0", mode=ctypes.RTLD_GLOBAL)
    subset = ctypes.CDLL("libharfbuzz-subset.so.0")
    p, u = ctypes.c_void_p, ctypes.c_uint
    for lib, name, result, arguments in [
            (hb, "hb_blob_create", p, [ctypes.c_char_p, u, ctypes.c_int, p, p]), (hb, "hb_face_create", p, [p, u]),
            (hb, "hb_set_add", None, [p, u]), (hb, "hb_set_clear", None, [p]),
            (hb, "hb_face_reference_blob", p, [p]), (hb, "hb_blob_get_data", p, [p, ctypes.POINTER(u)]),
            (hb, "hb_face_collect_unicodes", None, [p, p]), (hb, "hb_set_create", p, []), (hb, "hb_set_has", u, [p, u]),
            (subset, "hb_subset_input_create_or_fail", p, []), (subset, "hb_subset_input_unicode_set", p, [p]),
            (subset, "hb_subset_input_set", p, [p, u]), (subset, "hb_subset_input_set_flags", None, [p, u]),
            (subset, "hb_subset_or_fail", p, [p, p])]:
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    return hb, subset


def chinese_by_default(collection):
    """The collection with its Chinese face rid of other languages and of variation sequences.

    Simplified Chinese becomes the language of text that has none, in every script: egui shapes without a language, and
    gets — of 1 em and —— of 2 em this way.
    """
    data = bytearray(open(collection, "rb").read())
    u16 = lambda at: struct.unpack_from(">H", data, at)[0]
    u32 = lambda at: struct.unpack_from(">I", data, at)[0]
    directory = u32(12 + 4 * SIMPLIFIED_CHINESE)
    tables = {bytes(data[at:at + 4]): u32(at + 8) for at in range(directory + 12, directory + 12 + 16 * u16(directory + 4), 16)}
    for table in (tables[b"GSUB"], tables[b"GPOS"]):
        scripts = table + u16(table + 4)
        records = {bytes(data[at:at + 4]): at + 4 for at in range(scripts + 2, scripts + 2 + 6 * u16(scripts), 6)}
        for offset in records.values():
            script = scripts + u16(offset)
            languages = {bytes(data[at:at + 4]): u16(at + 4) for at in range(script + 4, script + 4 + 6 * u16(script + 2), 6)}
            if b"ZHS " in languages:
                struct.pack_into(">HH4sH", data, script, languages[b"ZHS "], 1, b"ZHS ", languages[b"ZHS "])
        struct.pack_into(">H", data, records[b"DFLT"], u16(records[b"hani"]))
    cmap = tables[b"cmap"]
    records = [bytes(data[at:at + 8]) for at in range(cmap + 4, cmap + 4 + 8 * u16(cmap + 2), 8)]
    kept = [record for record in records if u16(cmap + int.from_bytes(record[4:], "big")) != 14]
    struct.pack_into(">H", data, cmap + 2, len(kept))
    data[cmap + 4:cmap + 4 + 8 * len(kept)] = b"".join(kept)
    return bytes(data)


def make(source, code_points, out):
    hb, subset = harfbuzz()
    data = chinese_by_default(source)
    face = hb.hb_face_create(hb.hb_blob_create(data, len(data), 0, None, None), SIMPLIFIED_CHINESE)
    has = hb.hb_set_create()
    hb.hb_face_collect_unicodes(face, has)
    if code_points == "all":
        wanted = range(0x20, 0x30000)
    else:
        wanted = [int(line, 16) for line in open(code_points, encoding="ascii")]
    wanted = [c for c in wanted if not hangul(c) and hb.hb_set_has(has, c)]
    task = subset.hb_subset_input_create_or_fail()
    unicodes = subset.hb_subset_input_unicode_set(task)
    for c in wanted:
        hb.hb_set_add(unicodes, c)
    tag = lambda text: int.from_bytes(text.encode(), "big")
    for kind, values in [(FEATURE_TAG, map(tag, FEATURES)), (SCRIPT_TAG, map(tag, SCRIPTS)), (NAME_ID, [0, 1, 2, 3, 4, 5, 6, 13, 14])]:
        values_set = subset.hb_subset_input_set(task, kind)
        hb.hb_set_clear(values_set)
        for value in values:
            hb.hb_set_add(values_set, value)
    subset.hb_subset_input_set_flags(task, NO_HINTING | NOTDEF_OUTLINE)
    small = subset.hb_subset_or_fail(face, task)
    size = ctypes.c_uint()
    data = hb.hb_blob_get_data(hb.hb_face_reference_blob(small), ctypes.byref(size))
    with open(out, "wb") as file:
        file.write(ctypes.string_at(data, size.value))
    print(out, len(wanted), "code points,", size.value, "bytes")


if __name__ == "__main__":
    make(*sys.argv[1:])
