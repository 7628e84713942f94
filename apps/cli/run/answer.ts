import { Command } from 'commander'
import { checkAnswers } from '#domains/answer'
import { withDatabase } from './with-database.ts'

/** `weerklank answer …` */
export function answerCommand(): Command {
  const command = new Command('answer').description('conversations and the answers in them')
  command
    .command('check')
    .description(
      'count once more what stands beside the entries of each conversation, its tasks too, and look each answer up under its mandate',
    )
    .addHelpText(
      'after',
      "\nPrints JSON: {conversations, entries, folds: 'equal' or [{conversation, differs}], tasks: 'equal' or\n[{conversation, task, differs}], mandates: 'held' or [{conversation, seq, why}" +
        '\nor {mail, why}], beforeMandates}. The last counts answers from before mandates were asked. Ends with 1 where something is wrong.' +
        '\nMay run while people work; at most 1,000 faults of a kind are told.',
    )
    .action(runCheck)
  return command
}

async function runCheck(): Promise<void> {
  const check = await withDatabase(({ db }) => checkAnswers(db))
  console.log(JSON.stringify(check, null, 2))
  if (check.folds !== 'equal' || check.tasks !== 'equal' || check.mandates !== 'held') process.exitCode = 1
}
