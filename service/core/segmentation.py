"""Where the sentences of a text begin and end."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

# A line break in the sense of str.splitlines, less the file and record separators, which are invisible noise.
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_CLOSERS = "\"'”’»›)\\]}｣」』】〉》"
_OPENERS = "\"'“‘«‹(\\[{｢「『【〈《¿¡"
_FOOTNOTES = r"(?:\[(?:\d{1,3}|[a-z]|note \d+|citation needed|who\?|when\?)\])*"
# Where a sentence may end: Latin stops with what closes after them (in French after a space), followed by space; or a
# stop of a script that writes no space after it; or one whose space was lost: "he said.The police came." What opens a
# quotation in one language closes it in another: „So nicht.“
_STOP = re.compile(
    rf"(?P<mark>\.(?:\s\.){{2,}}|[.!?…]+)(?P<closers>[{_CLOSERS}“‘«]*(?:\s[»›](?=\s|$))?{_FOOTNOTES})(?P<gap>\s+|$)"
    rf"|(?<=[a-z]{{2}})(?P<glued>[.!?])(?=[\"”]?[\"“]?[A-Z][a-z])"
    rf"|[。！？｡]+[{_CLOSERS}]*"
    rf"|[؟۔।॥።፧]+[{_CLOSERS}]*(?=\s|$)"
)
_LONGEST = 1_000  # characters: nobody checks a fact against more
_PAUSES = (re.compile(r"[;:,](?=\s)|[、，；]"), re.compile(r"\s"))
_WORD_BEFORE = re.compile(r"[^\s“”\"‘«(\[—–]+$")
_NEXT_WORD = re.compile(rf"[{_OPENERS}—–\-•*\s]*(?P<word>[^\s]*)")
_SPEAKER_NEXT = re.compile(
    r"(?:[A-ZÀ-Þ][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|added|adds|wrote|writes|replied|wondered|joked|shouted|cried)\b"
)
# A number with a stop is an ordinal in German: "am 31. Dezember", "der 5. Senat", "die 2. Bundesliga".
_GERMAN_ORDINALS = frozenset(
    "januar jänner februar märz april mai juni juli august september oktober november dezember jahrhundert "
    "jahrhunderts jahrtausend bundesliga liga weltkrieg weltkriegs fc spieltag runde minute etage stock klasse "
    "platz halbzeit lebensjahr geburtstag jahrestag senat zivilsenat strafsenat kammer auflage mal tag".split()
)
_BEFORE_GERMAN_ORDINALS = frozenset(
    "am im vom zum beim der die das dem den des bis ab seit zur ihr ihre ihren ihrem sein seine seinen seinem ein eine "
    "einen einem jeder jede jeden jedem nach vor und".split()
)
# What a single letter names, so that its stop ends a sentence: "in row C.", not "by A. Smith".
_LETTERED = frozenset(
    "row plan vitamin class group type block hepatitis appendix section grade team gate terminal exhibit witness hall "
    "unit zone wing platform category schedule annex level pool division ward point option site room seat figure table "
    "tower route part step phase stage tier variant item question building apartment flat series "
    "area list box form".split()
)
_DASH = re.compile(r"[-–—]{1,3}\s")
# Texts of corpora stand in tokens, often in lower case: "the mayor said , `` no . '' he left ." There a stop stands
# apart, one of an abbreviation does not, and what follows says nothing.
_TOKENISED = re.compile(r"(?<=\s)\.(?=\s|$)")
_PRINTED = re.compile(r"(?<=\w)\.(?=\s|$)")
_STOP_APART = re.compile(r"(?<=\s)(?:(?<!\s\.\s)\.(?!\s\.)|(?P<asks>[!?]+))(?=\s|$)")
_CLOSER_APART = re.compile(rf"\s+(?P<closer>''|-r[rs]b-|[{_CLOSERS}])(?=\s|$)")
_ASKER_APART = re.compile(
    r"\s*(?:\w[\w.’'-]*\s+){1,4}(?:said|says|asked|asks|added|wrote|writes|replied|wondered|joked|shouted|cried)\b"
)
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]")

# Never the end of a sentence: a name, a number or a date follows.
_TITLES = frozenset(
    "mr mrs ms messrs mme dr prof gen lt col maj capt cmdr adm sgt cpl pvt brig ret rev fr hon pres gov sen rep reps "
    "sens amb supt det insp st mt ft no nos vs v fig figs art sec vol pp p ch approx est cf e.g i.e al ed eds "
    "viz op".split()
)
# The end of a sentence only where the next word could not simply go on: "Apple Inc. said" against "Apple Inc. It".
_MAYBE = frozenset(
    "inc ltd co corp llc plc bros jr sr esq ph.d etc dept univ assn a.m p.m am pm u.s u.k u.n e.u d.c u.s.a u.a.e "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ave blvd rd sq calif fla mass mich minn pa tex va wash wis ala ariz ark colo conn del ga ill ind kan ky la md "
    "miss mont neb nev okla ore tenn vt wyo ont que alta sask nfld n.s n.b n.l b.c".split()
)
_MONTHS_AND_DAYS = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun".split()
)
_CLOCK = frozenset("a.m p.m am pm".split())
_AFTER_A_TIME = _MONTHS_AND_DAYS | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest ist jst aest eastern "
    "central pacific mountain greenwich local".split()
)
_COMPANIES = frozenset("inc ltd co corp llc plc bros".split())
# A new sentence begins in "… of Marlow Inc. Production stopped", none in "Marlow Inc. Chairman", "Marlow Co. of Arden".
_SUBJECT = re.compile(
    r"\s+(?!(?:Chief|President|Chair\w*|Director|Executive|Vice|Spokes\w+|Senior|Founder|Manager|Vice-\w+)\b)"
    r"[A-Z][a-z]+\s+(?!(?:and|or|of|for|in|at|to)\b)[a-z]+"
)
_NUMBER_ABBREVIATIONS = frozenset("no nos p pp fig figs art sec vol ch v".split())
# Words that open a sentence far more often than they go on after an abbreviation.
_STARTERS = frozenset(
    "a an and another at but by each every for from he her here his how however i if in it its last many meanwhile "
    "more most my nearly neither next no none nor not now on one only or our over she since so some still such than "
    "that the their them then there these they this those though thus to two under until we what when where which "
    "while who why will with yet you your after all although among as because before both during even after".split()
)


def spans(text: str, language: str | None) -> Iterator[tuple[int, int, int]]:
    """(start, end, paragraph) of each sentence of a text, in order; see `segment`."""
    ends = _ends_of_tokens if len(_TOKENISED.findall(text)) > len(_PRINTED.findall(text)) else _ends
    for paragraph, (start, block_end) in enumerate(_blocks(text), start=1):
        for end in (*ends(text, start, block_end, language), block_end):
            yield from _trimmed(text, start, end, paragraph)
            start = end  # noqa: PLW2901 - the next sentence begins where this one ends


_Block = tuple[int, int]
_FEWEST_WRAPPED = 2  # lines that run on into the next
_NARROWEST, _WIDEST = 24, 130  # characters of a line that is wrapped
_NEARLY = 0.85  # of the width: those who wrap by hand leave some of it
_WORD_AT = re.compile(r"\S+")
_RUNS_ON = re.compile(r"[^.!?…:;”\"»)\]]\s*$")
_BEGINS_ANEW = re.compile(r"\s|[-*•·–—#>]|\d{1,3}[.)]\s")


def _blocks(text: str) -> list[_Block]:
    """(start, end) of each stretch that a line break ends, blank ones left out.

    Mail and old wires break lines where they are full; there only a line with room for the next word, a blank line or
    a mark of a list ends a stretch.
    """
    lines = [(found.start(), found.end()) for found in _LINE.finditer(text) if not found.group().isspace()]
    width = _width(text, lines)
    if width is None:
        return lines
    blocks = lines[:1]
    for line in lines[1:]:
        before = blocks[-1]
        if _is_next(text, before[1], line[0]) and _is_full(text, _line_start(text, before), before[1], line[0], width):
            blocks[-1] = (before[0], line[1])
        else:
            blocks.append(line)
    return blocks


def _line_start(text: str, block: _Block) -> int:
    """Where the last line of a block begins."""
    return max(block[0], text.rfind("\n", block[0], block[1]) + 1)


def _width(text: str, lines: list[_Block]) -> int | None:
    """How many characters the lines of a wrapped text hold; None where its lines are paragraphs."""
    if len(lines) <= _FEWEST_WRAPPED or len(text) > (_WIDEST + 2) * 4 * len(lines):
        return None
    longest = sorted(end - start for start, end in lines)[-1 - len(lines) // 20]
    if not _NARROWEST <= longest <= _WIDEST:
        return None
    pairs = [
        (start, end, following)
        for (start, end), (following, _) in pairwise(lines)
        if _is_next(text, end, following) and _RUNS_ON.search(text, max(start, end - 3), end)
    ]
    running = [pair for pair in pairs if text[pair[2]].islower()]
    full = sum(_is_full(text, start, end, following, longest) for start, end, following in running)
    is_wrapped = len(running) >= _FEWEST_WRAPPED and 2 * len(running) >= len(pairs) and full >= 0.9 * len(running)
    return longest if is_wrapped else None


def _is_next(text: str, end: int, start: int) -> bool:
    """Whether nothing but one line break stands between two lines, and the second is no item of a list."""
    return text[end:start] in {"\n", "\r\n", "\r"} and not _BEGINS_ANEW.match(text, start)


def _is_full(text: str, start: int, end: int, following: int, width: int) -> bool:
    """Whether the first word of the next line had hardly room in this one."""
    word = _WORD_AT.match(text, following)
    return end - start + 1 + (word.end() - following if word else 0) > _NEARLY * width


def _ends(text: str, start: int, line_end: int, language: str | None) -> Iterator[int]:
    """Where the sentences of a line end, but for what is left after the last."""
    for stop in _STOP.finditer(text, start, line_end):
        if stop["glued"]:
            end = stop.end() + _closes(text, start, stop.end())
            ends = not _is_abbreviation(_last_word(text, start, stop.start())) and not _is_address(text, stop.start())
        else:
            end = stop.end()
            ends = _ends_sentence(text, start, stop, line_end, language)
        if ends:
            yield end
            start = end


def _closes(text: str, start: int, at: int) -> bool:
    """Whether a quotation mark at a place closes what the sentence opened."""
    return text[at] == "”" or (text[at] == '"' and text.count('"', start, at) % 2 == 1)


_ADDRESS = re.compile(r"(?:\bwww|[@/])[\w.@/-]*$")


def _is_address(text: str, at: int) -> bool:
    """Whether the word before a stop belongs to an address."""
    return _ADDRESS.search(text, max(0, at - 60), at) is not None


def _ends_of_tokens(text: str, start: int, line_end: int, language: str | None) -> Iterator[int]:
    """The same of a line in tokens: every stop that stands apart, but "`` really ? '' she asked ." goes on."""
    del language
    seen, open_marks = start, Counter[str]()
    for stop in _STOP_APART.finditer(text, start, line_end):
        end = stop.end()
        open_marks.update(text[seen:end].split())
        while closer := _CLOSER_APART.match(text, end, line_end):
            mark = closer["closer"]
            if mark in {"'", '"'} and open_marks[mark] % 2 == 0:
                break  # it opens the next sentence
            open_marks[mark] += 1
            end = closer.end()
        seen = end
        if not (stop["asks"] and end > stop.end() and _ASKER_APART.match(text, end, line_end)):
            yield end


def _trimmed(text: str, start: int, end: int, paragraph: int) -> Iterator[tuple[int, int, int]]:
    while start < end and _is_unseen(text[start]):
        start += 1
    while end > start and _is_unseen(text[end - 1]):
        end -= 1
    while end - start > _LONGEST:
        cut = _last_pause(text, start + _LONGEST // 2, start + _LONGEST)
        yield from _trimmed(text, start, cut, paragraph)
        start = cut
        while start < end and _is_unseen(text[start]):
            start += 1
    if start < end:
        yield start, end, paragraph


def _last_pause(text: str, start: int, end: int) -> int:
    """The end of the last comma of a stretch, or of its last blank, or of itself."""
    for pause in _PAUSES:
        places = [found.end() for found in pause.finditer(text, start, end)]
        if places:
            return places[-1]
    return end


def _is_unseen(character: str) -> bool:
    return character.isspace() or character == "\ufeff"  # a byte order mark is no part of what is read


def _ends_sentence(text: str, start: int, stop: re.Match[str], line_end: int, language: str | None) -> bool:
    mark = stop.group("mark")
    if mark is None:  # a stop of another script is nothing but a stop
        return True
    if stop.end() >= line_end:
        return True
    following = _NEXT_WORD.match(text, stop.end("closers"), line_end)
    word = following.group("word") if following else ""
    goes_on = word[:1].islower()
    if mark != ".":
        # "Really?" she asked. "Really?" Ann Roe asked. - and an ellipsis that trails off into the rest of its sentence.
        return not goes_on and not (stop.group("closers") and _SPEAKER_NEXT.match(text, stop.end(), line_end))
    before = _WORD_BEFORE.search(text, max(start, stop.start() - 40), stop.start())
    abbreviation = before.group() if before else ""
    closers = stop.group("closers")
    if before and not closers and len(abbreviation) <= _LONGEST_ORDINAL:
        earlier = _last_word(text, start, before.start())
        if language == "de" and abbreviation.isdecimal() and _is_german_ordinal(earlier, word):
            return False
        if len(abbreviation) == 1 and abbreviation.isupper() and earlier.lower() in _LETTERED and not goes_on:
            return True
    if (closers == ")" or _DASH.match(text, stop.end())) and _is_abbreviation(abbreviation):
        return False  # "Sgt. (ret.) Ian Purdie", and the place of a dateline: "HALIFAX, N.S. -- Some 640 cooks"
    if abbreviation.lower() in _COMPANIES and _SUBJECT.match(text, stop.end("mark")):
        return True
    return _full_stop_ends(abbreviation, word, goes_on, closed=bool(closers))


_LONGEST_ORDINAL = 2  # digits; of more, a year ends its sentence


def _last_word(text: str, start: int, end: int) -> str:
    """The word before a place of a sentence."""
    return next(iter(text[max(start, end - 40) : end].split()[-1:]), "")


def _is_german_ordinal(before: str, following: str) -> bool:
    return before.lower() in _BEFORE_GERMAN_ORDINALS or following.strip("”“’\"',;:.!?()").lower() in _GERMAN_ORDINALS


def _is_abbreviation(before: str) -> bool:
    abbreviation = before.lower()
    return abbreviation in _TITLES | _MAYBE or bool(_DOTTED.fullmatch(abbreviation))


def _full_stop_ends(before: str, word: str, goes_on: bool, *, closed: bool) -> bool:
    """Whether "." between these two words ends a sentence."""
    abbreviation = before.lower()
    next_is_number = word[:1].isdigit()
    if re.fullmatch(r"[A-ZÀ-Þ]", before) and not next_is_number and not goes_on:
        return closed  # an initial: "Leonard P. Hask"
    if goes_on:
        # A brand may open a sentence in lower case ("iPhone sales fell"); anything else goes on.
        return len(word) > 1 and any(letter.isupper() for letter in word[1:]) and abbreviation not in _TITLES
    if abbreviation in _NUMBER_ABBREVIATIONS:
        return not next_is_number and not (abbreviation == "v" and word[:1].isupper())
    if abbreviation in _TITLES:
        return False
    if re.fullmatch(r"\d{1,3}", before) and not closed and len(before) < len(word) and before == word[: len(before)]:
        return True
    if abbreviation in _CLOCK and not closed and not next_is_number:
        return word.strip("”’\"',;:.!?()").lower() not in _AFTER_A_TIME
    if abbreviation in _MAYBE or _DOTTED.fullmatch(abbreviation):
        if closed:
            return True
        if next_is_number:
            return abbreviation not in _MONTHS_AND_DAYS
        return word.strip("”’\"',;:.!?").lower() in _STARTERS
    return True
