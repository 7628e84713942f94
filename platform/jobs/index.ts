export { handle, type JobHandler } from './handler.ts'
export { addJob, addJobs, defineJob, type Job } from './job.ts'
export { examineJobs, type FailingJobs, type JobsCondition, listFailingJobs } from './stuck.ts'
export { type JobWorker, prepareJobs, startJobWorker } from './worker.ts'
