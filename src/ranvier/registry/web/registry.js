"use strict";
// What a form does by itself: the computed EDSS as grades are typed, drafts kept as typed, a warning before leaving.
const csrf = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value;

function typed(form) {
  const kept = {};
  for (const [name, value] of new FormData(form)) if (!["csrfmiddlewaretoken", "form_key", "version", "password"].includes(name)) kept[name] = value;
  return kept;
}

function put(form, content) {
  for (const [name, value] of Object.entries(content)) for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value || (field.type === "checkbox" && value === "on");
    else field.value = value;
  }
}

async function computeEdss(form) {
  const asked = new URLSearchParams(Object.entries(typed(form)).filter(([name]) => name.startsWith("fs_") || name.startsWith("ambulation")));
  const answer = await fetch(`/edss/?${asked}`);
  if (!answer.ok) return;
  const found = await answer.json();
  document.getElementById("edss").textContent = found.edss === null ? "–" : found.edss.toFixed(1);
  document.getElementById("edss-rule").textContent = found.rule;
  document.getElementById("edss-words").textContent = found.words;
  document.getElementById("edss-flags").textContent = found.flags.join("; ");
}

function keepDraft(form) {
  const said = form.querySelector(".saved"), address = `/drafts/?page=${encodeURIComponent(location.pathname)}`;
  let waiting = null, dirty = false;
  const failed = form.querySelector("[role=alert]") !== null;
  fetch(address).then(answer => answer.ok ? answer.json() : {}).then(draft => {
    if (!draft.content || failed) return;
    put(form, draft.content);
    said.textContent = `${said.dataset.restored || "Draft restored"} ${draft.at}`;
    form.dispatchEvent(new Event("change"));
  });
  const save = async () => {
    const answer = await fetch(address, {method: "POST", headers: {"X-CSRFToken": csrf(), "Content-Type": "application/json"}, body: JSON.stringify(typed(form))});
    if (answer.ok) { dirty = false; said.textContent = `Draft saved ${(await answer.json()).at}`; }
  };
  form.addEventListener("input", () => { dirty = true; clearTimeout(waiting); waiting = setTimeout(save, 800); });
  form.addEventListener("submit", () => { dirty = false; clearTimeout(waiting); });
  window.addEventListener("beforeunload", event => { if (dirty) event.preventDefault(); });
}

for (const form of document.querySelectorAll("form[data-edss]")) form.addEventListener("change", () => computeEdss(form));
for (const form of document.querySelectorAll("form[data-draft]")) keepDraft(form);
