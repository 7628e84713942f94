import type { Db } from '#db'
/**
 * Begins work beside a transaction that is still open, for tests of what waits for what. Comes back once the work is over,
 * or is one of so many in this database that wait for another transaction: either way what follows is not by chance.
 */
export declare function begin<Result>(
  db: Db,
  work: () => Promise<Result>,
  waiting?: number,
): Promise<{
  end: Promise<Result>
}>
