//! Sites: where the practice sees its clients, each with the rules that hold there.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Clinic, Problem, Settings, Write, identity::Identity, permission::TheSettings,
    retention::Jurisdiction,
};

/// So many sites a practice has at the most. OpenIPT design.
const MOST: usize = 500;
/// The longest name of a site, in characters.
const LONGEST_NAME: usize = 80;

/// A site. It keeps its id whatever it is called; nothing takes it off the list, since the rules of
/// its clients hang on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Which, from 1 on.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Which rules hold there: the code of a [`Jurisdiction`]; empty for those of the practice.
    pub retention: String,
    /// Whether nobody new is seen there.
    pub closed: bool,
}

/// A site as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSite {
    /// Which one is changed; none for a new one.
    pub id: Option<u32>,
    /// Its name.
    pub name: String,
    /// See [`Site::retention`].
    pub retention: String,
    /// See [`Site::closed`].
    pub closed: bool,
}

impl Settings {
    /// The site where a client is seen; none where the practice names none, or nobody chose.
    pub fn site_of(&self, identity: &Identity) -> Option<&Site> {
        self.sites.iter().find(|site| Some(site.id) == identity.site)
    }

    /// Which rules hold for a client: those of their site, or else those of the practice. The code
    /// of a [`Jurisdiction`]; empty if nobody chose yet.
    pub fn rules_for(&self, identity: &Identity) -> &str {
        let own = self.site_of(identity).map(|site| site.retention.as_str());
        own.filter(|code| !code.is_empty()).unwrap_or(&self.retention)
    }
}

impl Clinic {
    /// Adds a site, or changes one.
    ///
    /// # Errors
    /// [`Problem::NameMissing`]; [`Problem::NameTaken`] by another site; [`Problem::NotYours`] when
    /// there is no such site; [`Problem::Setting`] naming what is out of bounds.
    pub fn write_site(
        &self,
        access: &Access<TheSettings, Write>,
        new: NewSite,
    ) -> Result<(), Problem> {
        let name = new.name.trim().to_owned();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(Problem::NameMissing);
        }
        if !new.retention.is_empty() && Jurisdiction::of(&new.retention).is_none() {
            return Err(Problem::Setting("retention"));
        }
        self.alter_settings(access, |stand| {
            let same = |site: &Site| site.name.to_lowercase() == name.to_lowercase();
            if stand.sites.iter().any(|site| same(site) && Some(site.id) != new.id) {
                return Err(Problem::NameTaken);
            }
            let next = stand.sites.iter().map(|site| site.id).max().unwrap_or(0) + 1;
            let id = new.id.unwrap_or(next);
            let site = Site { id, name, retention: new.retention, closed: new.closed };
            match stand.sites.iter().position(|site| site.id == id) {
                Some(at) => stand.sites[at] = site,
                None if new.id.is_some() => return Err(Problem::NotYours),
                None if stand.sites.len() >= MOST => return Err(Problem::Setting("sites")),
                None => stand.sites.push(site),
            }
            Ok(())
        })
    }
}
