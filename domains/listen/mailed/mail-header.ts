import { webAddress } from '../feeds/parsed-feed.ts'

/** Of a longer header the rest is not read. */
const LONGEST = 64_000

/** What the header of a mail says for programs, besides what is read of any mail. */
export interface MailLinks {
  /** Where the same text stands on the web (RFC 5064). */
  readonly archived: string | undefined
  /** Where one says that no more is wanted (RFC 2369): a page, else an address of mail. */
  readonly unsubscribe: string | undefined
}

/** Reads the addresses that the header of a mail names. */
export function readMailLinks(raw: Uint8Array): MailLinks {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, LONGEST)).toString('latin1')
  const [header = ''] = start.replaceAll('\r\n', '\n').split('\n\n', 1)
  const fields = header.replace(/\n[ \t]+/g, ' ').split('\n')
  const find = (name: string) => {
    const field = fields.find((one) => one.toLowerCase().startsWith(`${name}:`))
    return (
      field
        ?.slice(name.length + 1)
        .match(/<[^<>]{1,2000}>/g)
        ?.map((one) => one.slice(1, -1).trim()) ?? []
    )
  }
  const leave = find('list-unsubscribe')
  const mailto = leave.find((one) => /^mailto:[^\s]+$/i.test(one))
  return {
    archived: [...find('archived-at'), ...find('list-archived-at')].flatMap(
      (one) => webAddress(one) ?? [],
    )[0],
    unsubscribe: leave.flatMap((one) => webAddress(one) ?? [])[0] ?? mailto,
  }
}
