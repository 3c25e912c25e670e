"""Words for and against: closed lists, and only such as say it whatever the subject.

Every pattern runs over a statement or a quotation. What stands before a match is the subject, what follows the object.
"""

import re

from service.core.draft import Stance
from service.engines.extractive.sentences.hints import Hinted

_NOT = r"(?:not|never|no longer|n[’']t)"
_DEGREE = (
    r"(?:(?:just|simply|completely|totally|utterly|wholly|clearly|plainly|entirely|deeply|absolutely|quite|so|very|far|"
    r"also|still|now|already|both|firmly|strongly|fiercely|broadly|nothing (?:but|more than|less than)) )*"
)
_BE = r"(?: is| are| was| were| would be| will be| has been| had been| remains|[’']s)"
_AM = rf"(?:{_BE}| am|[’']m|[’']re| have been)"
_WILL = rf"(?: will| would| is going to| could only| can only|[’'](?:ll|d))(?P<not> {_NOT})?(?: only| also| still)?"
_END = r"(?=[\s.,;:!?”\"’]|$)"

# Verbs whose object somebody is for or against; "call for" and the like are demands.
FOR = frozenset(
    "support back endorse welcome champion advocate embrace favor favour applaud hail commend recommend defend "
    "propose".split()
)
AGAINST = frozenset(
    "oppose reject condemn denounce criticize criticise deplore dismiss decry protest resist attack assail lambast "
    "lambaste slam blast object".split()
)
PHRASES: dict[str, Stance] = {
    "argued for": "supports",
    "voted for": "supports",
    "expressed support": "supports",
    "expresses support": "supports",
    "voiced support": "supports",
    "argued against": "opposes",
    "argues against": "opposes",
    "voted against": "opposes",
    "spoke against": "opposes",
    "spoke out": "opposes",
    "ruled out": "opposes",
    "rules out": "opposes",
    "ruling out": "opposes",
    "rule out": "opposes",
    "hit out": "opposes",
}
# What is done to a thing by who is against it, and by who is for it.
UNDOING = frozenset(
    "scrap drop withdraw abandon cancel reject block reverse postpone pause repeal halt stop shelve ditch axe veto "
    "stay fight oppose resist challenge rethink reconsider overturn revoke rescind defeat delay defer quash bin".split()
) | {"call off", "put off", "strike down", "throw out", "pull out"}
DOING = frozenset(
    "approve adopt pass keep save protect introduce ratify build preserve retain restore back support enact uphold "
    "extend reinstate sign".split()
)
UNDONE = frozenset(
    "scrapped dropped withdrawn abandoned cancelled canceled rejected blocked reversed postponed paused repealed "
    "halted stopped shelved ditched axed vetoed rethought reconsidered overturned revoked rescinded binned "
    "quashed".split()
)
DONE = frozenset(
    "approved adopted passed kept saved protected introduced ratified built preserved retained restored enacted "
    "upheld".split()
)
_BAD = (
    r"an? (?:\w+ ){0,2}(?:mistake|disaster|betrayal|disgrace|act of vandalism|"
    r"violation of [\w ]+|breach of [\w ]+|scandal|insult|farce|sham|scam|stitch-up|"
    r"outrage|fiasco|catastrophe|step back(?:wards?)?|waste of (?:time|money|public money)|kick in the teeth|"
    r"slap in the face|error|folly|land grab|power grab|charade|whitewash|threat to \w+|"
    r"blow to \w+|recipe for \w+|attack on [\w ]+|tax on [\w ]+|gift to [\w ]+|panic measure|death sentence|"
    r"accident waiting to happen|nail in the coffin|licen[cs]e to [\w ]+|"
    r"(?:bad|terrible|poor|rotten|raw|dangerous) (?:idea|deal|decision|plan|law|bill|precedent))"
    r"|the wrong (?:thing|decision|step|move|answer|way|place|time|road|choice|approach|policy|tool|priority|target)"
    r"|(?:not|never|n[’']t) (?:the answer|the (?:right )?(?:way|place|time)|acceptable|fair|workable|good enough|"
    r"justified|needed|necessary|in the public interest|worth (?:it|the \w+))"
    r"|(?:wrong|unworkable|unacceptable|unfair|unjust|unjustified|unlawful|illegal|unconstitutional|unnecessary|"
    r"reckless|madness|short-sighted|shortsighted|irresponsible|flawed|absurd|outrageous|shameful|premature|disastrous|"
    r"catastrophic|devastating|indefensible|misguided|wrong-headed|ill-conceived|disproportionate|nonsense|"
    r"discriminatory|immoral|cruel|counterproductive|worthless|pointless|useless|undemocratic|insane|"
    r"too (?:expensive|costly|dear|risky|blunt|harsh|long|slow|little,? too late))"
)
_GOOD = (
    r"the (?:right|best|sensible|responsible) (?:thing|decision|step|move|way|place|time|choice|option|approach|policy|"
    r"answer|outcome)"
    r"|an? (?:\w+ )?(?:(?:good|great|sensible|excellent|fair|welcome) (?:idea|step|move|deal|decision|plan|thing|"
    r"compromise|result)|step forward|step in the right direction|lifeline|(?:victory|triumph)(?! for\b)|necessity|"
    r"landmark|game changer)"
    r"|(?:necessary|essential|vital|overdue|long overdue|sensible|welcome|good news|justified|good for \w+|"
    r"the best thing|worth (?:it|every penny|the (?:cost|money|price))|badly needed|"
    r"urgently needed|the only way|working)"
)
_HARM = (
    r"(?:rip the heart out|tear (?:\w+ ){0,3}apart|"
    r"hurt|harm|damage|destroy|ruin|kill|wreck|cripple|devastate|endanger|undermine|punish|penali[sz]e|"
    r"cost (?:\w+ ){0,2}(?:jobs|lives|livelihoods)|drive (?:\w+ ){0,3}(?:out|away|bankrupt)|"
    r"put (?:\w+ ){0,3}(?:at risk|out of (?:work|business)|in danger)|"
    r"push (?:\w+ ){0,3}into (?:poverty|debt)|make (?:\w+ ){0,3}(?:worse|poorer|less safe)|"
    r"have (?:finished|ruined|destroyed|killed|wrecked|hurt|harmed|damaged|bankrupted))"
)
_HELP = (
    r"(?:help|improve|protect|benefit|boost|create (?:\w+ ){0,2}jobs|save (?:\w+ ){0,2}(?:jobs|lives)|"
    r"make (?:\w+ ){0,3}(?:safer|better|cleaner|fairer))"
)
_MUST = r"(?:must|should|needs to|need to|has to|have to|ought to|had to)"


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(words))


