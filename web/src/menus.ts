/** Menus are `<details class="jk-menu">`: they open without scripts; here they learn to close on a click elsewhere and on Escape. */
export function closeMenusOutside(): void {
  const open = () => document.querySelectorAll<HTMLDetailsElement>('details.jk-menu[open]');

  document.addEventListener('click', event => {
    for (const menu of open()) {
      if (!menu.contains(event.target as Node)) menu.open = false;
    }
  });

  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    for (const menu of open()) {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector('summary')?.focus();
    }
  });

  // A snapshot of the page must not come back with a menu hanging open. It is put right when it comes back, not when it is
  // taken: a ledger's frame takes its snapshot after the new rows stand, when the reader may have opened the next menu.
  document.addEventListener('turbo:before-render', event => {
    for (const menu of (event as CustomEvent<{ newBody: HTMLElement }>).detail.newBody.querySelectorAll<HTMLDetailsElement>('details.jk-menu[open]')) {
      menu.open = false;
    }
  });
}
