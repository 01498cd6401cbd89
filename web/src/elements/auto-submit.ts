/**
 * `<auto-submit keep="sort cols size">` around a filter form: a changed choice or date applies at once; typed text waits for Enter
 * or the button. Empty fields stay out of the address. The names in `keep` are taken from the address at that moment: the list
 * beside the form may have been sorted since the form was written.
 */
export class AutoSubmit extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('change', this.#change);
    // This event does not bubble; the capture phase still passes here.
    this.addEventListener('formdata', this.#collect, true);
  }

  #change = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    if (field.matches('select, input[type=checkbox], input[type=radio], input[type=date], input[type=month]') && !field.dataset.manual)
      field.form?.requestSubmit();
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
