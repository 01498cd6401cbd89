import { setState } from '../states';

/**
 * `<copy-text value="…"><button type="button">…</button></copy-text>`: copies the value, without one the address of the page;
 * `:state(done)` for two seconds.
 */
export class CopyText extends HTMLElement {
  #internals = this.attachInternals();

  connectedCallback(): void {
    this.addEventListener('click', this.#copy);
  }

  #copy = async (event: Event): Promise<void> => {
    event.preventDefault();
    const value = this.getAttribute('value') ?? location.href;
    // The clipboard interface needs HTTPS; offices reach the platform by plain HTTP inside their network.
    if (navigator.clipboard) await navigator.clipboard.writeText(value).catch(() => byHand(value));
    else byHand(value);
    setState(this.#internals, 'done', true);
    setTimeout(() => setState(this.#internals, 'done', false), 2000);
  };
}

function byHand(value: string): void {
  const area = document.createElement('textarea');
  area.value = value;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
