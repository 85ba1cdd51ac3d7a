//! What Geoffrey brought: referral, suitability, assessment, diagnosis, sick role. The question of
//! prolonged grief disorder was put, and its answer is kept.

use ipt::{
    Dialect,
    document::{Assessment, Diagnosis, Referral, SickRole, Suitability},
};

use super::super::{course::Beginning, lines};

pub(super) fn beginning() -> Beginning {
    Beginning {
        name: "Geoffrey Ames",
        variant: "ipt_late_life",
        dialect: Dialect::KlermanWeissman,
        onset_days: 300,
        referral: referral(),
        suitability: suitability(),
        assessment: assessment(),
        diagnosis: diagnosis(),
        sick_role: sick_role(),
    }
}

fn referral() -> Referral {
    Referral {
        referred_by: "Dr. Lowe, general practitioner".into(),
        reason: "Widowed fourteen months ago; has lost weight, does not go out, keeps her room as \
                 it was."
            .into(),
        why_now: "His daughter found the freezer full of the meals she had cooked for him.".into(),
        access_needs: "Ground floor; hears better on the right. Mornings, after the bus pass hour."
            .into(),
        ..Referral::default()
    }
}

fn suitability() -> Suitability {
    Suitability {
        risk_answer: "Asked directly: no thoughts of suicide. He would not mind not waking; asked \
                      again, he does not wish for it and means to see his grandson's school play."
            .into(),
        findings_note: "Prolonged grief disorder was thought of, fourteen months after the death. \
                        Longing comes in waves and lets go; he accepts that she has died and plans \
                        ahead. What is there all day, and in everything, is the low. Seen as a \
                        depression tied to grief; to be looked at again half way."
            .into(),
        alternatives_offered: lines(&[
            "An antidepressant through Dr. Lowe, alone or beside IPT",
            "A treatment made for prolonged grief",
            "A bereavement group at the hospice",
            "CBT",
        ]),
        preference:
            "“One person, in a chair, who does not tilt her head.” No group, and no tablets if \
             it can be helped; he will hear Dr. Lowe on it."
                .into(),
        reason:
            "A depression that followed the death of his wife, with mourning that was put off. \
             Grief is an area of IPT; a specific grief treatment stays open to him if longing \
             turns out to lead."
                .into(),
        ..Suitability::default()
    }
}

fn assessment() -> Assessment {
    Assessment {
        presenting_problem: "I am quite all right. I just do not see the point of breakfast."
            .into(),
        symptoms: lines(&[
            "No pleasure in wood, bowls or the wireless, ten months",
            "Low most of the day, ten months",
            "Wakes at three, nine months",
            "No appetite, seven kilograms lost, eight months",
            "Thinks that he let her down, eight months",
        ]),
        functioning: "Clean shirt, mown lawn. Has given up bowls, the workshop and answering the \
                      telephone after six."
            .into(),
        past_episodes: "None known. At 30, when his father died, he “got on with the roof”.".into(),
        past_treatments: "None. Sleeping tablets for a week after the funeral.".into(),
        family_history: "None spoken of.".into(),
        substances: "A sherry on Sundays; has not opened the bottle since.".into(),
        trauma: "The hospital nights; he remembers them and is not overrun by them.".into(),
        violence: "Asked alone: none.".into(),
        suicidality_now:
            "No thoughts of suicide; at times would not mind not waking, without wish or plan. \
             Asked each session."
                .into(),
        suicidality_past: "None.".into(),
        self_harm: "None.".into(),
        medical: "Blood count, thyroid, B12 and chest film in order. Early hearing loss. Memory \
                  and orientation looked at: sound."
            .into(),
        medication: "Ramipril.".into(),
        medication_need:
            "Often given beside therapy at his age; explained with Dr. Lowe. He would rather \
             wait; looked at again at session 8."
                .into(),
        sleep: "Five hours, on the sofa; not in their bed.".into(),
        culture_language_faith: "Church of England, at Christmas. A cabinet maker's reserve."
            .into(),
        strengths: "Courteous, dry, a craftsman; a daughter near by.".into(),
        preference: "To be asked, once, and then again.".into(),
        exclusions: "Prolonged grief disorder: thought through with ICD-11 (longing or \
                     preoccupation with the deceased, with intense pain, lasting and beyond what \
                     his circle would expect, and in the way of life). Longing in waves, not \
                     through the day; no disbelief, no bitterness, no loss of self. Not met now. \
                     IPT chosen because the depression leads and the mourning was put off. \
                     Dementia: no sign of it."
            .into(),
        ..Assessment::default()
    }
}

fn diagnosis() -> Diagnosis {
    Diagnosis {
        name: "a first depressive episode, moderate, after bereavement".into(),
        code: "6A70.1".into(),
        criteria_met: lines(&["Low mood", "No pleasure", "Appetite", "Sleep", "Energy", "Guilt"]),
        severity: "PHQ-9 18".into(),
        differential: "Grief itself: it is there and needs no treatment as such; the low is wider \
                       and has lasted. Prolonged grief disorder (6B42): not met now, see the \
                       assessment. An illness of the body behind the weight: examined, none found."
            .into(),
        reaction: "He polished his glasses. “My generation called it being a bit flat.” Then: \
                   “Margaret would have had me here in June.”"
            .into(),
        ..Diagnosis::default()
    }
}

fn sick_role() -> SickRole {
    SickRole {
        illness_named: "A depression. Grief is not an illness; this has come on top of it.".into(),
        explanation: "There was so much to carry that there was no time to miss her. What has not \
                      been mourned can lie on the days like a dust sheet."
            .into(),
        prognosis: "People of your age get well too; it may take a little longer. You will not be \
                    asked to miss her less."
            .into(),
        roles_lifted: lines(&[
            "The accounts of the bowls club; Helen does them for now",
            "Being the one who asks how everybody else is bearing up",
            "Deciding anything about Margaret's room",
        ]),
        roles_kept: lines(&["The garden", "Reading to his grandson on Saturdays, by telephone"]),
        work_toward_recovery: "Coming here; one cooked meal a day, Helen's count; saying the name."
            .into(),
        who_will_be_told: lines(&["Helen", "Dr. Lowe"]),
        leaflets: lines(&["Depression in later life", "When grief and depression meet"]),
        teach_back: "“I may miss her, and I must eat. In either order.”".into(),
    }
}
