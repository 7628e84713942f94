#!/usr/bin/env node
// Plain JavaScript for any Node from 20 on: Weerklank itself runs on the Node that npm installed with it.
import { spawn } from 'node:child_process'
import nodeModule, { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OWN_MAJOR = 26
const program = new URL('../dist/weerklank.js', import.meta.url)

if (Number(process.versions.node.split('.')[0]) >= OWN_MAJOR) await runHere()
else runOn(ownNode())

/** What was compiled once is kept beside the build, where this user can write: the next start is quicker. */
async function runHere() {
  nodeModule.enableCompileCache(fileURLToPath(new URL('../dist/compiled', import.meta.url)))
  await import(program.href)
}

function ownNode() {
  try {
    const about = createRequire(import.meta.url).resolve('node/package.json')
    return join(dirname(about), 'bin', 'node')
  } catch {
    console.error('Node 26 is not installed beside Weerklank: run "npm ci".')
    process.exit(1)
  }
}

/** The channel is how the child notices that we were killed; signals that the terminal sends to both do no harm. */
function runOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`Node 26 could not be started (${error.message}): run "npm ci".`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    for (const name of signals) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
}
