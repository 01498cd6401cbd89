/** `<print-page><button type="button">…</button></print-page>`: opens the browser's print dialog. */
export class PrintPage extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', this.#print);
  }

  #print = (event: Event): void => {
    event.preventDefault();
    print();
  };
}
