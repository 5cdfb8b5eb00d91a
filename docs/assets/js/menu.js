/* The menu of a phone closes with Escape, and the focus goes back to what opens it. */
const menu = document.querySelector(".menu");
menu.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
