// Everything works without this file; it only makes pages more comfortable.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios, SkipLink,
  createAll,
} from "govuk-frontend";
import { warnBeforeTheEnd } from "./idle.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios, SkipLink,
]) createAll(component);

// Copy buttons: the text to copy stands in the page; the button appears only where copying works.
function offerCopying(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      const said = button.parentElement.querySelector("[data-copied]");
      if (said) said.textContent = said.dataset.copied;
    });
  }
}

// Selects that answer at once; without this file the form's own button sends them.
function offerSending(root) {
  for (const field of root.querySelectorAll("[data-send-on-change]")) {
    field.addEventListener("change", () => field.form.requestSubmit());
  }
}

// The browser's own calendar beside a box for a day: what it chooses is written into the box, which takes other forms too.
function offerCalendars(root) {
  if (!("showPicker" in HTMLInputElement.prototype)) return;
  for (const calendar of root.querySelectorAll("[data-calendar]")) {
    const [day, button] = calendar.children;
    const box = calendar.parentElement.querySelector("input:not([type=date])");
    if (!box) continue;
    calendar.hidden = false;
    button.addEventListener("click", () => {
      day.value = /^\d{4}-\d{2}-\d{2}$/.test(box.value) ? box.value : "";
      day.showPicker();
    });
    day.addEventListener("change", () => {
      box.value = day.value;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
    });
  }
}

// Print buttons appear only where printing works.
function offerPrinting(root) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

// Drafts save themselves some seconds after the last word; the page says when, and the button still works.
const QUIET_MS = 4000;

function saveByItself(root) {
  for (const form of root.querySelectorAll("form[data-autosave]")) {
    const said = form.querySelector("[data-autosave-said]");
    let waiting = 0;
    let sending = Promise.resolve();
    const save = async () => {
      const body = new FormData(form);
      body.set("autosave", "1");
      try {
        const answer = await fetch(form.action || location.href, { method: "POST", body, redirect: "manual" });
        if (answer.type === "opaqueredirect" || answer.status === 403) {
          said.textContent = said.dataset.signedOut;
          return;
        }
        const told = await answer.json();
        if (told.seen) form.elements.seen.value = told.seen;
        said.textContent = told.said;
        document.dispatchEvent(new Event("jcm:saved"));
      } catch {
        said.textContent = said.dataset.lost;
        later();
      }
    };
    const later = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { sending = sending.then(save); }, QUIET_MS);
    };
    form.addEventListener("input", later);
    form.addEventListener("submit", async (event) => {
      clearTimeout(waiting);
      if (form.dataset.settled) return;
      event.preventDefault();
      const button = event.submitter;
      await sending;
      form.dataset.settled = "yes";
      setTimeout(() => form.requestSubmit(button)); // while the event still runs, the browser ignores the request
    });
  }
}

// What was typed and not sent goes along when another language is chosen; passwords and files never do.
function takeWordsAlong() {
  const choice = document.querySelector(".jcm-language");
  const form = document.querySelector("main form[method=post]:has([name=whose])");
  if (!choice || !form) return;
  form.addEventListener("input", () => { form.dataset.typed = ""; });
  choice.addEventListener("submit", () => {
    if (!("typed" in form.dataset)) return;
    const secret = [...form.querySelectorAll("[type=password], [name=csrfmiddlewaretoken]")].map((field) => field.name);
    const said = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !secret.includes(name));
    choice.insertAdjacentHTML("beforeend", "<input type=hidden name=typed>");
    choice.elements.typed.value = new URLSearchParams(said);
  });
}

// Tables that become cards on a phone: each cell says what it means, and roles keep it a table for screen readers.
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
function nameCells(root) {
  for (const table of root.querySelectorAll("[data-stack]")) {
    const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
    for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, td, th")]) {
      part.setAttribute("role", ROLES[part.tagName] || (part.scope === "row" ? "rowheader" : "columnheader"));
    }
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, at) => { cell.dataset.label = names[at]; });
    }
    table.dataset.stack = "ready";
  }
}

function improve(root) {
  nameCells(root);
  saveByItself(root);
  offerCopying(root);
  offerSending(root);
  offerPrinting(root);
  offerCalendars(root);
}

improve(document);
takeWordsAlong();
warnBeforeTheEnd();
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) improve(event.target);
});