Pattern = tuple[re.Pattern[str] | Hinted, Stance]


def _pattern(stance: Stance, *parts: str, hints: str = "") -> Pattern:
    return Hinted(hints, "".join(parts)) if hints else re.compile("".join(parts)), stance


_CANNOT = r" (?:can ?not|can[’']t|could not|couldn[’']t)"
_WONT = (
    rf"(?:{_CANNOT}| (?:will|would|do|does|did) not| won[’']t| (?:would|do|does|did)n[’']t|"
    r" refused to| refuses to| never)"
)
# Said of the subject before it; "not", where it is named, turns the stance round.
OF_SUBJECT: tuple[Pattern, ...] = (
    _pattern("opposes", rf"{_BE} [“\"‘]?{_DEGREE}(?:{_BAD}){_END}"),
    _pattern(
        "opposes", rf" (?:is|are|was)n[’']t {_DEGREE}(?:the answer|acceptable|fair|workable|needed|good enough)\b"
    ),
    _pattern("opposes", r" (?:makes? no sense|goes too far|went too far|has to go|must go)\b"),
    _pattern("supports", rf"{_BE} [“\"‘]?{_DEGREE}(?:{_GOOD}){_END}"),
    _pattern("supports", r" (?:makes? (?:perfect |good )?sense|can[’']t come soon enough|can[’']t wait)\b"),
    _pattern("opposes", rf"{_WILL} {_HARM}\b"),
    _pattern("supports", rf"{_WILL} {_HELP}\b"),
    _pattern("opposes", rf" {_MUST}(?P<not> {_NOT})? be (?:{_any(UNDONE)}|thrown out|called off)\b"),
    _pattern("opposes", rf" be (?:{_any(UNDONE)}|thrown out|called off)\b"),  # "asked that the plan be dropped"
    _pattern("supports", rf" be (?:{_any(DONE)})\b"),
    _pattern("opposes", rf" (?:will|would)(?P<not> {_NOT}) be (?:{_any(UNDONE)})\b"),
    _pattern("supports", rf" {_MUST}(?P<not> ?{_NOT})? be (?:{_any(DONE)})\b"),
    _pattern("supports", rf" {_MUST}(?P<not> ?{_NOT})? (?:go ahead|proceed|go through|stand|stay|happen)\b"),
    _pattern("opposes", rf"{_CANNOT} be (?:{_any(DONE)}|allowed|accepted|justified|tolerated)\b"),
)
# What a warning is of: "warned that a ban would leave patients without help".
FEARED = re.compile(rf" (?:would|will|could|may|might|risks)(?! {_NOT})\b")
FEARING = frozenset("warn fear worry caution complain lament".split())

