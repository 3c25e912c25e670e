"""The verbs that tell a reader somebody speaks, thinks or takes a stand, by what they need around them."""

from dataclasses import dataclass
from typing import Literal

Family = Literal["speech", "news", "quoting", "thought", "attitude"]

# Speech: outside quoted text nearly always a cue, with or without a clause after it.
_SPEECH = (
    "say tell add argue warn insist explain write assert stress emphasize emphasise underline underscore acknowledge "
    "admit concede contend comment respond tweet quip exclaim retort reiterate lament boast "
    "vow pledge promise swear caution opine proclaim profess attest testify clarify elaborate remark "
    "allege deny complain claim state note suggest predict joke repeat remind assure reassure inform "
    "counter recount reply concur conjecture surmise theorize posit muse speculate "
    "threaten apologize apologise interject retell avow aver affirm reaffirm mention relate "
    "pontificate moan grumble gush rant fume sneer scoff reckon"
)
# News: cues only where a clause or a quotation follows; "reported a profit" is the article's own fact.
_NEWS = (
    "announce advise report reveal disclose confirm rule find hold conclude estimate forecast post indicate "
    "imply hint signal determine order certify detail outline observe specify blog publish charge "
    "project calculate maintain agree decide declare point accept recognize recognise learn discover foresee show "
    "crow confide confess counsel trumpet venture recall"
)
# Quoting: cues only right beside a quotation.
_QUOTING = (
    "continue begin go laugh smile sigh shout yell scream whisper mutter murmur snap cry call ask wonder question "
    "answer echo sing sob chant inquire enquire query interrupt conclude finish thunder bellow growl plead implore beg "
    "cite dub label term brand ponder reflect reason figure offer chime nod shrug grin chuckle enthuse "
    "storm rage explode blast describe read rave roar bark blurt breathe gasp groan whine hiss croak drawl rejoin "
    "volunteer text email message share marvel huff intone deadpan hedge gripe grouse demur parry press "
    "prod jest instruct direct allow pronounce philosophize "
    "think believe hope feel fear know"
)
_THOUGHT = (
    "think believe hope fear feel expect know doubt suspect worry assume consider realize realise imagine guess reckon "
    "regard see"
)
# Attitudes: a stand rather than speech; their object is what it is about. A layer of lower confidence.
_ATTITUDE = (
    "criticize criticise condemn denounce support back oppose welcome praise reject blame slam blast endorse "
    "favor favour demand urge accuse dismiss defend applaud hail deplore regret prefer want dispute decry "
    "deride mock ridicule rebuke chastise castigate chide scold laud commend celebrate protest resent dislike "
    "love hate admire appreciate embrace resist refuse disagree object rebuff refute disavow repudiate bemoan "
    "recommend propose champion advocate challenge attack lambast lambaste pan skewer assail fault "
    "thank congratulate"
)

