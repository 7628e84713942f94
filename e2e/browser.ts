import { existsSync } from 'node:fs'
import chromium from '@sparticuz/chromium'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The system's Chromium where there is one, else the one that came from npm. */
export async function findBrowser(): Promise<{ executablePath: string; args: string[] }> {
  const system = installed.find((path) => existsSync(path))
  // As root, Chromium refuses its own sandbox; the pages under test are ours.
  return {
    executablePath: system ?? (await chromium.executablePath()),
    args: ['--no-sandbox', '--disable-gpu'],
  }
}
