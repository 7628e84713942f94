import { defineMessages } from '#platform/i18n'
import type { FactVerdict } from './fact.ts'

/** What we say of a claim, as a mark. */
export const verdictMessages = defineMessages<FactVerdict>(
  {
    right: 'Klopt',
    partly: 'Klopt deels',
    wrong: 'Klopt niet',
    unknown: 'Weten wij nog niet',
  },
  {
    right: 'Right',
    partly: 'Partly right',
    wrong: 'Not right',
    unknown: 'We do not know yet',
  },
)

/** How a reply names a sheet. */
export const citationMessages = defineMessages<FactVerdict | 'withdrawn'>(
  {
    right: '“{claim}” Dat klopt. {answer} Hoe wij dat weten, leest u hier: {address}',
    partly: '“{claim}” Dat klopt deels. {answer} Hoe wij dat weten, leest u hier: {address}',
    wrong: '“{claim}” Dat klopt niet. {answer} Hoe wij dat weten, leest u hier: {address}',
    unknown: '“{claim}” Dat weten wij nog niet. {answer} Wat wij wel weten, leest u hier: {address}',
    withdrawn: 'Wat wij zeiden over “{claim}” hebben wij ingetrokken. Waarom, leest u hier: {address}',
  },
  {
    right: '“{claim}” That is right. {answer} Read here how we know: {address}',
    partly: '“{claim}” That is partly right. {answer} Read here how we know: {address}',
    wrong: '“{claim}” That is not right. {answer} Read here how we know: {address}',
    unknown: '“{claim}” We do not know that yet. {answer} Read here what we do know: {address}',
    withdrawn: 'We have withdrawn what we said about “{claim}”. Read here why: {address}',
  },
)
