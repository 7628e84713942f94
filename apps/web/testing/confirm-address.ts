import type { TestSite } from './site.ts'

/** Whoever reads the mail that asks for it confirms their address: the link in it, and the button behind that. */
export async function confirmAddress(site: TestSite, address: string): Promise<void> {
  const mails = await site.db
    .selectFrom('outgoing_mail')
    .selectAll()
    .where('recipient', '=', address)
    .orderBy('id', 'desc')
    .execute()
  const links = mails.flatMap(
    ({ body_text: text }) => /https:\S+\/my-input\/address\/[\w-]+(?=\n)/.exec(text) ?? [],
  )
  const { pathname } = new URL(links[0] ?? '')
  if ((await site.get(pathname)).status !== 200) throw new Error('The link of the mail leads nowhere.')
  if ((await site.post(pathname, {})).status !== 303) throw new Error('The address was not confirmed.')
}
