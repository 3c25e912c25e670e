"""Nouns that name somebody who can speak: offices and trades, groups, bodies; and nouns that name nobody."""

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
    "headmaster headmistress ref umpire".split()
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
    "worshippers republicans unionists nationalists loyalists both many others some several most few".split()
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
    "laboratories secretariat".split()
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
    "disclosure treaty resolution constitution amendment strikes attacks wars missiles missile".split()
)
# What speaks for whoever wrote it: "the council's report said" is the council.
DOCUMENTS = frozenset(
    "statement report letter study survey poll document documents filing lawsuit complaint memo indictment affidavit "
    "email ruling judgment verdict review audit article post tweet website figures data forecast research email paper "
    "analysis speech testimony announcement note release communique dossier book memoir".split()
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
# Written before a name, never part of it.
TITLES = frozenset(
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
# First names that leave no doubt, enough to break a tie where an article never says Mr., he or she.
_FEMALE_NAMES = (
    "abigail adele agnes aisha alexandra alice alicia alison allison amanda amelia amy andrea angela "
    "angelina anita ann anna annabel anne annette annie barbara beatrice beatriz bella bernadette beth "
    "bethany betty beverly bonnie brenda bridget brittany camille candice carla carly carmen carol carolina "
    "caroline carrie cassandra catherine cecilia celia charlene charlotte chelsea cheryl chloe christina christine "
    "cindy claire clara colleen connie constance cynthia daisy daniela danielle daphne debbie deborah debra "
    "denise diana diane dolores dominique donna dorothy edith eileen elaine eleanor eleanora elena elise eliza "
    "elizabeth ella ellen eloise elsa emily emma erica erika erin estelle esther ethel eugenia eva eve evelyn "
    "fatima felicity fiona flora florence frances frieda gabriela gabriella gail gemma geraldine gillian gina "
    "giulia gladys gloria grace greta gwen hailey hannah harriet heather helen hermione hilary hillary "
    "imogen ines inga ingeborg ingrid irene isabel isabella isabelle ivanka jacqueline jane janet "
    "jasmine jeanette jeanne jenna jennifer jenny jessica jill joan joann joanna jocelyn jodie josephine "
    "josie joyce juanita judith julia juliana julie juliet kara karen karin karla kate katharine "
    "katherine kathleen katie katrina kay kayla kellyanne kimberly kirsten kristen kristin "
    "kristina lara latoya laura lauren laurie leah leila lena leticia lillian lily linda lisa lisbeth liz liza "
    "lois loretta lori lorraine lottie louisa louise lucia lucille lucinda lucy luisa lydia lynn madeleine "
    "madeline maggie malala marcia margaret margarita margot maria marian marianne marie marilyn marina "
    "marion marjorie marlene marsha martha martina mary maureen maxine maya megan melania melanie melinda melissa "
    "meredith michele michelle mildred millicent mindy miranda miriam moira molly monica myra nadia nadine "
    "nancy naomi natalia natalie natasha nell nellie nicola nicole nina noelle nora norma octavia olga olivia "
    "paige pam pamela patricia paula paulina pauline penelope penny petra philippa phoebe phyllis polly "
    "priya rachael rachel ramona rebecca rebekah regina renata renee rhonda rita roberta romina rosa "
    "rosalind rosalyn rosamund rose rosemary rosie roxanne ruth sabrina sadie sally samantha sandra sara "
    "sarah saskia savannah selena selma shannon sharon sheila shelley sherry shirley sibyl sienna sigrid "
    "silvia simone sofia sonia sonya sophie stacey stacy stella stephanie sue susan susanna susie suzanne "
    "svetlana sylvia tabitha tamara tammy tanya tara tasha tatiana teresa tess thelma theresa tiffany tilly tina "
    "toni tracey tracy tricia trudy una ursula valerie vanessa vera veronica vicki vicky victoria "
    "virginia vivian wendy whitney wilma winifred yasmin yolanda yvonne zara zelda zoe"
)
_MALE_NAMES = (
    "aaron abdul abdullah abe abraham adam adrian ahmed aidan al alan alasdair albert alberto aldo alec alejandro "
    "alessandro alex alexander alexei alfred ali alistair allan allen alvin amos anders andre andreas andrei "
    "andres andrew andy angus anthony antoine anton antonio archie armando arnold arthur arturo barack "
    "barry bart basil ben benedict benjamin benny bernard bernie bert bill billy bjorn bob bobby boris brad "
    "bradley brandon brendan brent bret brett brian bruce bruno bryan byron caleb calvin cameron carl carlos "
    "cecil cedric chad charles chris christian christoph christopher chuck clarence claude "
    "clayton clement cliff clifford clive clyde cody colin conor conrad corey cory craig curt curtis cyril "
    "damian damon dan daniel danny darrell darren dave david denis dennis derek devin dick diego dirk "
    "dmitry dominic don donald donnie doug douglas duane dustin dwight dylan ed eddie edgar edmund eduardo "
    "edward edwin eli elias elliot elliott emanuel emil emmanuel enrique eric ernest ernesto ernie ethan eugene "
    "evan fabian felipe felix fernando fidel floyd francis francisco francois frank frankie franklin franz fred "
    "frederick fredrik fritz gabriel gareth garrett gary gaston gavin geoff geoffrey george gerald gerard "
    "gerhard gerry gideon gilbert giles giovanni glen glenn gordon graham greg gregory guillermo gunther gus "
    "gustav hal hamish hans harold harry harvey hassan hector heinrich helmut henry herbert herman homer "
    "horace howard hubert hugh hugo humphrey ian ibrahim ignacio igor isaac ismail ivan ivor jack jacob jake jamal "
    "james jared jarrod jason jasper javier jay jed jeff jefferson jeffrey jens jeremy jerome jerry jesse "
    "jim jimmy joaquin joe joel johan johannes john johnny jon jonah jonas jonathan jorge jose joseph josh joshua "
    "juan juergen jules julian julio julius justin karim karl keith ken kenneth kenny kent kevin kirk klaus kurt "
    "larry lars lawrence leo leon leonard leonardo leroy lewis liam lionel lloyd lorenzo louis "
    "luca lucas luigi lukas luke luther magnus malcolm manuel marc marcel marco marcus mario mark martin "
    "marty marvin mathew matt matteo matthew matthias maurice maximilian mehmet melvin michael mick mickey "
    "miguel mike mikhail miles milton mitch mitchell mitt mohamed mohammad mohammed morris moses muhammad murray "
    "mustafa nathan nathaniel ned neil newt nicholas nick nico nigel nikolai noah norman olaf oliver ollie "
    "omar orlando orrin oscar oskar osman otto owen pablo paddy paolo pascal patrice patrick paul pedro "
    "pete peter phil philip pierre pieter piotr quentin rafael ralph ramon randall randy raul ray raymond "
    "reginald reince reuben rex ricardo richard rick rob robbie robert roberto rod roderick rodney rodrigo roger "
    "rohan roland roman ron ronald ronnie ross rowan roy rudolf rudy rupert russell ryan salvador salvatore sam "
    "samuel santiago saul scott sean sebastian serge sergei sergio seth shane shaun sheldon sid sidney "
    "silvio simeon simon spencer stan stanislav stanley stefan stephen steve steven stewart stuart sven ted "
    "terence terrence terry theo theodore thomas tim timothy tobias toby todd tom tommy tony travis trevor troy "
    "tyler ulrich umberto vernon vicente victor viktor vince vincent virgil vito vladimir volodymyr wade wallace "
    "walter warren wayne wendell werner wesley wilfred willard william willie winston wolfgang xavier yuri "
    "yusuf zachary zack"
)
FEMALE_NAMES = frozenset(_FEMALE_NAMES.split())
MALE_NAMES = frozenset(_MALE_NAMES.split())


_VERBS_IN_IST = frozenset("assist consist desist enlist exist insist persist resist subsist".split())


@per_word
def is_role(word: str) -> bool:
    """Whether a lower-case singular noun names a person by office, trade or kin."""
    word = word.split("-of-", maxsplit=1)[0]  # "grandmother-of-six"
    if word in ROLES or word.removeprefix("ex-").removeprefix("vice-").removeprefix("co-") in ROLES:
        return True
    if "-" in word:  # "ten-man"
        return False
    return (len(word) > 6 and word.endswith(ROLE_SUFFIXES)) or (
        len(word) > 5 and word.endswith("ist") and not word.endswith("list") and word not in _VERBS_IN_IST
    )


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


@per_word
def is_nobody(word: str) -> bool:
    """Whether a lower-case noun names something that cannot speak."""
    if word in NOBODY:
        return True
    return len(word) > 6 and word.endswith(("tion", "tions", "ment", "ments", "ness", "ship", "ism")) and not (
        is_organisation(word) or is_role(word) or is_group(word)
    )  # fmt: skip
