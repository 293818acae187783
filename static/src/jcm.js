// Everything works without this file; it only makes pages more comfortable.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios, SkipLink,
  createAll,
} from "govuk-frontend";

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

// Print buttons appear only where printing works.
function offerPrinting(root) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

function improve(root) {
  offerCopying(root);
  offerSending(root);
  offerPrinting(root);
}

improve(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) improve(event.target);
});
