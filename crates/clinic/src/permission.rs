//! Who may do what: one pure function over closed lists, and the proofs that only it gives out.
//!
//! Reading and writing take an [`Access`]; without one there is no way to a key, so a missing
//! check yields nothing but ciphertext. Making a proof writes the access log.

use std::marker::PhantomData;

use ipt::{ClientId, Command, CourseId, DocumentKind, supervision::SupervisionStep};
use uuid::Uuid;

use crate::{Actor, Clinic, Problem, audit::Look};

mod facts;
mod kind;
mod policy;
mod retention;

pub use facts::{Asked, Facts};
pub use kind::{ResourceKind, VerbKind};
pub use policy::{allows, any_allows, tells};
pub use retention::OfAClient;

mod sealed {
    pub trait Sealed {}
}

/// What a proof is about.
pub trait Resource: sealed::Sealed {
    /// Which one of them.
    type Id: Copy;
    /// Its kind.
    const KIND: ResourceKind;
}

/// What may be done with it.
pub trait Verb: sealed::Sealed {
    /// Its kind.
    const KIND: VerbKind;
}

macro_rules! proofs {
    ($trait:ident, $Kind:ident: $( $(#[$meta:meta])* $Name:ident $Variant:ident $(: $Id:ty)?; )*) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $Name;
        impl sealed::Sealed for $Name {}
        impl $trait for $Name {
            $( type Id = $Id; )?
            const KIND: $Kind = $Kind::$Variant;
        }
    )* };
}

proofs! { Resource, ResourceKind:
    /// A course, as its therapist works in it.
    TheCourse Course: CourseId;
    /// A course, as the client in it sees it.
    TheOwnCourse OwnCourse: CourseId;
    /// What one has typed in a course and not sent.
    TheDesk Desk: CourseId;
    /// What somebody wrote for themselves of a course, apart from its record: their own drawer of
    /// process notes.
    TheProcessNotes ProcessNotes: CourseId;
    /// What one has typed there and not sent.
    TheProcessDesk ProcessDesk: CourseId;
    /// The list of one's own courses, and new ones.
    TheCaseload Caseload: ();
    /// A course, as a supervisor sees it: within a contract with its therapist and the consent of
    /// its client.
    TheSupervisedCourse SupervisedCourse: CourseId;
    /// The list of the courses that one supervises.
    TheSupervision Supervision: ();
    /// The people who sign in.
    TheAccounts Accounts: ();
    /// The settings of the practice.
    TheSettings Settings: ();
    /// How the closed courses of the whole practice went: counts, and percentiles of enough cases
    /// ([`crate::corridor::ENOUGH`]) that no single one shows through.
    TheOutcomes Outcomes: ();
    /// How long a client's record is kept, and its erasure: no clinical word.
    TheRetention Retention: ClientId;
    /// Emergency access: to open a client's courses, and what was opened so.
    TheEmergency Emergency: ();
    /// What was opened once in an emergency, to be reviewed.
    TheEmergencyUse EmergencyUse: Uuid;
    /// A young client's course, as a guardian of theirs is told of it.
    TheWard Ward: CourseId;
}

proofs! { Verb, VerbKind:
    /// To look.
    Read Read;
    /// To act.
    Write Write;
}

/// How a person stands to a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They lead it.
    Leads,
    /// They lead it as a lay person, and somebody supervises their work by a contract that stands.
    LeadsUnderContract,
    /// It is of the whole practice, and somebody supervises their work by a contract that stands.
    UnderContract,
    /// They cover for who leads it, on these days.
    Covers,
    /// They stand in for who leads it: an alert of it went on to them.
    StandsIn,
    /// They supervise it: they have a contract with who leads it, and the client's consent.
    Supervises,
    /// They are the client in it.
    IsClient,
    /// They are a parent or guardian of the client in it, and what was agreed with them stands.
    Guards,
    /// Nothing else joins them, and they opened it in an emergency; or what is asked about is that
    /// they did.
    Emergency,
    /// They led it, and what they wrote for themselves of it is theirs.
    Wrote,
    /// Nothing joins them.
    Stranger,
}

