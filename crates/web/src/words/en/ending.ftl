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

room-self-checks = Self-checks
intro-self-checks = After one, three and six months the client looks at the signs of their own plan, on their own pages. The days stand in the plan.
checks-empty = The plan names no days for self-checks yet.
checks-rule = Signs count as back when one is there clearly, two are there a little, an urgent one is there at all, or the score is one from which your early review speaks. OpenIPT design. Coming back is a new episode, which you begin from the course's page; nothing begins by itself.
check_at-1_month = After one month
check_at-3_months = After three months
check_at-6_months = After six months
felt-not = Not
felt-little = A little
felt-clearly = Clearly
sign_level-watch = watch
sign_level-act = act
sign_level-urgent = urgent
check-ahead = Its day has not come.
check-open = Open on the client's own pages.
check-filled = Filled.
check-missed = Not filled. That says nothing.
check-filled-on = Filled on
check-risk = An answer calls for help
check-heard = What came of it
check-heard-by = Noted by
check-hear = What came of it
check-hear-hint = Whom you spoke to, and what was agreed. Then it waits no more.
flag-signs-back = signs are back
today-signs-back = Signs of the own plan are back
flag-check-words = words of the client wait
today-check-words = Words of the client wait
today-signs-back-do = Read the self-check

check-title = A short look
check-link = A short look: how is it now?
check-lead = These are your own words. How is it with each of them now?
check-words = Is there something you want to say?
check-read-by = What you send is there for your therapist to read. Nobody watches it day and night: if you need somebody now, turn to them now.
check-send = Send
check-missing = Something has no answer yet. What you chose is still there.
check-plan-changed = Your plan was written anew meanwhile. These are its words now; nothing was stored yet.
check-not-kept = This was not stored.
check-not-kept-filled = You had sent this look before, and that one stands.
check-not-kept-over = The time for this look is over.
check-not-kept-say = What you wrote is still here, to copy. If it matters, ring the practice or tell somebody close.
check-none = There is nothing to fill in now.
check-next = The next look is on
check-well = It is sent. Go on with what does you good; your card is there when you want it.
check-back = Some of it is there again
check-back-text = That can happen, and you know what to do. Do not wait until it is worse. You wrote this for yourself:
check-back-heard = Your answers are there for your therapist to read, but nobody watches them day and night. The first call is yours.

policy-self-check-open = This self-check is not open: its day has not come, its time is over, or it was filled.
policy-self-check-open-next = The days stand in the plan.
policy-self-check-complete = Not every sign of the plan has an answer.
policy-self-check-complete-next = Answer each of them.
policy-self-check-waits = There is no such self-check that waits.
policy-self-check-waits-next = Look at the self-checks of this course.

event-self_checked = A self-check was filled
event-self_check_heard = It was noted what came of a self-check

after-title = Since the end of acute treatment
after-what = What
after-change = Since the end
after-own-signs = Own signs
after-self-check = Self-check
after-signs = { $n } of { $of } there
after-end = { $measure } { $score } in the last acute session. Nothing is said of causes.
