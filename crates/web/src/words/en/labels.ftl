event-labelled = A part of the record was labelled
event-label_lifted = A label was lifted
policy-label-placed = No such part stands in this record, or it has no label.
policy-label-placed-next = Choose a part that stands there; what was lifted is lifted.
policy-label-not-own = The client has this already: it was agreed with them, told them or made for them.
policy-label-not-own-next = Label what you noted instead, or talk about it with the client.
policy-label-looked-at = Somebody has to look at this again, on a day from tomorrow until { $detail }.
policy-label-looked-at-next = Put in that day. When it comes, it stands among what waits for you.

room-labels = Labels
intro-labels = Parts of the record that tell of somebody else, or that would put somebody in danger if they were read. They are left out of what the client sees and is given.
labels-who-reads = Whoever works in this course reads them as before, and so does a supervisor. Only the part you choose is left out: what other parts say of the same person stays in. The client is not told of labels or their reasons.
labels-none = Nothing has a label: the client is given the whole record.
label-third_party = It tells of somebody else, or was told by somebody else in confidence
label-safeguarding = Safeguarding: somebody would be in danger if it were read
label-set = Label a part
label-part = Which part
label-part-hint = What the client has already is not among them: the formulation, the agreement, the safety plan and the plan for staying well. Of a session its note is left out; that it was held, its tasks and its measures are not.
label-why = Why
label-reason = In words
label-reason-hint = No more than is needed to decide on it again later. A court can ask for it.
label-look_again_on = For safeguarding: look at it again on
label-look_again_on-hint = { $when } at the latest. What is kept from somebody is not kept from them by forgetting.
label-do = Label it
label-by = Labelled by { $who } on { $when }.
label-again-on = To be looked at again on { $when }.
label-lift = Lift the label
label-lift-text = This part goes into what the client is given from now on. To look at a safeguarding label again and keep it, label the part anew with another day.
label-lift_reason = Why it can be read now
label-session = Note of session { $n }
flag-label = Look at it again
today-label = A safeguarding label is to be looked at again
today-label-do = Look at it
label-banner = This page has a label: not for handing out.
label-look = Labels
label-here = Not for the client’s copy?
record-left-out = { $n ->
    [one] One part tells of somebody else and is left out:
   *[other] { $n } parts tell of somebody else and are left out:
  }

record_part-document = Document
record_part-session = Note of a session
record_part-person = Person
record_part-moment = Moment
record_part-incident = Incident
record_part-decision = Decision
record_parts-document = Documents
record_parts-session = Notes of sessions
record_parts-person = People
record_parts-moment = Timeline
record_parts-incident = Incidents
record_parts-decision = Decisions
record_part-disclosure = Given to others
record_parts-disclosure = Given to others
disclosure-labelled = This line has a label: the client is not shown it.
