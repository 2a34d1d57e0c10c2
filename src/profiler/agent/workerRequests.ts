/** Where nested workers reach the watcher, which only the main thread has a port to. */
export const requestChannelName = (processId: number): string => `concurrency-profiler-${processId}`;
