"""Nouns that name somebody who can speak: offices and trades, groups, bodies; and nouns that name nobody."""

import re

from service.core.words import per_word

ROLES = frozenset(
    "accountant activist actor actress adviser advisor advocate agent aide ambassador analyst anchor "
    "archbishop archaeologist architect artist assistant athlete attorney aunt author baker banker bishop "
    "blogger boss brother builder campaigner candidate captain cardinal caretaker ceo chair chairman "
    "chairperson chairwoman chancellor chef chief citizen cleric clerk coach colonel columnist commander "
    "commentator commissioner conductor congressman congresswoman consultant contractor coordinator coroner "
    "councillor councilman councilwoman councilor counsel cousin critic custodian dad daughter dean defendant "
    "defender delegate deputy detective developer diplomat director doctor driver ecologist economist editor "
    "educator emperor engineer envoy executive expert farmer father fighter firefighter fisherman forecaster "
    "founder friend general governor grandfather grandmother guest head historian husband inspector "
    "instructor investigator investor journalist judge justice king landlord lawmaker lawyer leader lecturer "
    "legislator lieutenant lobbyist lord magistrate major manager mayor mediator medic meteorologist midwife "
    "minister monarch mother musician negotiator neighbour neighbor nephew niece novelist nurse officer "
    "official ombudsman organiser organizer owner painter partner pastor pathologist patient pensioner "
    "shopper commuter cyclist motorist passenger customer shareholder investor taxpayer pharmacist "
    "philosopher photographer physician physicist pilot plaintiff planner player poet politician pope premier "
    "president presenter priest prime prince princess principal producer professor prosecutor psychiatrist "
    "psychologist publisher pupil queen ranger receptionist rector referee registrar reporter representative "
    "resident researcher retailer reviewer runner sailor scholar scientist secretary senator sergeant sheriff "
    "shopkeeper singer sister skipper soldier solicitor son source speaker specialist spokesman spokesperson "
    "spokeswoman staffer statistician strategist striker student superintendent supervisor surgeon survivor "
    "suspect teacher technician tenant therapist trader trainer treasurer trustee tutor uncle veteran vicar "
    "victim vet volunteer waiter waitress warden widow widower wife winner witness woman man boy girl worker "
    "writer goalkeeper midfielder captain-elect chairman-elect mp mep md cfo coo cto gp qc kc whip laureate "
    "nominee frontrunner front-runner contender hopeful challenger incumbent billionaire tycoon mogul surrogate "
    "pollster "
    "operative steward colleague roommate teammate girlfriend boyfriend fiance fiancee host moderator voter "
    "barrister vice-president biologist chemist virologist epidemiologist geologist climatologist hydrologist "
    "oceanographer seismologist criminologist conservationist environmentalist curator librarian warrior "
    "king-elect apprentice bassist drummer guitarist ferryman boatman beekeeper gardener headteacher "
    "headmaster headmistress ref umpire auditor comptroller assemblyman assemblywoman selectman pal insider "
    "legislator appointee miner rower sculler swimmer sprinter in-law brother-in-law sister-in-law mother-in-law "
    "father-in-law son-in-law daughter-in-law champion preacher mum mom medallist medalist stepmother stepfather "
    "loyalist detractor backer donor skeptic sceptic backbencher frontbencher "
    "member supporter opponent ally employee protester protestor demonstrator relative academic participant attendee "
    "parent grandparent villager local migrant refugee militant rebel juror teenager bystander onlooker passer-by "
    "caller cashier cleaner electrician plumber mechanic dentist janitor chaplain deacon imam rabbi nun monk "
    "parishioner paramedic dispatcher trooper bailiff lifeguard counsellor counselor rancher hiker climber "
    "assemblymember councilmember whistleblower".split()
)
ROLE_SUFFIXES = ("ologist", "ician", "man", "woman", "person", "smith", "keeper", "maker", "master", "mistress")

