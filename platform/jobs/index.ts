export { addJob, defineJob, type Job } from './job.ts'
export { handle, type JobHandler, type JobWorker, prepareJobs, startJobWorker } from './worker.ts'
