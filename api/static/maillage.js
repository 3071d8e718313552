// What pages do better with a script; each works without it, or is hidden until it runs.

// Copy buttons.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const said = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = said; }, 2000);
  });
}

// A file that is dropped anywhere on the form is sent at once; so is one that is chosen there.
for (const form of document.querySelectorAll("form[data-drop]")) {
  const file = form.querySelector("input[name=file]");
  const status = form.querySelector("[data-status]");
  const over = (on) => form.classList.toggle("drop-over", on);
  form.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  form.addEventListener("dragleave", () => over(false));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length) {
      file.files = event.dataTransfer.files;
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", () => { status.textContent = form.dataset.working; });
  window.addEventListener("pageshow", () => { status.textContent = ""; });
}
// A page that answered a form goes by its own address, so that reloading it sends nothing again.
const own = document.querySelector("meta[name=own-address]");
if (own) history.replaceState(null, "", own.content + location.hash);
