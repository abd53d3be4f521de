/** Where an arrow key leads among `count` rows; null where it leads nowhere. */
export function arrow(key: string, at: number, count: number): number | null {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[key];
  return to === undefined || to < 0 || to >= count || to === at ? null : to;
}

const inField = (node: EventTarget | null): boolean =>
  node instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName);

/**
 * Lets the rows of a table be reached by arrows: one stop for Tab, arrows from row to row, Enter for
 * what is first in the row.
 */
export function rows(table: HTMLTableElement) {
  const all = () => [...table.querySelectorAll<HTMLTableRowElement>("tbody tr")];
  const one = (chosen: HTMLTableRowElement | undefined) => {
    for (const row of all()) row.tabIndex = row === chosen ? 0 : -1;
  };
  const refresh = () => {
    const list = all();
    if (!list.some((row) => row.tabIndex === 0)) one(list[0]);
    for (const row of list) if (row.tabIndex !== 0 && row.getAttribute("tabindex") === null) row.tabIndex = -1;
  };
  const press = (event: KeyboardEvent) => {
    if (inField(event.target)) return;
    const list = all();
    const at = list.findIndex((row) => row.contains(document.activeElement));
    if (at < 0) return;
    if (event.key === "Enter" && document.activeElement === list[at]) {
      list[at]?.querySelector<HTMLElement>("button, a")?.click();
      return;
    }
    const to = arrow(event.key, at, list.length);
    if (to === null) return;
    event.preventDefault();
    one(list[to]);
    list[to]?.focus();
  };
  table.addEventListener("keydown", press);
  refresh();
  const watch = new MutationObserver(refresh);
  watch.observe(table, { childList: true, subtree: true });
  return {
    destroy() {
      watch.disconnect();
      table.removeEventListener("keydown", press);
    },
  };
}