/// Proof that a person may do something. It cannot be made, copied or stored elsewhere.
///
/// ```compile_fail,E0451
/// use clinic::{Access, Actor, Read, TheCourse};
/// fn forged(actor: Actor, id: ipt::CourseId) -> Access<TheCourse, Read> {
///     Access { actor, id, client: None, verb: std::marker::PhantomData }
/// }
/// ```
#[derive(Debug)]
pub struct Access<R: Resource, V: Verb> {
    actor: Actor,
    id: R::Id,
    client: Option<ClientId>,
    relation: Relation,
    verb: PhantomData<V>,
}

impl<R: Resource, V: Verb> Access<R, V> {
    /// Who may.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
    /// What it is about.
    pub fn id(&self) -> R::Id {
        self.id
    }
    /// How they stand to it.
    pub(crate) fn relation(&self) -> Relation {
        self.relation
    }
    /// Refuses who only stands in for who leads the course, or opened it in an emergency: theirs is
    /// its safety.
    ///
    /// # Errors
    /// [`Problem::OnlySafety`].
    pub(crate) fn leads(&self) -> Result<(), Problem> {
        match self.relation {
            Relation::StandsIn | Relation::Emergency => Err(Problem::OnlySafety),
            _ => Ok(()),
        }
    }
    /// Refuses who opened it in an emergency: a record does not leave the practice so.
    ///
    /// # Errors
    /// [`Problem::OnlySafety`].
    pub(crate) fn joined(&self) -> Result<(), Problem> {
        if self.relation == Relation::Emergency { Err(Problem::OnlySafety) } else { Ok(()) }
    }
    /// Refuses who covers for who leads the course too.
    ///
    /// # Errors
    /// [`Problem::OnlySafety`], [`Problem::OnlyLeader`].
    pub(crate) fn leads_themselves(&self) -> Result<(), Problem> {
        self.leads()?;
        if self.relation == Relation::Covers { Err(Problem::OnlyLeader) } else { Ok(()) }
    }
}

/// What of all acts on a course is for who leads it alone, and not for who covers for them.
pub fn of_who_leads(command: &Command) -> bool {
    matches!(
        command,
        Command::Transfer { .. }
            | Command::Close
            | Command::LiftLabel { .. }
            | Command::Supervise(SupervisionStep::Consented { .. })
    )
}

/// What who stands in may do, or who opened a course in an emergency, of all acts on a course.
pub fn of_safety(command: &Command) -> bool {
    match command {
        Command::Record(document) => {
            matches!(document.kind(), DocumentKind::RiskAssessment | DocumentKind::SafetyPlan)
        }
        other => matches!(
            other,
            Command::RaiseRisk { .. }
                | Command::MoveRiskAlert { .. }
                | Command::ClearRisk { .. }
                | Command::PlaceHold { .. }
                | Command::LiftHold { .. }
                | Command::BookNext { .. }
        ),
    }
}

impl Clinic {
    /// Asks for a proof. `room` says in the access log what is looked at.
    ///
    /// # Errors
    /// [`Problem::NotYours`] when the policy says no, or when there is no such thing: the two
    /// look the same.
    pub fn may<R: Asked, V: Verb>(
        &self,
        actor: &Actor,
        id: R::Id,
        room: &str,
    ) -> Result<Access<R, V>, Problem> {
        let facts = R::facts(self, actor, id)?;
        if !any_allows(actor.roles(), facts.relation, R::KIND, V::KIND) {
            return Err(Problem::NotYours);
        }
        if let Some(client) = facts.client
            && R::KIND.opens_a_record()
        {
            self.count_opening(actor.id(), client, facts.relation)?;
        }
        self.log(Look {
            account: actor.id(),
            resource: R::KIND.code(),
            verb: V::KIND.code(),
            client: facts.client,
            course: facts.course,
            room,
        })?;
        let (client, relation) = (facts.client, facts.relation);
        Ok(Access { actor: actor.clone(), id, client, relation, verb: PhantomData })
    }
}
