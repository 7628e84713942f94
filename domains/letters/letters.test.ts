import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Locale, locales } from '#platform/i18n'
import {
  type AuthorNews,
  type Letter,
  letterheadOf,
  writeAdmissionMail,
  writeAuthorMail,
  writeConfirmationMail,
  writeDueMail,
  writeEscalationMail,
  writeFollowMail,
  writeNoticeMail,
  writeReceipt,
  writeReply,
  writeSignInMail,
  writeTaskLink,
  writeUrgentMail,
  writeWatchMail,
} from './index.ts'

const site = {
  url: 'https://praat.voorbeeld.example',
  secret: 's'.repeat(32),
  timeZone: 'Europe/Amsterdam',
}
const letterhead = letterheadOf({ name: 'Gemeente Voorbeeld' }, site)
/** The same, where answers to our mail come in. */
const answering = letterheadOf(
  { name: 'Gemeente Voorbeeld' },
  { ...site, mailReplyTo: 'antwoord@voorbeeld.example' },
)
const conversationId = '01890000-0000-7000-8000-00000000000c'
const seal = Buffer.alloc(32, 7)
const question = 'Hoe wordt de Dorpsstraat veilig?'
const receivedAt = new Date('2026-03-02T09:00:00Z')
const noticeId = (n: number) => `01890000-0000-7000-8000-00000000000${n}`

type Words = {
  no: string
  yes: string
  notOurs: string
  insulting: string
  personal: string
  offTopic: string
}

/** Words that other rooms hand in. */
const words: Record<Locale, Words> = {
  nl: {
    no: 'Niet overgenomen',
    yes: 'Overgenomen',
    notOurs: 'Wij gaan er niet over',
    insulting: 'Het is kwetsend voor anderen.',
    personal: 'Er staan gegevens van een persoon in.',
    offTopic: 'Het gaat over een ander onderwerp.',
  },
  en: {
    no: 'Not adopted',
    yes: 'Adopted',
    notOurs: 'It is not up to us',
    insulting: 'It is hurtful to others.',
    personal: 'It contains personal details about someone.',
    offTopic: 'It is about something else.',
  },
}

/** What becomes of a report, in words that another room hands in. */
const stateWords: Record<Locale, Record<'working' | 'solved' | 'withdrawn' | 'personal', string>> = {
  nl: {
    working: 'Wij zijn ermee bezig',
    solved: 'Opgelost',
    withdrawn: 'Weggehaald',
    personal: 'Er stond iets in over een persoon.',
  },
  en: {
    working: 'We are working on it',
    solved: 'Solved',
    withdrawn: 'Removed',
    personal: 'It said something about a person.',
  },
}

/** Each mail by the name of its file, in all that it can say. */
const mails: Record<string, (language: Locale) => Letter[]> = {
  'sign-in': (language) => [writeSignInMail(letterhead, { language, token: 'a+b/c' })],
  admission: (language) =>
    ['a+b/c', undefined].map((token) =>
      writeAdmissionMail(letterhead, { language, slug: 'dorpsstraat', question, token }),
    ),
  receipt: (language) =>
    [false, true].map((mustAsk) => {
      const code = { shown: 'K7M 4PX 29C', typed: 'K7M4PX29C' }
      const receipt = { language, code, receivedAt, dueOn: '2026-03-09', seal, mustAsk }
      return writeReceipt(letterhead, { ...receipt, conversationId })
    }),
  follow: (language) => [
    ...[
      { title: 'Lamp stuk bij het plein', state: stateWords[language].solved, words: 'Hij doet het weer.' },
      { title: 'Lamp stuk bij het plein', state: stateWords[language].working, words: '' },
      { title: undefined, state: stateWords[language].withdrawn, words: stateWords[language].personal },
    ].map((said) =>
      writeFollowMail(letterhead, {
        ...{ language, seal, publicId: noticeId(1), written: { language: said.title ? 'nl' : language } },
        ...said,
      }),
    ),
    writeFollowMail(letterhead, {
      ...{ language, seal, publicId: noticeId(1), title: 'A lamp', state: stateWords[language].solved },
      ...{ words: 'It works.', written: { language, translated: { from: 'nl', byMachine: true } } },
    }),
  ],
  reply: (language) =>
    [letterhead, answering].map((head) =>
      writeReply(head, {
        language,
        subject: 'Mag ik parkeren op het plein?',
        body: 'Ja, dat mag.\n\nAnn Visser',
        question: 'Mag ik parkeren op het plein?\n\nIk woon er.',
        askedAt: receivedAt,
        conversationId,
        thread: ['<one@voorbeeld.example>', '<two@voorbeeld.example>'],
      }),
    ),
  due: (language) =>
    (['research', 'others', 'visit', 'busy'] as const).map((reason) =>
      writeDueMail(letterhead, {
        ...{ language, conversationId, reason, askedOn: '2026-03-02', dueOn: '2026-03-20' },
        thread: ['<one@voorbeeld.example>'],
      }),
    ),
  escalation: (language) =>
    [([3, 2, 2, 1] as const).map((level) => level), Array.from({ length: 42 }, () => 1 as const)].map(
      (levels) =>
        writeEscalationMail(letterhead, {
          language,
          lines: levels.map((level) => ({ conversationId, due: `2026-03-0${7 - level}T24:00`, level })),
        }),
    ),
  'task-link': (language) => [
    writeTaskLink(letterhead, { language, key: 'k'.repeat(22), answerOn: '2026-03-15' }),
  ],
  watch: (language) => {
    const post = (n: number) => ({
      ...{ postId: noticeId(n), title: '*Brug* dicht op maandag', source: 'Dorpskrant' },
      ...{ passage: '… dat de *brug* dicht gaat …', url: n === 1 ? 'https://krant.example/1' : null },
    })
    const bridge = { watchId: noticeId(8), watch: 'Bruggen', n: 1, posts: [post(1)] }
    const heat = {
      watchId: noticeId(9),
      watch: 'Hitte',
      n: 42,
      posts: [{ ...post(2), title: '', passage: '' }],
    }
    return [[bridge], [bridge, heat]].map((watches) =>
      writeWatchMail(letterhead, { language, accountId: noticeId(7), watches }),
    )
  },
  urgent: (language) =>
    (['many', 'idle'] as const).map((step) =>
      writeUrgentMail(letterhead, {
        ...{
          language,
          step,
          watchId: noticeId(8),
          watch: 'Bruggen',
          n: step === 'many' ? 12 : 1,
          sources: 3,
        },
        posts: [
          { postId: noticeId(1), title: '*Brug* dicht' },
          { postId: noticeId(2), title: '' },
        ],
      }),
    ),
  confirmation: (language) => [writeConfirmationMail(letterhead, { language, seal })],
  notice: writeNotices,
  author: writeToAuthors,
}

