/**
 * Units as types. V8 counts microseconds, Node milliseconds and nanoseconds; lines start at 0 in call frames and at 1
 * in editors. A brand costs nothing at run time and makes a mix-up a compile error. All casts live in this file.
 */
declare const unit: unique symbol;
type Quantity<Unit extends string> = number & { readonly [unit]: Unit };

export type Micros = Quantity<'microsecond'>;
export type Millis = Quantity<'millisecond'>;
export type Bytes = Quantity<'byte'>;
/** A share of a whole, 0..1. */
export type Ratio = Quantity<'ratio'>;
/** 1-based, as editors show it. */
export type LineNumber = Quantity<'1-based line'>;
/** 1-based, as editors show it. */
export type ColumnNumber = Quantity<'1-based column'>;

export const toMillis = (time: Micros): Millis => (time / 1000) as Millis;
export const toMicros = (time: Millis): Micros => (time * 1000) as Micros;
export const nanosToMicros = (nanos: number): Micros => (nanos / 1000) as Micros;
export const micros = (time: number): Micros => time as Micros;
export const millis = (time: number): Millis => time as Millis;

/** Call frames count from 0 and use -1 for "unknown"; position ticks already start at 1. Null when unknown. */
export const lineFromV8 = (zeroBased: number): LineNumber | null =>
  zeroBased < 0 ? null : ((zeroBased + 1) as LineNumber);
export const columnFromV8 = (zeroBased: number): ColumnNumber | null =>
  zeroBased < 0 ? null : ((zeroBased + 1) as ColumnNumber);
