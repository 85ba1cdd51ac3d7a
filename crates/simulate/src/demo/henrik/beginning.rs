//! What Henrik brought: referral, suitability, assessment, diagnosis, sick role, and who is near.

use ipt::{
    Dialect,
    document::{Assessment, Diagnosis, Referral, SickRole, Suitability},
    inventory::{InventoryEntry, Living},
};

use super::super::{
    course::{Beginning, Near},
    lines,
};

pub(super) fn beginning() -> Beginning {
    Beginning {
        name: "Henrik Solberg",
        variant: "ipt_standard",
        dialect: Dialect::KlermanWeissman,
        onset_days: 240,
        referral: Referral {
            referred_by: "Company doctor".into(),
            reason: "Low for eight months, sleeps badly, has stopped eating at noon.".into(),
            why_now: "He was asked whom to ring in an emergency, and had no name to write.".into(),
            access_needs: "A letter rather than a call.".into(),
            ..Referral::default()
        },
        suitability: Suitability {
            risk_answer: "Asked directly: no thoughts of suicide, now or before.".into(),
            alternatives_offered: lines(&["Medication", "CBT", "A group, with a wait"]),
            preference: "Two people in a room are enough to begin with.".into(),
            reason: "A depression beside few ties for most of his life. He was told that results \
                     are poorer where no other area fits, and chose it all the same."
                .into(),
            ..Suitability::default()
        },
        assessment: assessment(),
        diagnosis: Diagnosis {
            name: "a depressive episode, moderate".into(),
            code: "6A70.1".into(),
            criteria_met: lines(&["Low mood", "Sleep", "Energy", "Worth"]),
            severity: "PHQ-9 14".into(),
            reaction: "“I thought that it was my character.”".into(),
            ..Diagnosis::default()
        },
        sick_role: SickRole {
            illness_named: "A depression; being alone much is older, and not an illness.".into(),
            prognosis: "The low usually passes, often sooner with help.".into(),
            roles_lifted: lines(&["The evening catalogue, for two months"]),
            roles_kept: lines(&["The reading room on Mondays"]),
            work_toward_recovery: "Coming here; one small contact a week.".into(),
            who_will_be_told: lines(&["Ingrid, perhaps"]),
            teach_back: "“The low may go. The rest may be learnt, a little.”".into(),
            ..SickRole::default()
        },
    }
}

fn assessment() -> Assessment {
    Assessment {
        presenting_problem: "I had no name to write.".into(),
        symptoms: lines(&[
            "Low most of the day, eight months",
            "Wakes at four, eight months",
            "Thinks that he is of no use, six months",
        ]),
        functioning: "Works in the city archive; eats at his desk; weekends without a word.".into(),
        past_episodes: "One low year at 25, untreated.".into(),
        family_history: "His father “did not talk”.".into(),
        substances: "None.".into(),
        violence: "Asked alone: none.".into(),
        suicidality_now: "None.".into(),
        suicidality_past: "None.".into(),
        self_harm: "None.".into(),
        strengths: "Precise, dry humour, never late.".into(),
        preference: "Not to be cheered on.".into(),
        exclusions: "No death, dispute or change near the onset; looked for twice. Autism thought \
                     of and talked about; he does not wish to have it looked at now."
            .into(),
        ..Assessment::default()
    }
}

pub(super) fn near() -> Vec<Near> {
    let person = |name: &str, relation: &str, contact: &str| InventoryEntry {
        name: name.into(),
        relation: relation.into(),
        living: Some(Living::Alive),
        contact: contact.into(),
        ..InventoryEntry::default()
    };
    let ingrid = InventoryEntry {
        liked: "She asks, and waits".into(),
        clients_expectations: "That she asks me to lunch once more".into(),
        ..person("Ingrid", "Colleague, two rooms on", "A nod, most days")
    };
    let solveig = InventoryEntry {
        liked: "She waited at the gate when nobody else did".into(),
        unsatisfying: "I never wrote".into(),
        ..person("Solveig", "Aunt", "A card at Christmas")
    };
    let mother = person("Mother", "Mother, in the north", "A call at the turn of the month");
    [(ingrid, 3), (solveig, 3), (mother, 2)]
        .map(|(entry, ring)| Near { ring_now: Some(ring), ring_before: Some(ring), entry })
        .into()
}
