// Enhancements only: every page works without this file.
"use strict";
(() => {
  // Saves a form while somebody types, to the server; nothing is kept in the browser.
  const drafts = (form) => {
    const state = form.querySelector(".draft-state");
    let timer = 0, last = Date.now(), failed = false, sent = false, dirty = false;
    const say = (name) => {
      if (!state) return;
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      state.textContent = state.dataset[name] + (name === "saved" ? " " + time : "");
      state.dataset.state = name;
    };
    let running = null;
    const save = () => {
      const mine = running ? running.then(send) : send();
      running = mine;
      return mine.finally(() => { if (running === mine) running = null; });
    };
    const send = async () => {
      clearTimeout(timer);
      timer = 0;
      if (sent || !dirty) return;
      dirty = false;
      last = Date.now();
      const body = new URLSearchParams(new FormData(form));
      body.set("form_by", "page");
      try {
        const answer = await fetch(form.dataset.draft, { method: "POST", body, keepalive: true, redirect: "manual" });
        failed = answer.status !== 204;
      } catch { failed = true; }
      if (failed) { dirty = true; timer = setTimeout(save, 5000); }
      say(failed ? "failed" : "saved");
    };
    form.addEventListener("input", () => {
      dirty = true;
      clearTimeout(timer);
      timer = setTimeout(save, Date.now() - last > 8000 ? 0 : 1200);
    });
    // A form that came back holds what no draft holds yet: the last words before it was sent.
    if (form.querySelector(".refusal, [data-problem]")) { dirty = true; save(); }
    form.addEventListener("submit", () => { sent = true; });
    addEventListener("pageshow", () => { sent = false; });
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
    addEventListener("pagehide", save);
    addEventListener("beforeunload", (event) => { if (failed && !sent) event.preventDefault(); });
    return { form, save, dirty: () => dirty || running !== null };
  };
  const drafted = [...document.querySelectorAll("form[data-draft]")].map(drafts);

  // What was typed in one form is saved before another one takes the page away.
  let flushed = false;
  document.addEventListener("submit", async (event) => {
    const others = drafted.filter((draft) => draft.form !== event.target && draft.dirty());
    if (flushed || others.length === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await Promise.all(others.map((draft) => draft.save()));
    flushed = true;
    event.target.requestSubmit(event.submitter);
    flushed = false;
  }, true);

  for (const form of document.querySelectorAll("form.score")) {
    const sum = form.querySelector("[data-sum]");
    if (!sum) continue;
    const addsUp = sum.dataset.sum === "sum";
    const items = form.querySelectorAll("fieldset.item");
    const count = () => {
      const given = form.querySelectorAll("fieldset.item input:checked");
      let total = 0;
      for (const input of given) total += Number(input.value);
      sum.textContent = addsUp && given.length === items.length ? "= " + total : given.length + " / " + items.length;
    };
    form.addEventListener("change", count);
    count();
  }

  // A form that asks the device first is sent by its own script.
  for (const form of document.querySelectorAll("form:not([data-passkey])")) {
    let going = false;
    form.addEventListener("submit", (event) => { if (going) event.preventDefault(); going = true; });
    addEventListener("pageshow", () => { going = false; });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
  }

  // The slider of a replay shows its day without a new page. The page is parsed by the request
  // itself, which the content policy allows; without it the form is sent as it stands.
  for (const form of document.querySelectorAll("form[data-replay]")) {
    const slider = form.elements.at, shown = document.getElementById(form.dataset.replay);
    let asked = null, timer = 0;
    // On a narrow screen the marked day may stand to the side.
    const bring = () => {
      const mark = shown.querySelector("figure .marked"), figure = mark?.closest("figure");
      if (!figure) return;
      const [at, box] = [mark.getBoundingClientRect(), figure.getBoundingClientRect()];
      figure.scrollLeft += at.left - box.left - box.width / 2;
    };
    const show = () => {
      const address = form.getAttribute("action").split("#")[0] + "?" + new URLSearchParams(new FormData(form));
      asked?.abort();
      asked = new XMLHttpRequest();
      asked.responseType = "document";
      asked.onload = ({ target }) => {
        const fresh = target.response?.getElementById(shown.id);
        if (target.status !== 200 || !fresh) { location.assign(address); return; }
        shown.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
        const words = target.response.querySelector("form[data-replay] [name=at]").getAttribute("aria-valuetext");
        slider.setAttribute("aria-valuetext", words);
        history.replaceState(null, "", address);
        bring();
      };
      asked.onerror = () => location.assign(address);
      asked.open("GET", address);
      asked.send();
    };
    slider.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 150); });
    bring();
  }

  // A list is narrowed to the rows with this name while it is typed.
  for (const form of document.querySelectorAll("form[data-filter]")) {
    const none = document.querySelector("[data-filter-none]");
    form.addEventListener("input", () => {
      const name = form.elements.name.value.trim().toLowerCase();
      let left = 0;
      for (const row of document.querySelectorAll(".caseload tbody tr")) {
        row.hidden = !row.querySelector("th").textContent.toLowerCase().includes(name);
        if (!row.hidden) left += 1;
        if (!row.hidden && name) row.closest("details")?.setAttribute("open", "");
      }
      none.hidden = left > 0;
    });
  }

  // A check-in saves each answer as it is given. Without a connection it waits, says so, and tries
  // again; the digit of an answer chooses it.
  for (const form of document.querySelectorAll("form[data-check-in]")) {
    const state = form.querySelector(".draft-state");
    const body = (submitter) => new URLSearchParams(new FormData(form, submitter));
    const post = async (to, submitter) => {
      for (;;) {
        try {
          const answer = await fetch(to, { method: "POST", body: body(submitter) });
          if (answer.status < 500) return answer;
        } catch { /* no connection */ }
        state.textContent = form.dataset.waiting;
        state.dataset.state = "failed";
        await new Promise((on) => setTimeout(on, 2500));
      }
    };
    form.addEventListener("change", async () => {
      if (form.classList.contains("one")) return;
      const answer = await post(form.dataset.checkIn);
      state.textContent = form.dataset.kept;
      state.dataset.state = "saved";
      if (answer.status === 205) location.reload();
    });
    form.addEventListener("submit", async (event) => {
      // Pressed again while it waits for a connection: it is on its way already.
      if (event.defaultPrevented) return;
      event.preventDefault();
      const answer = await post(form.action, event.submitter);
      location.assign(answer.url || form.action);
    });
    // With one question on the page its digits work from anywhere, also from the contacts above it.
    const where = form.classList.contains("one") ? document : form;
    where.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const item = event.target.closest("fieldset") ?? form.querySelector("fieldset");
      const choice = /^\d$/.test(event.key) && item?.querySelector(`input[value="${event.key}"]`);
      if (choice) { choice.checked = true; choice.focus(); choice.dispatchEvent(new Event("change", { bubbles: true })); }
    });
    if (form.classList.contains("one")) (form.querySelector("input[type=radio]:checked") ?? form.querySelector("input[type=radio]"))?.focus();
  }

  for (const print of document.querySelectorAll("button[data-print]")) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }

  // Leaves at once: what is on the screen is covered before the other page comes.
  const exit = document.querySelector(".quick-exit a");
  if (exit) exit.addEventListener("click", (event) => {
    event.preventDefault();
    document.body.hidden = true;
    location.replace(exit.href);
  });

  const wrong = document.querySelector("[data-problem] input, [data-problem] textarea, [data-problem] select");
  const alert = document.querySelector("[role=alert]");
  if (wrong) wrong.focus(); else if (alert) { alert.tabIndex = -1; alert.focus(); }
})();
