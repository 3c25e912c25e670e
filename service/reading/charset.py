"""Encodings by the names that web servers give them.

Only these: Python knows more codecs than text has encodings, and decoding megabytes of "punycode" takes hours.
https://encoding.spec.whatwg.org/#names-and-labels
"""

from collections.abc import Mapping

# What the web calls an encoding is often its larger sibling: a page "in ISO 8859-1" has the curly quotes of Windows.
_LABELS: Mapping[str, str] = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8",
    "utf-16": "utf-16 utf-16le unicode",
    "utf-16-be": "utf-16be",
    "cp1252": "windows-1252 cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 latin-1 l1 us-ascii ascii",
    "iso8859-2": "iso-8859-2 iso8859-2 iso_8859-2 latin2",
    "iso8859-3": "iso-8859-3 latin3",
    "iso8859-4": "iso-8859-4 latin4",
    "iso8859-5": "iso-8859-5 cyrillic",
    "iso8859-6": "iso-8859-6 arabic",
    "iso8859-7": "iso-8859-7 greek",
    "iso8859-8": "iso-8859-8 iso-8859-8-i hebrew",
    "iso8859-10": "iso-8859-10 latin6",
    "iso8859-13": "iso-8859-13",
    "iso8859-14": "iso-8859-14",
    "iso8859-15": "iso-8859-15 iso8859-15 latin9 latin-9",
    "iso8859-16": "iso-8859-16",
    "cp874": "windows-874 tis-620 iso-8859-11",
    "cp1250": "windows-1250 cp1250",
    "cp1251": "windows-1251 cp1251",
    "cp1253": "windows-1253 cp1253",
    "cp1254": "windows-1254 cp1254 iso-8859-9 iso8859-9 latin5",
    "cp1255": "windows-1255 cp1255",
    "cp1256": "windows-1256 cp1256",
    "cp1257": "windows-1257 cp1257",
    "cp1258": "windows-1258 cp1258",
    "cp866": "ibm866 cp866",
    "koi8-r": "koi8-r koi8",
    "koi8-u": "koi8-u",
    "mac-roman": "macintosh mac",
    "gb18030": "gb18030 gbk gb2312 gb_2312-80 x-gbk chinese",
    "big5hkscs": "big5 big5-hkscs",
    "euc-jp": "euc-jp x-euc-jp",
    "iso2022_jp": "iso-2022-jp",
    "cp932": "shift_jis shift-jis sjis x-sjis windows-31j ms_kanji",
    "cp949": "euc-kr ks_c_5601-1987 korean windows-949",
}
_CODECS: Mapping[str, str] = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}


def decoded(content: bytes, label: str | None) -> str | None:
    """Content as text; None where the label names no encoding of the web, or the content is not in it.

    Args:
        content: The bytes, with or without a mark of their order.
        label: The encoding's name, as a server writes it.
    """
    codec = _CODECS.get((label or "").strip().lower())
    if codec is None:
        return None
    try:
        return content.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None
