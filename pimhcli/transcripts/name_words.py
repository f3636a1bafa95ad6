"""Words that decide whether a word is somebody's name: those that are both, titles, months and the like."""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


TITLES = _words(
    "dr doctor mr mrs ms miss mx prof professor sir dame fr sr rev nurse sister matron",
    "herr frau mme mlle monsieur madame señor señora don doña sig dott dhr mevr",
)

# Names that are ordinary words of the languages studies are mostly held in
ORDINARY = _words(
    "abbey amber angel april art august autumn bay bear ben berry beth bill bird blossom bob bond booth",
    "brook brown bruce buck bud bush carol case cash chance charity chase chip christian clay cliff coast",
    "cook coral cross daisy dale dan dawn day dean dell dick don drew dusty earl ebony eden eve faith fay",
    "fern field fields flora ford forest foster fox frank gay gene ginger glen gold good grace grant green",
    "guy hall harmony hazel heath heather hill holly honey hope hunter iris ivy jack jade jay jean jet",
    "jewel job john joy jude june just kay kit king lance lane lee liberty lily long love major marina",
    "mark marks marina max may mercy mike miles mills mo moor moss nick noble norm olive page pat pearl",
    "penny pepper peter pierce piper pip poppy port price prudence ray reed rich rick river rob robin rock",
    "rocky rod rose rosemary ruby rusty sage sally sandy sky skip small sonny spring star stone storm sue",
    "summer sunny tab taylor ted temple tim tony trinity trip verity victor victory violet ward water wells",
    "west white will willow winter wise wolf wood woods worth young baker banks bell best black bishop",
    "carter church cole cooper early farmer fish fisher flowers free frost gardener grey hand hardy hay",
    "head house hunt knight little lord low mason middle miller moon parish park parks parson pike pool",
    "pope power powers rice road rush sharp short singer smart snow speed steel street strong swift thorn",
    "walker wall waters weaver weeks welsh wild winters",
    "an bas claire die ernst fleur gut klein la lang le luz marina mar mia noel paz pierre rosa sol thea un",
)

MONTHS = _words(
    "january february march april may june july august september october november december",
    "jan feb mar apr jun jul aug sep sept oct nov dec",
)

# Capitals that tell of nobody
FAMILIAR = MONTHS | _words(
    "i i'm i'd i'll i've i's monday tuesday wednesday thursday friday saturday sunday mondays tuesdays",
    "wednesdays thursdays fridays saturdays sundays mon tue tues wed thu thur thurs fri sat sun",
    "christmas easter ramadan diwali eid hanukkah god jesus christ covid zoom google whatsapp facebook",
    "internet ok okay mr mrs ms dr prof",
)

# Words that begin sentences, so that a capital behind one begins a run of its own
STARTERS = _words(
    "a about absolutely actually after again all also although always am an and any anyone anything anyway",
    "are as ask at aw aye back be because been before being both but by can can't cause cos could did didn't",
    "different do does doesn't don't each eh em er erm even ever every everybody everyone everything exactly",
    "fair first for from get go good got great ha had hang has have having he he'd he'll he's hello here",
    "here's hey hi hmm how how's however if in into is isn't it it'd it'll it's its just kind last let let's",
    "like look lots lovely maybe me mhm mine mm more most much my myself neither never no nobody nope nor",
    "not nothing now of oh on once one only or other our out over people perfect perhaps please probably",
    "quite really right same say see she she'd she'll she's should since so some somebody someone something",
    "sometimes sorry still such sure tell thank thanks that that'd that'll that's the their them then there",
    "there's these they they'd they'll they're they've thing things think this those though three to today",
    "too true two uh um under until up us usually very was wasn't we we'd we'll we're we've well were what",
    "what's when when's where where's which while who who's why will with without wonderful would yeah yep",
    "yes yesterday yet you you'd you'll you're you've your",
)

# Parts of a name that are nobody's alone
PARTICLES = _words(
    "al an and at bin by da de del della den der des di dos du el for from ibn in la le les mac mc of on or",
    "saint san santa st ten ter the to van von y zu",
)

# What a place is called by, behind or (in other languages) before its name
PLACES = _words(
    "academy avenue bridge centre center city clinic college court crescent drive estate gardens hospital",
    "hospice hotel house infirmary lane library lodge park practice prison road school square street surgery",
    "terrace town trust unit university village ward",
)

# Who is speaking, when nobody is named
ROLES = _words(
    "all anonymous both chair co-moderator everybody everyone f facilitator female group interviewee",
    "interviewer m male man many mod moderator multiple observer other others participant participants r",
    "researcher respondent several somebody someone speaker transcriber unidentified unknown voice woman",
)
