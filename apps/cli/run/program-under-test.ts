import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { packageRoot } from './package-root.ts'

export type Ended = { code: number | null; stdout: string; stderr: string }

export type Running = {
  pid: number
  /** The address that it printed. */
  url: string
  output: () => string
  /** What it said so far on its standard error. */
  errors: () => string
  /** Sends a signal and waits for the end. */
  stop: (signal?: NodeJS.Signals) => Promise<Ended>
  ended: Promise<Ended>
}

type Environment = Record<string, string>
const READY = 'Ctrl-C stops it.'
const program = join(packageRoot, 'bin', 'weerklank.js')

/** Builds what bin/weerklank.js runs; nothing is done when it is there. */
export async function buildProgram(): Promise<void> {
  const child = spawn(process.execPath, [join(packageRoot, 'scripts', 'build.ts')], { stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('the build failed')
}

/** Runs a command to its end, with nothing in its environment but what is given. */
export async function runProgram(args: string[], environment: Environment): Promise<Ended> {
  return collect(spawnProgram(args, environment))
}

/**
 * Starts a command that stays, and waits until it says that it runs. It is ended when the test is over, also a test
 * that ran out of time while waiting.
 */
export async function startProgram(args: string[], environment: Environment): Promise<Running> {
  const child = spawnProgram(args, environment)
  onTestFinished(() => end(child))
  return untilReady(child)
}

/** Waits until a process that runs the program, directly or below it, says that it is ready. */
export async function untilReady(child: ChildProcess): Promise<Running> {
  let output = ''
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const ended = collect(child)
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes(READY)) resolve()
    })
  })
  const outcome = await Promise.race([ready, ended])
  if (outcome) throw new Error(`it ended with ${outcome.code}: ${outcome.stderr}`)
  const pid = child.pid ?? 0
  return {
    pid,
    url: /http:\/\/[\w.[\]:]+:\d+/.exec(output)?.[0] ?? '',
    output: () => output,
    errors: () => errors,
    ended,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}

/** Asks a process to stop, where it still runs, and waits until it has. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = once(child, 'exit')
  child.kill('SIGTERM')
  await over
}

/** Starts a command, and waits for nothing. */
export function spawnProgram(args: string[], environment: Environment): ChildProcess {
  return spawn(process.execPath, [program, ...args], {
    env: { PATH: '/usr/bin:/bin', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function collect(child: ChildProcess): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}
