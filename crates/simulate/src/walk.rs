//! A therapist's way through a course: each step is an act on the real clinic.

use clinic::{
    Access, Actor, Clinic, Expect, Problem, SetClock, TheCourse, Write, identity::Identity,
    perform::NewCourse, permission::TheCaseload,
};
use ipt::{
    Command, CourseId, Dialect, Document, FlagId, GoalId, HomeworkId, MomentId, PersonId,
    command::Answers,
    document::{Referral, RiskAssessment, formulation::Answer},
    event::Signatory,
    focus::FocusSelection,
    goal::{Goal, GoalProgress},
    homework::{Homework, HomeworkReview},
    inventory::{
        InventoryEntry,
        circle::{Layout, Place},
    },
    session::{SessionNote, SessionNumber},
    timeline::Moment,
};
use jiff::{Timestamp, ToSpan, civil::Date};
use uuid::Uuid;

/// A course being walked.
pub struct Walk<'a> {
    clinic: &'a Clinic,
    clock: &'a SetClock,
    access: Access<TheCourse, Write>,
    /// Day 0: the first session.
    pub start: Date,
    /// The course.
    pub course: CourseId,
    /// The client's name.
    pub client: String,
}

/// Who comes, and to what.
pub struct Arrival<'a> {
    /// The client's name.
    pub name: &'a str,
    /// The variant.
    pub variant: &'a str,
    /// The manual.
    pub dialect: Dialect,
    /// Days before the first session on which the referral came.
    pub days_before: i32,
    /// The referral.
    pub referral: Referral,
}

/// Sets the clock to the morning of a day.
pub fn morning(clock: &SetClock, day: Date) {
    let moment: Option<Timestamp> = format!("{day}T09:00:00Z").parse().ok();
    if let Some(moment) = moment {
        clock.set(moment);
    }
}

/// A day some days later.
pub fn later(day: Date, days: i32) -> Date {
    day.checked_add(i64::from(days).days()).unwrap_or(day)
}

