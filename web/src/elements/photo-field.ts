import { setState } from '../states';

interface Shot { key: string; blob: Blob; canvas: HTMLCanvasElement; caption: string }

/**
 * `<photo-field max-edge="1600" working="…" shrunk="…">` around the file fields (`name="file"`) of a form: of each chosen picture it
 * makes the small one that pages show (re-drawn, so that it carries neither place nor time) and sends it as `preview-N`, where N is
 * the picture's place among the files. The originals go as they are. Without scripts, or for a picture that this browser cannot
 * decode, only the original is sent.
 */
export class PhotoField extends HTMLElement {
  #internals = this.attachInternals();
  #list: HTMLElement;
  #shots: Shot[] = [];
  #work: Promise<void> | undefined;
  #token = 0;
  #form: HTMLFormElement | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    this.#list = document.createElement('div');
    this.#list.part.add('shots');
    this.#list.setAttribute('role', 'status');
    root.append(document.createElement('slot'), this.#list);
  }

  connectedCallback(): void {
    this.addEventListener('change', this.#change);
    this.#form = this.closest('form');
    this.#form?.addEventListener('submit', this.#wait);
    this.#form?.addEventListener('formdata', this.#collect);
  }

  disconnectedCallback(): void {
    this.#token++;
    this.#form?.removeEventListener('submit', this.#wait);
    this.#form?.removeEventListener('formdata', this.#collect);
    this.#form = null;
    this.#shots = [];
    this.#list.replaceChildren();
  }

  get #edge(): number { return Number(this.getAttribute('max-edge')) || 1600; }

  #change = (event: Event): void => {
    if ((event.target as HTMLInputElement).type !== 'file') return;
    const work = this.#make(++this.#token);
    this.#work = work;
    void work.finally(() => { if (this.#work === work) this.#work = undefined; });
  };

  // A form handed in while a picture is still being drawn goes as soon as it is ready.
  #wait = (event: SubmitEvent): void => {
    if (!this.#work) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const [form, submitter] = [event.target as HTMLFormElement, event.submitter];
    void this.#work.finally(() => form.requestSubmit(submitter));
  };

  #collect = (event: FormDataEvent): void => {
    const files = event.formData.getAll('file').filter(entry => entry instanceof File && entry.name !== '') as File[];
    files.forEach((file, place) => {
      const shot = this.#shots.find(s => s.key === keyOf(file));
      if (shot) event.formData.append(`preview-${place}`, shot.blob, 'preview');
    });
  };

  async #make(token: number): Promise<void> {
    const files = [...this.querySelectorAll<HTMLInputElement>('input[type=file]')].flatMap(input => [...(input.files ?? [])]);
    setState(this.#internals, 'busy', true);
    setState(this.#internals, 'ready', false);
    const shots: Shot[] = [];
    this.#show([], files.some(isPicture) ? this.getAttribute('working') ?? '' : '');
    // One after another: a telephone has room for one decoded photo.
    for (const file of files) {
      const shot = this.#shots.find(s => s.key === keyOf(file)) ?? await shrink(file, this.#edge, this.getAttribute('shrunk') ?? '');
      if (token !== this.#token) return;
      if (shot) shots.push(shot);
    }
    this.#shots = shots;
    this.#show(shots, '');
    setState(this.#internals, 'busy', false);
    setState(this.#internals, 'ready', shots.length > 0);
  }

  // The pictures are drawn on canvases: the pages' policy lets images come from the server only.
  #show(shots: Shot[], text: string): void {
    this.#list.replaceChildren(...shots.map(shot => {
      const figure = document.createElement('span');
      figure.part.add('shot');
      const caption = document.createElement('small');
      caption.textContent = shot.caption;
      figure.append(shot.canvas, caption);
      return figure;
    }), text);
  }
}

const isPicture = (file: File): boolean => /^image\/(jpeg|png|webp|heic|heif)$/.test(file.type);

const keyOf = (file: File): string => `${file.name}|${file.size}|${file.lastModified}`;

async function shrink(file: File, edge: number, words: string): Promise<Shot | undefined> {
  if (!isPicture(file)) return undefined;
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return undefined;
  }
  const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
  const large = draw(bitmap, scale);
  const small = draw(bitmap, Math.min(1, 160 / Math.max(bitmap.width, bitmap.height)));
  bitmap.close();
  const blob = await new Promise<Blob | null>(done => large.toBlob(done, 'image/jpeg', 0.82));
  if (!blob) return undefined;
  small.setAttribute('aria-hidden', 'true');
  const caption = `${file.name} ${words.replace('{0}', size(file.size)).replace('{1}', size(blob.size)).replace('{2}', `${large.width}×${large.height}`)}`;
  return { key: keyOf(file), blob, canvas: small, caption };
}

function draw(bitmap: ImageBitmap, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext('2d');
  if (pen) {
    // JPEG knows no transparency: a drawing on nothing would turn black.
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  }
  return canvas;
}

function size(bytes: number): string {
  return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
