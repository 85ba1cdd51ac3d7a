//! Roles that are given and end, as they show on the next page.

use jiff::ToSpan;

use crate::{World, second_step::PASSPHRASE, world};

/// The address of somebody's roles, as the list of the people links to it.
async fn of(world: &World, tomas: &str, name: &str) -> String {
    let people = world.ask("GET", "/people", tomas, "").await.body;
    let row =
        people.split("<tr>").skip(1).find(|row| row.contains(name)).expect("their row").to_owned();
    let link = row.split("href=\"").find(|rest| rest.starts_with("/people/")).expect("a link");
    link.split('"').next().expect("an address").to_owned()
}

/// Ends somebody's role at once.
async fn end(world: &World, tomas: &str, roles: &str, role: &str) {
    let shown = world.ask("GET", roles, tomas, "").await.body;
    let row = shown.split(&format!("<li><strong>{role}</strong>")).nth(1).expect("the role");
    let form = row.split("action=\"").nth(1).and_then(|rest| rest.split('"').next());
    let ended = world.ask("POST", form.expect("a form"), tomas, "last=").await;
    assert_eq!(ended.status, 303, "{}", ended.body);
}

#[tokio::test]
async fn a_role_that_ended_closes_its_pages_at_once_and_another_goes_on() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let roles = of(&world, &tomas, "Ruth Albrecht").await;
    let give = format!("{roles}/roles");
    let given = world.ask("POST", &give, &tomas, "role=administrator&from=&until=").await;
    assert_eq!(given.status, 303, "{}", given.body);
    let soon = world.ask("GET", "/settings", &tomas, "").await.body;
    assert!(soon.contains("Ruth Albrecht becomes an administrator on"), "told on every page");
    let tomas = a_day_later(&world, "Tomas Weil").await;
    let ruth = world.enter("Ruth Albrecht").await;
    let both = world.ask("GET", "/people", &ruth, "").await;
    assert_eq!(both.status, 200);
    for link in ["/caseload", "/people", "/settings"] {
        assert!(both.body.contains(&format!("<a href=\"{link}\"")), "{link}");
    }
    assert_eq!(world.ask("GET", &course, &ruth, "").await.status, 200);
    assert_eq!(world.ask("GET", "/", &ruth, "").await.location, "/caseload");

    end(&world, &tomas, &roles, "Therapist").await;
    for shut in [course.as_str(), "/caseload", "/today"] {
        assert_eq!(world.ask("GET", shut, &ruth, "").await.status, 404, "{shut}");
    }
    let write = world.ask("POST", &format!("{course}/pause"), &ruth, "reason=x").await;
    assert_eq!(write.status, 404);
    assert_eq!(world.ask("GET", "/people", &ruth, "").await.status, 200, "the other goes on");
    let past = world.ask("GET", &roles, &tomas, "").await.body;
    assert!(past.contains("Roles that ended"));
}

async fn a_day_later(world: &World, name: &str) -> String {
    world.clock.set(world.clinic.now() + 24.hours());
    world.enter(name).await
}

#[tokio::test]
async fn where_there_are_two_administrators_one_asks_and_the_other_confirms() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let daniel = of(&world, &tomas, "Daniel Okafor").await;
    let form = "role=administrator&from=&until=";
    world.ask("POST", &format!("{daniel}/roles"), &tomas, form).await;
    // Who never came in cannot be a second person.
    let link = world.ask("POST", &format!("{daniel}/invitation"), &tomas, "").await.body;
    let link = link.split("/invitations/").nth(1).and_then(|rest| rest.split('<').next());
    let chosen = format!("passphrase={PASSPHRASE}&again={PASSPHRASE}");
    let took = format!("/invitations/{}", link.expect("a link"));
    assert_eq!(world.ask("POST", &took, "", &chosen).await.status, 303);
    let tomas = a_day_later(&world, "Tomas Weil").await;
    let ruth = of(&world, &tomas, "Ruth Albrecht").await;
    let form = "role=supervisor&from=&until=2030-05-01";
    let asked = world.ask("POST", &format!("{ruth}/roles"), &tomas, form).await;
    assert_eq!(asked.status, 303, "{}", asked.body);
    let shown = world.ask("GET", &ruth, &tomas, "").await.body;
    assert!(shown.contains("Waits for a second administrator:"));
    let own = world.ask("GET", "/people", &tomas, "").await.body;
    assert!(own.contains("Ruth Albrecht: Supervisor, To which day: 1 May 2030"));
    assert!(own.contains("Take back") && !own.contains("/confirmation\""));
    let action =
        own.split("action=\"/people/roles/").nth(1).and_then(|rest| rest.split('/').next());
    let action = format!("/people/roles/{}", action.expect("its form"));
    let alone = world.ask("POST", &format!("{action}/confirmation"), &tomas, "").await;
    assert!(alone.status == 422 && alone.body.contains("Another administrator confirms this"));

    let daniel = world.enter("Daniel Okafor").await;
    let other = world.ask("GET", "/settings", &daniel, "").await.body;
    assert!(other.contains("A role waits for your confirmation."));
    let confirmed = world.ask("POST", &format!("{action}/confirmation"), &daniel, "").await;
    assert_eq!(confirmed.status, 303, "{}", confirmed.body);
    let people = world.ask("GET", "/people", &daniel, "").await.body;
    assert!(!people.contains("waits for your confirmation") && !people.contains("Take back"));
    assert!(people.contains("Therapist, Supervisor"), "she has it");
    let gone = world.ask("POST", &format!("{action}/withdrawal"), &tomas, "").await;
    assert!(gone.status == 422 && gone.body.contains("This is not asked any more."));
}