impl<'a> Walk<'a> {
    /// A referral comes.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn begin(
        clinic: &'a Clinic,
        clock: &'a SetClock,
        actor: &Actor,
        start: Date,
        arrival: Arrival<'_>,
    ) -> Result<Self, Problem> {
        let day = later(start, -arrival.days_before);
        morning(clock, day);
        let caseload: Access<TheCaseload, Write> = clinic.may(actor, (), "referral")?;
        let mut referral = arrival.referral;
        referral.received_on = Some(day);
        let new = NewCourse {
            client: Err(Identity { name: arrival.name.to_owned(), ..Identity::default() }),
            variant: arrival.variant.to_owned(),
            dialect: arrival.dialect,
            previous: None,
            referral,
        };
        let course = clinic.refer(&caseload, Uuid::new_v4(), new)?;
        let access = clinic.may(actor, course, "course")?;
        Ok(Self { clinic, clock, access, start, course, client: arrival.name.to_owned() })
    }

    /// Goes to the morning of a day of the course.
    pub fn on(&self, day: i32) -> Date {
        let date = later(self.start, day);
        morning(self.clock, date);
        date
    }

    /// Does an act.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn act(&self, command: Command) -> Result<(), Problem> {
        self.clinic.perform(&self.access, Expect::Anything, Uuid::new_v4(), command)?;
        Ok(())
    }

    /// Records a document.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn record(&self, document: impl Into<Document>) -> Result<(), Problem> {
        self.act(Command::Record(document.into()))
    }

    /// Names a person and says what is known.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn person(&self, entry: InventoryEntry) -> Result<PersonId, Problem> {
        let person = PersonId(Uuid::new_v4());
        self.act(Command::AddPerson { person, entry })?;
        Ok(person)
    }

    /// Places people in a picture.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn place(
        &self,
        layout: Layout,
        on: Date,
        places: &[(PersonId, u8)],
    ) -> Result<(), Problem> {
        let places =
            places.iter().map(|(person, ring)| Place { person: *person, ring: Some(*ring) });
        self.act(Command::PlacePeople { layout, on, places: places.collect() })
    }

    /// Puts a moment on the timeline.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn moment(&self, content: Moment) -> Result<(), Problem> {
        self.act(Command::NoteMoment { moment: MomentId(Uuid::new_v4()), content })
    }

    /// Sets a goal.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn goal(&self, content: Goal) -> Result<GoalId, Problem> {
        let goal = GoalId(Uuid::new_v4());
        self.act(Command::SetGoal { goal, content })?;
        Ok(goal)
    }

    /// Says how far a goal has come.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn rate(&self, goal: GoalId, progress: GoalProgress) -> Result<(), Problem> {
        self.act(Command::RateGoal { goal, progress })
    }

    /// Tells the formulation and notes the answer.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn told(&self, answer: Answer, words: &str, on: Date) -> Result<(), Problem> {
        self.act(Command::ShareFormulation { letter: Vec::new() })?;
        self.act(Command::AnswerFormulation { answer, words: words.to_owned(), on })
    }

    /// Agrees the focus.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn focus(&self, focus: FocusSelection) -> Result<(), Problem> {
        self.act(Command::AgreeFocus(focus))
    }

    /// Both sign the contract.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn signed(&self, on: Date) -> Result<(), Problem> {
        let therapist = self.therapist();
        for (signatory, name) in
            [(Signatory::Client, self.client.clone()), (Signatory::Therapist, therapist)]
        {
            self.act(Command::SignContract { signatory, name, on })?;
        }
        Ok(())
    }

    /// Begins a session.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn open(&self, on: Date) -> Result<(), Problem> {
        self.act(Command::OpenSession { on })
    }

    /// Enters a PHQ-9 item by item.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn phq(&self, session: SessionNumber, on: Date, items: [u8; 9]) -> Result<(), Problem> {
        let items = items.iter().copied().map(Some).collect();
        self.score("phq-9", session, on, items, None)
    }

    /// Enters a GAD-7 by its total.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn gad(&self, session: SessionNumber, on: Date, total: u32) -> Result<(), Problem> {
        self.score("gad-7", session, on, Vec::new(), Some(total))
    }

    fn score(
        &self,
        measure: &str,
        session: SessionNumber,
        on: Date,
        items: Vec<Option<u8>>,
        total: Option<u32>,
    ) -> Result<(), Problem> {
        let (measure, session) = (measure.to_owned(), Some(session));
        let answers = Answers { measure, on, session, items, total, ..Answers::default() };
        self.act(Command::EnterScore { answers })
    }

    /// Writes the note.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn write(&self, number: SessionNumber, note: SessionNote) -> Result<(), Problem> {
        self.act(Command::WriteNote { number, note })
    }

    /// Writes the note and signs it.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn note(&self, number: SessionNumber, note: SessionNote) -> Result<(), Problem> {
        self.write(number, note)?;
        self.act(Command::SignSession { number })
    }

    /// Agrees a task, and says later how it went.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn task(&self, session: SessionNumber, content: Homework) -> Result<HomeworkId, Problem> {
        let homework = HomeworkId(Uuid::new_v4());
        self.act(Command::AgreeHomework { homework, session, content })?;
        Ok(homework)
    }

    /// Says how a task went.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn review(&self, homework: HomeworkId, review: HomeworkReview) -> Result<(), Problem> {
        self.act(Command::ReviewHomework { homework, review })
    }

    /// Files a risk assessment and clears every open flag.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn assessed(&self, assessment: RiskAssessment, reason: &str) -> Result<(), Problem> {
        self.record(assessment)?;
        let file = self.clinic.read(&self.access)?;
        let open: Vec<FlagId> = file.course.open_flags().map(|flag| flag.id).collect();
        for flag in open {
            self.act(Command::ClearRisk { flag, reason: reason.to_owned() })?;
        }
        Ok(())
    }

    /// Who leads it.
    pub fn therapist(&self) -> String {
        self.access.actor().name().to_owned()
    }

    /// The course as it stands.
    ///
    /// # Errors
    /// As the clinic says.
    pub fn course_now(&self) -> Result<ipt::Course, Problem> {
        Ok(self.clinic.read(&self.access)?.course.clone())
    }
}
