/** The types of tinypool 2.2.0 name a global Worker, which browsers have. */
type Worker = import('node:worker_threads').Worker;
