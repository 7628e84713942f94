import { z } from 'zod'
import { addressSchema } from '#platform/address'
import { locales } from '#platform/i18n'
import { writingSchema } from '../conversations/question.schema.ts'
import type { TaskHolder } from './task.ts'
import { holderOf } from './task-viewer.ts'

/** Of a question: it is read in one go. */
export const LONGEST_QUESTION = 2000
export const LONGEST_PARTY = 100

const holder = z.string('missing').transform((choice, context): TaskHolder => {
  const to = holderOf(choice)
  if (to) return to
  context.addIssue({ code: 'custom', message: 'missing' })
  return z.NEVER
})
const { body } = writingSchema.shape
const question = body.refine((text) => [...text].length <= LONGEST_QUESTION, 'too-long')
const seqs = z
  .array(z.string())
  .default([])
  .transform((typed) => typed.flatMap((seq) => (/^\d{1,9}$/.test(seq) ? [Number(seq)] : [])))

/** What a form says of a new task. */
export const newTaskSchema = z.object({
  to: holder,
  question,
  dueOn: z.iso.date('missing'),
  'shown[]': seqs,
})

/** Whom a task is given to. */
export const handTaskSchema = z.object({ to: holder })

/** An answer to a task. */
export const taskAnswerSchema = z.object({ answer: body })

/** Why a task is given back. */
export const taskReasonSchema = z.object({ reason: body })

/** Who is asked outside the organisation, and what. */
export const taskLinkSchema = z.object({
  party: body
    .transform((name) => name.replace(/\s+/g, ' '))
    .refine((name) => [...name].length <= LONGEST_PARTY, 'too-long'),
  address: addressSchema.transform(({ mailbox }) => mailbox),
  language: z.enum(locales).catch('nl'),
  outsideQuestion: question,
  'outsideShown[]': seqs,
})
