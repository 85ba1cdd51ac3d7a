//! The report on what one account looked at, as an administrator makes it.

use crate::world;

#[tokio::test]
async fn an_administrator_sees_whom_it_concerns_and_saves_it_as_a_file() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    for room in ["triad", "circle"] {
        let path = format!("/courses/{}/{room}", world.course("Maren"));
        assert_eq!(world.ask("GET", &path, &ruth, "").await.status, 200);
    }
    world.ask("GET", "/caseload", &ruth, "").await;
    let tomas = world.enter("Tomas Weil").await;
    let people = world.ask("GET", "/people", &tomas, "").await.body;
    let row = people.split("<tr>").find(|row| row.contains("Ruth Albrecht")).expect("her row");
    let hers = row.split("href=\"").find(|rest| rest.starts_with("/people/")).expect("a link");
    let looks = format!("{}/looks", hers.split('"').next().expect("an address"));
    assert!(world.ask("GET", &looks, &tomas, "").await.body.contains("Make the report"));
    let today = world.clinic.today();
    let form = format!("from={today}&to={today}&as=page");
    let made = world.ask("POST", &looks, &tomas, &form).await;
    assert_eq!(made.status, 200, "{}", made.body);
    let own = |words: &str| assert!(made.body.contains(words), "{words}");
    own("how your difficulties are understood");
    own("a list of the clients in this person");
    own("<th scope=\"row\">Maren</th>");
    let clock = world.clinic.zone().to_datetime(world.clinic.now());
    own(&clock.strftime("%-d %b %Y, %H:%M:%S").to_string());
    assert!(!made.body.contains("<th scope=\"row\">Leila Haddad</th>"), "she was not opened");
    let saved = world.ask("POST", &looks, &tomas, &format!("from={today}&to={today}&as=csv")).await;
    assert!(
        saved.body.starts_with("at,act,whose,client_id,part\r\n") && saved.body.contains(",Maren,")
    );
    assert_eq!(saved.headers["content-type"], "text/csv; charset=utf-8");

    let maren = world.enter("Maren").await;
    let looked = format!("/my/{}/looks", world.course("Maren"));
    let looked = world.ask("GET", &looked, &maren, "").await.body;
    assert!(looked.contains("Tomas Weil"), "she sees who made a report");

    for (form, field, said) in [
        ("from=2026-05-02&to=2026-05-01", "to", "The last day lies before the first."),
        ("from=soon&to=2026-05-01", "from", "no date of the calendar"),
        ("from=2026-05-01&to=2027-05-01", "to", "still to come"),
        ("from=1999-05-01&to=2026-05-01", "from", "The log does not go back so far"),
    ] {
        let refused = world.ask("POST", &looks, &tomas, form).await;
        assert!(refused.status == 422 && refused.body.contains(said), "{form}");
        assert!(refused.body.contains("value=\"2026-05-01\""), "what was typed stands");
        let beside = refused.body.split("data-problem").nth(1).expect("a field");
        assert!(beside.starts_with(&format!("><label for=\"{field}\"")), "{form}: {beside}");
    }
}
