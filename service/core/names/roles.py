"""Words that stand beside names without being names: titles, offices, heads of organisations, days and months."""

from service.core.names.tokens import fold


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


CALENDAR = _folded(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur "
    "thurs fri sat sun gmt utc bst est edt cet am pm christmas easter ramadan"
)
# A capital on these makes no name: "Foreign Minister Lavrov", "Prime Minister", "Gen. Brown".
OFFICES = _folded(
    "mr mrs ms miss mme dr prof professor sir dame lord lady gen general lt lieutenant col colonel maj major capt "
    "captain cmdr commander adm admiral rear sgt sergeant brig brigadier marshal commodore lance warrant petty "
    "constable pc dci vp corporal trooper baroness baron viscount earl countess rev reverend pope cardinal archbishop "
    "bishop imam rabbi ayatollah sheikh king queen prince princess emperor sultan crown duke duchess president vice "
    "deputy acting prime premier chancellor minister secretary ministers chief executive officer ceo cfo coo cto "
    "chair chairman chairwoman chairperson director managing head leader speaker senator sen representative rep "
    "congressman congresswoman congressmember councilman councilwoman councillor mayor governor gov pres ambassador "
    "envoy special commissioner judge attorney solicitor prosecutor sheriff detective inspector superintendent "
    "agent spokesman spokeswoman spokesperson founder co-founder cofounder former ex late high opposition majority "
    "minority mp mep msp hon dep undersecretary under assistant senior junior adviser advisor coach manager "
    "cllr cdr lieut supt det insp messrs monsieur madame herr frau justice magistrate treasurer skipper striker "
    "goalkeeper midfielder defender winger referee commentator economist analyst"
)
# Offices that are written short before a name.
SHORT_OFFICES = {
    "gov": "governor", "sen": "senator", "rep": "representative", "cllr": "councillor", "pres": "president",
    "det": "detective", "insp": "inspector", "cdr": "commander", "gen": "general", "lt": "lieutenant", "col": "colonel",
    "capt": "captain", "sgt": "sergeant", "adm": "admiral", "prof": "professor", "supt": "superintendent",
    "rev": "reverend", "atty": "attorney", "amb": "ambassador",
}  # fmt: skip
# What an office is for; in an organisation's name ("Security Council") these words tell it from others.
PORTFOLIOS = _folded(
    "foreign defense defence finance interior justice health energy education trade economy economic affairs home "
    "state treasury national security policy press labor labour environment climate agriculture transport culture "
    "housing"
)
TITLES = OFFICES | PORTFOLIOS
ORGANISATION_HEADS = _folded(
    "ministry council commission court party bank university department agency army police union association "
    "committee office service group company corporation corp inc ltd plc llc parliament congress senate assembly "
    "house board bureau authority federation league club institute institution college school hospital foundation "
    "fund organization organisation society church navy force guard team administration government times post news "
    "journal press tribunal center centre network alliance coalition front movement brigade command secretariat "
    "treasury airlines airways industries holdings partners motors energy bloc summit conference treaty agreement "
    "accord act bill plan accords protocol convention charter war prize award cup games championship olympics "
    "festival museum theatre theater street avenue road square bridge airport station port river lake mountain "
    "mount sea ocean bay gulf strait island islands peninsula valley desert region province state county city "
    "district territory republic kingdom"
)
# Plain words that often open a sentence, so that their capital says nothing even where the article has them nowhere.
OPENERS = _folded(
    "police officials authorities lawmakers critics residents investors staff people women men nobody everyone "
    "everybody someone anybody somebody government army troops court crowd opposition parliament congress talks "
    "leaders ministers experts analysts economists researchers scientists doctors workers teachers students parents "
    "victims rescuers prosecutors defenders supporters opponents activists protesters voters shareholders "
    "regulators negotiators mediators diplomats envoys both none neither either such another each every two three "
    "four five six seven eight nine ten eleven twelve dozens hundreds thousands millions half several many most few "
    "more less nearly almost about roughly around over under last next earlier later meanwhile however moreover "
    "although though while when where whether why how what who whom whose which because since despite following "
    "according amid after before during until unless if then there here this that these those yes no not never only "
    "even still also yesterday today tomorrow tonight peace war pressure sanctions aid negotiations further new old "
    "big small once total public private local federal military political economic regional international global "
    "national additional stronger"
)
PERSON_CUES = _folded(
    "said say saying told tell telling added adding asked argued announced warned noted wrote insisted stressed "
    "claimed called calling criticized criticised condemned denied explained replied responded declared believe "
    "believed think thought want wanted urged pledged promised vowed admitted acknowledged tweeted posted testified "
    "confirmed who whose recalled continued concluded estimated predicted suggested demanded described welcomed "
    "rejected accused"
)
# Capital letters that name no person, place or organisation: a careful writer may put them where the article has
# words, "GDP" for "the economy", "VAR" for "the video assistant".
ABBREVIATIONS = _folded(
    "gdp gnp cpi ppi pmi qe vat gst hst paye ebit ebitda eps roi pe ipo mou nda m&a agm egm cv hr pr ict ai ml api gps "
    "dna rna hiv aids covid mri icu gp ppe bmi adhd iq var mvp rpm mph kph kwh mwh gwh ghg co2 ev suv lng lpg atm faq "
    "vip hq ngo pdf sms tv dvd cctv led gmt utc bst cet cest eet est edt pdt cst cdt mst mdt aest ist jst"
)
CURRENCY_CODES = _folded(
    "aud brl cad chf clp cny cop czk dkk egp eur gbp hkd huf idr ils inr jpy kes krw mxn myr ngn nok nzd pen php pkr "
    "pln ron rub sar sek sgd thb try twd uah usd vnd zar"
)
# What a place or a storm is, which may be left out of its name: "Mount Teide" is "Teide".
KINDS = _folded("mount mt lake river county hurricane cyclone typhoon volcano inc ltd plc llc corp gmbh")
PARTICLES = frozenset(
    "von van der den de da di del della dos das du la le al el bin ibn abu ben ter ten zu af y e".split()
)
CONNECTORS = frozenset("of for the".split())
