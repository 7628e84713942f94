export { type Consumer, readEventsJob } from './consumer.ts';
export { defineEvent, type EventType, type NewEvent, type RecordedEvent } from './event.ts';
export { numberEvents } from './number-events.ts';
export { readEvents } from './read-events.ts';
export { numberEventsJob, recordEvent } from './record-event.ts';
