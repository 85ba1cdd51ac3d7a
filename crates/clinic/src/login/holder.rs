//! Who holds a way in: signed in, signed in no more, or not yet all the way.

use ipt::{AccountId, ClientId};

use crate::{Account, Role, Roles, account::passphrase_at_least};

/// Somebody who is signed in. Only a sign-in makes one.
///
/// ```compile_fail,E0451
/// let id = ipt::AccountId(uuid::Uuid::nil());
/// clinic::Actor { id, roles: clinic::Role::Therapist.into(), client: None, name: String::new() };
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    id: AccountId,
    roles: Roles,
    client: Option<ClientId>,
    name: String,
}

impl Actor {
    /// Their account.
    pub fn id(&self) -> AccountId {
        self.id
    }
    /// What they are: asked anew at each request.
    pub fn roles(&self) -> Roles {
        self.roles
    }
    /// Whether they have a role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.has(role)
    }
    /// Whether they are a client or a guardian of one: that, and nobody of the staff.
    pub fn is_outside(&self) -> bool {
        self.client.is_some()
    }
    /// The least number of characters of their passphrase.
    pub fn passphrase_at_least(&self) -> usize {
        passphrase_at_least(self.is_outside())
    }
    /// The client they are, or are a guardian of.
    pub fn client(&self) -> Option<ClientId> {
        self.client
    }
    /// Their name.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn of(account: Account) -> Self {
        Self { id: account.id, roles: account.roles, client: account.client, name: account.name }
    }
}

/// Somebody whose sign-in ended. What they typed on an open page is still theirs to save, and
/// nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departed(pub(super) Actor);

impl Departed {
    /// Their account.
    pub fn id(&self) -> AccountId {
        self.0.id
    }
    pub(crate) fn actor(&self) -> &Actor {
        &self.0
    }
}

/// Somebody of the staff who has set up no second step yet. They can do that, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newcomer(pub(super) Actor);

/// Whose own way in it is: somebody signed in, or somebody who first has to set up the second step.
pub trait Holder: sealed::Holder {}
impl<T: sealed::Holder> Holder for T {}

mod sealed {
    use super::{AccountId, Actor, Newcomer};

    pub trait Holder {
        fn id(&self) -> AccountId;
    }
    impl Holder for Actor {
        fn id(&self) -> AccountId {
            self.id
        }
    }
    impl Holder for Newcomer {
        fn id(&self) -> AccountId {
            self.0.id
        }
    }
}
