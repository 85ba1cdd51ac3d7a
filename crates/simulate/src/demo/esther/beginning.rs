//! What Esther brought: referral, suitability, assessment, diagnosis, sick role. Violence was asked
//! for, alone, before anybody thought of a joint session.

use ipt::{
    Dialect,
    document::{Assessment, Diagnosis, Referral, SickRole, Suitability},
};

use super::super::{course::Beginning, lines};

pub(super) fn beginning() -> Beginning {
    Beginning {
        name: "Esther Lindqvist",
        variant: "ipt_standard",
        dialect: Dialect::StuartRobertson,
        onset_days: 180,
        referral: Referral {
            referred_by: "Dr. Varga, general practitioner".into(),
            reason: "Low for six months, wakes early, has given up most of her work as a piano \
                     tuner."
                .into(),
            why_now: "She tuned a piano and left it worse than it was, for the first time in \
                      thirty years."
                .into(),
            access_needs: "Not before ten; she takes her grandson to the childminder.".into(),
            ..Referral::default()
        },
        suitability: Suitability {
            risk_answer: "Asked directly: no thoughts of suicide, now or before.".into(),
            findings_note: "Violence and control asked for, alone: none on either side.".into(),
            alternatives_offered: lines(&[
                "Medication through Dr. Varga",
                "CBT, with a short wait",
                "Family sessions elsewhere, if Klara wished them",
            ]),
            preference: "To think about it by herself first. Klara may come later, if at all."
                .into(),
            reason: "A depression in step with a conflict at home that has gone quiet. She chose \
                     IPT after hearing the others."
                .into(),
            ..Suitability::default()
        },
        assessment: assessment(),
        diagnosis: diagnosis(),
        sick_role: sick_role(),
    }
}

fn assessment() -> Assessment {
    Assessment {
        presenting_problem: "I creep about in my own house.".into(),
        symptoms: lines(&[
            "Low most of the day, six months",
            "Wakes at four, six months",
            "No pleasure in music; the wireless is off, five months",
            "Cannot hold her mind on a string, four months",
            "Thinks that she is a poor mother, four months",
        ]),
        functioning: "Two pianos a week instead of nine. Cooks, fetches, washes; has not rowed \
                      since the autumn."
            .into(),
        past_episodes: "One low winter after the divorce, at 39; it passed.".into(),
        past_treatments: "None.".into(),
        family_history: "Her mother “took to her bed” at times; it was not spoken of.".into(),
        substances: "A glass of wine on Saturdays.".into(),
        trauma: "Asked: none that troubles her.".into(),
        violence: "Asked alone: none, neither by her nor by Klara. “We shut doors very quietly.”"
            .into(),
        suicidality_now: "None.".into(),
        suicidality_past: "None.".into(),
        self_harm: "None.".into(),
        safeguarding: "Elias, 14 months, is well; both look after him with love.".into(),
        medical: "Thyroid and blood count in order.".into(),
        medication: "None.".into(),
        medication_need: "Offered; she would rather wait. Looked at again half way.".into(),
        sleep: "Eleven until four; then she listens whether he stirs.".into(),
        culture_language_faith: "Two languages at home. Sings in church, without believing much."
            .into(),
        strengths: "A fine ear, patience, humour; friends of thirty years in the boat.".into(),
        preference: "Not to be told that daughters are like that.".into(),
        exclusions: "Grandmother, and no longer alone: a change as well. The low follows the \
                     evenings with Klara, not the days with Elias."
            .into(),
        ..Assessment::default()
    }
}

fn diagnosis() -> Diagnosis {
    Diagnosis {
        name: "a depressive episode, moderate".into(),
        code: "6A70.1".into(),
        criteria_met: lines(&["Low mood", "No pleasure", "Sleep", "Concentration", "Guilt"]),
        severity: "PHQ-9 16".into(),
        differential: "Exhaustion from broken nights: she slept well for a week at her friend's, \
                       and the low came along."
            .into(),
        reaction: "“Then the piano was not my fault.” And after a while: “Nor hers.”".into(),
        ..Diagnosis::default()
    }
}

fn sick_role() -> SickRole {
    SickRole {
        illness_named: "A depression. It takes the pleasure first, and then the ear.".into(),
        explanation: "What is not said at home weighs; and the heavier it weighs the less you \
                      say."
            .into(),
        prognosis: "It usually passes, often sooner with help. There will be better and worse \
                    weeks."
            .into(),
        roles_lifted: lines(&[
            "Cooking on Tuesdays and Fridays",
            "The church piano, until Easter",
            "Being awake on behalf of everybody",
        ]),
        roles_kept: lines(&["Two pianos a week", "Elias's bath, which is theirs"]),
        work_toward_recovery: "Coming here; one hour a day in the workshop, with the door shut."
            .into(),
        who_will_be_told: lines(&["Mercy", "Joss", "Klara, in her own time"]),
        leaflets: lines(&["What depression is"]),
        teach_back: "“I am to do less, and to say that I do less.”".into(),
    }
}
