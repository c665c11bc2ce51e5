// The report's page: the summary that comes after the page.

const place = document.querySelector("[data-late]");
if (place) fetchLate(place, document.querySelector("[data-status]"));

async function fetchLate(place, status) {
  try {
    const reply = await fetch(place.dataset.late);
    if (!reply.ok) throw new Error(reply.statusText);
    place.innerHTML = await reply.text(); // made by our own templates, which escape what reports hold
    status.textContent = status.dataset.made;
  } catch {
    place.querySelector(".l-notice").firstChild.textContent = `${status.dataset.failed} `;
    status.textContent = status.dataset.failed;
  }
  place.removeAttribute("aria-busy");
}
