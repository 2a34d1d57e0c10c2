/**
 * What is derived from a tree alone is derived once, and forgotten together with the tree: switching views, ranges and
 * columns then costs only what really changes. Nothing outlives its key, so a closed profile is freed.
 */
export function onceFor<Key extends object, Result>(derive: (key: Key) => Result): (key: Key) => Result {
  const known = new WeakMap<Key, { readonly result: Result }>();
  return (key) => {
    let entry = known.get(key);
    if (entry === undefined) known.set(key, (entry = { result: derive(key) }));
    return entry.result;
  };
}
