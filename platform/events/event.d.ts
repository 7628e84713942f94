/** Whose act an event is. What the organisation did keeps its instant, what people did only its day. */
export type Actor = 'organisation' | 'people'
/** A kind of thing that becomes public, changes or is withdrawn. */
export type EventType<By extends Actor = Actor> = {
  name: string
  by: By
  /** What the id of its subject names. */
  subject: string
  /** What the number of its subject is, where the id alone does not name it. */
  number?: string
  /** When it is recorded: a sentence for `docs/EVENTS.md`. */
  when: string
}
/** Names a kind of event, once, in an `*.events.ts` of the room whose use cases record it. */
export declare function defineEvent<const By extends Actor>(
  name: string,
  about: Omit<EventType<By>, 'name'>,
): EventType<By>
/** What it is about: ids of what everybody may know of, never of a person. */
export type Subject = {
  id: string
  number?: number
}
/** An event as it is recorded. */
export type NewEvent = {
  subject: Subject
  dossierId: string | null
} & (
  | {
      type: EventType<'organisation'>
      at: Date
    }
  /** As `2026-05-08`. */
  | {
      type: EventType<'people'>
      on: string
    }
)
/** An event as those who follow read it. */
export type RecordedEvent = {
  /** Its place among all events: one, two, three, without gaps. */
  seq: number
  type: string
  subject: {
    id: string
    number: number | null
  }
  dossierId: string | null
  /** Of what the organisation did. */
  at: Date | null
  /** Of what people did. */
  on: string | null
}
