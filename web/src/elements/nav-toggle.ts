/**
 * `<nav-toggle for="site-nav"><a href="#site-nav">…</a></nav-toggle>`: opens the navigation on a phone. Without scripts the
 * link works by itself through `:target`.
 */
export class NavToggle extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', this.#click);
    document.addEventListener('click', this.#outside);
    document.addEventListener('keydown', this.#escape);
    this.#link?.setAttribute('role', 'button');
    this.#link?.setAttribute('aria-expanded', 'false');
  }

  disconnectedCallback(): void {
    document.removeEventListener('click', this.#outside);
    document.removeEventListener('keydown', this.#escape);
  }

  get #link(): HTMLAnchorElement | null { return this.querySelector('a'); }
  get #nav(): HTMLElement | null { return document.getElementById(this.getAttribute('for') ?? ''); }

  #set(open: boolean): void {
    this.#nav?.classList.toggle('is-open', open);
    this.#link?.setAttribute('aria-expanded', String(open));
    if (open) this.#nav?.querySelector<HTMLElement>('a')?.focus();
  }

  #click = (event: Event): void => {
    event.preventDefault();
    this.#set(!this.#nav?.classList.contains('is-open'));
  };

  #outside = (event: Event): void => {
    const target = event.target as Node;
    if (this.#nav?.classList.contains('is-open') && !this.contains(target) && !this.#nav.contains(target)) this.#set(false);
  };

  #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#nav?.classList.contains('is-open')) return;
    this.#set(false);
    this.#link?.focus();
  };
}
