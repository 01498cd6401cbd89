/**
 * Reports the state of an element as `:state(name)`. Attributes set from script would vanish at the next page patch.
 * Browsers before 2024 only know names with two dashes and throw otherwise; for them the state is left out.
 */
export function setState(internals: ElementInternals, name: string, on: boolean): void {
  try {
    if (on) internals.states.add(name);
    else internals.states.delete(name);
  } catch { /* the look stays that of an element without state */ }
}
