import { sql } from 'kysely'
import { defineRetention } from '#platform/retention'
import { isOpen, SESSION_DAYS } from './session.ts'
import { LINK_MINUTES } from './sign-in.ts'

/** What is left of signing in, once it is over by the clock of the database, which also ends it. */
export const signIns = [
  defineRetention<string>({
    kind: 'staff-session',
    what: 'that a member of staff is signed in, and when they last did something',
    keptFor: { days: SESSION_DAYS },
    from: 'signing in; sooner, after 72 hours without use',
    ground: 'Nobody has to sign in each morning, and a machine that was left behind is closed soon.',
    table: 'account_session',
    key: 'id',
    isDue: () => sql<boolean>`not ${isOpen}`,
  }),
  defineRetention<string>({
    kind: 'sign-in-link',
    what: 'the link by which a member of staff signs in',
    keptFor: { minutes: LINK_MINUTES },
    from: 'it was made, unless it is used before',
    ground: 'Long enough for a mail to arrive, and too short to be found in a mailbox later.',
    table: 'sign_in_token',
    key: 'id',
    isDue: () => sql<boolean>`expires_at < now()`,
  }),
]
