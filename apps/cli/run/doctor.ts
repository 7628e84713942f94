import { Command } from 'commander'
import { examineInstallation } from './examine.ts'
import type { Finding } from './finding.ts'

const marks = { good: 'good   ', warning: 'look   ', problem: 'problem' } satisfies Record<
  Finding['state'],
  string
>

/** `weerklank doctor` */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check the set-up, and say what is wrong and what to do')
    .option(
      '--json',
      'print the findings as JSON: [{"name", "state": "good" | "warning" | "problem", "says"}]',
    )
    .action(async (options: { json?: boolean }) => {
      const findings = await examineInstallation()
      if (options.json) console.log(JSON.stringify(findings, null, 2))
      else
        for (const { name, state, says } of findings)
          console.log(`${marks[state]}  ${name.padEnd(11)}  ${says}`)
      if (findings.some((finding) => finding.state === 'problem')) process.exitCode = 1
    })
}
