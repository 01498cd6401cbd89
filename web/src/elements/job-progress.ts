import { asked } from '../asked';

interface Job { state: string; progress: number }

/**
 * `<job-progress src="/api/…/jobs/ID" href="/z/…">`: follows a long work. It moves the server's `<progress>` and
 * `[data-percent]`, and when the job has ended asks the server for the page again (or `href`), so that the outcome is always
 * the server's own words.
 */
export class JobProgress extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;
  #wait = 700;

  connectedCallback(): void {
    this.#wait = 700;
    this.#later();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  #later(): void {
    this.#timer = setTimeout(() => void this.#ask(), this.#wait);
    this.#wait = Math.min(this.#wait * 1.3, 5000);
  }

  async #ask(): Promise<void> {
    const src = this.getAttribute('src');
    if (!src) return;
    this.#abort = new AbortController();
    try {
      const response = await fetch(src, { headers: asked(), signal: this.#abort.signal });
      // Signed out or gone meanwhile: the page itself explains better than we could.
      if ([401, 403, 404].includes(response.status)) return this.#done();
      if (response.ok) {
        const job = await response.json() as Job;
        this.#show(job);
        if (job.state !== 'queued' && job.state !== 'running') return this.#done();
      }
    } catch (error) {
      if ((error as Error).name === 'AbortError') return;
    }
    if (this.isConnected) this.#later();
  }

  #show(job: Job): void {
    const percent = Math.floor(Math.max(0, Math.min(1, job.progress)) * 100);
    const bar = this.querySelector('progress');
    if (bar) {
      bar.max = 100;
      bar.value = percent;
    }
    const text = this.querySelector('[data-percent]');
    if (text) text.textContent = `${percent}%`;
  }

  #done(): void {
    const target = this.getAttribute('href') ?? location.href;
    if (window.Turbo) window.Turbo.visit(target, { action: 'replace' });
    else location.replace(target);
  }
}
