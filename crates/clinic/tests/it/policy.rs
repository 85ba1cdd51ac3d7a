//! The policy a second time, in another form: only what is allowed, in words
//! that stand in SECURITY.md and DESIGN.md. Whoever changes `permission::allows` changes this too.

use std::collections::BTreeSet;

use clinic::{
    Role,
    permission::{Relation, ResourceKind, VerbKind, allows, tells},
};
use ipt::{Code, label::Label};

/// Who, joined how to it (`any`: it does not matter; `but_`: all others), may do what with what. All else is refused.
const ALLOWED: &str = "
    therapist      leads      read   course
    therapist      leads      write  course
    therapist      leads_under_contract read  course
    therapist      leads_under_contract write course
    therapist      leads_under_contract read  desk
    therapist      leads_under_contract write desk
    facilitator    leads_under_contract read  course
    facilitator    leads_under_contract write course
    facilitator    leads_under_contract read  desk
    facilitator    leads_under_contract write desk
    facilitator    under_contract read   caseload
    facilitator    under_contract write  caseload
    facilitator    under_contract read   outcomes
    therapist      covers     read   course
    therapist      covers     write  course
    therapist      covers     read   desk
    therapist      covers     write  desk
    therapist      stands_in  read   course
    therapist      stands_in  write  course
    therapist      emergency  read   course
    therapist      emergency  write  course
    therapist      emergency  read   desk
    therapist      emergency  write  desk
    therapist      any        read   emergency
    therapist      any        write  emergency
    administrator  any        read   emergency
    facilitator    under_contract read emergency
    therapist      leads      read   emergency_use
    therapist      leads      write  emergency_use
    facilitator    leads      read   emergency_use
    facilitator    leads      write  emergency_use
    administrator  but_emergency read  emergency_use
    administrator  but_emergency write emergency_use
    therapist      leads      read   desk
    therapist      leads      write  desk
    therapist      stands_in  read   desk
    therapist      stands_in  write  desk
    therapist      leads      read   process_notes
    therapist      leads      write  process_notes
    therapist      leads_under_contract read  process_notes
    therapist      leads_under_contract write process_notes
    therapist      leads_under_contract read  process_desk
    therapist      leads_under_contract write process_desk
    therapist      wrote      read   process_notes
    therapist      wrote      write  process_notes
    therapist      leads      read   process_desk
    therapist      leads      write  process_desk
    therapist      wrote      read   process_desk
    therapist      wrote      write  process_desk
    therapist      any        read   caseload
    therapist      any        write  caseload
    therapist      supervises read   desk
    therapist      supervises write  desk
    supervisor     supervises read   desk
    supervisor     supervises write  desk
    therapist      supervises read   supervised_course
    therapist      supervises write  supervised_course
    supervisor     supervises read   supervised_course
    supervisor     supervises write  supervised_course
    therapist      any        read   supervision
    supervisor     any        read   supervision
    therapist      any        read   settings
    therapist      any        read   outcomes
    researcher     any        read   outcomes
    guardian       guards     read   ward
    client         is_client  read   own_course
    client         is_client  write  own_course
    administrator  any        read   accounts
    administrator  any        write  accounts
    administrator  any        read   settings
    administrator  any        write  settings
    administrator  any        read   outcomes
    administrator  any        read   retention
    administrator  any        write  retention
";

const RELATIONS: [Relation; 11] = [
    Relation::Leads,
    Relation::LeadsUnderContract,
    Relation::UnderContract,
    Relation::Covers,
    Relation::StandsIn,
    Relation::Supervises,
    Relation::Emergency,
    Relation::IsClient,
    Relation::Guards,
    Relation::Wrote,
    Relation::Stranger,
];
const VERBS: [VerbKind; 2] = [VerbKind::Read, VerbKind::Write];

/// A relation that is new does not compile here, and then belongs in the lists above.
fn named(relation: Relation) -> &'static str {
    match relation {
        Relation::Leads => "leads",
        Relation::LeadsUnderContract => "leads_under_contract",
        Relation::UnderContract => "under_contract",
        Relation::Covers => "covers",
        Relation::StandsIn => "stands_in",
        Relation::Supervises => "supervises",
        Relation::Emergency => "emergency",
        Relation::IsClient => "is_client",
        Relation::Guards => "guards",
        Relation::Wrote => "wrote",
        Relation::Stranger => "stranger",
    }
}

/// Who is told what has a label. All others are not.
const TOLD: &str = "leads leads_under_contract covers stands_in supervises emergency";

#[test]
fn what_has_a_label_is_told_to_whoever_works_in_the_course_and_to_nobody_else() {
    for relation in RELATIONS {
        assert!(tells(relation, None), "{relation:?}");
        for label in Label::ALL {
            let told = TOLD.split_whitespace().any(|name| name == named(relation));
            assert_eq!(tells(relation, Some(*label)), told, "{relation:?} {label:?}");
        }
    }
}

type Line = (String, String, String, String);

fn line(role: &str, relation: &str, verb: &str, resource: &str) -> Line {
    (role.to_owned(), relation.to_owned(), verb.to_owned(), resource.to_owned())
}

#[test]
fn the_policy_allows_exactly_what_a_second_table_allows() {
    let mut allowed = BTreeSet::new();
    for words in ALLOWED.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()) {
        let [role, relation, verb, resource] = words[..] else { continue };
        let fits = |each: &&str| match relation.strip_prefix("but_") {
            Some(other) => other != *each,
            None => relation == "any" || relation == *each,
        };
        for each in RELATIONS.map(named).into_iter().filter(|each| fits(each)) {
            assert!(allowed.insert(line(role, each, verb, resource)), "twice: {words:?}");
        }
    }
    let mut found = BTreeSet::new();
    for role in Role::ALL {
        for relation in RELATIONS {
            for resource in ResourceKind::ALL {
                for verb in VERBS {
                    if allows(*role, relation, *resource, verb) {
                        let verb = verb.code();
                        found.insert(line(role.code(), named(relation), verb, resource.code()));
                    }
                }
            }
        }
    }
    let too_much: Vec<&Line> = found.difference(&allowed).collect();
    let too_little: Vec<&Line> = allowed.difference(&found).collect();
    assert!(too_much.is_empty(), "the policy allows more than the second table: {too_much:?}");
    assert!(too_little.is_empty(), "the second table allows more: {too_little:?}");
}
