//! The thread of a course: points that open their answers, events beside them, and the table.

use crate::{World, world};

async fn page(world: &World, cookie: &str, path: &str) -> String {
    let came = world.ask("GET", path, cookie, "").await;
    assert_eq!(came.status, 200, "{path}");
    came.body
}

/// The addresses of the points of a page's drawing, in the order of the keyboard.
fn points(page: &str) -> Vec<String> {
    let drawn = page.split("<svg class=\"thread\"").nth(1).expect("a drawing");
    let drawn = drawn.split("</svg>").next().unwrap_or_default();
    let links = drawn.split("<a href=\"").skip(1);
    links.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn each_point_opens_the_answers_it_is_made_of() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Maren"));
    let progress = page(&world, &ruth, &format!("{course}/progress")).await;
    let points = points(&progress);
    let measure = |at: usize| points[at].split('/').nth(4).unwrap_or_default().to_owned();
    assert_eq!((measure(0).as_str(), measure(1).as_str()), ("phq-9", "gad-7"), "by time");
    for point in &points {
        page(&world, &ruth, point).await;
    }
    let risky = progress.split("risk answer above 0</title>").next().expect("a title");
    let risky = risky.rsplit("<a href=\"").next().and_then(|rest| rest.split('"').next());
    let score = page(&world, &ruth, risky.expect("a link")).await;
    assert!(score.contains("Little interest or pleasure") && score.contains("Nearly every day"));
    assert_eq!(score.matches("Risk answer above 0").count(), 1, "at its item alone");
    assert!(score.contains("Ruth Albrecht entered it by hand, answer by answer"));
    for strange in ["phq-9/scores/0", "phq-9/scores/999", "gad-7/scores/1", "phq-9/scores/x"] {
        let came = world.ask("GET", &format!("{course}/measures/{strange}"), &ruth, "").await;
        assert_eq!(came.status, 404, "{strange}");
    }
}

#[tokio::test]
async fn a_score_from_a_check_in_says_that_the_client_filled_it() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let body = "session=7&measures=phq-9";
    let made = world.ask("POST", &format!("{course}/check-in"), &ruth, body).await;
    let link = made.body.split("<code>").nth(1).and_then(|rest| rest.split("</code>").next());
    let link = link.expect("shown once");
    let at = link[link.find("/check-in/").expect("a way")..].to_owned();
    let said: String = (1..=9).map(|item| format!("&item_{item}=1")).collect();
    let sent = world.ask("POST", &at, "", &format!("measure=phq-9&send=yes{said}")).await;
    assert_eq!(sent.status, 303);
    let measures = page(&world, &ruth, &format!("{course}/measures")).await;
    let last = measures.split("/measures/phq-9/scores/").last().expect("a score");
    let number: String = last.chars().take_while(char::is_ascii_digit).collect();
    let score = page(&world, &ruth, &format!("{course}/measures/phq-9/scores/{number}")).await;
    assert!(score.contains("Leila Haddad filled it in a check-in"), "{score}");
}

#[tokio::test]
async fn an_event_whose_day_is_not_known_is_joined_to_nothing_and_stands_in_a_row_of_its_own() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Jun Park"));
    let progress = format!("{course}/progress");
    assert!(!page(&world, &ruth, &progress).await.contains("class=\"join\""));
    for (on, precision, what) in
        [("2026-05-14", "day", "A+near+one"), ("2026-05-15", "month", "About+then")]
    {
        let said = format!("on={on}&precision={precision}&kind=dispute&what={what}");
        let came = world.ask("POST", &format!("{course}/timeline"), &ruth, &said).await;
        assert_eq!(came.status, 303, "{what}");
    }
    let page = page(&world, &ruth, &progress).await;
    assert_eq!(page.matches("class=\"join\"").count(), 1);
    let rows: Vec<&str> = page.split("<tr><th scope=\"row\">").collect();
    let row = |what: &str| *rows.iter().find(|row| row.contains(what)).expect("a row");
    assert!(row("A near one").starts_with("4<"), "{}", row("A near one"));
    assert!(row("About then").starts_with("–<"));
    assert!(row("About then").contains("its day is not known"));
    assert!(row("About then").contains("about May 2026"));
}

#[tokio::test]
async fn where_there_is_no_score_yet_it_says_what_will_be_here_and_how_one_comes() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Amara Diallo"));
    let page = page(&world, &ruth, &format!("{course}/progress")).await;
    assert!(page.contains("Here the scores of the sessions stand on one line of time"));
    assert!(!page.contains("class=\"thread\""));
    for way in ["measures", "check-in"] {
        assert!(page.contains(&format!("class=\"button\" href=\"{course}/{way}\"")), "{way}");
    }
}