GROUPS = frozenset(
    "officials ministers leaders lawmakers diplomats authorities police prosecutors investigators analysts "
    "experts economists scientists researchers doctors residents witnesses critics supporters opponents "
    "activists campaigners protesters protestors demonstrators workers employees unions members councillors "
    "senators democrats republicans conservatives liberals labour tories rebels militants troops soldiers "
    "commanders aides advisers advisors lawyers attorneys judges executives investors traders shareholders "
    "farmers fishermen teachers parents students neighbours neighbors families relatives friends people "
    "voters governments countries nations allies envoys representatives spokespeople sources insiders "
    "observers historians engineers inspectors regulators firefighters paramedics medics nurses detectives "
    "organisers organizers owners tenants landlords drivers passengers fans players coaches managers "
    "directors trustees governors mayors clerks cops rescuers survivors colleagues rivals partners "
    "negotiators mediators delegates participants attendees customers consumers users developers scholars "
    "academics professors physicians pilots crews crew staff strikers peers mps meps locals villagers "
    "commuters cyclists motorists refugees migrants veterans volunteers environmentalists conservationists "
    "ecologists meteorologists forecasters reviewers backbenchers ambassadors generals chiefs bosses bankers "
    "lenders creditors insurers retailers suppliers growers planners contractors builders shopkeepers traders "
    "defendants plaintiffs jurors magistrates women men children girls boys pupils teammates bishops clergy "
    "worshippers republicans unionists nationalists loyalists both many others some several most few "
    "elders hardliners moderates progressives liberals pundits evangelicals congressmen congresswomen spokesmen "
    "spokeswomen handful businessmen businesswomen higher-ups holdouts folks couple pair duo trio family those".split()
)
ORGANISATIONS = frozenset(
    "academy administration agency airline alliance army assembly association authority bank bbc board body brigade "
    "bureau cabinet campaign carmaker centre center chamber charity church city clinic club coalition college "
    "commission committee company confederation conglomerate congress consortium conference cooperative corporation "
    "corps council country county court department developer district embassy enterprise federation firm force forum "
    "foundation fund government group guild hospital house institute institution jury kremlin laboratory lab league "
    "legislature library lobby manufacturer military ministry mission movement museum nation navy network newspaper "
    "ngo office operator opposition organisation organization outlet palace panel parliament party pentagon police "
    "port prosecution provider publisher regulator retailer school secretariat senate service society startup store "
    "supermarket syndicate taskforce team theatre theater think-tank treasury tribunal trust union university utility "
    "vatican watchdog inc ltd llc plc corp co state states kingdom republic tribe defence defense inspectorate "
    "constabulary cooperative co-op chain bookshop shipyard brewery distillery lender insurer builder paper magazine "
    "broadcaster station delegation hospice consulate squad zoo archive gallery diocese parish mosque synagogue "
    "coastguard carrier gendarmerie municipality militia junta archdiocese orchestra "
    "laboratories secretariat consultancy nonprofit non-profit brokerage journal tabloid inquiry inquest".split()
)
# Nouns that head a subject without being anybody: what happens, what is written, when.
NOBODY = frozenset(
    "accord act agreement analysis announcement article assault attack ban battle bid bill blast blog budget case "
    "charge clash comment comments conflict contract crash crisis cut data day deal death debate decision declaration "
    "decline defeat delay demand document documents drop earthquake election email event evidence experience "
    "explosion fact fall figures filing fire flood game growth hearing hour idea incident increase index inflation "
    "initiative interview invasion issue law lawsuit letter loss match measure measures meeting memo message minute "
    "mission month moment move murder negotiation news night number order outcome paperwork peace plan plans poll "
    "post pressure price prices process programme program project proposal protest protests question raid rally "
    "record records report reports research result results review rise rule ruling sale sanction sanctions season "
    "shooting shot sign signal situation speech statement statistics storm story strategy strike study suit summit "
    "survey talks tax test text thing things threat time tournament tour trade trend trial truth tweet verdict "
    "video vote war warning weather week weekend wildfire win word words work world year cup derby festival "
    "banner placard poster plaque finding findings estimate estimates "
    "percent majority half thirds quarters fifths two-thirds three-quarters one-third one-quarter three-fifths "
    "disclosure treaty resolution constitution amendment strikes attacks wars missiles missile".split()
)
_WRITINGS = (
    "statement report letter study survey poll document filing lawsuit suit complaint memo indictment affidavit "
    "email ruling judgment verdict review audit article post tweet website forecast paper "
    "analysis speech testimony announcement note release communique dossier book memoir petition application "
    "page editorial column transcript op-ed opinion investigation assessment evaluation record"
)
# What speaks for whoever wrote it: "the council's report said" is the council.
DOCUMENTS = frozenset(
    [
        *_WRITINGS.split(),
        *(f"{noun}s" for noun in _WRITINGS.split()),
        *"figures data research findings analyses".split(),
    ]
)
KIN = frozenset(
    "mother father wife husband sister brother son daughter aunt uncle widow widower parents family cousin friend "
    "neighbour neighbor colleague boss lawyer attorney solicitor spokesman spokeswoman spokesperson aide adviser "
    "advisor agent manager".split()
)
FEMALE_WORDS = frozenset(
    "mrs ms miss madam lady dame queen princess duchess baroness countess woman mother wife sister daughter aunt niece "
    "grandmother widow chairwoman spokeswoman congresswoman councilwoman businesswoman actress girl headmistress "
    "waitress policewoman she her hers herself".split()
)
MALE_WORDS = frozenset(
    "mr sir lord king prince duke baron count man father husband brother son uncle nephew grandfather widower chairman "
    "spokesman congressman councilman businessman actor boy headmaster waiter policeman fisherman he him his himself "
    "pope cardinal bishop archbishop".split()
)
# Offices and trades that are last names too: alone and with a capital, "King said", they are that.
LAST_NAMES_TOO = frozenset("baker bishop carter cook dean farmer hunter king mason painter pope prince".split())
# Written before a name, never part of it.
TITLES = frozenset(
    "assemblymember assemblyman assemblywoman councilmember councilman councilwoman congressman congresswoman "
    "mr mrs ms miss dr prof professor sir dame lord lady baroness baron amb pres sen senator rep representative gov "
    "governor gen general col colonel lt lieutenant maj major capt captain sgt sergeant cpl cmdr commander "
    "adm admiral rear brig brigadier marshal commodore lance warrant petty det detective insp "
    "inspector supt superintendent pc constable judge justice president "
    "chancellor minister premier king queen prince princess pope cardinal bishop archbishop rev reverend "
    "father sister imam rabbi mayor councillor councilor cllr coun ald alderman coach secretary chairman chairwoman "
    "chair ambassador "
    "commissioner attorney sheriff chief director prime deputy vice former acting ex".split()
)
# Before an office what it is for, alone a part of a name: "Home Secretary", "Home Rule List".
PORTFOLIOS = frozenset("foreign finance defence defense interior health education home state".split())


