/**
 * Asks in a dialog of the page's own look for forms with `data-turbo-confirm`.
 * The words of the buttons come from the server (`data-confirm-ok`, `data-confirm-cancel` of the shell).
 */
export function confirmByDialog(message: string, _form: HTMLFormElement, submitter: HTMLElement | null): Promise<boolean> {
  const words = document.querySelector<HTMLElement>('[data-confirm-ok]')?.dataset;
  const dialog = document.createElement('dialog');
  dialog.className = 'jk-ask';
  const text = document.createElement('p');
  text.textContent = message;
  const form = document.createElement('form');
  form.method = 'dialog';
  form.append(
    button(words?.confirmCancel ?? 'Cancel', 'btn', 'no'),
    button(submitter?.textContent?.trim() || words?.confirmOk || 'OK', 'btn btn-primary', 'yes'),
  );
  dialog.append(text, form);
  document.body.append(dialog);

  return new Promise(resolve => {
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'yes');
      dialog.remove();
    });
    dialog.showModal();
  });
}

function button(text: string, className: string, value: string): HTMLButtonElement {
  const result = document.createElement('button');
  result.textContent = text;
  result.className = className;
  result.value = value;
  return result;
}
