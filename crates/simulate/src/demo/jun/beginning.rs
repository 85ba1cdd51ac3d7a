//! What Jun brought: referral, suitability, assessment, diagnosis, sick role.

use ipt::{
    Dialect,
    document::{Assessment, Diagnosis, Referral, SickRole, Suitability},
};

use super::super::{course::Beginning, lines};

pub(super) fn beginning() -> Beginning {
    Beginning {
        name: "Jun Park",
        variant: "ipt_standard",
        dialect: Dialect::StuartRobertson,
        onset_days: 170,
        referral: referral(),
        suitability: suitability(),
        assessment: assessment(),
        diagnosis: diagnosis(),
        sick_role: sick_role(),
    }
}

fn referral() -> Referral {
    Referral {
        referred_by: "University health service".into(),
        reason: "Low since coming here to study; works nights and sleeps by day, misses lectures, \
                 sees nobody."
            .into(),
        why_now: "Missed two examinations and asked the night nurse at the depot for something to \
                  stay awake."
            .into(),
        access_needs: "Late afternoon, after sleep. English is a second language; slow is good."
            .into(),
        ..Referral::default()
    }
}

fn suitability() -> Suitability {
    Suitability {
        risk_answer: "Asked directly: no thoughts of suicide. “It is not dark. It is grey.”".into(),
        findings_note:
            "Low energy and avoidance: behavioural activation offered as a choice. Sleep by day \
             goes with the work; to be told apart from the illness."
                .into(),
        alternatives_offered: lines(&[
            "Behavioural activation at the university",
            "Medication through the health service",
            "CBT online, in Korean",
        ]),
        preference: "A person rather than a programme. “I have many screens.” Medication perhaps, \
                     later."
            .into(),
        reason: "A first depression after a move into a life without ties; a wish to be known by \
                 somebody here."
            .into(),
        ..Suitability::default()
    }
}

fn assessment() -> Assessment {
    Assessment {
        presenting_problem: "I am a screen that is switched off.".into(),
        symptoms: lines(&[
            "No energy, also after long sleep, five months",
            "Lies awake after the shift, sleeps from nine to four, five months",
            "Cannot follow a page, five months",
            "Flat rather than sad, four months",
            "Has stopped drawing, three months",
        ]),
        functioning:
            "Four nights a week at a parcel depot, never late. Two of nine lectures a week. Eats \
             from the machine."
                .into(),
        past_episodes: "None known. A quiet year at fifteen after changing school; it passed."
            .into(),
        past_treatments: "None.".into(),
        family_history: "A grandfather who “sat by the window”.".into(),
        substances: "Coffee and energy drinks on shift; no alcohol, no pills.".into(),
        trauma: "Asked: none.".into(),
        violence: "Asked alone: none; at the depot shouting, not at Jun.".into(),
        suicidality_now: "None.".into(),
        suicidality_past: "None.".into(),
        self_harm: "None.".into(),
        medical: "Vitamin D low, replaced; thyroid in order.".into(),
        medication: "Vitamin D.".into(),
        medication_need: "Explained; would rather wait until half way. Then looked at again."
            .into(),
        sleep: "Six broken hours by day, blind down, telephone on the pillow for home.".into(),
        culture_language_faith: "Came from Busan seven months ago. Korean at home; asking for \
                                 something is done by not asking."
            .into(),
        strengths: "Gentle, observant; draws; close to a grandmother.".into(),
        preference: "That silence is allowed.".into(),
        exclusions:
            "Bipolar disorder asked about with care because of the sleep: no high or driven \
             times. A rhythm disturbed by night work: present, and treated beside."
                .into(),
        ..Assessment::default()
    }
}

fn diagnosis() -> Diagnosis {
    Diagnosis {
        name: "a first depressive episode, moderate".into(),
        code: "6A70.1".into(),
        criteria_met: lines(&["Low interest", "Energy", "Sleep", "Concentration", "Self-worth"]),
        severity: "PHQ-9 17".into(),
        differential: "Shift-work sleep disorder: part of it; the flatness stays on nights off. \
                       Social anxiety: shy all life long, with friends; not the main thing."
            .into(),
        reaction: "Looked it up in Korean, nodded, and asked whether it shows. Relief, and doubt \
                   that a word changes anything."
            .into(),
        ..Diagnosis::default()
    }
}

fn sick_role() -> SickRole {
    SickRole {
        illness_named:
            "A depression: the screen is not broken, it is on a saving mode that nobody chose."
                .into(),
        explanation:
            "A strong stress met a shy way of asking, in a place where nobody could guess. \
             Support is what softens such a blow, and here there was none yet."
                .into(),
        prognosis: "Most people get better. It is not always quick, and if it does not move we \
                    change the plan."
            .into(),
        roles_lifted: lines(&[
            "The Sunday night shift, with a note from the doctor",
            "The examinations of this term; the tutor can move them",
            "Being no trouble to anybody",
        ]),
        roles_kept: lines(&[
            "Three shifts, which pay for the room",
            "One lecture a week, the late one",
            "The Sunday call with Grandmother",
        ]),
        work_toward_recovery: "Coming here; daylight for half an hour on getting up, even at five."
            .into(),
        who_will_be_told: lines(&["Professor Lind, in two lines", "Nobody at home yet"]),
        leaflets: lines(&["What depression is", "Sleep for people who work nights"]),
        teach_back: "“I am ill and I may be awake at night. Both are true.”".into(),
    }
}
