/** CSS pixels. */
export const rowHeightCss = 18;
export const axisHeightCss = 22;
