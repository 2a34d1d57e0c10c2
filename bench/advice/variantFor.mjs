/** The variant that does what a recommendation says, and the size to run it with; null when the program has none. */
export function variantFor(variants, { model, size }) {
  if (model === 'keep') return { variant: 'original', size: null };
  const found = Object.entries(variants).find(([, variant]) => variant.model === model);
  if (!found) return null;
  const [variant, { sizes }] = found;
  // Advice without a size changes the calls and leaves them one after the other.
  return { variant, size: sizes ? (size ?? 1) : null };
}
