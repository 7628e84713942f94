import { z } from 'zod'

/** A channel by which programs of others bring messages, and take answers. */
export type HookChannel = {
  name: string
  /** The first signs what leaves; each is believed of what comes in. */
  secrets: Buffer[]
  /** Where answers go; undefined: they go nowhere. */
  answersTo: string | undefined
}

const EXAMPLE = 'buurtapp,whsec_…,https://buurtapp.example/answers'
const MOST_CHANNELS = 50
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/
/** As Standard Webhooks has it. */
const SHORTEST_SECRET = 24
const LONGEST_SECRET = 64

/** Channels with spaces between them; what is wrong names the channel, never a secret. */
export const hookChannels = z.string().transform((text, context): HookChannel[] => {
  const entries = text.split(/\s+/).filter(Boolean)
  const channels: HookChannel[] = []
  const fail = (message: string) => context.addIssue({ code: 'custom', message })
  if (entries.length > MOST_CHANNELS) fail(`names more than ${MOST_CHANNELS} channels: name fewer`)
  for (const entry of entries) {
    const channel = readChannel(entry)
    if (typeof channel === 'string') fail(channel)
    else if (channels.some(({ name }) => name === channel.name))
      fail(`names the channel ${channel.name} twice: write its secrets behind each other`)
    else channels.push(channel)
  }
  return channels
})

/** @returns what it says, or what is wrong with it */
function readChannel(entry: string): HookChannel | string {
  const [name = '', ...parts] = entry.split(',')
  if (!NAME.test(name))
    return `has a channel without a name of small letters, digits and hyphens, 40 at most: write ${EXAMPLE}`
  const isSecret = (part: string) => part.startsWith('whsec_')
  const secrets = parts.filter(isSecret).map((part) => readSecret(part))
  const others = parts.filter((part) => !isSecret(part))
  if (secrets.length === 0 || secrets.some((secret) => secret === undefined))
    return `has no secret for ${name} that can be used: make one with \`echo whsec_$(openssl rand -base64 32)\``
  if (others.length > 1 || others.some((one) => !/^https?:$/.test(URL.parse(one)?.protocol ?? '')))
    return `has something behind ${name} that is neither a secret (whsec_…) nor one address of the web: write ${EXAMPLE}`
  return { name, secrets: secrets.filter((secret) => secret !== undefined), answersTo: others[0] }
}

function readSecret(text: string): Buffer | undefined {
  const written = text.slice('whsec_'.length)
  const secret = Buffer.from(written, 'base64')
  const isWhole = secret.toString('base64').replace(/=+$/, '') === written.replace(/=+$/, '')
  return isWhole && secret.length >= SHORTEST_SECRET && secret.length <= LONGEST_SECRET ? secret : undefined
}
