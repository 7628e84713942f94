export { type Cluster, type ClusterOptions, startCluster } from './cluster.ts'
export { SetupError } from './setup-error.ts'
