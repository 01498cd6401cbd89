import type * as Impl from '../pick-list-impl';

/**
 * `<pick-list><select>…</select></pick-list>`: a long list becomes searchable (Tom Select). Attributes: `src` (address that
 * answers `{ items: [{ value, text, hint }] }` for `?q=`), `no-results` (words for an empty answer), `placeholder`.
 * Without scripts the plain select stays.
 */
export class PickList extends HTMLElement {
  #box: ReturnType<typeof Impl.build> | undefined;
  #token = 0;
  // Tom Select must write into the light DOM. When a page patch has taken its box away it is built again.
  #watch = new MutationObserver(() => {
    if (this.#box && !this.#box.alive()) void this.#build();
  });

  connectedCallback(): void {
    this.#watch.observe(this, { childList: true, subtree: true });
    this.addEventListener('jk:set', this.#again);
    void this.#build();
  }

  disconnectedCallback(): void {
    this.#token++;
    this.#watch.disconnect();
    this.removeEventListener('jk:set', this.#again);
    this.#drop();
  }

  #again = (): void => void this.#build();

  #drop(): void {
    this.#box?.destroy();
    this.#box = undefined;
  }

  async #build(): Promise<void> {
    const token = ++this.#token;
    const impl = await import('../pick-list-impl');
    const select = this.querySelector('select');
    if (token !== this.#token || !this.isConnected || !select) return;
    // The server's selection wins over what a dead box remembers.
    const chosen = [...select.selectedOptions].map(option => option.value);
    this.#drop();
    this.querySelectorAll('.ts-wrapper').forEach(wrapper => wrapper.remove());
    select.classList.remove('tomselected', 'ts-hidden-accessible');
    for (const option of select.options) option.selected = chosen.includes(option.value);
    this.#box = impl.build(select, {
      src: this.getAttribute('src'),
      noResults: this.getAttribute('no-results') ?? '',
      placeholder: this.getAttribute('placeholder') ?? '',
    });
  }
}
