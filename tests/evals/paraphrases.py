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

SETS = {
    "a ferry strike": (_FERRY_STRIKE_GOLD, _FERRY_STRIKE),
    "a football match": (_FOOTBALL_MATCH_GOLD, _FOOTBALL_MATCH),
    "company results": (_COMPANY_RESULTS_GOLD, _COMPANY_RESULTS),
}
