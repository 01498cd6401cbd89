// Turbo ships no types; these are the few names that are used here.
declare module '@hotwired/turbo' {
  export const config: {
    drive: { enabled: boolean; progressBarDelay: number };
    forms: {
      submitter: 'disabled' | 'aria-disabled';
      confirm: (message: string, form: HTMLFormElement, submitter: HTMLElement | null) => Promise<boolean> | boolean;
    };
  };
  export const cache: { clear(): void };
  export function visit(location: string, options?: { action?: 'advance' | 'replace'; frame?: string }): void;
}

interface Window {
  Turbo?: typeof import('@hotwired/turbo');
}

/** Styles of a shadow root, as text. */
declare module '*.css' {
  const text: string;
  export default text;
}
