//! The readable record is whole: whatever anybody wrote in any event stands in it.

use jiff::ToSpan;
use serde_json::Value;

use crate::{World, world};

/// Every text in a fact that a person wrote: it has a blank in it, as no id, code or date has.
fn written(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) if text.trim().contains(' ') => {
            into.extend(text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned));
        }
        Value::Array(values) => values.iter().for_each(|value| written(value, into)),
        Value::Object(fields) => fields.values().for_each(|value| written(value, into)),
        _ => {}
    }
}

fn plain(html: &str) -> String {
    let named = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    named.iter().fold(html.to_owned(), |text, (escaped, meant)| text.replace(escaped, meant))
}

async fn whole(world: &World, cookie: &str, client: &str) -> String {
    let record = format!("/courses/{}/record", world.course(client));
    let data = world.ask("GET", &format!("{record}.json"), cookie, "").await;
    let data: Value = serde_json::from_str(&data.body).expect("data");
    let html = plain(&world.ask("GET", &record, cookie, "").await.body);
    let mut texts = Vec::new();
    data["courses"].as_array().expect("courses").iter().for_each(|c| written(c, &mut texts));
    assert!(texts.len() > 20, "{client}: {}", texts.len());
    for text in texts {
        assert!(html.contains(&text), "the record of {client} does not say: {text}");
    }
    html
}

#[tokio::test]
async fn every_text_of_every_event_is_in_the_record() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let maren = whole(&world, &ruth, "Maren").await;
    assert!(maren.contains("Ruth Albrecht · The note was signed: session 3"));
    assert!(maren.contains("agreed with the client"), "the formulation, the contract, the plan");
    assert!(maren.contains("a later version took its place"), "the first risk assessment");
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let held =
        world.ask("POST", &format!("{course}/hold"), &ruth, "reason=A+storm+is+coming").await;
    assert_eq!(held.status, 303);
    world.assess(&world.course("Leila Haddad"), &ruth).await;
    let acts = [
        ("hold/lifting", "reason=It+went+by+quietly"),
        ("risk", "source=concern&note=Said+that+nothing+matters"),
        ("sessions/5/addenda", "text=Forgot+to+say+this"),
        ("sessions/missed", "on=2026-05-30&why=did_not_attend&note=The+bus+was+late"),
        ("contract/renegotiation", "reason=Two+more+are+needed"),
        ("pause", "reason=A+stay+in+hospital"),
        ("resumption", ""),
    ];
    for (act, form) in acts {
        let came = world.ask("POST", &format!("{course}/{act}"), &ruth, form).await;
        assert_eq!(came.status, 303, "{act}: {}", came.body);
    }
    let leila = whole(&world, &ruth, "Leila Haddad").await;
    assert!(leila.contains("It went by quietly") && leila.contains("The bus was late"));
    for client in ["Piotr Nowak", "Jun Park", "Geoffrey Ames"] {
        // One person hands out two within a day.
        world.clock.set(world.clinic.now() + 24.hours());
        let ruth = world.enter("Ruth Albrecht").await;
        whole(&world, &ruth, client).await;
    }
}
