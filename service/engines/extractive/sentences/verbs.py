"""The plain form of a verb: "started" and "starting" are "start", so that a clause can be asked with "did"."""

import re

# The commonest verbs whose past is not made with "ed", each past form with its plain one.
_IRREGULAR = dict(
    pair.split("=")
    for pair in (
        "arose=arise ate=eat became=become began=begin bent=bend bit=bite blew=blow bore=bear bought=buy bound=bind "
        "broke=break brought=bring built=build burnt=burn came=come caught=catch chose=choose dealt=deal drew=draw "
        "drove=drive dug=dig fed=feed fell=fall felt=feel fled=flee flew=fly found=find fought=fight forgot=forget "
        "froze=freeze gave=give got=get grew=grow heard=hear held=hold hid=hide kept=keep knew=know laid=lay led=lead "
        "learnt=learn left=leave lent=lend lost=lose made=make meant=mean met=meet paid=pay ran=run rang=ring "
        "rose=rise said=say sang=sing sank=sink sat=sit saw=see sent=send shook=shake shot=shoot shrank=shrink "
        "slid=slide sold=sell sought=seek spent=spend split=split spoke=speak spread=spread stole=steal stood=stand "
        "struck=strike stuck=stick sued=sue swam=swim swept=sweep swore=swear swung=swing taught=teach thought=think "
        "threw=throw told=tell took=take tore=tear understood=understand upheld=uphold went=go withdrew=withdraw "
        "withheld=withhold woke=wake won=win wore=wear wrote=write died=die lied=lie tied=tie cut=cut hit=hit put=put "
        "shut=shut set=set let=let cost=cost hurt=hurt burst=burst quit=quit overcame=overcome oversaw=oversee "
        "undertook=undertake misled=mislead bled=bleed bred=breed sped=speed shed=shed "
        "slept=sleep crept=creep leapt=leap spun=spin rode=ride did=do"
    ).split()
)
# Participles that are no past form.
_PARTICIPLES = dict(
    pair.split("=")
    for pair in (
        "seen=see taken=take given=give gone=go known=know broken=break stolen=steal written=write spoken=speak "
        "done=do "
        "driven=drive chosen=choose fallen=fall grown=grow drawn=draw thrown=throw shown=show worn=wear torn=tear "
        "run=run "
        "eaten=eat begun=begin come=come become=become hidden=hide withdrawn=withdraw flown=fly forgotten=forget "
        "risen=rise sunk=sink sung=sing shaken=shake overcome=overcome undertaken=undertake beaten=beat blown=blow"
    ).split()
)
# Past and plain form alike: told as past only by what stands about them.
_UNMARKED = frozenset("cut hit put shut set let cost hurt burst quit split spread".split())

# Stems that end as those with a silent "e" do and have none, and those that have one against the rule.
_BARE = frozenset(
    "focus bias canvas develop envelop gallop visit limit admit edit exit credit deposit exhibit prohibit profit "
    "inherit "
    "solicit merit audit orbit benefit submit permit commit recruit wait await target market budget ticket blanket "
    "rocket belong prolong bang hang long bring sing ring cling fling swing open happen threaten strengthen weaken "
    "listen fasten abandon mention question poison imprison summon commission reason pardon monitor sponsor anchor "
    "author mentor censor tailor favor labor honor mirror total signal rival equal medal label cancel travel model "
    "fuel pivot pilot ballot vomit combat format chat consider murmur bottom blossom auction sanction condition "
    "station caution function petition blackmail reveal ransom fathom".split()
)
_SILENT = frozenset(
    "complet compet delet deplet conven interven postpon phon clon welcom interfer adher persever wast past tast hast "
    "bath breath sooth ach chang arrang rang plung challeng exchang aveng loung hing infring reveng owe conced preced "
    "reced supersed chas phras eas leas releas increas decreas ceas creas purchas promis practis premis them tun "
    "prun creat quot guid misguid overrul "
    "becom com overcom ow dic mov lov prov giv hav liv leav driv typ hop dy".split()
)
_SINGLE_L = re.compile(
    r"(?:trave|cance|labe|mode|signa|riva|equa|contro|compe|prope|expe|repe|patro|fue|due|tota|rebe|enro)ll$"
)
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_KEEPS_DOUBLE = frozenset("add err purr butt".split())
_TAKES_E = re.compile(
    r"(?:[cvuz]|[dr]g|[ael]{1,2}g|[aeiou][sk]|[nlpr]s|[^aeioul]l|(?<![aeo])ar|(?<![aeiou])ir|uir|(?<![aeiou])or|"
    r"(?<!o)ur|"
    r"(?<![aeiou])[aiou]t|(?<![aeiou])[aiou]d|(?<![aeiou])[aiu]n|(?<![aeiou])[aiu]m|(?<![aeiou])[aiouy]p|"
    r"(?<![aeiou])il|(?<![aeiou])ul|(?<![aeiou])[ao]l|(?<![aeiou])[aiou]b|[^aeiou]th|nc|rc)$"
)
_NO_E = re.compile(r"(?:zz|ss|[aeiou]{2}[dtnmplrk])(?<!uir)$")


def plain(form: str) -> str | None:
    """The plain form of a verb told as past ("closed", "went") or with "ing"; None where it is neither.

    Returns:
        "close", "go". English spells "hoped" and "helped" alike, so the silent "e" is put back by what stands before.
    """
    word = form.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending in ("ied", "ying", "eed", "eeing", "ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending):
            break
    else:
        return None
    if ending == "ied":
        return word[:-3] + "y"
    if ending == "ying":
        return {"dying": "die", "lying": "lie", "tying": "tie"}.get(word, word[:-3])
    if ending == "eed":
        return word[:-1] if word in {"agreed", "freed", "disagreed", "guaranteed", "refereed"} else None
    if ending == "eeing":
        return word[:-3]
    return _of_stem(word[: -len(ending)])


def of_participle(form: str) -> str | None:
    """The plain form of what stands after "had": "taken" is "take", "closed" is "close"; None where it is no verb."""
    word = form.lower()
    return _PARTICIPLES.get(word) or (plain(word) if word in _IRREGULAR or word.endswith("ed") else None)


def _of_stem(stem: str) -> str | None:
    if not re.search(r"[aeiouy]", stem):
        return None
    if stem in _BARE:
        return stem
    if stem in _SILENT:
        return stem + "e"
    if _SINGLE_L.search(stem):
        return stem[:-1]
    if _DOUBLED.search(stem):
        return stem if stem in _KEEPS_DOUBLE else stem[:-1]
    if _TAKES_E.search(stem) and not _NO_E.search(stem):
        return stem + "e"
    return stem


def is_past(word: str) -> bool:
    """Whether a lower-case word is a verb told as past or its participle, and not a plain form as well."""
    if word in _IRREGULAR:
        return word not in _UNMARKED
    return word.endswith("ed") and plain(word) is not None
