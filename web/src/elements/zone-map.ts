import type * as Impl from '../maps/maplibre-impl';
import { asked } from '../asked';
import { setState } from '../states';

let library: Promise<typeof Impl> | undefined;

/** Words that the server writes into the attribute `words`. */
export interface MapWords { label: string; failed: string; zoomIn: string; zoomOut: string; close: string; open: string; cluster: string; }

/**
 * `<zone-map layers="…" points="…">`: draws the layers of a zone's map and points upon them, both fetched from addresses of the same site; no tile
 * server, no glyph server. The drawing lives in the shadow root, so that page patches never meet it.
 *
 * Attributes: `layers`, `points` (addresses), `list` (id of the list of the same points: a line that gets the focus is shown), `selected` (id of a
 * point), `refresh` (seconds between reading the points again; the view stays), `words` (JSON), `still` (cannot be moved, for paper and walls).
 * Says `zone-map-select` with the id when a point is chosen. `:state(ready)` once drawn, `:state(failed)` when it cannot be, `:state(chosen)`
 * while a point is.
 */
export class ZoneMap extends HTMLElement {
  static observedAttributes = ['layers', 'points', 'selected', 'refresh', 'words'];

  #internals = this.attachInternals();
  #box: HTMLDivElement | undefined;
  #note: HTMLParagraphElement | undefined;
  #map: Impl.Drawn | undefined;
  #resize: ResizeObserver | undefined;
  #timer: number | undefined;
  #shown = '';
  /** A late import or answer must not draw on an element that has left the page or has newer data. */
  #token = 0;

  connectedCallback(): void {
    if (!this.#box) {
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      this.#box = document.createElement('div');
      this.#box.className = 'box';
      this.#note = document.createElement('p');
      this.#note.className = 'note';
      this.#note.hidden = true;
      root.append(this.#box, this.#note);
    }
    this.#resize = new ResizeObserver(() => this.#map?.resize());
    this.#resize.observe(this);
    // The list may be written after the map, and a page patch may replace it: asked for when something happens in it.
    document.addEventListener('focusin', this.#focused);
    void this.#update();
  }

  disconnectedCallback(): void {
    this.#token++;
    this.#resize?.disconnect();
    document.removeEventListener('focusin', this.#focused);
    clearInterval(this.#timer);
    // Browsers keep about sixteen WebGL contexts alive: each map that leaves the page lets go of its own.
    this.#map?.dispose();
    this.#map = undefined;
    this.#shown = '';
    setState(this.#internals, 'ready', false);
    setState(this.#internals, 'chosen', false);
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected || !this.#box) return;
    if (name === 'selected') this.#select(after ?? '', true);
    else if (name === 'refresh') this.#repeat();
    else void this.#update();
  }

  #focused = (event: FocusEvent): void => {
    const list = this.getAttribute('list');
    const line = (event.target as Element | null)?.closest?.('[data-point]');
    const id = line?.getAttribute('data-point');
    if (list && id && line?.closest(`#${CSS.escape(list)}`)) this.#select(id, true);
  };

  #select(id: string, move: boolean): void {
    this.#map?.select(id, move);
    setState(this.#internals, 'chosen', !!this.#map && id !== '');
  }

  #words(): MapWords {
    const plain: MapWords = { label: '', failed: '', zoomIn: '+', zoomOut: '−', close: '×', open: '→', cluster: '{0}' };
    try {
      return { ...plain, ...JSON.parse(this.getAttribute('words') ?? '{}') };
    } catch {
      return plain;
    }
  }

  #repeat(): void {
    clearInterval(this.#timer);
    const seconds = Number(this.getAttribute('refresh') ?? '0');
    if (!(seconds > 0)) return;
    this.#timer = window.setInterval(() => void this.#again(), Math.max(seconds, 5) * 1000);
  }

  async #again(): Promise<void> {
    const address = this.getAttribute('points');
    if (!address || !this.#map || document.hidden) return;
    const token = this.#token;
    try {
      const points = await fetchJson(address);
      if (token === this.#token) this.#map?.points(points as Impl.Points);
    } catch (error) {
      // The next round may find the server again; what is shown stays.
      console.warn('zone-map:', error);
    }
  }

  async #update(): Promise<void> {
    const token = ++this.#token;
    const [layers, points] = [this.getAttribute('layers'), this.getAttribute('points')];
    const words = this.#words();
    try {
      const [impl, layerData, pointData] = await Promise.all([
        (library ??= import('../maps/maplibre-impl')),
        layers ? fetchJson(layers) : undefined,
        points ? fetchJson(points) : undefined,
      ]);
      if (token !== this.#token || !this.isConnected || !this.#box || !this.shadowRoot) return;
      const said = `${layers} ${JSON.stringify(words)}`;
      if (this.#map && said !== this.#shown) {
        this.#map.dispose();
        this.#map = undefined;
      }
      if (!this.#map) {
        this.shadowRoot.adoptedStyleSheets = impl.sheets();
        this.#map = impl.draw(this.#box, layerData as Impl.Layers | undefined, {
          words,
          still: this.hasAttribute('still'),
          language: this.closest('[lang]')?.getAttribute('lang') ?? 'zh-CN',
          chosen: id => {
            setState(this.#internals, 'chosen', id !== '');
            this.dispatchEvent(new CustomEvent('zone-map-select', { detail: { id }, bubbles: true, composed: true }));
          },
        });
        this.#shown = said;
      }
      const map = this.#map;
      await map.loaded;
      if (token !== this.#token) return;
      map.points(pointData as Impl.Points | undefined);
      const selected = this.getAttribute('selected');
      if (selected) this.#select(selected, true);
      await map.drawn();
      if (token !== this.#token) return;
      setState(this.#internals, 'failed', false);
      setState(this.#internals, 'ready', true);
      this.#repeat();
    } catch (error) {
      if (token !== this.#token) return;
      // A chunk that did not arrive may be asked for again; a machine without WebGL keeps the list beside the map.
      library = undefined;
      this.#map?.dispose();
      this.#map = undefined;
      if (this.#note) {
        this.#note.textContent = words.failed;
        this.#note.hidden = false;
      }
      setState(this.#internals, 'failed', true);
      console.warn('zone-map:', error);
    }
  }
}

async function fetchJson(address: string): Promise<unknown> {
  const answer = await fetch(address, { credentials: 'same-origin', headers: asked() });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return await answer.json();
}