function writeNotices(language: Locale): Letter[] {
  const input = (kind: 'statement' | 'votes' | 'question' | 'letter', n: number) => ({
    ...{ kind, receivedAt },
    noticeId: noticeId(n),
  })
  const { no, yes, notOurs } = words[language]
  const first = {
    ...{ question, unit: 'Verkeer', isChanged: false, verdict: no, reason: notOurs },
    ...{ action: 'Er komt geen drempel.', why: 'De provincie gaat over deze weg.' },
    written: { language: 'nl' },
  }
  const changed = {
    ...{ ...first, isChanged: true, verdict: yes, reason: undefined },
    ...{ action: 'De drempel komt er toch.', why: 'De provincie vindt het goed.' },
  }
  const several = [input('statement', 1), input('votes', 2), input('question', 3), input('letter', 4)]
  return [
    writeNoticeMail(letterhead, { language, seal, answer: first, inputs: [input('statement', 1)] }),
    writeNoticeMail(letterhead, { language, seal, answer: changed, inputs: several }),
  ]
}

function writeToAuthors(language: Locale): Letter[] {
  const { insulting, personal, offTopic } = words[language]
  const said = { question, receivedAt }
  const refused: AuthorNews = {
    ...{ ...said, event: 'refused', reason: insulting, noticeId: noticeId(1) },
    explanation: 'Schrijf het zonder namen.',
  }
  const removed: AuthorNews = {
    ...{ ...said, event: 'removed', reason: personal, noticeId: noticeId(2) },
    explanation: '',
  }
  const upheld: AuthorNews = {
    ...{ ...said, event: 'upheld', reason: offTopic, noticeId: noticeId(3) },
    explanation: 'Het gaat over een andere straat.',
  }
  const overturned: AuthorNews = {
    ...{ ...said, event: 'overturned', reason: undefined, noticeId: noticeId(4) },
    explanation: 'Het gaat wel over de vraag.',
  }
  const write = (...news: [AuthorNews, ...AuthorNews[]]) =>
    writeAuthorMail(letterhead, { language, seal, news })
  return [write(refused), write(removed), write(upheld), write(overturned), write(refused, overturned)]
}

/** A mail as the examples show it: what its head says, its text, and where that ends. */
function show({ subject, inReplyTo, references, automatic, stopUrl, thread, text }: Letter): string {
  const head = [
    `Subject: ${subject}`,
    thread?.replyTo && `Reply-To: ${thread.replyTo}`,
    inReplyTo && `In-Reply-To: ${inReplyTo}`,
    references && `References: ${references.join(' ')}`,
    automatic && 'Auto-Submitted: auto-generated',
    stopUrl && `List-Unsubscribe: <${stopUrl}>`,
  ]
  return `${head.filter(Boolean).join('\n')}\n\n${text}[end]\n`
}

for (const [name, write] of Object.entries(mails))
  for (const language of locales)
    test(`the ${name} mail in ${language} says what its example says`, async () => {
      const example = join(import.meta.dirname, 'examples', `${name}.${language}.txt`)
      await expect(write(language).map(show).join('\n')).toMatchFileSnapshot(example)
    })

test('a reply to whom we mailed nothing yet refers to nothing', () => {
  const question = 'Mag het?'
  const asked = { subject: 'Onderwerp', body: 'Ja.', question, askedAt: receivedAt, conversationId }
  expect(writeReply(letterhead, { language: 'nl', ...asked, thread: [] })).not.toHaveProperty('inReplyTo')
})