_VERBS_IN_IST = frozenset("assist consist desist enlist exist insist persist resist subsist".split())


_PREFIX = re.compile(r"^(?:great-)*(?:ex-)?(?:vice-)?(?:co-)?")


@per_word
def is_role(word: str) -> bool:
    """Whether a lower-case singular noun names a person by office, trade or kin."""
    word = word.split("-of-", maxsplit=1)[0]  # "grandmother-of-six"
    if is_known_role(word):
        return True
    if "-" in word:  # "ten-man"
        return False
    return (len(word) > 6 and word.endswith(ROLE_SUFFIXES)) or (
        len(word) > 5 and word.endswith("ist") and not word.endswith("list") and word not in _VERBS_IN_IST
    )


def is_known_role(word: str) -> bool:
    """Whether a word is an office or a trade on a list, not by its ending alone: "chairman", but no "Portman"."""
    return word in ROLES or _PREFIX.sub("", word) in ROLES


@per_word
def is_group(word: str) -> bool:
    """Whether a lower-case noun names several people."""
    return word in GROUPS or (
        word.endswith("s")
        and (
            word[:-1] in ROLES
            or word[:-1] in ORGANISATIONS
            or word[:-3] + "y" in ORGANISATIONS
            or (len(word) > 7 and word.endswith(("ologists", "ists", "workers")))
        )
    )


def is_organisation(word: str) -> bool:
    """Whether a lower-case noun names a body that can speak."""
    return word in ORGANISATIONS


def can_speak(word: str) -> bool:
    """Whether a lower-case noun names somebody: a person, several people or a body."""
    return is_role(word) or is_group(word) or is_organisation(word)


@per_word
def is_nobody(word: str) -> bool:
    """Whether a lower-case noun names something that cannot speak."""
    if word in NOBODY:
        return True
    return (
        len(word) > 6
        and word.endswith(("tion", "tions", "ment", "ments", "ness", "ship", "ism"))
        and not can_speak(word)
    )
