caseload-gone-on = Risk alerts that went on to you
caseload-gone-on-text = Nobody took them on in time. As the deputy you care for their safety until the flag is cleared or somebody else takes it on.
today-safety = First
today-gone-on = Alert gone on to you
caseload-title = Caseload
caseload-empty = Nobody is in your care here yet.
caseload-attention = { $n ->
    [0] Nobody asks for special attention now.
    [one] One course asks for attention.
   *[other] { $n } courses ask for attention.
}
caseload-filter = Find a client by name
caseload-filter-do = Find
caseload-filter-all = Show all
caseload-filter-none = Nobody of this name is in your care.
caseload-closed = Closed
caseload-sort = Safety first, then courses off their track, notes not signed, sessions overdue or not booked, new referrals, the rest by date.
col-client = Client
col-phase = Phase
col-session = Session
col-score = PHQ-9
col-flags = Flags
col-next-date = Next
col-next-step = Next step
arrow-down = lower than the time before
arrow-up = higher than the time before
arrow-same = the same as the time before
arrow-none = only one score, or none
count-maintenance = M{ $n }
flag-hold = Risk not assessed
flag-open = Risk flag open
flag-raised = Raised
flag-assessed = Assessed
flag-cleared = Cleared
flag-unsigned = Note not signed
flag-overdue = Session overdue
flag-unbooked = No next date
flag-pause-over = Pause is over
paused = Paused
caseload-broken = The course of { $name } cannot be shown: a part of its record is damaged (reference { $reference }). Nothing was lost by looking. Tell your administrator, who can run `openipt verify`.
caseload-unfinished = The referral of { $name } was begun and not completed. Open the referral form again: your text is still there. Send it once more.
