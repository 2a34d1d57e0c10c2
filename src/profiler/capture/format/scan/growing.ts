/** Columns whose length is known only at their end. */
export type Column = Int32Array | Float64Array;

const growth = 1.5;

/** A longer copy. */
export function grown<C extends Column>(column: C): C {
  const Make = column.constructor as new (length: number) => C;
  const longer = new Make(Math.ceil(column.length * growth) + 16);
  longer.set(column);
  return longer;
}
