/** What a page does that a report must not do. */
import { type Page } from '@playwright/test';

/** Every error, every dialog, every request that `isOwn` says no to, and what is logged: all, or what `logs` names. */
export function watchTrouble(
  page: Page,
  isOwn: (url: string) => boolean = () => true,
  logs?: readonly string[],
): string[] {
  const trouble: string[] = [];
  page.on('console', (message) => {
    if (logs === undefined || logs.includes(message.type())) trouble.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!isOwn(request.url())) trouble.push(`request: ${request.url()}`);
  });
  return trouble;
}

/** What says that something is wrong. */
export const WORRYING: readonly string[] = ['error', 'warning'];
