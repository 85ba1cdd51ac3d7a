#![allow(missing_docs)] // a test binary has no readers but this file's
//! The screens as a whole: who gets in where, what each says, and that no words are missing.

mod alarms;
mod areas;
mod breach;
mod browsers;
mod check_in;
mod circle;
mod corrections;
mod corridor;
mod covers;
mod crisis;
mod disclosures;
mod door;
mod emergency;
mod ending;
mod episodes;
mod erasure;
mod exported;
mod formulation;
mod guardians;
mod hand_outs;
mod hostile;
mod hurried;
mod labels;
mod letters;
mod limits;
mod looked;
mod lost;
mod manual;
mod matrix;
mod measured;
mod never;
mod notices;
mod outcomes;
mod pages;
mod passkey;
mod planted;
mod process_notes;
mod providers;
mod reading;
mod replay;
mod reviews;
mod role_conflicts;
mod roles;
mod second_step;
mod shut;
mod sites;
mod supervision;
mod sweep;
mod techniques;
mod thread;
mod today;
mod variants;
mod whole;
mod words;
mod work;

use std::sync::Arc;

use axum::{Router, body::Body, http::Request};
use clinic::{Access, Clinic, Read, SetClock, TheCourse, invitation::Token, login::AtTheDoor};
use http_body_util::BodyExt;
use record::{Mark, Place};
use simulate::demo::Practice;
use tower::ServiceExt;
use web::App;

pub struct World {
    pub router: Router,
    pub practice: Practice,
    pub clinic: Arc<Clinic>,
    pub clock: SetClock,
    pub folder: tempfile::TempDir,
}

/// What came back.
pub struct Came {
    pub status: u16,
    pub location: String,
    pub cookie: String,
    pub headers: axum::http::HeaderMap,
    pub body: String,
}

/// The demo practice on a pinned day.
pub fn world() -> World {
    world_with(None)
}

/// The same, with an OpenID provider.
pub fn world_with(provider: web::provider::OfThePractice) -> World {
    let folder = tempfile::tempdir().expect("folder");
    let place = Place { data: folder.path().join("data"), root_key: folder.path().join("key") };
    let clock = SetClock::default();
    let clinic = Clinic::create(&place, Mark::Demo, Arc::new(clock.clone())).expect("created");
    let today = jiff::civil::date(2026, 6, 1);
    let practice = simulate::demo::seed_for(&clinic, &clock, today).expect("seeded");
    let clinic = Arc::new(clinic);
    let served = Arc::clone(&clinic);
    let app =
        Arc::new(App { clinic: served, behind_tls: false, hosts: Default::default(), provider });
    World { router: web::server::router(&app), practice, clinic, clock, folder }
}

impl World {
    /// The same practice, stopped and started again with the files of its own folder.
    pub fn again(self) -> Self {
        self.again_with(clinic::corridor::ENOUGH)
    }

    /// And so few closed courses are enough for a corridor.
    pub fn again_with(self, enough: usize) -> Self {
        self.opened_as(|clinic| {
            let clinic = clinic.with_own_measures().expect("read").with_enough_cases(enough);
            clinic.with_imported_corridor().expect("read")
        })
    }

    /// The same practice, stopped and started again in another way.
    pub fn opened_as(self, change: impl FnOnce(Clinic) -> Clinic) -> Self {
        let Self { router, practice, clinic, clock, folder } = self;
        // The old one lets go of its record before the new one takes it.
        drop((router, clinic));
        let data = folder.path().join("data");
        let place = Place { data, root_key: folder.path().join("key") };
        let clinic = Clinic::open(&place, Mark::Demo, Arc::new(clock.clone())).expect("opened");
        let clinic = Arc::new(change(clinic));
        let served = Arc::clone(&clinic);
        let app = Arc::new(App {
            clinic: served,
            behind_tls: false,
            hosts: Default::default(),
            provider: None,
        });
        World { router: web::server::router(&app), practice, clinic, clock, folder }
    }

    /// Where an alert of a course is reviewed.
    pub fn review(&self, course: &str, alert: &str) -> String {
        let id = ipt::CourseId(course.parse().expect("an id"));
        format!("/courses/{course}/reviews/{}", self.clinic.opaque(id, alert).simple())
    }

    /// Files a risk assessment in full.
    pub async fn assess(&self, course: &str, cookie: &str) {
        let mut form = format!("next_contact={}", "2026-06-01");
        for field in ipt::DocumentKind::RiskAssessment.fields() {
            if field.name != "next_contact" {
                form.push_str(&format!("&{}=Asked+and+answered", field.name));
            }
        }
        let path = format!("/courses/{course}/risk_assessment");
        let seen = self.ask("GET", &path, cookie, "").await.body;
        let version = seen.split("name=\"form_seen\" value=\"").nth(1).unwrap_or_default();
        form.push_str(&format!("&form_seen={}", version.split('"').next().unwrap_or_default()));
        let came = self.ask("POST", &path, cookie, &form).await;
        assert_eq!(came.status, 303, "{}", came.body);
    }

