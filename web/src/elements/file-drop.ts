import { setState } from '../states';

/**
 * `<file-drop max-bytes="…" too-large="…" wrong-kind="…"><input type="file"></file-drop>`: takes a dropped file, names the chosen
 * one in `[data-file-name]` and refuses at once what the server would refuse. The input stays the form's field.
 */
export class FileDrop extends HTMLElement {
  #internals = this.attachInternals();

  connectedCallback(): void {
    this.addEventListener('change', this.#show);
    this.addEventListener('dragover', this.#over);
    this.addEventListener('dragleave', this.#leave);
    this.addEventListener('drop', this.#drop);
    this.#show();
  }

  get #input(): HTMLInputElement | null { return this.querySelector('input[type=file]'); }

  #over = (event: DragEvent): void => {
    event.preventDefault();
    setState(this.#internals, 'over', true);
  };

  #leave = (): void => setState(this.#internals, 'over', false);

  #drop = (event: DragEvent): void => {
    event.preventDefault();
    setState(this.#internals, 'over', false);
    const input = this.#input;
    if (!input || !event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };

  #show = (): void => {
    const input = this.#input;
    const name = this.querySelector('[data-file-name]');
    if (!input || !name) return;
    const files = [...(input.files ?? [])];
    input.setCustomValidity(this.#refusal(input, files));
    if (files.length) input.reportValidity();
    name.textContent = files.map(file => `${file.name} (${size(file.size)})`).join('、');
    setState(this.#internals, 'chosen', files.length > 0);
  };

  #refusal(input: HTMLInputElement, files: File[]): string {
    const limit = Number(this.getAttribute('max-bytes') ?? 0);
    if (limit > 0 && files.some(file => file.size > limit)) return this.getAttribute('too-large') ?? 'too large';
    const kinds = input.accept.split(',').map(kind => kind.trim().toLowerCase()).filter(kind => kind.startsWith('.'));
    if (kinds.length && files.some(file => !kinds.some(kind => file.name.toLowerCase().endsWith(kind))))
      return this.getAttribute('wrong-kind') ?? 'wrong kind';
    return '';
  }
}

function size(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${(bytes / 1024).toFixed(0)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
