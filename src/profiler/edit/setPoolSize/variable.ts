/** Read by libuv when the first operation enters its pool. */
export const variable = 'UV_THREADPOOL_SIZE';
