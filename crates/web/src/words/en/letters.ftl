# Letters. A pattern is one sentence or two; a slot is filled from the record without its full stop.
# A variant or a manual may have a pattern of its own: the name with “-ipt_a” or
# “-stuart_robertson” after it.
letter-greeting = Dear { $name },
letter-and = { $first } and { $last }
letter-and-apart = { $first }; and { $last }
letter-quote = “{ $words }”
# Words that begin a field with a capital only because they come first.
letter-small-words = a about after an and around as at because before between by during early for from in it its last late my of on shortly since soon some the then there this until when while with you your
letter-formulation-symptoms = What you have is called { $diagnosis }. It shows in this: { $symptoms }.
letter-formulation-diagnosis = What you have is called { $diagnosis }.
letter-formulation-symptoms-only = You came because of this: { $symptoms }.
letter-formulation-unnamed = You came because you have not been well.
letter-formulation-illness = It is an illness and it can be treated; it is not a failing.
letter-formulation-illness-ipc = Many people go through a time like this, and help is possible; it is not a failing.
letter-formulation-illness-ipt_a = It is an illness and it can be treated. It is not laziness, and it is nobody's fault.
letter-formulation-illness-ipt_perinatal = It is an illness and it can be treated. It is not a failing, and it says nothing about what kind of parent you are.
letter-formulation-illness-ipt_late_life = It is an illness and it can be treated. It is not a failing, and it is not simply part of growing older.
letter-formulation-began = It began { $began }, close to this: { $precipitant }.
letter-formulation-began-only = It began { $began }.
letter-formulation-event-only = It began close to this: { $precipitant }.
letter-formulation-beginning-open = When it began is not yet clear, and worth finding out together.
letter-formulation-link = This is how what happens and how you feel seem to be linked: { $link }.
letter-formulation-link-open = What happens with other people and how you feel act on each other; how they do so for you, we will watch together.
letter-formulation-vulnerability = What made this time harder for you: { $vulnerability }.
letter-formulation-support = What carries you, or is missing: { $support }.
letter-formulation-supporters = { $count ->
    [one] { $people } is somebody who can carry you.
   *[other] { $people } are people who can carry you.
}
letter-formulation-strengths = What you bring with you: { $strengths }.
letter-formulation-area = In our work we call this { $area }. This is why we look there first: { $why }.
letter-formulation-area-only = In our work we call this { $area }, and that is where we look first.
letter-formulation-area-open = Where we look first, we will choose together.
letter-formulation-people = We will speak most of { $people }.
letter-formulation-goals = This is what you want, in your own words: { $goals }.
letter-formulation-plan = { $sessions ->
    [one] For one session I suggest that we work on this: { $target }.
   *[other] For { $sessions } sessions I suggest that we work on this: { $target }.
}
letter-formulation-plan-open = { $sessions ->
    [one] I suggest that we meet once; what we work on, we will choose together.
   *[other] I suggest that we meet for { $sessions } sessions; what we work on, we will choose together.
}
letter-formulation-resolution = We will know that it has eased when this is so: { $resolution }.
letter-formulation-hope = As that eases, people usually find that their mood eases too.
letter-formulation-hope-open = As things with other people ease, mood usually eases too.
letter-formulation-question = Does that fit? What would you change?
letter-ending-together = { $sessions ->
    [one] We have met once, and now we come to the end of this part.
   *[other] We have met for { $sessions } sessions, and now we come to the end of this part.
}
letter-ending-together-open = Now we come to the end of this part.
letter-ending-focus = We had chosen to work on { $area }.
letter-ending-gains = This is what you have gained: { $gains }.
letter-ending-account = In your own words, this is why it changed: { $account }.
letter-ending-skills = You can do this now, also without me: { $skills }.
letter-ending-unfinished = Not all is finished, and that is as it should be: { $unfinished }.
letter-ending-plan = Your plan for staying well lies beside this letter. Sadness about an ending is not a relapse; and if early signs come, you know whom to tell.
letter-ending-goodbye = Thank you for your trust.
letter-sessions_held = Sessions held
letter-title-formulation = What we understood together
suggestion-crisis = Could this be the crisis?
suggestion-focus = Who could be at the centre?
suggestion-weeks = { $weeks ->
    [0] In the days before the first symptoms.
    [one] One week before the first symptoms.
   *[other] { $weeks } weeks before the first symptoms.
}
suggestion-link = The inventory sees { $area } with this person; link to the beginning: { $link } of 3.
suggestion-area = The inventory sees { $area } with this person.
suggestion-take = Put it into the form
suggestion-taken = Taken over from the suggestion; nothing is saved yet.
suggestion-source = A suggestion, no finding: events up to six months before the onset, people with a possible area. Source: OpenIPT design (domain 2) [design]
letter-title-triad = How it came about
letter-title-contract = Our agreement
letter-title-relapse_plan = My plan for staying well
letter-title-ending = At the end of our sessions
letter-title-safety_plan = My safety plan
letter-title-maintenance = Our agreement for staying well
letter-from = { $name }
own-contract-focus_in_words = What we work on
own-contract-goals_in_words = What you want to reach
own-contract-maintenance_intent = After the end
own-contract-dose_reason = Why this number, length or spacing
own-contract-third_parties = Others who take part
own-contract-risk_plan = If it gets too dark
own-contract-measures_schedule = About the questionnaires
own-contract-measured = The short questionnaires
own-maintenance-agreed_with_client = -
own-maintenance-why_changed = -
own-maintenance-medication_needed_for_remission = -
own-maintenance-prescriber = Who prescribes your medication
own-relapse_plan-copies_to = -
letter-as-it-stands = The letter as it stands
formulation-words-printed = In your own words
letter-review = The letter, sentence by sentence
intro-letter-review = Each sentence with the field it comes from. Keep it, say it in your own words, or leave it out; what you worded stays yours.
letter-whole = The letter was written anew as a whole, so its sentences do not follow their fields.
letter-whole-go = Empty the field to compose it again
letter-own-words = In your words
letter-left-out = Left out
letter-always = Stands in every letter.
letter-from-field = From:
letter-changed-since = The fields have changed since you looked at this sentence.
letter-composed-now = It would now be composed as:
letter-composed-nothing = Nothing would be composed here now.
letter-choose = Keep, reword or leave out
letter-taken-out = Taken out:
letter-new = New:
letter-now-against = As it reads now, against the letter told last
letter-between = The last letter, against the one before
letter-told = The letters so far
letter-tell-anew = It was told anew
letter-tell-anew-why = Read the new letter aloud with the client, then note that it was told. It waits for an answer of its own; the letter before stays, superseded.
letter-reads-otherwise = The letter told last reads otherwise: fields have changed since.
letter-half-way = Does the letter still fit? Go through it together; what changed is shown beside the letter that was told, and it is told and answered anew.
letter-superseded = Superseded by the letter of { $on }.
sentence-choice = This sentence
sentence-words = In your own words
sentence-composed = As it was composed
sentence_choice-keep = Keep it as it is composed
sentence_choice-reword = Reword it
sentence_choice-leave_out = Leave it out
