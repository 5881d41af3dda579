import type { Page } from 'playwright';

/** Without a keychain the token is lost with the process, and the queue waits for it. */
export async function signInIfAsked(
  page: Page,
  accessToken: string,
  wait: { timeout?: number } = {},
): Promise<void> {
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
  await signIn.or(page.getByText('Everything is in the store')).first().waitFor(wait);
  if (!(await signIn.isVisible())) return;
  await signIn.click();
  await page.getByLabel('Access token').fill(accessToken);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /sign in/i })
    .click();
}
