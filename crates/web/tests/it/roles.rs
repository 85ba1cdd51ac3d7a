//! Roles that are given and end, as they show on the next page.

use crate::{World, world};

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
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let roles = of(&world, &tomas, "Ruth Albrecht").await;
    let give = format!("{roles}/roles");
    let given = world.ask("POST", &give, &tomas, "role=administrator&from=&until=").await;
    assert_eq!(given.status, 303, "{}", given.body);
    let both = world.ask("GET", "/people", &ruth, "").await;
    assert_eq!(both.status, 200, "in the sign-in that she had");
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
