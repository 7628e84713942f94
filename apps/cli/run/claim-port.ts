import type { Config } from '#platform/config'
import { type HttpServer, type ListenOutcome, listenHttp } from '#platform/http'
import { SetupError } from '#platform/postgres'

const LOWEST_FREE_PORT = 1024

type Refusal = Exclude<ListenOutcome['kind'], 'listening'>

const sentences: Record<Refusal, (config: Config) => string> = {
  'port-in-use': ({ host, port }) =>
    `Port ${port} of ${host} is in use by another program: stop that one, or set PORT to another.`,
  'port-not-allowed': ({ port }) =>
    `This user may not listen on port ${port}: set PORT to ${LOWEST_FREE_PORT} or higher, and let a proxy pass it on.`,
  'no-such-address': ({ host }) =>
    `HOST=${host} is no address of this machine: set HOST to one that is, such as 127.0.0.1.`,
}

/**
 * Claims the port before anything is made or started.
 * @throws SetupError with a sentence when it cannot be had
 */
export async function claimPort(config: Config): Promise<HttpServer> {
  const outcome = await listenHttp(config)
  if (outcome.kind === 'listening') return outcome.server
  throw new SetupError(sentences[outcome.kind](config))
}

/** With PORT=0 the address is known only now. */
export function withPort(config: Config, port: number): Config {
  const url = new URL(config.url)
  if (config.port !== 0 || url.port !== '0') return config
  url.port = String(port)
  return { ...config, port, url: url.origin }
}
