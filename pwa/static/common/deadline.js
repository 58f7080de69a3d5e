/* Waiting that ends: a network, a worker or the phone itself may never answer. */

/**
 * @template T
 * @param {number} limitMs  milliseconds
 * @param {(signal: AbortSignal | undefined) => T | Promise<T>} work  stops at the signal, if it can
 * @returns {Promise<T>}  rejects where the work throws or rejects, and when the time is over
 */
export function within(limitMs, work) {
  const control = typeof AbortController === "function" ? new AbortController() : undefined;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      control?.abort();
      reject(new Error("no answer in time"));
    }, limitMs);
    const done = () => clearTimeout(timer);
    const answer = Promise.resolve(control?.signal).then(work);
    answer.then(resolve, reject).then(done, done);
  });
}
