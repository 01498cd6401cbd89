/**
 * `<row-select>` around a ledger: `[data-select-all]` ticks every row, Shift ticks a span, `[data-selected-count]` shows how
 * many are ticked and `[data-needs-selection]` is usable only when there are some. Without scripts each row's box works alone.
 */
export class RowSelect extends HTMLElement {
  #last: HTMLInputElement | undefined;

  connectedCallback(): void {
    this.addEventListener('change', this.#change);
    this.addEventListener('click', this.#click);
    this.#show();
  }

  get #rows(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[data-select-row]:not(:disabled)')];
  }

  #change = (event: Event): void => {
    const box = event.target as HTMLInputElement;
    if (box.matches('[data-select-all]')) for (const row of this.#rows) row.checked = box.checked;
    this.#show();
  };

  #click = (event: MouseEvent): void => {
    const box = event.target as HTMLInputElement;
    if (!box.matches?.('input[data-select-row]')) return;
    const rows = this.#rows;
    if (event.shiftKey && this.#last && rows.includes(this.#last)) {
      const [from, to] = [rows.indexOf(this.#last), rows.indexOf(box)].sort((a, b) => a - b) as [number, number];
      for (const row of rows.slice(from, to + 1)) row.checked = box.checked;
    }
    this.#last = box;
  };

  #show(): void {
    const rows = this.#rows;
    const count = rows.filter(row => row.checked).length;
    for (const text of this.querySelectorAll('[data-selected-count]')) text.textContent = String(count);
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-needs-selection]')) button.disabled = count === 0;
    const all = this.querySelector<HTMLInputElement>('[data-select-all]');
    if (all) {
      all.checked = count > 0 && count === rows.length;
      all.indeterminate = count > 0 && count < rows.length;
    }
  }
}
