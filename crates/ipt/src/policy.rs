//! The rules of a course: each a named policy with its source, in one list. The reason and the next
//! step stand in the words under `policy-<code>` and `policy-<code>-next`. The checks that use a
//! policy are in `decide` and, for the gates between phases, in [`gate`].

pub mod gate;
#[macro_use]
mod rule;

pub use rule::{Founded, Policy};

policies! {
    /// A course begins once.
    BEGINS_ONCE "begins-once" -> "course", Design "DESIGN 3";
    /// Nothing happens before the referral.
    BEGUN "begun" -> "caseload", Design "DESIGN 3";
    /// A closed course stays closed; a return is a new episode.
    NOT_CLOSED "not-closed" -> "course", Sourced "domain 1";
    /// A paused course is resumed first.
    NOT_PAUSED "not-paused" -> "course", Design "domain 1";
    /// What is taken up again was paused.
    PAUSED_NOW "paused-now" -> "course", Design "domain 1";
    /// The act belongs to another phase.
    PHASE_FITS "phase-fits" -> "course", Sourced "domain 1";
    /// A variant must be known.
    VARIANT_KNOWN "variant-known" -> "course", Design "domain 1";
    /// Variant and manual are chosen before the contract.
    VARIANT_BEFORE_CONTRACT "variant-before-contract" -> "contract", Design "domain 1";
    /// A date that has come, not one to come.
    NOT_IN_FUTURE "not-in-future" -> "course", Design "DESIGN 3";
    /// A reason is given.
    REASON_GIVEN "reason-given" -> "course", Design "DESIGN 3";

    /// Suitability is looked at with consent to the assessment.
    CONSENT_FIRST "consent-first" -> "referral", Sourced "domain 1";
    /// A stop finding is cared for first.
    STOP_FINDING "stop-finding" -> "suitability", General "domain 9";
    /// A finding that asks for an adaptation gets one.
    ADAPTATION_NAMED "adaptation-named" -> "suitability", General "domain 9";
    /// Redirection says where to.
    REDIRECTED_SOMEWHERE "redirected-somewhere" -> "suitability", Design "domain 1";
    /// The risk question was asked.
    RISK_ASKED "risk-asked" -> "suitability", Sourced "S60";
    /// A client has one open course at a time.
    ONE_EPISODE "one-episode" -> "course", Sourced "domain 1";

    /// The diagnosis is told before the formulation.
    DIAGNOSIS_TOLD "diagnosis-told" -> "diagnosis", Sourced "S1";
    /// A limited sick role says what goes on.
    SICK_ROLE_LIMITED "sick-role-limited" -> "sick_role", General "domain 1";
    /// There is a formulation to tell.
    FORMULATION_WRITTEN "formulation-written" -> "formulation", Sourced "S3";
    /// The sentence is one of the letter.
    SENTENCE_KNOWN "sentence-known" -> "formulation", Design "domain 2";
    /// What takes the place of a sentence has words.
    SENTENCE_WORDED "sentence-worded" -> "formulation", Design "domain 2";
    /// It was told before it is answered.
    FORMULATION_SHARED "formulation-shared" -> "formulation", Sourced "S3";
    /// The client accepted it.
    FORMULATION_ACCEPTED "formulation-accepted" -> "formulation", Sourced "S3";
    /// The client agrees to the focus.
    FOCUS_AGREED "focus-agreed" -> "focus", Sourced "S3";
    /// The focus is the one that the accepted formulation names.
    FOCUS_AS_TOLD "focus-as-told" -> "formulation", Sourced "S3";
    /// Two different areas at most, and none that was set aside.
    FOCUS_DISTINCT "focus-distinct" -> "focus", General "domain 1";
    /// Deficits only when nothing else fits.
    DEFICITS_LAST "deficits-last" -> "focus", Sourced "S7";
    /// A change of the focus has its reason.
    FOCUS_CHANGE_REASONED "focus-change-reasoned" -> "focus", General "domain 3";
    /// In the manual of Stuart and Robertson sensitivity is a style that complicates another area.
    SENSITIVITY_IS_STYLE "sensitivity-is-style" -> "focus", Sourced "S9";
    /// Grief is tied to a death.
    GRIEF_IS_DEATH "grief-is-death" -> "focus", Sourced "S14";
    /// The end comes after the beginning.
    CONTRACT_HAS_END "contract-has-end" -> "contract", Sourced "S10";
    /// The sessions agreed have room until the end.
    CONTRACT_HAS_TIME "contract-has-time" -> "contract", Sourced "S10";
    /// A number outside the variant's has its reason.
    DOSE_REASON "dose-reason" -> "contract", Design "domain 1";
    /// Counselling stays short: no reason makes it longer.
    DOSE_STRICT "dose-strict" -> "contract", Sourced "S37";
    /// A form that is given beside medication alone is not agreed without it.
    MEDICATION_BESIDE "medication-beside" -> "contract", Sourced "S31";
    /// Sessions of another length than the variant's have their reason.
    MINUTES_REASON "minutes-reason" -> "contract", Design "domain 1";
    /// Spacing out toward the end has its reason where it is not the way of the variant and manual.
    TAPER_REASON "taper-reason" -> "contract", General "domain 1";
    /// No fewer sessions than were held.
    CONTRACT_DOSE "contract-dose" -> "contract", Design "domain 1";
    /// A signed contract is changed only by renegotiation.
    CONTRACT_RENEGOTIATED "contract-renegotiated" -> "contract", Sourced "S10";
    /// There is a contract to sign.
    CONTRACT_WRITTEN "contract-written" -> "contract", Sourced "S10";
    /// Both have signed.
    CONTRACT_SIGNED "contract-signed" -> "contract", Sourced "S10";
    /// Risk was reviewed, and no flag waits.
    RISK_REVIEWED "risk-reviewed" -> "risk_assessment", Sourced "S60";

    /// Safety comes before the agenda.
    SAFETY_HOLD "safety-hold" -> "risk_assessment", Design "domain 1";
    /// Sessions follow each other in time.
    SESSION_ORDER "session-order" -> "session", Design "domain 5";
    /// A session waits on this day already.
    SESSION_OPEN "session-open" -> "session", Design "domain 5";
    /// No session after the end that was agreed.
    WITHIN_DATES "within-dates" -> "contract", Sourced "S10";
    /// What was begun by mistake is taken back before it is signed, the last one first.
    SESSION_WITHDRAWABLE "session-withdrawable" -> "session", Design "DESIGN 3";
    /// No session beyond those agreed.
    WITHIN_CONTRACT "within-contract" -> "contract", Sourced "S10";
    /// No middle session without a contract.
    CONTRACT_BEFORE_WORK "contract-before-work" -> "contract", Sourced "S3";
    /// The mid-course review is held.
    MID_REVIEW_HELD "mid-review-held" -> "mid_review", Design "domain 7";
    /// A course that does not help is decided on.
    NON_RESPONSE_DECIDED "non-response-decided" -> "non_response", Sourced "S12";
    /// The ending is raised in time.
    ENDING_IN_TIME "ending-in-time" -> "ending", Sourced "S10";
    /// The session is known.
    SESSION_KNOWN "session-known" -> "session", Design "DESIGN 3";
    /// A signed note stays as it is. What a technique found is a record of its own and may be
    /// written later, as the exchange or the task it is about: only the note is signed.
    SIGNED_IS_FIXED "signed-is-fixed" -> "session", Design "needs 26";
    /// A note that lies with the supervisor is changed by nobody meanwhile.
    NOTE_WITH_SUPERVISOR "note-with-supervisor" -> "session", Design "needs 31";
    /// A note comes back, or is signed too, only once its author put it there.
    NOTE_SUBMITTED "note-submitted" -> "session", Design "needs 31";
    /// The second signature is that of the supervisor whom the client let read the notes.
    CO_SIGNED_BY_SUPERVISOR "co-signed-by-supervisor" -> "supervision", Design "needs 31";
    /// A supervisor has a contract with the therapist.
    SUPERVISOR_BY_CONTRACT "supervisor-by-contract" -> "supervision", Design "security 1.3";
    /// Consent to supervision ends on a day.
    CONSENT_ENDS "consent-ends" -> "supervision", Design "security 1.3";
    /// Whoever signs the notes too may read them.
    CO_SIGNER_READS "co-signer-reads" -> "supervision", Design "security 1.3";
    /// Only a consent that stands is taken back.
    CONSENT_STANDS "consent-stands" -> "supervision", Design "security 1.3";
    /// A course is talked over once the client was asked.
    TALKED_WITH_CONSENT "talked-with-consent" -> "supervision", Design "security 1.3";
    /// What came of a talk is said once.
    TALK_OPEN "talk-open" -> "supervision", Design "needs, supervision";
    /// An addendum belongs to a signed note.
    ADDENDUM_AFTER_SIGNING "addendum-after-signing" -> "session", Design "needs 30";
    /// The note has its opening.
    OPENING_NOTED "opening-noted" -> "session", Sourced "S1";
    /// Mood and event are linked.
    LINK_NOTED "link-noted" -> "session", Sourced "S1";
    /// Risk was thought of.
    RISK_NOTED "risk-noted" -> "session", Design "domain 11";
    /// Whether something of risk was disclosed is answered.
    DISCLOSURE_ANSWERED "disclosure-answered" -> "session", Design "domain 7";
    /// Whether the time limit was named is answered.
    SESSIONS_LEFT_SAID "sessions-left-said" -> "session", Sourced "S10";
    /// A session with an open risk question cannot be signed.
    RISK_QUESTION_OPEN "risk-question-open" -> "risk_assessment", Design "domain 11";
    /// A dispute moves only in ways that disputes move.
    DISPUTE_MOVE "dispute-move" -> "session", Sourced "S6";
    /// No joint session where there is violence or control.
    JOINT_SESSION_SAFE "joint-session-safe" -> "inventory", Sourced "S6";
    /// Where there is violence or control between the two, a dispute is not negotiated.
    NEGOTIATION_CLOSED "negotiation-closed" -> "safety_plan", Sourced "S6";
    /// Violence is asked for, alone, before a joint session.
    VIOLENCE_ASKED "violence-asked" -> "assessment", General "domain 4";
    /// The client wants the other to come.
    JOINT_SESSION_WANTED "joint-session-wanted" -> "techniques", Design "domain 4";
    /// The client was spoken with alone before a joint session.
    JOINT_SESSION_ALONE_FIRST "joint-session-alone-first" -> "techniques", General "domain 4";
    /// A joint session that was held has its record, with the talk before it.
    JOINT_SESSION_RECORDED "joint-session-recorded" -> "techniques", Design "domain 4";
    /// Nothing in that talk spoke against it.
    JOINT_SESSION_CLEAR "joint-session-clear" -> "safety_plan", Sourced "S6";
    /// The record of a technique is known, and stays one of that technique.
    TECHNIQUE_KNOWN "technique-known" -> "techniques", Design "domain 4";
    /// A kind of work that the variant leaves out, as a task or as a measure.
    VARIANT_LEAVES_OUT "variant-leaves-out" -> "course", General "domain 1";
    /// What belongs to some variants alone is written in their courses.
    VARIANT_HAS "variant-has" -> "course", Design "domain 1";
    /// Where it was asked about frightening thoughts, the answer stands there.
    FRIGHTENING_ANSWERED "frightening-answered" -> "perinatal", General "domain 1";
    /// A week of the rhythm begins on a Monday and has each day once.
    RHYTHM_WEEK "rhythm-week" -> "rhythm", Design "domain 1";
    /// The week of the rhythm is known.
    RHYTHM_KNOWN "rhythm-known" -> "rhythm", Design "domain 1";
    /// What the variant leaves out.
    VARIANT_FORBIDS "variant-forbids" -> "session", Design "domain 1";

    /// The task is known, and talked about once.
    HOMEWORK_OPEN "homework-open" -> "homework", Design "domain 4";
    /// The incident is known.
    INCIDENT_KNOWN "incident-known" -> "incidents", Design "domain 4";
    /// Trying other words is not pushed on somebody violent or controlling.
    NO_PUSH_WITH_COERCION "no-push-with-coercion" -> "safety_plan", Sourced "S6";
    /// The decision is known.
    DECISION_KNOWN "decision-known" -> "decisions", Design "domain 4";
    /// A review is of an alert that the rules raise, or that was decided before.
    ALERT_STANDS "alert-stands" -> "reviews", Design "domain 7";
    /// R2 is decided in the non-response review.
    ALERT_AT_HALF "alert-at-half" -> "non_response", Design "domain 7";
    /// R6 cannot be decided away: it has the risk room.
    ALERT_OF_RISK "alert-of-risk" -> "risk_assessment", Sourced "domain 7";
    /// What is decided fits the rule.
    ALERT_DECISION_FITS "alert-decision-fits" -> "reviews", Design "domain 7";
    /// No alert is dismissed without a reason.
    ALERT_REASONED "alert-reasoned" -> "reviews", Design "domain 7";
    /// A review holds for a while, not for good.
    ALERT_UNTIL_NEAR "alert-until-near" -> "reviews", Design "domain 7";
    /// Where it got worse, safety is among what was looked at.
    WORSE_ASKS_SAFETY "worse-asks-safety" -> "risk_assessment", Design "domain 7";
    /// The client chooses one option.
    ONE_CHOICE "one-choice" -> "decisions", General "domain 4";
    /// A choice is made among at least two ways.
    OPTIONS_WEIGHED "options-weighed" -> "decisions", General "domain 4";
    /// A marker of progress belongs to an area of the focus.
    MARKER_OF_FOCUS "marker-of-focus" -> "focus", Design "domain 3";
    /// What is unmarked was seen.
    MARKER_SEEN "marker-seen" -> "focus", Design "domain 3";
    /// The goal is known.
    GOAL_KNOWN "goal-known" -> "goals", Design "domain 2";
    /// The measure is known.
    MEASURE_KNOWN "measure-known" -> "measures", Design "domain 7";
    /// Every item is answered, or the total alone is entered.
    MEASURE_COMPLETE "measure-complete" -> "measures", Design "domain 7";
    /// The risk item is asked for even where the total alone is known.
    RISK_ITEM_ASKED "risk-item-asked" -> "measures", Design "domain 11";
    /// The score was entered, and not struck.
    SCORE_KNOWN "score-known" -> "measures", Design "domain 7";
    /// Each answer lies in its range.
    MEASURE_RANGE "measure-range" -> "measures", Design "domain 7";
    /// The total is the sum of its items.
    SUM_AGREES "sum-agrees" -> "measures", Design "domain 7";
    /// The session that a score belongs to is known.
    SCORE_HAS_SESSION "score-has-session" -> "measures", Design "domain 7";

    /// One entry for each person.
    PERSON_ONCE "person-once" -> "inventory", Design "domain 2";
    /// The person is in the inventory.
    PERSON_KNOWN "person-known" -> "inventory", Design "domain 2";
    /// The people come over from the last episode, before anybody is named anew.
    PEOPLE_FROM_LAST "people-from-last" -> "inventory", Design "domain 2";
    /// A person of the focus stays.
    PERSON_IN_FOCUS "person-in-focus" -> "focus", Design "domain 2";
    /// One place for each person in a picture.
    PLACED_ONCE "placed-once" -> "circle", Design "domain 2";
    /// The ring exists.
    RING_EXISTS "ring-exists" -> "circle", General "domain 2";
    /// Only what was placed the same day is taken back.
    PLACED_TODAY "placed-today" -> "circle", Design "domain 2";
    /// A link is between two people of the inventory.
    LINK_OF_TWO "link-of-two" -> "circle", Design "domain 2";
    /// The moment is on the timeline.
    MOMENT_KNOWN "moment-known" -> "timeline", Design "domain 2";

    /// The flag is known and open.
    FLAG_OPEN "flag-open" -> "risk_assessment", Design "domain 11";
    /// An alert is taken on once, and goes on only while nobody took it on.
    RISK_ALERT_ONCE "risk-alert-once" -> "risk_assessment", Design "domain 11";
    /// A suspension ends after a risk assessment.
    HOLD_ASSESSED "hold-assessed" -> "risk_assessment", Design "domain 1";
    /// The next contact lies ahead.
    NEXT_CONTACT_AHEAD "next-contact-ahead" -> "risk_assessment", Design "domain 11";
    /// A flag is assessed before it is cleared.
    FLAG_ASSESSED "flag-assessed" -> "risk_assessment", Design "domain 11";

    /// The ending was raised.
    ENDING_RAISED "ending-raised" -> "ending", Sourced "S10";
    /// The ending was talked about.
    ENDING_TALKED "ending-talked" -> "ending", Sourced "S10";
    /// The plan for staying well is stored and agreed.
    PLAN_STORED "plan-stored" -> "relapse_plan", Sourced "S11";
    /// The outcome is coded.
    OUTCOME_CODED "outcome-coded" -> "outcome", Sourced "domain 1";
    /// Whether there will be maintenance was decided together, whatever the answer.
    MAINTENANCE_DECIDED "maintenance-decided" -> "outcome", Sourced "S9, S10";
    /// Every note is signed.
    NOTES_SIGNED "notes-signed" -> "session", Design "domain 1";
    /// Maintenance is a new contract.
    MAINTENANCE_AGREED "maintenance-agreed" -> "maintenance", Sourced "S12";
    /// A running maintenance contract is changed by agreement, with its reason.
    MAINTENANCE_RENEWED "maintenance-renewed" -> "maintenance", Sourced "S12";
    /// The prescriber is part of the plan where medication was needed.
    PRESCRIBER_TOO "prescriber-too" -> "maintenance", Sourced "S22";
    /// A self-check is filled in its time, and once.
    SELF_CHECK_OPEN "self-check-open" -> "self-checks", Design "domain 6";
    /// Each sign of the plan is answered.
    SELF_CHECK_COMPLETE "self-check-complete" -> "self-checks", Design "domain 6";
    /// What came of a self-check is noted once.
    SELF_CHECK_WAITS "self-check-waits" -> "self-checks", Design "domain 6";
    /// A correction is asked once, and answered once.
    CORRECTION_WAITS "correction-waits" -> "corrections", Design "DESIGN 3";
    /// What is amended stands: a document, or a signed note.
    CORRECTION_PLACED "correction-placed" -> "corrections", Design "DESIGN 3";
    /// What is labelled stands in the course, and what is lifted was labelled.
    LABEL_PLACED "label-placed" -> "labels", Design "security 2.4";
    /// What the client has already is not kept from them.
    LABEL_NOT_OWN "label-not-own" -> "labels", Design "security 2.4";
    /// A safeguarding label says when somebody looks at it again.
    LABEL_LOOKED_AT "label-looked-at" -> "labels", Design "security 2.4";
    /// Agreed maintenance is held before the course is closed.
    MAINTENANCE_FIRST "maintenance-first" -> "maintenance", Design "domain 1";
}
