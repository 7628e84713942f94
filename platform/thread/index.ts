export {
  answerInThread,
  createLimitedThread,
  type LimitedThread,
  type ThreadOutcome,
} from './limited-thread.ts'
