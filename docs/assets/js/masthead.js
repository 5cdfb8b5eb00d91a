/* What folds out over a page closes with Escape, and the focus goes back to what opens it. */
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest(".menu[open], .calendar-menu[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

/* The page in another language shows what this one does: what is looked for and how a list is narrowed stand in the address. */
document.querySelector(".tongues").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link) link.search = location.search;
});
