// The living circle: people are moved in the picture by pointer and by keyboard. Each move sends the
// same form as the lists beside it; the answer is the page, of which the living parts are taken.
"use strict";
(() => {
  const say = document.querySelector("[data-say]");
  const words = (name, person, ring) => say.dataset[name].replace("{name}", person).replace("{ring}", ring);
  const tell = (text) => { say.textContent = ""; requestAnimationFrame(() => { say.textContent = text; }); };
  const picture = () => document.querySelector("figure.circle > svg");
  const people = () => [...picture().querySelectorAll("[data-person]")];
  const outermost = () => picture().dataset.radii.split(" ").length;
  const ringName = (ring) => document.querySelector(`[data-ring-names] [value="${ring}"]`).textContent;
  const all = (person) => document.querySelectorAll(`[data-person="${person}"]`);
  let busy = false;

  // What was typed in a living part and not sent yet is never taken away.
  const typed = new WeakSet();
  document.addEventListener("input", (event) => { if (event.target.form) typed.add(event.target.form); });
  const replace = (page) => {
    for (const part of document.querySelectorAll("[data-live]")) {
      const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
      if (!fresh || [...part.querySelectorAll("form")].some((form) => typed.has(form))) continue;
      if (part.matches("details") && part.open) fresh.open = true;
      part.replaceWith(fresh);
    }
    ready();
  };

  // The page's own policy lets no text become a page; an answer that is one may.
  const send = (form) => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "document";
    request.addEventListener("load", () => done(request.response));
    request.addEventListener("error", failed);
    request.send(new URLSearchParams(new FormData(form)));
  });

  const move = async (one, ring) => {
    if (busy || one.dataset.ring === ring) return;
    busy = true;
    const { person, seen, name } = one.dataset;
    const inPicture = one.closest("svg") !== null;
    const form = document.querySelector("[data-mover]");
    form.elements.person.value = person;
    form.elements.form_seen.value = seen;
    form.querySelector("[data-ring]").value = ring;
    try {
      const page = await send(form);
      // Signed out, or something went wrong: the browser goes there itself.
      if (!page?.querySelector("[data-live]")) { busy = false; form.submit(); return; }
      replace(page);
      const wrong = page.querySelector("main [role=alert]");
      tell(wrong ? wrong.textContent.trim() : words("moved", name, ringName(ring)));
      const again = [...all(person)];
      (again.find((e) => (e.closest("svg") !== null) === inPicture) ?? again[0])?.focus();
    } catch { tell(say.dataset.failed); }
    busy = false;
  };

  // One stop for the tab key: left and right go from person to person.
  const stop = (here) => people().forEach((e) => e.setAttribute("tabindex", e === here ? "0" : "-1"));
  const ready = () => {
    picture().setAttribute("role", "group");
    for (const one of people()) {
      one.setAttribute("role", "button");
      one.setAttribute("aria-label", one.dataset.said);
      one.setAttribute("aria-describedby", "circle-how");
    }
    stop(people()[0]);
    document.querySelectorAll(".rings [data-person]").forEach((e) => { e.draggable = false; });
  };

  const open = (person) => {
    const link = document.querySelector(`.rings [data-person="${person}"]`);
    if (link) location.assign(link.href);
  };

  document.addEventListener("keydown", (event) => {
    const one = event.target.closest?.("[data-person]");
    if (!one || event.ctrlKey || event.metaKey || event.altKey) return;
    const drawn = one.closest("svg") !== null;
    const ring = Number(one.dataset.ring) || outermost() + 1;
    let to = null;
    if (/^[0-9]$/.test(event.key) && Number(event.key) <= outermost()) to = Number(event.key) || "";
    else if (event.key === "Delete" && drawn) to = "";
    else if (event.key === "ArrowUp" && ring > 1) to = ring - 1;
    else if (event.key === "ArrowDown" && ring <= outermost()) to = ring < outermost() ? ring + 1 : "";
    if (to !== null) { event.preventDefault(); move(one, String(to)); return; }
    if (!drawn) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      event.preventDefault();
      const row = people();
      const next = row[(row.indexOf(one) + step + row.length) % row.length];
      stop(next);
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(one.dataset.person); }
  });

  // The ring under the pointer: a number, or "" outside of all.
  const under = (event) => {
    const svg = picture();
    const matrix = svg.getScreenCTM();
    if (!matrix) return null;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const middle = svg.viewBox.baseVal.width / 2;
    const distance = Math.hypot(at.x - middle, at.y - middle);
    const ring = svg.dataset.radii.split(" ").findIndex((radius) => distance <= Number(radius));
    return ring < 0 ? "" : String(ring + 1);
  };
  let held = null, dragged = false;
  const mark = (ring) => picture().querySelectorAll(".ring").forEach((e) => e.classList.toggle("over", ring !== "" && e.classList.contains(`ring-${ring}`)));
  // The label is drawn beside the sign.
  const parts = (one) => [one, one.nextElementSibling];
  const shift = (x, y) => {
    if (held.drawn) {
      const scale = picture().getScreenCTM()?.a || 1;
      for (const part of parts(held.one)) part.setAttribute("transform", `translate(${x / scale} ${y / scale})`);
    } else { held.one.style.translate = `${x}px ${y}px`; }
  };
  const drop = () => {
    if (!held) return;
    if (held.drawn) parts(held.one).forEach((part) => part.removeAttribute("transform"));
    held.one.style.translate = "";
    held.one.classList.remove("moving");
    mark("");
    held = null;
  };
  document.addEventListener("pointerdown", (event) => {
    const one = event.target.closest?.("[data-person]");
    dragged = false;
    if (!one || event.button !== 0 || busy) return;
    held = { one, drawn: one.closest("svg") !== null, x: event.clientX, y: event.clientY };
    if (held.drawn) { event.preventDefault(); stop(one); one.focus({ preventScroll: true }); }
  });
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    if (!dragged && Math.hypot(x, y) < 5) return;
    dragged = true;
    held.one.classList.add("moving");
    shift(x, y);
    mark(under(event) ?? "");
  });
  document.addEventListener("pointerup", (event) => {
    if (!held) return;
    const { one, drawn } = held;
    const ring = under(event);
    drop();
    if (dragged && ring !== null) move(one, ring);
    else if (drawn) open(one.dataset.person);
  });
  document.addEventListener("pointercancel", drop);
  document.addEventListener("keyup", (event) => { if (event.key === "Escape") { dragged = false; drop(); } });
  // A link that was dragged is not followed.
  document.addEventListener("click", (event) => { if (dragged && event.target.closest?.("[data-person]")) event.preventDefault(); }, true);

  document.getElementById("circle-how").hidden = false;
  ready();
})();
