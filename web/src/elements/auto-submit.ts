/** `<auto-submit>` around a filter form: a changed choice or date applies at once; typed text waits for Enter or the button. */
export class AutoSubmit extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('change', this.#change);
  }

  #change = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    if (field.matches('select, input[type=checkbox], input[type=radio], input[type=date], input[type=month]') && !field.dataset.manual)
      field.form?.requestSubmit();
  };
}