# Towards the object after it; the subject is the party itself.
TOWARDS: tuple[Pattern, ...] = (
    _pattern(
        "opposes",
        rf"(?:{_AM}| remains?| stood| stands| came out| comes out) {_DEGREE}",
        r"(?:against|opposed to|an? (?:\w+ )?(?:critic|opponent) of) ",
        hints="against opposed critic opponent",
    ),
    _pattern(
        "supports",
        rf"(?:{_AM}| remains?| came out| comes out) {_DEGREE}",
        r"(?:in favou?r of|an? (?:\w+ )?(?:supporter|advocate|champion) of) ",
        hints="favour favor supporter advocate champion",
    ),
    _pattern(
        "opposes",
        r" (?:campaign|lobb|protest|speak|spoke|argue|fight|fought|rall|demonstrat|vot|petition|appeal)",
        r"(?:y|ies|ied|ed|s|es|e|ing|d)? against ",
    ),
    _pattern(
        "supports",
        r" (?:campaign|lobb|argue|rall|vot|petition)(?:y|ies|ied|ed|s|es|e|ing|d)? (?:for|in favou?r of) ",
    ),
    _pattern(
        "opposes",
        rf"{_WONT} {_DEGREE}(?:accept|support|back|endorse|agree to|agree with|sign|vote for|tolerate|stand for|want|",
        r"need|approve of|go along with) ",
    ),
    _pattern(
        "opposes",
        r"(?: will| would|[’']ll|[’']d| to| is going to) ",
        r"(?:fight|oppose|veto|block|resist|reject|vote against|appeal against|appeal|challenge) ",
        hints="fight oppose veto block resist reject vote appeal challenge",
    ),
    _pattern(
        "supports",
        r"(?: will| would|[’']ll|[’']d| to) ",
        r"(?:vote for|support|back|endorse|vote in favou?r of|sign|approve|accept|agree to) ",
        hints="vote support back endorse sign approve accept agree",
    ),
    _pattern("opposes", rf"(?: will| would|[’']ll|[’']d) {_DEGREE}(?:{_any(UNDOING)}|abolish|end) "),
    _pattern(
        "supports",
        r" (?:supports?|supported|backs?|backed|favou?rs?|favou?red|welcomes?|welcomed|endorses?|endorsed) ",
    ),
    _pattern(
        "opposes",
        r" (?:opposes?|opposed|rejects?|rejected|condemns?|condemned|denounces?|denounced|objects? to|objected to|",
        r"disagrees? with|disagreed with|disputes?|disputed) ",
    ),
)
# The same, whoever is the subject: "there is no need for the road", "the town needs the road".
TOWARDS_BY_ALL: tuple[Pattern, ...] = (
    _pattern("opposes", r"\bno (?:need|justification|case|excuse|mandate|reason|room|place|appetite) for "),
    _pattern("supports", r"\b(?:needs?|(?:is|are|(?:has|have) been) waiting for|can(?:not|[’']t) do without) "),
)
# With no object: "is in favour", "voted no", "will appeal", "has not made up its mind".
ALONE: tuple[Pattern, ...] = (
    _pattern("opposes", rf"(?:{_AM}| voted) {_DEGREE}(?:against|opposed|no)(?=[.,;]|$)", hints="against opposed no"),
    _pattern("supports", rf"(?:{_AM}| voted) {_DEGREE}(?:in favou?r|yes)(?=[.,;]|$)", hints="favour favor yes"),
    _pattern(
        "opposes",
        r"(?: will| would|[’']ll| plans to| intends to| (?:is|was) (?:considering|weighing) an) appeal(?=[.,;]|$)",
        hints="appeal",
    ),
    _pattern(
        "neutral",
        rf"(?:{_AM}) {_DEGREE}undecided\b| (?:will|would) abstain\b| takes? no (?:position|sides|stance)\b|",
        r" (?:refused|declined) to take sides",
        r"|(?: has| have| had|[’']s) (?:not|yet to) (?:decided|decide|taken a (?:position|stand|view)|made up)\b",
        hints="undecided abstain position sides stance refused declined decided decide stand view made",
    ),
)
# "We are disappointed by the ruling": of what comes after.
MOVED = Hinted(
    "delighted pleased relieved thrilled overjoyed happy disappointed dismayed outraged appalled furious devastated "
    "heartbroken angry unhappy",
    rf"{_AM} {_DEGREE}(?:(?P<glad>delighted|pleased|relieved|thrilled|overjoyed|happy)|disappointed|dismayed|outraged|"
    r"appalled|furious|devastated|heartbroken|angry|unhappy) (?:by|with|at|about|over) ",
)
# "Called on the council to drop", "hopes the council will drop", "the government must abandon", "Drop the plan".
ASKED = re.compile(
    r"\b(?:call(?:ed|s|ing) on|urg(?:ed|es?|ing)|ask(?:ed|s)?|demand(?:ed|s)?|wants?|wanted|told|press(?:ed|es)|begged|"
    r"appealed to|pleaded with)\b(?P<whom>[^,;:“”\"]{2,60}?) to (?P<deed>[a-z]+) "
    r"(?P<particle>on |off |up |down |out |in )?"
    r"|\b(?:demand|insist|recommend|propose?|ask|urge?|request)(?:ed|d|s|ing)? that [^,;:“”\"]{2,60}? "
    rf"(?P<should>{_any(UNDOING)}|{_any(DOING)}) "
    r"|\bhop(?:es?|ed|ing)\b[^,;:“”\"]{2,60}? (?:will|would) (?P<hoped>[a-z]+) "
)
# "Wants to close the school", "refused to lease the field".
OWN = re.compile(
    r"(?: (?:(?P<not>refus(?:es|ed)|declin(?:es|ed))|wants?|wanted|plans?|planned|intends?|intended|proposes?|proposed|"
    r"vowed|vows|promised|promises|pledged|pledges|agreed|offered|prepared|determined|ready) to|"
    r" (?:will|would)(?P<never> not| never)?| (?P<wont>won[’']t|wouldn[’']t)) (?P<deed>[a-z]+) "
    r"(?P<particle>on |off |up |down |out |in )?"
)
SHOULD = re.compile(r"\b(?:must|should|needs? to|ought to|time to)(?P<not> not)? (?P<deed>[a-z]+) ")
BID = re.compile(
    r"(?:[“\"‘]|[.!?] )(?:Please )?(?P<deed>Scrap|Drop|Stop|Save|Keep|Build|Sign|Pass|Withdraw|Cancel|Reject) "
)
# "Wants the fee scrapped", "called for tests".
WANTED = re.compile(
    r"\b(?:wants?|wanted|would like|like to see|demanded|demands|wants? to see|wanted to see|wishes to see|wish to see|"
    r"asked for|called for|calls for|calling for|(?:push|press)(?:ed|es|ing)? for) (?!to\b|that\b)"
)
DONE_TO = re.compile(
    r"(?P<where> (?:in|on|at|for|of|from|to) (?:[\w’'-]+ ){0,4}?[\w’'-]+)?? (?:to be )?"
    r"(?P<verb>[a-z]{2,}ed|built|rebuilt|held|kept|sold|paid|taken|cut|shut|withdrawn|done)"
    r"(?=[.,;:!?”]|$| [–—]| (?:in|by|before|after|until|on|at|from|to|for|as|so|if|once|when|because|while|with|and|"
    r"but|this|next|now|soon|outright|immediately|entirely|completely|altogether|again|first)\b)"
)
# "… must act, including seizing assets and expanding sanctions": each of the list is asked for.
INCLUDING = re.compile(r", including (?=[a-z]+ing )")
LISTED = re.compile(r"(?:, including|,| and) (?P<deed>[a-z]{3,}ing) ")
ASKING = re.compile(rf"\b{_MUST}\b|{WANTED.pattern}")
IN_OR_OUT = re.compile(r" (?:in|out|gone)(?:[ .,;]?$|[.,;]| and\b)")
NAMED = re.compile(
    r"\b(?:called|calls|described|describes|branded|brands|labelled|labeled|dismissed|denounced|slammed|condemned|hailed|"
    rf"praised) (?P<thing>it|this|that|[^,;:“”\"]{{3,60}}?)(?: as)? [“\"‘]?(?:(?P<bad>{_BAD})|(?P<good>{_GOOD})){_END}"
)
# Who is called by his side: "Opponents of the road said …".
SIDES = re.compile(
    r"^(?:\w+ )?(?:(?P<bad>[Oo]pponents|[Cc]ritics)|[Ss]upporters|[Bb]ackers|[Aa]dvocates|[Pp]roponents) of "
)
CONDITIONAL = re.compile(
    r"\b(?:only if|on (?:the )?condition that|provided(?: that)?|so long as|as long as|unless and until|"
    r"delayed until|"
    r"not (?:\w+ ){1,6}(?:unless|until|before))\b"
    r"|\b(?:will|would|could|may|might)\b[^.;“”]{0,90}(?:(?<!even) if|unless)\b"
)
# Not the party's own word: under an "if", or what others say.
NOT_OWN = re.compile(
    r"\b(?:if|whether|unless|claims? that|suggestions? that|idea that|those who|anyone who|critics|"
    r"opponents|supporters)\b"
)


def opposite(stance: Stance) -> Stance:
    """The other side; what is neither stays."""
    return "opposes" if stance == "supports" else "supports" if stance == "opposes" else stance