_IRREGULAR_PAST = {
    "say": "said", "tell": "told", "write": "wrote", "swear": "swore", "find": "found", "hold": "held", "read": "read",
    "learn": "learned", "hear": "heard", "understand": "understood", "go": "went", "begin": "began", "sing": "sang",
    "think": "thought", "feel": "felt", "know": "knew", "see": "saw", "repeat": "repeated", "forecast": "forecast",
    "retell": "retold", "speak": "spoke", "cry": "cried", "deny": "denied", "reply": "replied", "testify": "testified",
    "specify": "specified", "certify": "certified", "clarify": "clarified", "imply": "implied", "decry": "decried",
}  # fmt: skip
# A consonant that doubles: stressed last syllables only.
_DOUBLING = frozenset("admit quip concur grin beg nod refer aver dub pan sob rebut chat blog chant".split()) - {"chant"}
# Forms that are nouns or adjectives more often than not.
_NOUNISH = frozenset(
    "claim claims note notes state states report reports charge charges call calls post posts answer answers "
    "comment comments estimate estimates forecast order orders rule rules find finds hold holds text texts "
    "email emails message messages share shares reason reasons figure figures offer offers question questions "
    "echo detail details outline project projects point points learned read see sees back support supports "
    "demand demands favor favour fault pan attack attacks challenge challenges object objects welcome blast "
    "blame love hate protest protests praise hail regret regrets label term terms brand cry cries laugh smile "
    "sigh shout scream whisper murmur query fear fears hope hopes doubt doubts suspect suspects guess counter "
    "reply replies promise promises pledge pledges vow vows remark remarks warn hint hints signal signals "
    "tweet tweets joke jokes quip retort boast lament dispute disputes rant moan related muse mention threat "
    "show shows storm storms rage thunder read reads advocate advocates champion slam post thank thanks "
    "dislike dub mutter conjecture recall complaint "
    "concern concerned feel contrary reflects plead posting object ordered decided held found publish cited "
    "concluded counters counsel press direct allow allows press volunteer volunteers".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a cue verb."""

    lemma: str
    family: Family
    form: Literal["finite", "base", "participle"]  # said/says, say, saying
    nounish: bool  # more often a noun than a verb


def _third_person(base: str) -> str:
    if base == "go":
        return "goes"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    if base.endswith(("s", "sh", "ch", "x", "z")):
        return base + "es"
    return base + "s"


def past(base: str) -> str:
    """The past tense of a cue verb: "said" of "say"."""
    if base in _IRREGULAR_PAST:
        return _IRREGULAR_PAST[base]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + base[-1] + "ed" if base in _DOUBLING else base + "ed"


def _participle(base: str) -> str:
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    return base + base[-1] + "ing" if base in _DOUBLING else base + "ing"


def _lexicon() -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    families: tuple[tuple[Family, str], ...] = (
        ("speech", _SPEECH),
        ("attitude", _ATTITUDE),
        ("news", _NEWS),
        ("thought", _THOUGHT),
        ("quoting", _QUOTING),
    )
    for family, words in families:
        for base in words.split():
            for form, kind in (
                (past(base), "finite"),
                (_third_person(base), "finite"),
                (_participle(base), "participle"),
                (base, "base"),
            ):
                if form not in cues:
                    cues[form] = Cue(base, family, kind, form in _NOUNISH)  # type: ignore[arg-type] # one of the three
    return cues


CUES: dict[str, Cue] = _lexicon()

# Verbs whose second word belongs to them: "pointed out", "called for".
PARTICLES: dict[str, tuple[str, Family]] = {
    "pointed out": ("point out", "speech"),
    "points out": ("point out", "speech"),
    "pointing out": ("point out", "speech"),
    "point out": ("point out", "speech"),
    "call for": ("call for", "attitude"),
    "call on": ("call on", "attitude"),
    "called for": ("call for", "attitude"),
    "calls for": ("call for", "attitude"),
    "calling for": ("call for", "attitude"),
    "called on": ("call on", "attitude"),
    "calls on": ("call on", "attitude"),
    "calling on": ("call on", "attitude"),
    "pushed for": ("push for", "attitude"),
    "pushing for": ("push for", "attitude"),
    "pushes for": ("push for", "attitude"),
    "pressed for": ("press for", "attitude"),
    "spoke out": ("speak out", "attitude"),
    "put it": ("put it", "quoting"),
    "puts it": ("put it", "quoting"),
    **{
        f"{verb} {feeling}": (f"express {feeling}", "attitude")
        for verb in ("expressed", "expresses", "expressing", "voiced", "voices", "voicing")
        for feeling in (
            "concern concerns doubt doubts hope hopes support confidence outrage regret disappointment frustration "
            "anger alarm skepticism scepticism surprise dismay optimism opposition fears".split()
        )
    },
    **{
        f"{form} {lemma.split()[1]}": (lemma, "quoting")
        for lemma, forms in (
            ("fire back", "fired fires firing"),
            ("shoot back", "shot shoots shooting"),
            ("push back", "pushed pushes pushing"),
            ("hit back", "hit hits hitting"),
            ("chime in", "chimed chimes chiming"),
            ("weigh in", "weighed weighs weighing"),
            ("cut in", "cut cuts cutting"),
            ("follow up", "followed follows following"),
            ("sum up", "summed sums summing"),
            ("lash out", "lashed lashes lashing"),
            ("go on", "went goes"),
        )
        for form in forms.split()
    },
    "tells of": ("tell of", "speech"),
    "told of": ("tell of", "speech"),
    "spoke of": ("speak of", "quoting"),
    "speaks of": ("speak of", "quoting"),
    "speaking of": ("speak of", "quoting"),
    "talked of": ("talk of", "quoting"),
    "talks of": ("talk of", "quoting"),
    "hit out": ("hit out", "attitude"),
    "hits out": ("hit out", "attitude"),
    "took issue": ("take issue", "attitude"),
    "takes issue": ("take issue", "attitude"),
    "taking issue": ("take issue", "attitude"),
    "made clear": ("make clear", "speech"),
    "makes clear": ("make clear", "speech"),
    "making clear": ("make clear", "speech"),
    "ruled out": ("rule out", "attitude"),
    "rules out": ("rule out", "attitude"),
    "ruling out": ("rule out", "attitude"),
    "rule out": ("rule out", "attitude"),
    "argued against": ("argue against", "attitude"),
    "argues against": ("argue against", "attitude"),
    "argued for": ("argue for", "attitude"),
    "declined to": ("decline to", "attitude"),
    "declines to": ("decline to", "attitude"),
    "voted against": ("vote against", "attitude"),
    "voted for": ("vote for", "attitude"),
    "spoke against": ("speak against", "attitude"),
}

# Infinitives that "prompted X to …" turns into X's own stand.
CONDEMNING = frozenset(
    (_ATTITUDE + " push call warn say argue insist pledge vow promise announce declare speak press").split()
)
CAUSING = frozenset(
    "prompted prompts prompting led leads leading caused causing drove driving pushed pushing moved moving spurred "
    "spurring".split()
)
# Nobody has said what he is only expected or asked to say.
UNREAL = frozenset(
    "expected asked likely due set scheduled supposed told urged ordered required planning plans refused declined "
    "failed unable unwilling invited able going about used hoping wanted wants want".split()
)
# The passive takes these: "was criticised by X", "described by X as".
PASSIVE = frozenset(past(base) for base in (_ATTITUDE + " describe call announce confirm propose dub label").split())
# Of these, the ones that say what somebody calls a thing: without his words there is nothing said.
PASSIVE_QUOTING = frozenset(past(base) for base in "describe call dub label".split())
