//! What was given of a record: written down by the staff, seen by the client, in clear nowhere.

use clinic::{
    Access, Problem, Read, TheRetention, Write,
    disclosure::{Disclosure, Ground},
    permission::TheOwnCourse,
};
use uuid::Uuid;

use crate::{PASSPHRASE, tables, world_on_disk};

pub fn to(whom: &str, day: &str) -> Disclosure {
    Disclosure {
        to: whom.to_owned(),
        on: day.parse().expect("a day"),
        what: "The letter at the end.".to_owned(),
        ground: Ground::Agreed,
        ground_words: String::new(),
    }
}

#[test]
fn a_disclosure_is_written_once_by_staff_and_seen_by_the_client_whose_it_is() {
    let (_folder, place, world) = world_on_disk();
    let (course, other) = (world.refer("Maren"), world.refer("Ida"));
    let working = world.working(course);
    let key = Uuid::new_v4();
    for _ in 0..2 {
        world.clinic.disclose(&working, key, &to("Canarydoctor", "2026-02-01")).expect("written");
    }
    let tomas: Access<TheRetention, Write> =
        world.clinic.may(&world.tomas, working.client(), "disclosures").expect("may");
    world.clinic.disclose(&tomas, Uuid::new_v4(), &to("The court", "2026-03-01")).expect("written");
    for wordless in [to(" ", "2026-03-01"), Disclosure { what: "".into(), ..to("X", "2026-03-01") }]
    {
        let refused = world.clinic.disclose(&working, Uuid::new_v4(), &wordless);
        assert!(matches!(refused, Err(Problem::WordsMissing)));
    }
    let lines = world.clinic.disclosures(&working).expect("read");
    let whom: Vec<_> = lines.iter().map(|line| (line.disclosure.to.as_str(), line.by)).collect();
    assert_eq!(whom, [("The court", world.tomas.id()), ("Canarydoctor", world.ruth.id())]);
    assert!(world.clinic.disclosures(&world.working(other)).expect("read").is_empty());

    let token = world.clinic.invite_client(&working, "maren").expect("invited").token;
    let maren = world.clinic.take_invitation(&token, None, PASSPHRASE).expect("taken").actor;
    let own: Access<TheOwnCourse, Read> =
        world.clinic.may(&maren, course, "disclosures").expect("may");
    assert_eq!(world.clinic.own_disclosures(&own).expect("read"), lines);
    let whole = world
        .clinic
        .client_file(&working, &crate::fresh(&world.clinic, &world.ruth))
        .expect("file")
        .to_json()
        .expect("whole");
    assert!(whole["disclosures"].to_string().contains("Canarydoctor"), "handed out too");

    // Nobody reads it in the files, and nobody changes it.
    let found = std::fs::read(place.data.join(clinic::PRACTICE_FILE)).expect("bytes");
    assert!(!found.windows(6).any(|part| part == b"Canary"));
    let changed = tables(&place).execute("UPDATE disclosure SET made_at = 0", []);
    assert!(changed.is_err());
}
