# The plan for staying well and where its lines come from, the card, and what comes after the end.

from-course = From this course: keep it, say it in your own words, or strike it
from-rose-first = { $measure }: rose first, in session { $session }, before the score did
from-rose-with = { $measure }: rose with the score in session { $session }
from-start = { $measure }: { $answer } of 3 at the start
from-answered = { $measure }: answered in session { $session }
from-near-onset = Timeline, { $day }: before the onset
from-before-rise = Timeline, { $day }: before the score rose in session { $session }
from-supports = Inventory: { $kinds }
from-supports-ring = Inventory: { $kinds }; ring { $ring } now
from-ending = Said about the ending
from-goal = A goal that was reached
from-open-goal = A goal that is still open
from-task = Tried, agreed in session { $session }
from-exchange = Another version of a talk that was tried
from-sessions = Practised in { $n ->
    [1] one session
   *[other] { $n } sessions
}

own-technique-role_play = Try a hard talk aloud before I have it
own-technique-communication_analysis = Go through a talk that went wrong, line by line
own-technique-decision_analysis = Write down all the ways before I choose one
own-technique-working_with_support = Ask somebody for help, and say what I need

card-title = For the pocket
card-link = Card for the pocket
card-how = Print it on a sheet of A6, or cut it out and fold it along the dotted line.
card-watch = When I notice
card-steps = I begin with
card-act = When this comes
card-people = I tell
card-back = And I call
card-urgent = When this comes, at once
card-contacts = These numbers

maintenance-plan-signs = Look at the plan for staying well: which of the own signs were there since last time?
maintenance-plan-used = What of the plan was used, with whom, and what came of it?
maintenance-plan-focus = Keep to the focus of the agreement; a new problem asks for a new agreement.
maintenance-plan-count = Say how many maintenance sessions are left.
maintenance-plan-last = The last one: say goodbye, name the days of the self-checks, and go through the way back once more.
maintenance-plan-source = A new agreement, usually monthly: S12, S22; steps: OpenIPT design
