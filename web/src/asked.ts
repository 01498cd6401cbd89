/** Headers of whatever a page asks its own site for: the answer speaks the language of the page, not that of the browser. */
export const asked = (): Record<string, string> => ({ accept: 'application/json', 'accept-language': document.documentElement.lang });
