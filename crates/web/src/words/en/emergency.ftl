emergency-title = Emergency access
emergency-link = Emergency access to a record
emergency-lead = For a client whose course somebody else leads, when it cannot wait. Their courses open to you for { $minutes } minutes: to read, and to act for their safety. Somebody else looks at it within { $hours } hours.
emergency-who-knows = Whoever leads the course and every administrator see at once that you opened it, and why. The client sees it too, on the page that says who looked. What a therapist writes for themselves stays closed, and the record is not handed out as a whole.
emergency-name = Whole name of the client
emergency-name-hint = As it stands in the record. There is no list, and no part of a name finds anybody.
emergency-name-missing = Whose record is it? Give the whole name.
emergency-reason = Why now
emergency-reason-danger_to_client = The client’s life or health is in danger
emergency-reason-danger_to_others = Somebody else is in danger
emergency-reason-nobody_reached = Whoever leads the course cannot be reached, and the client needs somebody today
emergency-reason-asked_by_care = A hospital, a doctor or an emergency service asks, and it cannot wait
emergency-reason-missing = Choose why. Without a reason nothing is opened.
emergency-words = What happened
emergency-words-hint = A sentence is enough. The administrators read it too: say no more of the illness than they need to know.
emergency-words-missing = Say in a few words what happened. Without a reason nothing is opened.
emergency-open = Open the record
emergency-banner = { $minutes ->
    [one] You are here by emergency access, for one more minute. What you open is written down.
   *[other] You are here by emergency access, for { $minutes } more minutes. What you open is written down.
}
emergency-end = End it now
emergency-notice = { $n ->
    [one] Emergency access to a record was used, and waits for your review.
   *[other] Emergency access to records was used { $n } times, and waits for your review.
}
emergency-notice-late = { $n ->
    [one] Emergency access to a record was used more than { $hours } hours ago, and nobody has reviewed it.
   *[other] Emergency access to records was used { $n } times more than { $hours } hours ago, and nobody has reviewed it.
}
emergency-notice-go = Look at it
emergency-waiting = To be reviewed
emergency-waiting-none = Nothing waits for a review.
emergency-reviewed = Reviewed
emergency-said = { $who } opened this record on { $from }, until { $until }.
emergency-overdue = This is more than { $hours } hours old, and nobody has reviewed it.
emergency-right = Was it right to open it?
emergency-right-yes = It was right
emergency-right-no = It was not right
emergency-right-missing = Choose one of the two.
emergency-review = In words
emergency-review-missing = Say in a few words what you found.
emergency-review-do = Keep this review
emergency-own = You opened this yourself. Somebody else reviews it.
emergency-was-right = { $who } on { $when }: it was right to open it.
emergency-was-not-right = { $who } on { $when }: it was not right to open it.
own-looks-emergency = { $name }, another therapist here, who opened your record in an emergency
own-looks-part-emergency = your whole record, opened in an emergency
room-emergency = Emergency access
room-shutting = Emergency access ended