#[tokio::test]
async fn where_there_are_two_administrators_one_makes_a_recovery_and_the_other_confirms_it() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let chosen = format!("passphrase={PASSPHRASE}&again={PASSPHRASE}");
    let link = async |cookie: &str, of: &str| {
        let page = world.ask("POST", &format!("{of}/invitation"), cookie, "").await.body;
        let link = page.split("/invitations/").nth(1).and_then(|rest| rest.split('<').next());
        (format!("/invitations/{}", link.expect("a link")), page)
    };
    let daniel = of(&world, &tomas, "Daniel Okafor").await;
    world.ask("POST", &format!("{daniel}/roles"), &tomas, "role=administrator&from=&until=").await;
    let (first, _) = link(&tomas, &daniel).await;
    assert_eq!(world.ask("POST", &first, "", &chosen).await.status, 303);
    let ruth = of(&world, &tomas, "Ruth Albrecht").await;
    let (first, _) = link(&tomas, &ruth).await;
    assert_eq!(world.ask("POST", &first, "", &chosen).await.status, 303, "her first comes at once");

    let tomas = a_day_later(&world, "Tomas Weil").await;
    let (recovery, page) = link(&tomas, &ruth).await;
    assert!(page.contains("only when another administrator has confirmed it"), "{page}");
    let tomas = a_day_later(&world, "Tomas Weil").await;
    let waits = world.ask("GET", &recovery, "", "").await;
    assert!(waits.status == 425 && waits.body.contains("waits for a second administrator"));
    let alone = world.ask("POST", &format!("{ruth}/recovery/confirmation"), &tomas, "").await;
    assert!(alone.status == 422 && alone.body.contains("Another administrator confirms this"));
    let own = world.ask("GET", "/people", &tomas, "").await.body;
    assert!(own.contains("Recoveries that wait") && own.contains("recovery/declining"));
    assert!(!own.contains("recovery/confirmation"), "not by who made it");

    let daniel = world.enter("Daniel Okafor").await;
    let told = world.ask("GET", "/settings", &daniel, "").await.body;
    assert!(told.contains("A recovery of somebody’s way in waits for your confirmation."));
    let confirmed = world.ask("POST", &format!("{ruth}/recovery/confirmation"), &daniel, "").await;
    assert_eq!(confirmed.status, 303, "{}", confirmed.body);
    assert_eq!(world.ask("POST", &recovery, "", &chosen).await.status, 303, "she comes in");
    let gone = world.ask("POST", &format!("{ruth}/recovery/declining"), &tomas, "").await;
    assert!(gone.status == 422 && gone.body.contains("This is not asked any more."));
}

#[tokio::test]
async fn what_is_wrong_with_a_role_is_said_and_nothing_typed_is_lost() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let roles = of(&world, &tomas, "Daniel Okafor").await;
    let give = format!("{roles}/roles");
    for (form, said) in [
        ("role=&from=2030-01-01&until=", "Choose a role."),
        ("role=client&from=2030-01-01&until=", "Choose a role."),
        ("role=supervisor&from=2030-01-01&until=2029-01-01", "before the first"),
        ("role=therapist&from=2030-01-01&until=", "They have this role already"),
        ("role=supervisor&from=2030-01-01&until=soon", "no date of the calendar"),
    ] {
        let came = world.ask("POST", &give, &tomas, form).await;
        assert_eq!(came.status, 422, "{form}");
        assert!(came.body.contains(said), "{form}");
        assert!(came.body.contains("value=\"2030-01-01\""), "{form}");
    }
    let own = of(&world, &tomas, "Tomas Weil").await;
    let form = "role=therapist&from=&until=";
    let came = world.ask("POST", &format!("{own}/roles"), &tomas, form).await;
    assert!(came.body.contains("Nobody gives a role to themselves"));
    let nobody = world.ask("GET", "/people/00000000000000000000000000000007", &tomas, "").await;
    assert_eq!(nobody.status, 404);
}

#[tokio::test]
async fn a_facilitator_is_told_why_their_courses_are_shut() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let roles = of(&world, &tomas, "Daniel Okafor").await;
    let form = "role=facilitator&from=&until=";
    let given = world.ask("POST", &format!("{roles}/roles"), &tomas, form).await;
    assert_eq!(given.status, 303, "{}", given.body);
    end(&world, &tomas, &roles, "Therapist").await;
    // Helen Marsh supervises him in the demo; he leads until that contract ends.
    let daniel = world.enter("Daniel Okafor").await;
    assert_eq!(world.ask("GET", "/", &daniel, "").await.location, "/caseload");
    let contracts = world.ask("GET", "/settings/supervision", &tomas, "").await.body;
    let his = contracts.split("→ Daniel Okafor").nth(1).expect("his contract");
    let of = |name: &str| {
        let rest = his.split(&format!("name=\"{name}\" value=\"")).nth(1);
        rest.and_then(|rest| rest.split('"').next()).expect(name).to_owned()
    };
    let form = format!("supervisor={}&therapist={}", of("supervisor"), of("therapist"));
    let ended = world.ask("POST", "/settings/supervision/ending", &tomas, &form).await;
    assert_eq!(ended.status, 303);
    let people = world.ask("GET", "/people", &tomas, "").await.body;
    assert!(people.contains("Courses in the name of Daniel Okafor are shut"));
    assert_eq!(world.ask("GET", "/", &daniel, "").await.location, "/account");
    let own = world.ask("GET", "/account", &daniel, "").await.body;
    assert!(own.contains("no supervision contract over your work stands"));
    assert!(!own.contains("href=\"/caseload\""));
}
