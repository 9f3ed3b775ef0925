/** The element around another in the tree that is drawn: through slots and shadows. */
function around(element: Element): Element | null {
  const parent = element.assignedSlot ?? element.parentNode;
  return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
}

/** Scrolls what an element lies in so far that all of it can be seen there; what is further out stays. */
export function reveal(element: Element): void {
  const { top, bottom } = element.getBoundingClientRect();
  for (let scroller = around(element); scroller; scroller = around(scroller)) {
    if (scroller.scrollHeight <= scroller.clientHeight || !/auto|scroll/.test(getComputedStyle(scroller).overflowY))
      continue;
    const box = scroller.getBoundingClientRect();
    const [over, under] = [box.top - top, bottom - box.bottom];
    if (over > 0) scroller.scrollTop -= over;
    else if (under > 0) scroller.scrollTop += under;
    return;
  }
}
