"""English words that tell a speaker's label from the first words of a sentence."""

from __future__ import annotations

from pimhcli.transcripts.roster import MODERATORS, OBSERVERS


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# written in lower case within names, and within labels of several people
WITHIN_NAMES = _words(
    "and al bin d' da de del della den der di dos du el la le of ten ter van von y zu & + group people "
    "persons participants several speakers together unknown voice voices men women"
)
# people who are called by what they do
ROLES = MODERATORS | OBSERVERS | _words("assistant host interviewee participant respondent speaker")
# before what the transcriber has to say
REMARKS = _words("nb note notes ps re")
# what many languages say before an example
FOR_EXAMPLE = (
    "for example", "zum beispiel", "par exemple", "por ejemplo", "por exemplo", "per esempio",
    "bijvoorbeeld", "til eksempel", "till exempel", "esimerkiksi", "na przykład", "например", "例えば",
    "たとえば", "例如", "比如", "예를 들면", "예를 들어", "مثلا", "למשל", "örneğin",
)  # fmt: skip
# before what is said of the whole talk, at the top of a file
FRONT = _words(
    "absent apologies attendees attending author city date day duration facilitators file filename group "
    "id interview interviewers language length location meeting moderators number observers participants "
    "place present project recorded recording researchers session site study subject time title topic "
    "transcribed transcriber transcript transcription venue version"
)
# what interviews call those who speak in them, though sentences have these words too
ALSO_LABELS = _words("answer first he her him me one other question second she they third two we you")
# names of people as well
ALSO_NAMES = _words("april august faith guy hope june mark may will")
OF_SENTENCES = _words(
    "a about actually after again also although always an and another answer any anyway are as at "
    "basically because before but by can chapter conclusion could day did do does enough especially even "
    "ever every example fact figure finally first for from generally had has have he her here his "
    "honestly how however i i'd i'll i'm i've if in instead is issue it it's item its just last later "
    "like list mainly maybe me mean mine month mostly my never next no not nothing now number obviously "
    "of ok okay on once one only option or other our out page part perhaps plus point problem question "
    "reason result rule said same say says second section she should since so some sometimes soon step "
    "still such table that that's the their then there there's these they thing things think third this "
    "those though three to today tomorrow topic two until us was we week well were what when where "
    "whether which while who why with would year years yes yesterday yet you your monday tuesday "
    "wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december will advice aim answers background "
    "conclusions context findings goal idea joke moral reminder summary theme themes truth upshot warning"
)
