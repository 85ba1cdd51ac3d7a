//! What Piotr brought: referral, suitability, assessment, diagnosis, sick role.

use ipt::{
    Dialect,
    document::{Assessment, Diagnosis, Referral, SickRole, Suitability},
};

use super::super::{course::Beginning, lines};

pub(super) fn beginning() -> Beginning {
    Beginning {
        name: "Piotr Nowak",
        variant: "ipt_standard",
        dialect: Dialect::KlermanWeissman,
        onset_days: 110,
        referral: referral(),
        suitability: suitability(),
        assessment: assessment(),
        diagnosis: diagnosis(),
        sick_role: sick_role(),
    }
}

fn referral() -> Referral {
    Referral {
        referred_by: "Dr. Hale, general practitioner".into(),
        reason: "Low since the foundry closed; sits in the car in the morning so that the \
                 neighbours think he goes to work."
            .into(),
        why_now: "His wife found out about the car, was not angry, and asked him to see somebody."
            .into(),
        access_needs: "Understands and speaks well; would like forms read through together.".into(),
        ..Referral::default()
    }
}

fn suitability() -> Suitability {
    Suitability {
        risk_answer: "Asked directly. “I am tired. I am not that tired.” No thoughts of suicide."
            .into(),
        alternatives_offered: lines(&[
            "An antidepressant through Dr. Hale",
            "Behavioural activation with the well-being service",
            "The redundancy advice group, beside any of these",
        ]),
        preference:
            "“No tablets for now. And no group where I have to introduce myself.” He would sit \
             with one person, if it has an end."
                .into(),
        reason: "A first depression that began a month after the loss of a working life; he sees \
                 the two side by side himself and wishes to talk about it."
            .into(),
        ..Suitability::default()
    }
}

fn assessment() -> Assessment {
    Assessment {
        presenting_problem: "A man gets up and goes to work. I get up.".into(),
        symptoms: lines(&[
            "No interest, not in football either, four months",
            "Wakes at the hour of the early shift, half past four, four months",
            "Low most of the day, worst before noon, three months",
            "Thinks that he is of no use to anybody, three months",
            "Heavy and slow, three months",
        ]),
        functioning: "Does repairs for others; has stopped opening post. Drives off at six and \
                      sits by the canal until nine."
            .into(),
        past_episodes: "None. After his brother's accident he was “quiet for a winter”.".into(),
        past_treatments: "None.".into(),
        family_history: "His father drank after he stopped work; nobody called it anything.".into(),
        substances: "Two beers at weekends; gave up spirits when Kuba was born.".into(),
        trauma: "Saw a bad burn at work, 2009. No nightmares, no avoidance.".into(),
        violence: "Asked alone: none, at home or at work.".into(),
        suicidality_now: "None at the first session.".into(),
        suicidality_past: "None.".into(),
        self_harm: "None.".into(),
        medical: "Blood pressure, treated; hearing less on the left from the foundry.".into(),
        medication: "Amlodipine.".into(),
        medication_need: "Talked about with Dr. Hale; he would rather wait. Looked at again at \
                          session 6."
            .into(),
        sleep: "Four to five hours; falls asleep, wakes on shift time.".into(),
        culture_language_faith:
            "Came from Silesia at 24; Polish at home. Catholic, goes on Sundays.".into(),
        strengths: "Dry humour; can mend anything; a marriage of 26 years.".into(),
        preference: "Plain words, and to know how many times.".into(),
        ..Assessment::default()
    }
}

fn diagnosis() -> Diagnosis {
    Diagnosis {
        name: "a first depressive episode, moderate".into(),
        code: "6A70.1".into(),
        criteria_met: lines(&[
            "No interest",
            "Low mood",
            "Early waking",
            "Worthlessness",
            "Little energy",
        ]),
        severity: "PHQ-9 16".into(),
        differential:
            "Adjustment disorder: too many symptoms, most of the day, for months. Alcohol asked \
             about; no."
                .into(),
        reaction:
            "He was silent, then: “So it is in the book. I thought it was laziness.” He asked \
             whether Danuta may read the page."
                .into(),
        ..Diagnosis::default()
    }
}

fn sick_role() -> SickRole {
    SickRole {
        illness_named:
            "A depression. Like a bearing that has run dry: nobody calls it lazy, and it does \
             not get better by running on."
                .into(),
        explanation:
            "Losing the foundry and getting low belong together: the days lost their hours and \
             their people, and the less there was in them the lower it went."
                .into(),
        prognosis: "Most people come out of a first depression, with help often in some months."
            .into(),
        roles_lifted: lines(&[
            "Job applications, for two weeks",
            "Driving off at six for the neighbours' sake",
            "Being the one of the family who knows the way",
        ]),
        roles_kept: lines(&["Small repairs, one a day at most", "Sunday mass and lunch"]),
        work_toward_recovery: "Coming here; saying to Danuta each morning where he will be.".into(),
        who_will_be_told: lines(&["Danuta", "Kuba, when Piotr chooses the words"]),
        leaflets: lines(&["What depression is", "Sleep after shift work"]),
        teach_back: "“I am on the sick list, and the sick list has one job on it.”".into(),
    }
}
