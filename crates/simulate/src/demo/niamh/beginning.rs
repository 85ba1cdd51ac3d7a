//! What Niamh brought: referral, suitability, assessment, diagnosis, sick role, and who is near.

use ipt::{
    Area, Dialect,
    document::{Assessment, Diagnosis, Referral, SickRole, Suitability},
    inventory::{InventoryEntry, Living, Support},
};
use jiff::civil::Date;

use super::super::{
    course::{Beginning, Near},
    lines,
};
use crate::walk::later;

pub(super) fn beginning() -> Beginning {
    Beginning {
        name: "Niamh Corrigan",
        variant: "ipt_standard",
        dialect: Dialect::KlermanWeissman,
        onset_days: 230,
        referral: Referral {
            referred_by: "Herself".into(),
            reason: "Low since the first anniversary of her brother's death; works without end."
                .into(),
            why_now: "She wept over a dog that was not ill.".into(),
            ..Referral::default()
        },
        suitability: Suitability {
            risk_answer: "Asked directly: no thoughts of suicide, now or before.".into(),
            findings_note: "Prolonged grief disorder thought of, twenty months after the death: \
                            longing in waves, which lets go; she plans ahead. Seen as a \
                            depression tied to grief; looked at again half way."
                .into(),
            alternatives_offered: lines(&["Medication", "CBT", "A bereavement group"]),
            preference: "To say it to one person, and not to see to that person.".into(),
            reason: "A depression that came with the anniversary, after mourning was put off."
                .into(),
            ..Suitability::default()
        },
        assessment: assessment(),
        diagnosis: Diagnosis {
            name: "a first depressive episode, moderate".into(),
            code: "6A70.1".into(),
            criteria_met: lines(&["Low mood", "No pleasure", "Sleep", "Energy", "Guilt"]),
            severity: "PHQ-9 15".into(),
            differential: "Grief itself needs no treatment as such; the low is wider and stays. \
                           Prolonged grief disorder (6B42): not met."
                .into(),
            reaction: "“I would have seen it in a spaniel.”".into(),
            ..Diagnosis::default()
        },
        sick_role: SickRole {
            illness_named: "A depression. Missing him is no illness.".into(),
            prognosis: "The low usually passes. You will not be asked to miss him less.".into(),
            roles_lifted: lines(&["Extra shifts", "Being the one who rings everybody"]),
            roles_kept: lines(&["The surgery on four days", "Her mother on Sundays, for tea"]),
            work_toward_recovery: "Coming here; saying his name once a day.".into(),
            who_will_be_told: lines(&["Safiya", "Her mother, that she is tired of lists"]),
            teach_back: "“I put down the list, and I come.”".into(),
            ..SickRole::default()
        },
    }
}

fn assessment() -> Assessment {
    Assessment {
        presenting_problem: "I am grand. I cannot stop, that is all.".into(),
        symptoms: lines(&[
            "Low most of the day, seven months",
            "Wakes at five, seven months",
            "No pleasure in anything that was theirs, seven months",
            "Thinks of the call that she did not return, six months",
        ]),
        functioning: "Six shifts a week, eats standing; has not swum since the summer before last."
            .into(),
        past_episodes: "None.".into(),
        family_history: "None known.".into(),
        substances: "Little.".into(),
        violence: "Asked alone: none.".into(),
        suicidality_now: "None.".into(),
        suicidality_past: "None.".into(),
        self_harm: "None.".into(),
        medical: "Her own heart was looked at after his death: sound.".into(),
        medication: "None.".into(),
        medication_need: "Offered; not now. Looked at again half way.".into(),
        culture_language_faith: "A big family; the dead are spoken of, in jokes.".into(),
        strengths: "Steady hands, quick wit, many people.".into(),
        preference: "Not to be called strong.".into(),
        exclusions: "Prolonged grief disorder: no disbelief, no longing through the day; not met."
            .into(),
        ..Assessment::default()
    }
}

pub(super) fn near(start: Date) -> Vec<Near> {
    let person = |name: &str, relation: &str| InventoryEntry {
        name: name.into(),
        relation: relation.into(),
        living: Some(Living::Alive),
        ..InventoryEntry::default()
    };
    let eoin = InventoryEntry {
        living: Some(Living::Deceased),
        died_on: Some(later(start, -600)),
        death_circumstances: "His heart, on a morning run.".into(),
        together: "The sea on Sundays".into(),
        cannot_talk_about: "The Saturday call".into(),
        liked: "Made everybody brave".into(),
        disliked: "Left the serious part to me".into(),
        usual_feelings: "Longing; anger, not yet owned".into(),
        link_to_onset: Some(3),
        candidate_area: Some(Area::Grief),
        ..person("Eoin", "Brother")
    };
    let safiya = InventoryEntry {
        contact: "Shares the flat".into(),
        liked: "Leaves the hall light on".into(),
        knows_about_depression: Some(true),
        support: vec![Support::Emotional, Support::Practical],
        ..person("Safiya", "Flatmate")
    };
    let luca = InventoryEntry {
        contact: "Not since the funeral".into(),
        liked: "Knew him best".into(),
        clients_expectations: "That he writes".into(),
        others_expectations: "Perhaps that I write".into(),
        after_onset: "I cross the road by his street".into(),
        ..person("Luca", "Eoin's partner")
    };
    let mother = InventoryEntry {
        contact: "Sundays".into(),
        others_expectations: "That I hold up".into(),
        others_expectations_met: Some(true),
        ..person("Bríd", "Mother")
    };
    let place = |entry, ring_now, ring_before| Near { ring_now, ring_before, entry };
    vec![
        place(eoin, None, None),
        place(safiya, Some(1), Some(2)),
        place(luca, Some(3), Some(1)),
        place(mother, Some(1), Some(1)),
    ]
}
