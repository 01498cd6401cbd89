import type * as Impl from '../charts/echarts-impl';
import { setState } from '../states';

let library: Promise<typeof Impl> | undefined;

/** Paper is narrower than the screen and is laid out when no script runs any more: the drawing shrinks as a picture does. */
const onPaper = new CSSStyleSheet();
onPaper.replaceSync('@media print { div { width: 100% !important; } canvas { width: 100% !important; height: auto !important; } }');

/**
 * `<zone-chart option='{…}'>`: draws an ECharts option that the server wrote. The chart lives in the shadow root, so that
 * page patches, which compare the light DOM, never meet it. `:state(ready)` once drawn, `:state(failed)` when it cannot be.
 */
export class ZoneChart extends HTMLElement {
  static observedAttributes = ['option'];

  #internals = this.attachInternals();
  #box: HTMLDivElement | undefined;
  #chart: ReturnType<typeof Impl.draw> | undefined;
  #resize: ResizeObserver | undefined;
  /** A late import must not draw on an element that has left the page or has newer data. */
  #token = 0;

  connectedCallback(): void {
    if (!this.#box) {
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      this.#box = document.createElement('div');
      // CSSOM is allowed under `style-src 'self'`, a style attribute is not.
      this.#box.style.width = '100%';
      this.#box.style.height = '100%';
      root.append(this.#box);
      root.adoptedStyleSheets = [onPaper];
    }
    this.#resize = new ResizeObserver(() => this.#chart?.resize());
    this.#resize.observe(this);
    void this.#update();
  }

  disconnectedCallback(): void {
    this.#token++;
    this.#resize?.disconnect();
    this.#chart?.dispose();
    this.#chart = undefined;
    setState(this.#internals, 'ready', false);
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before !== after && this.isConnected && this.#box) void this.#update();
  }

  async #update(): Promise<void> {
    const token = ++this.#token;
    const text = this.getAttribute('option');
    if (!text) return;
    try {
      const impl = await (library ??= import('../charts/echarts-impl'));
      if (token !== this.#token || !this.isConnected || !this.#box) return;
      this.#chart ??= impl.draw(this.#box);
      this.#chart.set(JSON.parse(text));
      setState(this.#internals, 'ready', true);
    } catch (error) {
      // A chunk that did not arrive may be asked for again at the next chart.
      library = undefined;
      setState(this.#internals, 'failed', true);
      console.warn('zone-chart:', error);
    }
  }
}
