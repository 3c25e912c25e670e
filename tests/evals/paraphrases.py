"""Facts of three articles as an editor put them, and as somebody else might: which of them are the same."""

from evals.matching import Line

_FERRY_STRIKE_GOLD = (
    Line("Roughly 640 BlueStrait employees were on strike for the eighth day on Monday.", sentences=(2,)),
    Line("BlueStrait's offer is a 9% pay rise spread over 3 years plus a 1,500-dollar signing bonus.", sentences=(6,)),
    Line("The union demands 14% over three years and curbs on twelve-hour shifts.", sentences=(6, 7)),
    Line("The previous contract, with annual raises of 1.5%, ran out on 31 December.", sentences=(8,)),
    Line("88% of union members who voted backed the strike.", sentences=(9,)),
    Line(
        "Four of the five ferry routes are halted; just the medical shuttle to Grand Ansel Island is running.",
        sentences=(15,),
    ),
    Line(
        "The stoppage costs the region an estimated $2.6m a day, the provincial Chamber of Commerce says.",
        sentences=(16,),
    ),
    Line(
        "In a Harbour Research poll, 52% of Nova Scotians backed the strikers against 27% for the company.",
        sentences=(25,),
    ),
    Line("The poll questioned 805 adults, with a 3.5-point margin of error.", sentences=(25, 26)),
    Line("The mediator wants to see each side separately on Wednesday, and the union has agreed.", sentences=(27, 28)),
    Line("BlueStrait is to respond by noon on Tuesday.", sentences=(28,)),
)
# With each the place of the fact it repeats, None where it repeats none.
_FERRY_STRIKE = (
    (
        0,
        Line(
            "About 640 deckhands, cooks and engineers picketed BlueStrait Ferries for an eighth day on Monday.",
            sentences=(2,),
        ),
    ),
    (1, Line("BlueStrait has offered workers 9 percent over three years and a $1,500 signing bonus.", sentences=(6,))),
    (2, Line("The ASU wants raises of 14 per cent over three years and limits on 12-hour shifts.", sentences=(7,))),
    (3, Line("The last contract, which gave workers 1.5 percent a year, expired on Dec. 31.", sentences=(8,))),
    (4, Line("Union members voted 88 percent in favour of a walkout.", sentences=(9,))),
    (
        5,
        Line(
            "The strike has stopped four of five routes, and only the medical shuttle to Grand Ansel Island still sails.",
            sentences=(15,),
        ),
    ),
    (
        6,
        Line(
            "According to the Nova Scotia Chamber of Commerce, each strike day costs the region about $2.6 million.",
            sentences=(16,),
        ),
    ),
    (
        7,
        Line(
            "A poll found that 52 percent of Nova Scotians side with the strikers and 27 percent with BlueStrait.",
            sentences=(25,),
        ),
    ),
    (8, Line("The survey of 805 adults has a margin of error of 3.5 points.", sentences=(26,))),
    (
        9,
        Line(
            "The federal mediator invited both sides to separate meetings on Wednesday; the union accepted.",
            sentences=(27,),
        ),
    ),
    (10, Line("The company said it would answer by Tuesday noon.", sentences=(28,))),
    (None, Line("Lobster exporters are trucking their catch through Maine, which adds 11 hours.", sentences=(17,))),
    (None, Line("The labour minister does not plan to order strikers back to work.", sentences=(20,))),
)
_FOOTBALL_MATCH_GOLD = (
    Line("Brackwell Town are now two points behind the leaders, Carrick Athletic.", sentences=(2,)),
    Line("Penmoor were 2–1 up at half-time.", sentences=(3,)),
    Line("Penmoor's captain, Tom Reeve, saw a second yellow card in minute 71 and was dismissed.", sentences=(3,)),
    Line("Kwame Osei headed the equaliser from a Tierney corner in minute 82.", sentences=(4,)),
    Line(
        "Osei's winner came four minutes into added time, from a rebound off keeper Krol, before 27,418 spectators.",
        sentences=(5,),
    ),
    Line("Brackwell have now won seven home games in a row.", sentences=(6,)),
    Line("After 33 games each, Carrick lead with 70 points to Brackwell's 68.", sentences=(7,)),
    Line("Penmoor remain in seventeenth place, 3 points clear of the drop zone.", sentences=(8,)),
    Line("A Marsh goal after six minutes was disallowed by VAR for offside.", sentences=(21,)),
    Line("Osei replaced Ryan Dole at the interval and has scored 21 goals in the league.", sentences=(12,)),
    Line("Owen Haddad will miss the match at Stourley on 12 April with a knee injury.", sentences=(23,)),
)
# With each the place of the fact it repeats, None where it repeats none.
_FOOTBALL_MATCH = (
    (0, Line("The win closed Brackwell's gap on leaders Carrick Athletic to two points.", sentences=(2,))),
    (1, Line("At the break Penmoor led 2-1.", sentences=(3,))),
    (2, Line("Penmoor captain Tom Reeve was sent off in the 71st minute for a second yellow card.", sentences=(3,))),
    (3, Line("Osei equalised with a header from Jack Tierney's corner in the 82nd minute.", sentences=(4,))),
    (
        4,
        Line(
            "Four minutes into stoppage time Osei scored the winning goal from a rebound in front of 27,418 fans.",
            sentences=(5,),
        ),
    ),
    (5, Line("It was the seventh straight home victory for Brackwell.", sentences=(6,))),
    (6, Line("Brackwell have 68 points from 33 matches, two fewer than Carrick.", sentences=(7,))),
    (7, Line("Penmoor stay 17th, three points above the relegation zone.", sentences=(8,))),
    (8, Line("Danny Marsh had a sixth-minute goal ruled out for offside by the video assistant.", sentences=(21,))),
    (9, Line("Osei, who has 21 league goals, came on at half-time for Ryan Dole.", sentences=(12,))),
    (
        10,
        Line("Brackwell will be without the injured midfielder Owen Haddad at Stourley on April 12.", sentences=(23,)),
    ),
    (None, Line("Moretti's side have lost five of their last six games.", sentences=(17,))),
    (None, Line("Luca Ferrante scored from 25 metres in the 14th minute.", sentences=(22,))),
)
_COMPANY_RESULTS_GOLD = (
    Line("Quarterly operating profit excluding one-offs dropped to NOK 1.84bn, about $182m.", sentences=(4,)),
    Line("Analysts had on average forecast an operating profit of 2.05 billion kroner.", sentences=(4,)),
    Line("Sales were up 3.1 per cent at 14.6 billion crowns, although volumes declined 2.8 per cent.", sentences=(5,)),
    Line("Gross margin shrank 2.6 points, to 31.4 percent.", sentences=(6,)),
    Line(
        "For 2025 Norvik now sees operating profit growth of 1–3%, instead of the 5–8% it forecast before.",
        sentences=(7,),
    ),
    Line("Shares of the Norwegian company were 8.7% lower at 63.1 crowns by 09:15 GMT.", sentences=(20,)),
    Line(
        "German sales fell by 4.5% after two discounters removed Norvik's chocolate from their shelves.",
        sentences=(22, 23),
    ),
    Line("Norvik took a NOK 420m writedown on its ice-cream unit in Sweden.", sentences=(26,)),
    Line(
        "Halden Ridge is one of three bidders still in the running for the ice-cream business, two unnamed sources said.",
        sentences=(26, 27),
    ),
    Line("The review of the Wroclaw factory, which employs 640, is to be finished by year-end.", sentences=(12,)),
    Line("Third-quarter figures are due on 24 October.", sentences=(29,)),
)
# With each the place of the fact it repeats, None where it repeats none.
_COMPANY_RESULTS = (
    (
        0,
        Line(
            "Norvik's operating profit before one-off items fell to 1.84 billion crowns in the second quarter.",
            sentences=(4,),
        ),
    ),
    (1, Line("Analysts polled by the company had expected 2.05 billion crowns.", sentences=(4,))),
    (2, Line("Revenue rose 3.1% to 14.6 billion crowns while volumes fell 2.8%.", sentences=(5,))),
    (3, Line("The gross margin narrowed by 2.6 percentage points to 31.4%.", sentences=(6,))),
    (
        4,
        Line(
            "Norvik cut its 2025 forecast and now expects operating profit to grow 1% to 3%, down from 5% to 8%.",
            sentences=(7,),
        ),
    ),
    (5, Line("Norvik shares traded 8.7% lower at 63.10 crowns by 0915 GMT.", sentences=(20,))),
    (
        6,
        Line("In Germany sales dropped 4.5% after two discount chains stopped selling its chocolate.", sentences=(23,)),
    ),
    (7, Line("The company wrote down its Swedish ice-cream business by 420 million crowns.", sentences=(26,))),
    (
        8,
        Line(
            "Halden Ridge is among three remaining bidders for the ice-cream unit, according to two people familiar with the matter.",
            sentences=(27,),
        ),
    ),
    (
        9,
        Line(
            "A review of the Wroclaw plant, with 640 workers, will be completed by the end of the year.",
            sentences=(12,),
        ),
    ),
    (10, Line("Norvik reports third-quarter results on Oct. 24.", sentences=(29,))),
    (None, Line("Norvik left its dividend policy unchanged.", sentences=(8,))),
    (None, Line("The stock has lost about a quarter of its value this year.", sentences=(21,))),
)

