// Who is signed in is asked some minutes before the session ends. Any page that is used counts, in any tab.
const WARN_MS = 5 * 60_000;
const LOOK_MS = 15_000;
const SINCE = "jcm-active-at";

export function warnBeforeTheEnd() {
  const dialog = document.querySelector("[data-idle]");
  const minutes = Number(document.body.dataset.idleMinutes);
  if (!dialog || !minutes) return;
  const noted = () => localStorage.setItem(SINCE, String(Date.now()));
  noted();
  document.addEventListener("htmx:afterRequest", noted);
  document.addEventListener("jcm:saved", noted);
  dialog.addEventListener("close", async () => {
    const answer = await fetch(location.href, { method: "HEAD", redirect: "manual" });
    if (answer.ok) noted();
    else location.reload();
  });
  setInterval(() => {
    const left = Number(localStorage.getItem(SINCE)) + minutes * 60_000 - Date.now();
    if (left < WARN_MS && !dialog.open) dialog.showModal();
    if (left >= WARN_MS && dialog.open) dialog.close();
  }, LOOK_MS);
}
