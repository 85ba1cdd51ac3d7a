//! What Leila brought: referral, suitability, assessment, diagnosis, sick role.

use ipt::{
    Dialect,
    document::{Assessment, Diagnosis, Referral, SickRole, Suitability},
};

use super::super::{course::Beginning, lines};

pub(super) fn beginning() -> Beginning {
    Beginning {
        name: "Leila Haddad",
        variant: "ipt_standard",
        dialect: Dialect::KlermanWeissman,
        onset_days: 200,
        referral: referral(),
        suitability: suitability(),
        assessment: assessment(),
        diagnosis: diagnosis(),
        sick_role: sick_role(),
    }
}

fn referral() -> Referral {
    Referral {
        referred_by: "Dr. Mendes, general practitioner".into(),
        reason: "Wakes at two, cannot eat what she bakes; conflict with her sister, who is her \
                 partner in the bakery."
            .into(),
        why_now:
            "At the feast her mother saw that she did not eat. Tests of the stomach were clear."
                .into(),
        access_needs: "Afternoons; she starts work at four in the morning.".into(),
        ..Referral::default()
    }
}

fn suitability() -> Suitability {
    Suitability {
        risk_answer: "Asked directly: no thoughts of suicide, now or before. She prays and sleeps \
                      little; she does not wish to die."
            .into(),
        alternatives_offered: lines(&[
            "Medication through Dr. Mendes",
            "CBT, with a short wait",
            "Family mediation, if both sisters wanted it",
        ]),
        preference: "Somebody outside the family who does not tell her to forgive. Not mediation: \
                     “Samira would have to know, and I am not there yet.”"
            .into(),
        reason: "A first depression in step with a conflict that has gone quiet. She chose IPT \
                 after hearing all three."
            .into(),
        ..Suitability::default()
    }
}

fn assessment() -> Assessment {
    Assessment {
        presenting_problem: "We stand at one oven and she looks through me.".into(),
        symptoms: lines(&[
            "Wakes at two, long before the alarm, seven months",
            "No appetite; the smell of bread turns her stomach, seven months",
            "Exhausted by noon, six months",
            "Low, with a stone in the chest on working mornings, six months",
            "Thinks that she has failed her father, five months",
        ]),
        functioning:
            "Has not missed a morning. At home asleep by eight; no longer sings; has left the \
             book-keeping course."
                .into(),
        past_episodes: "None. After Sami's birth some tearful weeks that passed.".into(),
        past_treatments: "None; tablets for the stomach, no change.".into(),
        family_history: "An aunt was “sad for years” and is spoken of kindly.".into(),
        substances: "None.".into(),
        trauma: "Left her country at nine with her family; asked, not troubled by it now.".into(),
        violence: "Asked alone: none, not by her husband, not by her sister. They have never \
                   raised a hand."
            .into(),
        suicidality_now: "None.".into(),
        suicidality_past: "None.".into(),
        self_harm: "None.".into(),
        safeguarding: "Two children, 8 and 13, well looked after; Karim is with them mornings."
            .into(),
        medical: "Stomach examined, clear. Iron low, being treated.".into(),
        medication: "Iron.".into(),
        medication_need: "Offered; she would rather see first. Looked at again half way.".into(),
        sleep: "Bed at eight, awake at two, up at half past three.".into(),
        culture_language_faith:
            "Arabic at home, prays, fasts when well; excused herself this year with the imam's \
             blessing."
                .into(),
        strengths: "Proud of her craft; a wide family; says a thing plainly once she says it."
            .into(),
        preference: "Not to be told who is right.".into(),
        exclusions: "Grief thought of: her father died fourteen months ago and was mourned with \
                     the family; she speaks of him with warmth and sleeps after it. The low came \
                     later, with the silence."
            .into(),
        ..Assessment::default()
    }
}

fn diagnosis() -> Diagnosis {
    Diagnosis {
        name: "a first depressive episode, moderate".into(),
        code: "6A70.1".into(),
        criteria_met: lines(&["Low mood", "Early waking", "Appetite", "Energy", "Guilt"]),
        severity: "PHQ-9 17".into(),
        differential:
            "An illness of the stomach: examined, none found. Generalised anxiety: worry came \
             with the low and keeps to the bakery; GAD-7 watched beside."
                .into(),
        reaction:
            "“So it was never the bread.” She laughed, then asked how she was to say it to her \
             mother, who has no word for it but tired."
                .into(),
        ..Diagnosis::default()
    }
}

fn sick_role() -> SickRole {
    SickRole {
        illness_named: "A depression: an illness that sits in the sleep and the stomach too."
            .into(),
        explanation:
            "A silent morning leaves you heavy; heavy, you say less; and the next morning is \
             more silent. We can look for the place where that can open."
                .into(),
        prognosis: "A first depression usually passes, often sooner with help. It may go up and \
                    down."
            .into(),
        roles_lifted: lines(&[
            "The early shift on Tuesdays; Yasmin has offered",
            "Cooking for the Friday table; she brings bread, or nothing",
            "Keeping the peace so that nobody at the table notices",
        ]),
        roles_kept: lines(&[
            "The sourdough, which is hers",
            "Homework with Sami",
            "Prayer, sitting down when she is weak",
        ]),
        work_toward_recovery: "Coming here; eating something before the shop opens; noticing what \
                               she would have said."
            .into(),
        who_will_be_told: lines(&["Karim", "Nour, in her words", "Not Samira yet"]),
        leaflets: lines(&["What depression is", "Eating a little when nothing tastes"]),
        teach_back: "“I may be ill on Tuesdays. On the other days I may be ill and bake.”".into(),
    }
}
