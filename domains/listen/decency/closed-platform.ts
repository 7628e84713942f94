/**
 * Platforms that are no public place for us: what is there shows to whoever signs in, or the platform forbids that programs read along. What is
 * said there is taken over by hand, or comes by the interface that the platform gives to the owner of a page. Each with all hosts under it.
 */
const CLOSED_PLATFORMS = [
  ...['facebook.com', 'fb.com', 'fb.me', 'messenger.com', 'instagram.com', 'threads.net', 'threads.com'],
  ...['linkedin.com', 'lnkd.in', 'x.com', 'twitter.com', 't.co', 'tiktok.com', 'snapchat.com'],
  ...['discord.com', 'discord.gg', 'discordapp.com', 'slack.com', 'whatsapp.com', 'wa.me', 'signal.group'],
  ...['nextdoor.com', 'nextdoor.nl', 'nebenan.de', 'hoplr.com'],
]

const closed = new Set(CLOSED_PLATFORMS)

/** The platform that an address belongs to, where it is one that is not read; mirrors under another name are not known. */
export function findClosedPlatform(address: string): string | undefined {
  const host = URL.parse(address)?.hostname.replace(/\.$/, '')
  if (host === undefined) return undefined
  const labels = host.split('.')
  return labels.map((_, at) => labels.slice(at).join('.')).find((name) => closed.has(name))
}
