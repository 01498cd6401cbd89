// The chunk behind <pick-list>.
import TomSelect from 'tom-select/base';
import removeButton from 'tom-select/plugins/remove_button/plugin.js';
import { asked } from './asked';

TomSelect.define('remove_button', removeButton);

interface Options { src: string | null; noResults: string; placeholder: string }
interface Item { value: string; text: string; hint?: string }

export function build(select: HTMLSelectElement, { src, noResults, placeholder }: Options) {
  const box = new TomSelect(select, {
    plugins: select.multiple ? ['remove_button'] : [],
    // `keys` are other words an option is found by, for example the initials of its pinyin (data-keys of the option).
    searchField: ['text', 'keys'],
    maxOptions: 200,
    hideSelected: select.multiple,
    allowEmptyOption: !select.multiple,
    placeholder,
    hidePlaceholder: true,
    // Escaped by hand: Tom Select writes these strings as HTML.
    render: {
      option: (item: Item, escape: (text: string) => string) =>
        `<div>${escape(item.text)}${item.hint ? ` <small class="text-secondary">${escape(item.hint)}</small>` : ''}</div>`,
      item: (item: Item, escape: (text: string) => string) => `<div>${escape(item.text)}</div>`,
      no_results: (_: unknown, escape: (text: string) => string) => `<div class="no-results">${escape(noResults)}</div>`,
    },
    ...(src ? { load: (q: string, done: (items?: Item[]) => void) => load(src, q).then(done, () => done()) } : {}),
  } as object);
  // Its label now names the box.
  select.setAttribute('aria-hidden', 'true');
  return {
    alive: () => box.wrapper.isConnected,
    destroy: () => {
      box.destroy();
      select.removeAttribute('aria-hidden');
    },
  };
}

async function load(src: string, q: string): Promise<Item[]> {
  const url = new URL(src, location.href);
  url.searchParams.set('q', q);
  const response = await fetch(url, { headers: asked() });
  if (!response.ok) throw new Error(String(response.status));
  return ((await response.json()) as { items: Item[] }).items;
}
