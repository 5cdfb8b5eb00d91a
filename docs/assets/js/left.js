/* How many days are left is true on the day of reading; what has passed since the build is muted. */
import { left, today } from "./days.js";

const now = today();
for (const place of document.querySelectorAll("[data-left]")) {
  const day = place.dataset.left;
  place.textContent = left(day, now);
  if (day < now) place.closest("tr, li")?.classList.add("past");
}
