/* The reader without a reload: the mark is brought into view, zooming keeps the place and the focus, and
   the next page's picture is fetched while this one is read. Without this file all of it is plain links. */

const frame = document.querySelector(".r-frame");
const paper = document.querySelector(".r-paper");
const picture = document.querySelector(".r-picture");

function markInView() {
  return document.querySelector(".r-mark--figure") || document.querySelector(".r-mark") ||
    document.querySelector("#kohta-tekstissa");
}

function bringIntoView(mark) {
  const box = mark.getBoundingClientRect();
  const inside = box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
  if (!inside) mark.scrollIntoView({ block: "center", inline: "center" });
}

function arrivedByLink() {
  const [navigation] = performance.getEntriesByType("navigation");
  return !location.hash && (!navigation || navigation.type === "navigate");
}

function zoomTo(link) {
  const zoom = link.dataset.zoom;
  const share = zoom / 100;
  const across = (frame.scrollLeft + frame.clientWidth / 2) / frame.scrollWidth;
  const down = (innerHeight / 2 - frame.getBoundingClientRect().top) / frame.scrollHeight;
  const sees = down > 0 && down < 1;
  paper.dataset.zoom = zoom;
  picture.sizes = `(min-width: 64rem) calc(58rem * ${share}), calc(100vw * ${share})`;
  frame.scrollLeft = across * frame.scrollWidth - frame.clientWidth / 2;
  if (sees) scrollBy(0, frame.getBoundingClientRect().top + down * frame.scrollHeight - innerHeight / 2);
  for (const other of document.querySelectorAll(".r-zoom")) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  history.replaceState(history.state, "", link.href);
}

function fetchNext() {
  if (!paper.dataset.next || navigator.connection?.saveData) return;
  const next = new Image();
  next.fetchPriority = "low";
  next.sizes = picture.sizes;
  next.srcset = paper.dataset.next;
}

const mark = markInView();
if (mark && arrivedByLink()) bringIntoView(mark);

if (paper) {
  for (const link of document.querySelectorAll(".r-zoom")) {
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      zoomTo(link);
    });
  }
  if (picture.complete) fetchNext();
  else picture.addEventListener("load", fetchNext, { once: true });
}
