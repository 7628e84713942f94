import type { Db } from '#db'
import type { Holding, Person } from '#domains/people'
import { sealAddress } from '#domains/register'
import { readAddress } from '#platform/address'
import { forgetAtTheirWish } from './notice.ts'

type Keys = { timeZone: string; secret: string }

/** Where somebody is told what came of what they said. */
export function noticeHolding({ timeZone, secret }: Keys): Holding {
  const list = (db: Db, person: Person) => listContacts(db, person, secret)
  return {
    name: 'notices',
    count: async (db, person) => {
      const many = (await list(db, person)).length
      return many > 0 ? { notice_contact: many } : {}
    },
    export: async (db, person) => ({ data: await list(db, person), files: [] }),
    erase: async (tx, person, { now }) => {
      const ids = (await list(tx, person)).map(({ id }) => id)
      await forgetAtTheirWish(tx, ids, { timeZone, now })
      return ids.length > 0 ? { notice_contact: ids.length } : {}
    },
  }
}

type Contact = { id: string; address: string; isConfirmed: boolean; createdAt: Date }

/** No person has more. */
const MOST_LISTED = 1000

function listContacts(db: Db, { inputIds, mailbox }: Person, secret: string): Promise<Contact[]> {
  const address = mailbox === undefined ? undefined : readAddress(mailbox)
  const seal = address ? sealAddress(address, secret) : Buffer.alloc(0)
  return db
    .selectFrom('notice_contact')
    .select(['id', 'address', 'is_confirmed as isConfirmed', 'created_at as createdAt'])
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('seal', '=', seal),
        exists(
          selectFrom('notice_request')
            .select('input_id')
            .whereRef('contact_id', '=', 'notice_contact.id')
            .where('input_id', '=', eb.fn.any(eb.val([...inputIds]))),
        ),
      ]),
    )
    .orderBy('id')
    .limit(MOST_LISTED)
    .execute()
}
