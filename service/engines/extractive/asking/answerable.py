"""Who could be asked what they say: whoever acts in an article or is charged with something, and is alive."""

import re

from service.core.article import Article
from service.core.attribution import Party
from service.core.words import per_word
from service.engines.extractive.sentences import verbs

_REACH = 120  # code points on either side of a name

# What a vaccine, a painting or a ship never does, though it cuts, shows, strikes and leaves.
_DEEDS = frozenset(
    "abandon accept accuse acquire adopt agree announce apologise apologize appeal apply appoint approve argue arrest "
    "ask ban bid blame block bomb boycott buy call campaign cancel challenge choose claim condemn consider contest "
    "criticise criticize decide declare decline defend defy demand deny deploy disclose dismiss dispute donate elect "
    "employ fight file fine fire fund grant hide hire hope ignore impose insist intend invade invest investigate issue "
    "join launch lobby manage meet negotiate nominate offer operate oppose order outlaw own pay plan plead pledge "
    "promise propose prosecute protest publish quit ratify refuse reject request resign respond retaliate rule sack "
    "seek sell send settle shoot sign spend stage steal sue supply suspend testify threaten try veto vote vow want "
    "warn win withdraw".split()
)
_BESIDE = (
    r"(?:(?:has|have|had|will|would|is|are|was|were|been|may|might|could|also|now|still|not|never|yet|to|be|"
    r"[a-z]+ly|reportedly) )*"
)
_DOES = re.compile(
    rf"^(?: and (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*|, [^,;:.]{{2,80}},)? {_BESIDE}(?P<verb>[a-z]+)\b"
)
_CHARGED = (
    r"(?:accus(?:ed|es|ing)|ask(?:ed|s|ing)|urg(?:ed|es|ing)|sued|suing|blam(?:ed|es|ing)|criticis(?:ed|es|ing)|"
    r"criticiz(?:ed|es|ing)|condemn(?:ed|s|ing)|fin(?:ed|ing)|order(?:ed|s|ing)|told|press(?:ed|ing)|warn(?:ed|s|ing)|"
    r"charg(?:ed|ing)|arrest(?:ed|ing)|suspend(?:ed|ing)|dismiss(?:ed|ing)|prosecut(?:ed|ing)|"
    r"call(?:ed|s|ing) on|(?:case|claims?|complaints?|allegations?|lawsuit|charges|sanctions|evidence|action) against)"
)
_IS_CHARGED = re.compile(
    rf"^(?:, [^,;:.]{{2,80}},)? (?:has|have|had|is|are|was|were)(?: also| now| not| since)?(?: been)? {_CHARGED}\b"
)
_CHARGING = re.compile(rf"\b{_CHARGED} (?:(?:the|its|their|his|her|[a-z]+) ){{0,3}}$")
_OWNING = re.compile(
    r"^[’']s? (?:[a-z]+ )?(?:decision|plans?|policy|refusal|claims?|offer|proposal|board|lawyers?|leaders?|chief|"
    r"executives?|managers?|government|ministers?|demands?|bid|campaign|response|denial|handling|treatment|conduct)\b"
)
_DEAD_BEFORE = re.compile(
    r"\b(?:[Tt]he late|(?:body|death|killing|murder|estate|widow|grave|remains|funeral|loss) of)(?: [A-Za-z]+){0,2} $"
)
_DEAD_AFTER = re.compile(
    r"^(?:[’']s? (?:[a-z]+ )?(?:death|estate|widow|widower|funeral|killing|murder|grave|body|heirs)\b|"
    r" ?[(,] ?(?:born )?1\d{3} ?[-–—]|"
    r"(?:, [^;:.]{2,80},|,)?(?: who)? (?:had |has |was )?(?:died|dead|drowned|killed|shot dead|found dead|murdered|"
    r"stabbed to death|pronounced dead)\b)"
)


def is_answerable(article: Article, party: Party) -> bool:
    """Whether a party that an article does not quote could be asked: it acts, or is accused, asked or charged.

    A product, a picture or a street has a name and no answer, and neither has who is dead.
    """
    acts = party.kind == "government"
    for start, end in party.mentions:
        before, after = article.text[max(0, start - _REACH) : start], article.text[end : end + _REACH]
        if party.kind == "person" and (_DEAD_BEFORE.search(before) or _DEAD_AFTER.match(after)):
            return False
        acts = acts or _acts(before, after)
    return acts


def _acts(before: str, after: str) -> bool:
    if _CHARGING.search(before) or _IS_CHARGED.match(after) or _OWNING.match(after):
        return True
    does = _DOES.match(after)
    return does is not None and _is_deed(does.group("verb"))


@per_word
def _is_deed(word: str) -> bool:
    """Whether a word is a form of a verb that only people and bodies have."""
    forms = {word, word.removesuffix("s"), word.removesuffix("es"), verbs.plain(word), verbs.of_participle(word)}
    return not _DEEDS.isdisjoint(forms - {None}) or (word.endswith("ies") and word[:-3] + "y" in _DEEDS)
