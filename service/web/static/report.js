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
  letGo(place);
}

// A summary that is shorter than the room kept for it gives back the rest while nobody sees what follows.
function letGo(place) {
  const watch = new IntersectionObserver(([after]) => {
    if (after.isIntersecting) return;
    watch.disconnect();
    place.classList.remove("l-late");
  });
  watch.observe(document.querySelector("#tables"));
}
