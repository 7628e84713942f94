import { z } from 'zod'

/** Raised when an older Weerklank would misread what a newer one wrote. */
export const FORMAT = 1

/** What a backup says before its tables. */
export const headSchema = z.object({
  format: z.number(),
  madeAt: z.iso.datetime(),
  /** Claim codes and links were made with it. */
  secret: z.string(),
  /** What the data folder was for: a demo stays one. */
  purpose: z.enum(['demo', 'real']),
  /** The changes that the database had, in their order. */
  migrations: z.array(z.string()),
  /** The number of the last change that the queue had made to its own tables; the first backups do not say. */
  queue: z.number().optional(),
})

/** A table, before its rows; its name and those of its columns are quoted as SQL writes them. */
export const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()) })

/** What stands behind the rows of a table. */
export const tableEndSchema = z.object({ rows: z.number() })

/** What stands at the end: without it, the file is not whole. */
export const endSchema = z.object({
  sequences: z.array(z.object({ name: z.string(), last: z.string() })),
  tables: z.number(),
})

export type BackupHead = z.infer<typeof headSchema>
export type BackupEnd = z.infer<typeof endSchema>