# The next three were written before anybody looked at what is matched.
_WILDFIRE_GOLD = (
    Line(
        "The bodies of five people, including two children, were discovered in a burnt minibus near Limni.",
        sentences=(2,),
    ),
    Line("The toll stood at nine on Friday evening.", sentences=(3,)),
    Line("The number of missing fell to eleven from 26.", sentences=(4,)),
    Line("About 18,500 hectares have burned since the blaze began on Wednesday afternoon.", sentences=(5,)),
    Line(
        "Containment had reached 35 per cent by midday Saturday, compared with 20 per cent the day before.",
        sentences=(6,),
    ),
    Line("Over 3,800 people, some 600 of them foreign holidaymakers, have had to leave.", sentences=(10,)),
    Line("Fishing boats and ferries rescued 412 people from Rovies beach.", sentences=(11,)),
    Line(
        "A man aged 44 was held on Thursday over suspected negligence and freed on Friday without being charged.",
        sentences=(22,),
    ),
    Line(
        "Four Italian and Romanian aircraft and 120 firefighters are on their way; Cyprus offered a pair of helicopters.",
        sentences=(24,),
    ),
    Line("Every household whose home was destroyed has been promised €10,000.", sentences=(25,)),
    Line("Lekkas is due in Limni on Sunday.", sentences=(25, 26)),
    Line("In 2021, fires destroyed one third of the island's forest.", sentences=(27,)),
)
_WILDFIRE = (
    (
        0,
        Line(
            "Five bodies, including those of two children, were found in a burned minibus near Limni, raising the death toll to 14.",
            sentences=(2,),
        ),
    ),
    (2, Line("Eleven people remain missing, compared with 26 the day before.", sentences=(4,))),
    (3, Line("About 18,500 hectares of forest and olive groves have burned since Wednesday.", sentences=(5,))),
    (4, Line("Firefighters had contained 35% of the blaze by noon on Saturday.", sentences=(6,))),
    (None, Line("Strong winds kept firefighting aircraft on the ground for over four hours.", sentences=(7,))),
    (5, Line("Over 3,800 people, around 600 of them foreign tourists, were evacuated.", sentences=(10,))),
    (6, Line("Boats evacuated 412 people from Rovies beach on Thursday night.", sentences=(11,))),
    (7, Line("A 44-year-old suspect was detained and later freed without charge.", sentences=(22,))),
    (8, Line("Italy, Romania and Cyprus are sending aircraft and firefighters.", sentences=(24,))),
    (
        9,
        Line(
            "The prime minister announced three days of mourning and 10,000 euros for each household that lost its home.",
            sentences=(25,),
        ),
    ),
    (None, Line("What caused the fire is still unknown.", sentences=(21,))),
    (
        None,
        Line(
            "The government has spent 74 million euros on firebreaks and cameras on Evia since the 2021 fires.",
            sentences=(28,),
        ),
    ),
)
_OUTBREAK_GOLD = (
    Line(
        "Three people have died and 31 have been hospitalised with Legionnaires' disease since the month began.",
        sentences=(1,),
    ),
    Line(
        "Twenty-seven of the 31 patients lived or worked no more than 800 m from the Esplanade Central complex.",
        sentences=(2,),
    ),
    Line(
        "Those who died were a 66-year-old woman and two men, 78 and 83, all with pre-existing conditions.",
        sentences=(3,),
    ),
    Line(
        "Two of the four cooling towers tested positive for Legionella, but sequencing needs another 7–10 days.",
        sentences=(5,),
    ),
    Line("Tropica switched off all four towers on Sunday.", sentences=(9,)),
    Line(
        "Intensive-care numbers dropped from nine on Monday to six on Wednesday, and twelve patients have gone home.",
        sentences=(18,),
    ),
    Line("More cases are probable, as symptoms may take as long as two weeks to show.", sentences=(15,)),
    Line("The council acknowledges receiving an email, which it says did not mention deaths.", sentences=(14,)),
    Line("Owners must test their cooling towers monthly but report results only above a set limit.", sentences=(23,)),
)
_OUTBREAK = (
    (
        0,
        Line(
            "Legionnaires' disease has killed three people and hospitalised 31 in Queensland since the beginning of May.",
            sentences=(1,),
        ),
    ),
    (1, Line("27 of the patients lived or worked close to the Esplanade Central shopping centre.", sentences=(2,))),
    (2, Line("All three victims, aged 66 to 83, had underlying health conditions.", sentences=(3,))),
    (3, Line("Two of the four cooling towers tested positive for legionella.", sentences=(5,))),
    (None, Line("Genetic tests will take a further seven to ten days.", sentences=(5,))),
    (4, Line("Tropica switched off all four towers on Sunday as a precaution.", sentences=(9,))),
    (5, Line("Six patients remain in intensive care and 12 have gone home.", sentences=(18,))),
    (6, Line("More cases are expected, since symptoms can take as long as 14 days to show.", sentences=(15,))),
    (8, Line("Owners must test cooling towers monthly but need report only results above a limit.", sentences=(23,))),
    (None, Line("The opposition wants an independent inquiry.", sentences=(25,))),
)
_DEBATE_GOLD = (
    Line("MPs voted down the amendment by 291 to 277, a margin of 14.", sentences=(1, 2)),
    Line("23 Labour members rebelled and 11 more abstained.", sentences=(3,)),
    Line(
        "Under the Clean Rivers Bill, Ofwat may impose fines as high as 25 million pounds, according to Leckie.",
        sentences=(4,),
    ),
    Line(
        "The rejected amendment would have let courts fine directors as much as a tenth of their yearly pay.",
        sentences=(2, 18),
    ),
    Line("In 2019 Maidstone magistrates fined the director of a small company in Kent £2,500.", sentences=(20,)),
    Line(
        "The Bill moves to the House of Lords, which is expected to reinstate the amendment before recess starts on July 17.",
        sentences=(24,),
    ),
    Line("The nine SNP members stayed out of the vote since water is a devolved matter for Scotland.", sentences=(16,)),
    Line(
        "The boss of Mercia Water got a £418,000 bonus in a year of 52,000 hours of sewage spills, Hale said.",
        sentences=(11, 12),
    ),
)
_DEBATE = (
    (
        0,
        Line(
            "MPs rejected by 291 to 277 an amendment making water company bosses personally liable for sewage spills.",
            sentences=(2,),
        ),
    ),
    (1, Line("23 Labour MPs rebelled and 11 more abstained.", sentences=(3,))),
    (
        2,
        Line(
            "Ofwat can already impose fines of up to £25m under the bill, the environment secretary said.",
            sentences=(4,),
        ),
    ),
    (
        3,
        Line(
            "Under the amendment courts could have fined directors as much as 10% of their yearly pay.", sentences=(18,)
        ),
    ),
    (
        7,
        Line(
            "Mercia Water's chief executive got a £418,000 bonus in a year of 52,000 hours of spills.", sentences=(12,)
        ),
    ),
    (6, Line("The SNP's nine MPs did not vote.", sentences=(16,))),
    (4, Line("A director was fined £2,500 by Maidstone magistrates in 2019.", sentences=(20,))),
    (5, Line("The bill now moves to the House of Lords.", sentences=(24,))),
    (None, Line("Mercia says it has reduced spills by 17 per cent since 2023.", sentences=(17,))),
)

SETS = {
    "a ferry strike": (_FERRY_STRIKE_GOLD, _FERRY_STRIKE),
    "a football match": (_FOOTBALL_MATCH_GOLD, _FOOTBALL_MATCH),
    "company results": (_COMPANY_RESULTS_GOLD, _COMPANY_RESULTS),
    "a wildfire": (_WILDFIRE_GOLD, _WILDFIRE),
    "an outbreak": (_OUTBREAK_GOLD, _OUTBREAK),
    "a debate": (_DEBATE_GOLD, _DEBATE),
}
