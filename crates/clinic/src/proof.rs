//! A proof that a form stood on a page that was shown to who sends it.
//!
//! It is bound to the person and to the form's address, which names the course. It is not bound
//! to one sign-in: what was typed on a page before the sign-in ended can then still be sent.

use ring::hmac;

use crate::{
    Clinic,
    login::{Departed, Holder},
    passphrase,
};

impl Clinic {
    /// The proof for somebody's form at an address.
    pub fn form_proof(&self, who: &impl Holder, address: &str) -> String {
        passphrase::hex(hmac::sign(&self.forms(), &said(who, address)).as_ref())
    }

    /// Whether this is that proof.
    pub fn form_proved(&self, who: &impl Holder, address: &str, proof: &str) -> bool {
        let (said, proof) = (said(who, address), passphrase::unhex(proof));
        hmac::verify(&self.forms(), &said, &proof).is_ok()
    }

    /// Whether this is the proof for a form of somebody whose sign-in ended.
    pub fn form_proved_of(&self, author: &Departed, address: &str, proof: &str) -> bool {
        self.form_proved(author.actor(), address, proof)
    }

    fn forms(&self) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, &self.forms)
    }
}

fn said(who: &impl Holder, address: &str) -> Vec<u8> {
    [who.id().0.as_bytes().as_slice(), address.as_bytes()].concat()
}
