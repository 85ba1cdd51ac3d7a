// Asks the device for a passkey, for forms that say so. Without this file, or where the browser
// knows no passkeys, the forms stay hidden and the passphrase goes on.
"use strict";
(() => {
  const known = window.PublicKeyCredential;
  if (!known || !known.parseRequestOptionsFromJSON || !known.parseCreationOptionsFromJSON) return;
  const asked = async (form) => {
    const options = JSON.parse(form.dataset.options).publicKey;
    return form.dataset.passkey === "create"
      ? navigator.credentials.create({ publicKey: known.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: known.parseRequestOptionsFromJSON(options) });
  };
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const answer = form.querySelector("[data-answer]");
    const failed = form.querySelector("[data-failed]");
    let going = false;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      if (answer.value && !going) { going = true; return; }
      event.preventDefault();
      if (going) return;
      going = true;
      failed.hidden = true;
      try {
        answer.value = JSON.stringify((await asked(form)).toJSON());
      } catch {
        // Turned down, or no passkey for here: the other way stays open.
        failed.hidden = false;
      }
      going = false;
      if (answer.value) form.requestSubmit();
    });
    // Coming back to the page asks anew.
    addEventListener("pageshow", () => { answer.value = ""; going = false; });
  }
})();
