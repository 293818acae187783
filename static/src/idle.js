// Who is signed in is asked some minutes before the session ends. Any page that is used counts, in any tab; so does
// typing. A page is never left by itself: what was typed stays, and is kept when it is sent after the end.
const WARN_MS = 5 * 60_000;
const LOOK_MS = 15_000;
const TYPING_MS = 60_000;
const SINCE = "jcm-active-at";

export function warnBeforeTheEnd() {
  const dialog = document.querySelector("[data-idle]");
  const minutes = Number(document.body.dataset.idleMinutes);
  if (!dialog || !minutes) return;
  const ended = dialog.querySelector("[data-idle-ended]");
  const warning = dialog.querySelector("[data-idle-warning]");
  const noted = () => localStorage.setItem(SINCE, String(Date.now()));
  const since = () => Date.now() - Number(localStorage.getItem(SINCE));
  const goOn = async () => {
    const answer = await fetch(dialog.dataset.idle, { method: "HEAD", redirect: "manual" }).catch(() => null);
    if (answer?.ok) noted();
    return Boolean(answer?.ok);
  };
  noted();
  document.addEventListener("htmx:afterRequest", noted);
  document.addEventListener("jcm:saved", noted);
  document.addEventListener("input", () => {
    if (since() > TYPING_MS) {
      noted();
      goOn();
    }
  });
  let isTold = false;
  dialog.addEventListener("close", async () => {
    if (isTold || await goOn()) return;
    isTold = true;
    warning.hidden = true;
    ended.hidden = false;
    dialog.showModal();
  });
  setInterval(() => {
    const left = minutes * 60_000 - since();
    if (left < WARN_MS && !dialog.open && !isTold) dialog.showModal();
    if (left >= WARN_MS && dialog.open && !isTold) dialog.close();
  }, LOOK_MS);
}
