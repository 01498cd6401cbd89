let restoring = false;
document.addEventListener('turbo:visit', event => {
  restoring = (event as CustomEvent<{ action: string }>).detail.action === 'restore';
});

/**
 * `<auto-submit keep="sort cols size">` around a filter form: a changed choice or date applies at once; typed text waits for Enter
 * or the button. Empty fields stay out of the address. The names in `keep` are taken from the address at that moment: the list
 * beside the form may have been sorted since the form was written. After Back the fields show what the address says; a field whose
 * absence means something else than empty says so in `data-default`.
 */
export class AutoSubmit extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('change', this.#change);
    // This event does not bubble; the capture phase still passes here.
    this.addEventListener('formdata', this.#collect, true);
    document.addEventListener('turbo:load', this.#restore);
  }

  disconnectedCallback(): void {
    document.removeEventListener('turbo:load', this.#restore);
  }

  #change = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    if (field.matches('select, input[type=checkbox], input[type=radio], input[type=date], input[type=month]') && !field.dataset.manual)
      field.form?.requestSubmit();
  };

  // The page that Back brings was kept after the choice that led away from it had been made.
  #restore = (): void => {
    if (!restoring) return;
    const now = new URL(location.href).searchParams;
    for (const field of this.querySelectorAll<HTMLInputElement | HTMLSelectElement>('select[name], input[name]:not([type=hidden])')) {
      const values = now.getAll(field.name);
      if (field instanceof HTMLSelectElement) {
        if (values.length === 0) values.push(field.dataset.default ?? '');
        for (const option of field.options) option.selected = values.includes(option.value);
        field.dispatchEvent(new CustomEvent('jk:set', { bubbles: true }));
      } else if (field.type === 'checkbox' || field.type === 'radio') {
        field.checked = values.includes(field.value);
      } else {
        field.value = values[0] ?? field.dataset.default ?? '';
      }
    }
  };

  #collect = (event: FormDataEvent): void => {
    const now = new URL(location.href).searchParams;
    for (const name of (this.getAttribute('keep') ?? '').split(' ').filter(Boolean)) {
      event.formData.delete(name);
      for (const value of now.getAll(name)) event.formData.append(name, value);
    }
    for (const [name, value] of [...event.formData]) {
      if (value === '') event.formData.delete(name);
    }
  };
}
