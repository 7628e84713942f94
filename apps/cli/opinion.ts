import { Command } from 'commander'
import { isFailed, selftest } from './opinion-selftest.ts'

/** `weerklank opinion …`: runs the opinion engine on files. */
export function opinionCommand(): Command {
  const command = new Command('opinion').description('opinion maps of a dialogue, from files with votes')
  command
    .command('selftest')
    .description("check the Polis-compatible mode against a folder with a server's own answer")
    .argument('<dir>', 'votes.json + math-pca2.json, or *-votes.csv + *_math_blob.json')
    .action(runSelftest)
  return command
}

function runSelftest(folder: string): void {
  const lines = selftest(folder)
  for (const line of lines) {
    const verdict = line.fault ? `known fault: ${line.fault}` : isFailed(line) ? 'FAILED' : 'ok'
    const bound = Number.isFinite(line.bound) ? `bound ${line.bound.toExponential(0)}` : 'reported'
    console.log(
      `${line.quantity.padEnd(54)} ${line.error.toExponential(2).padStart(9)}  ${bound.padEnd(12)} ${String(line.compared).padStart(5)} compared  ${verdict}`,
    )
  }
  if (lines.some(isFailed)) process.exitCode = 1
}
