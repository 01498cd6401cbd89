// Entry point of every page. It stays small: charts and pick lists are chunks that load when they first appear.
import * as Turbo from '@hotwired/turbo';
import { confirmByDialog } from './confirm';
import { AutoSubmit } from './elements/auto-submit';
import { CopyText } from './elements/copy-text';
import { FileDrop } from './elements/file-drop';
import { JobProgress } from './elements/job-progress';
import { NavToggle } from './elements/nav-toggle';
import { PhotoField } from './elements/photo-field';
import { PickList } from './elements/pick-list';
import { PrintPage } from './elements/print-page';
import { RowSelect } from './elements/row-select';
import { ZoneChart } from './elements/zone-chart';
import { ZoneMap } from './elements/zone-map';
import { closeMenusOutside } from './menus';

// Turbo's default, `disabled`, drops the keyboard focus to <body> at every submit.
Turbo.config.forms.submitter = 'aria-disabled';
Turbo.config.forms.confirm = confirmByDialog;
// The indicator is ours (html[aria-busy] in shell.css).
Turbo.config.drive.progressBarDelay = 1e9;

// A broken network keeps the page and the typed form; Turbo's default is the browser's error page.
document.addEventListener('turbo:fetch-request-error', event => {
  event.preventDefault();
  document.documentElement.dataset.net = 'down';
});
const online = () => delete document.documentElement.dataset.net;
addEventListener('online', online);
document.addEventListener('turbo:load', online);

// Leaving a page aborts its requests, and a broken network has been told above: neither is an error of ours.
addEventListener('unhandledrejection', event => {
  const name = (event.reason as Error | undefined)?.name;
  if (name === 'AbortError' || (name === 'TypeError' && document.documentElement.dataset.net === 'down')) event.preventDefault();
});

closeMenusOutside();

for (const [name, element] of Object.entries({
  'auto-submit': AutoSubmit,
  'copy-text': CopyText,
  'file-drop': FileDrop,
  'job-progress': JobProgress,
  'nav-toggle': NavToggle,
  'photo-field': PhotoField,
  'pick-list': PickList,
  'print-page': PrintPage,
  'row-select': RowSelect,
  'zone-chart': ZoneChart,
  'zone-map': ZoneMap,
})) {
  if (!customElements.get(name)) customElements.define(name, element);
}
