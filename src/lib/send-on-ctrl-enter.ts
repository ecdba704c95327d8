import type { Attachment } from 'svelte/attachments';

/** Ctrl+Enter, or Cmd+Enter, in any field of the form sends it. */
export const sendOnCtrlEnter: Attachment<HTMLFormElement> = (form) => {
  const listen = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  };
  form.addEventListener('keydown', listen);
  return () => form.removeEventListener('keydown', listen);
};