    /// Asks as a browser does in which the page with the form is open.
    pub async fn ask(&self, method: &str, path: &str, cookie: &str, body: &str) -> Came {
        let body = match method {
            "POST" => format!("{body}&form_proof={}", self.proof(cookie, path)),
            _ => body.to_owned(),
        };
        self.ask_so(method, path, cookie, &body).await
    }

    /// The proof of the form at an address, for who holds or held this cookie.
    pub fn proof(&self, cookie: &str, path: &str) -> String {
        let address = path.split('?').next().unwrap_or_default();
        let secret = cookie.split_once('=').map_or("", |(_, secret)| secret).to_owned();
        match self.clinic.at_the_door(&Token(secret)) {
            Ok(AtTheDoor::Here(actor)) => self.clinic.form_proof(&actor, address),
            Ok(_) | Err(_) => String::new(),
        }
    }

    /// Asks with exactly this body.
    pub async fn ask_so(&self, method: &str, path: &str, cookie: &str, body: &str) -> Came {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "127.0.0.1")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", cookie)
            .body(Body::from(body.to_owned()))
            .expect("request");
        self.send(request).await
    }

    pub async fn send(&self, request: Request<Body>) -> Came {
        let response = self.router.clone().oneshot(request).await.expect("infallible");
        let headers = response.headers().clone();
        let text = |name: &str| {
            headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
        };
        let (location, cookie) = (text("location"), text("set-cookie"));
        let status = response.status().as_u16();
        let bytes = response.into_body().collect().await.expect("body").to_bytes();
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Came { status, location, cookie, headers, body }
    }

    /// Somebody of this name, signed in.
    pub async fn actor(&self, name: &str) -> clinic::Actor {
        let cookie = self.enter(name).await;
        let secret = cookie.split_once('=').expect("a cookie").1.to_owned();
        match self.clinic.at_the_door(&Token(secret)) {
            Ok(AtTheDoor::Here(actor)) => actor,
            Ok(_) | Err(_) => panic!("{name} is not in"),
        }
    }

    /// Amara's mother, signed in: Amara is 15, and said yes to all that can be told.
    pub async fn guardian(&self) -> String {
        let ruth = self.enter("Ruth Albrecht").await;
        let course = format!("/courses/{}", self.course("Amara Diallo"));
        guardians::born(self, &ruth, "2011-03-04").await;
        let form = "name=Fatou+Diallo&login=fatou&relation=Mother&told=appointments&told=agreement\
            &told=safety_plan&clients_yes=2026-05-30";
        let came = self.ask("POST", &format!("{course}/guardians"), &ruth, form).await;
        let link = came.body.split("/invitations/").nth(1).and_then(|rest| rest.split('<').next());
        let took = format!("/invitations/{}", link.expect("a link"));
        let typed = "passphrase=a+mother+chose+these+words&again=a+mother+chose+these+words";
        self.ask("POST", &took, "", typed).await.cookie
    }

    /// A client's whole record as data, as who runs the practice exports it.
    pub async fn exported(&self, leads: &str, client: &str) -> serde_json::Value {
        let course = ipt::CourseId(self.course(client).parse().expect("an id"));
        let access: Access<TheCourse, Read> =
            self.clinic.may(&self.actor(leads).await, course, "record").expect("may");
        let operator = self.clinic.as_operator(access.client()).expect("a client");
        self.clinic
            .file_of(&operator, clinic::file::Labelled::LeftOut)
            .and_then(|file| file.to_json())
            .expect("whole")
    }

    /// Lets somebody hand out as many whole records as they like today: asked and confirmed.
    pub async fn may_hand_out(&self, name: &str, client: &str) {
        let (who, tomas) = (self.enter(name).await, self.enter("Tomas Weil").await);
        let record = format!("/courses/{}/record", self.course(client));
        self.ask("POST", &record, &who, "reason=They+move").await;
        let people = self.ask("GET", "/people", &tomas, "").await.body;
        let action = people.split("action=\"/people/records/").nth(1).expect("its form");
        let id = action.split('/').next().expect("an id");
        let confirm = format!("/people/records/{id}/confirmation");
        assert_eq!(self.ask("POST", &confirm, &tomas, "").await.status, 303);
    }

    /// The cookie of somebody of this name.
    pub async fn enter(&self, name: &str) -> String {
        let person = self.practice.people.iter().find(|person| person.name == name);
        let door = &person.expect("a person of the demo").door.0;
        self.ask("GET", &format!("/demo/{door}"), "", "").await.cookie
    }

    pub fn course(&self, client: &str) -> String {
        let course = self.practice.courses.iter().find(|course| course.client == client);
        course.expect("a course of the demo").id.to_string()
    }
}
